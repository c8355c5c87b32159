package org.kaname.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Stop;
import org.kaname.app.console.TextTable;
import org.kaname.app.docs.MethodPages;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.data.NearestName;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.known.KnownAnswers;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The frozen rule versions. */
@Command(
        name = "rules",
        description = "Every frozen rule version: conditions, constants, source.",
        subcommands = {Rules.ListRules.class, Rules.Show.class, CompareRules.class})
final class Rules extends Verb {
    @Override
    public Integer call() {
        throw usage(
                "Say what to do with the rules.\nMaybe kaname rules list, kaname rules show RULE, or kaname rules compare ECONOMY.");
    }

    /** One line for each rule. */
    @Command(name = "list", description = "One line for each rule version.")
    static final class ListRules extends Verb {
        @Option(
                names = "--markdown",
                paramLabel = "DIR",
                description = "Also writes one method page for each rule and measure there.")
        @Nullable Path markdown;

        @Override
        public Integer call() {
            var session = session();
            if (markdown != null) {
                write(markdown);
            }
            switch (session.form()) {
                case JSON -> {
                    var node = Json.object();
                    var rules = node.putArray("rules");
                    RuleCatalogue.listRules().forEach(r -> rules.add(rule(r, false)));
                    print(node);
                }
                case CSV -> {
                    session.console().result("rule,title,family,status,votes,source,experimental");
                    for (var rule : RuleCatalogue.listRules()) {
                        session.console()
                                .result(Csv.line(
                                        rule.id(),
                                        rule.title(),
                                        rule.family(),
                                        rule.status(),
                                        rule.votes(),
                                        rule.source(),
                                        rule.experimental()));
                    }
                }
                case TEXT -> {
                    var table = new TextTable()
                            .left(say("column.rule"), 32)
                            .left(say("column.title"), 58)
                            .left(say("column.family"), 8)
                            .left(say("column.status"), 60)
                            .left(say("column.votes"), 34);
                    for (var rule : RuleCatalogue.listRules()) {
                        table.row(
                                rule.id(),
                                rule.title(),
                                rule.family().name(),
                                say("status." + rule.status()),
                                rule.experimental()
                                        ? say("rule.experimental")
                                        : say(rule.votes() ? "vote.yes" : "vote.no"));
                    }
                    session.console().results(table.lines());
                    session.console().result("");
                    session.console().result("  " + say("text.rules.absent"));
                }
            }
            return 0;
        }

        private void write(Path directory) {
            var pages = MethodPages.pages();
            try {
                Files.createDirectories(directory);
                for (var page : pages.entrySet()) {
                    Files.writeString(directory.resolve(page.getKey()), page.getValue());
                }
            } catch (IOException e) {
                throw new Stop(
                        Stop.REFUSED,
                        say("error.out", "directory", directory.toString(), "what", String.valueOf(e.getMessage())));
            }
            session()
                    .console()
                    .tell(say(
                            "told.pages", "count", Integer.toString(pages.size()), "directory", directory.toString()));
        }
    }

    /** One rule with everything that makes it citable. */
    @Command(
            name = "show",
            description = "One rule version: conditions, constants, source, requirements, reference SQL.")
    static final class Show extends Verb {
        @Parameters(paramLabel = "RULE", description = "Rule id, e.g. geodep@2024.")
        String id = "";

        @Override
        public Integer call() {
            var session = session();
            var rule = RuleCatalogue.findRule(id).orElseThrow(() -> {
                var ids =
                        RuleCatalogue.listRules().stream().map(RuleVersion::id).toList();
                return new Stop(
                        Stop.USAGE,
                        say(
                                "error.rule.unknown",
                                "rule",
                                id,
                                "nearest",
                                NearestName.find(id, ids).orElse(ids.getFirst())));
            });
            switch (session.form()) {
                case JSON -> print(rule(rule, true));
                case CSV -> {
                    session.console().result("rule,condition,figure,comparison,constant,value,origin");
                    for (var condition : rule.conditions()) {
                        session.console()
                                .result(Csv.line(
                                        rule.id(),
                                        condition.name(),
                                        condition.measure().figure(),
                                        condition.comparison().sign(),
                                        rule.id() + "." + condition.constant(),
                                        number(rule.constants().get(condition.constant())),
                                        rule.status()));
                    }
                }
                case TEXT -> session.console().results(text(rule));
            }
            return 0;
        }

        private static Object number(@Nullable Double value) {
            return value == null || value.isNaN() ? "" : value;
        }

        /** A threshold, in words where the source gives none. */
        private String threshold(@Nullable Double value) {
            return value == null || value.isNaN() ? say("text.rule.unset") : value.toString();
        }

        private ArrayList<String> text(RuleVersion rule) {
            var lines = new ArrayList<String>();
            lines.add(rule.id() + "  " + rule.title());
            var status = session().phrases().render(rule.explainStatus());
            // a reading names its source itself
            lines.add("  "
                    + (status.contains(rule.source())
                            ? status
                            : say("text.rule.status", "status", status, "source", rule.source())));
            if (rule.experimental()) {
                lines.add("  " + say("rule.experimental"));
            }
            lines.add("  "
                    + say(
                            "text.rule.family",
                            "family",
                            rule.family().name(),
                            "votes",
                            say(rule.votes() ? "vote.yes" : "vote.no")));
            lines.add("  " + say("text.rule.conditions"));
            for (var condition : rule.conditions()) {
                lines.add("    " + say("condition." + condition.name()) + "  "
                        + condition.comparison().sign() + " "
                        + threshold(rule.constants().get(condition.constant())) + "   "
                        + condition.measure().formula());
            }
            var persistence = rule.persistence();
            if (persistence != null) {
                lines.add("    "
                        + say(
                                "text.rule.persistence",
                                "years",
                                Integer.toString(persistence.years()),
                                "window",
                                Integer.toString(persistence.window())));
            }
            lines.add("  "
                    + say(
                            "text.rule.requirements",
                            "requirements",
                            rule.requirements().stream()
                                    .map(r -> (Object) r.name())
                                    .toList()));
            for (var band : rule.bands()) {
                lines.add("  "
                        + say(
                                "text.rule.band",
                                "band",
                                say("band." + band.name()),
                                "figure",
                                band.measure().figure(),
                                "sign",
                                band.comparison().sign(),
                                "value",
                                threshold(rule.constants().get(band.constant()))));
            }
            for (int n = 1; n <= rule.notes().size(); n++) {
                lines.add("  " + say("note." + rule.id() + "." + n));
            }
            for (var count : rule.publishedCounts()) {
                lines.add("  "
                        + say(
                                "text.rule.count",
                                "id",
                                count.id(),
                                "what",
                                count.what(),
                                "value",
                                Long.toString(count.value()),
                                "source",
                                count.source()));
            }
            for (var answer : KnownAnswers.listOf(rule.id())) {
                lines.add("  "
                        + say(
                                "text.rule.count",
                                "id",
                                answer.id(),
                                "what",
                                answer.definition() + "; " + answer.data(),
                                "value",
                                answer.published(),
                                "source",
                                answer.source() + ", " + answer.status()));
            }
            lines.add("");
            SqlReference.text(rule.sqlFile()).lines().forEach(l -> lines.add("  " + l));
            return lines;
        }
    }

    static ObjectNode rule(RuleVersion rule, boolean withSql) {
        var node = Json.object();
        node.put("rule", rule.id());
        node.put("title", rule.title());
        node.put("family", rule.family().name());
        node.put("status", rule.status().name());
        node.put("source", rule.source());
        node.set("status_text", Json.texts(Words.plain().both(rule.explainStatus())));
        node.put("votes", rule.votes());
        node.put("experimental", rule.experimental());
        node.put("leads_family", rule.leads());
        var conditions = node.putArray("conditions");
        for (var condition : rule.conditions()) {
            var one = conditions.addObject();
            one.put("name", condition.name());
            one.put("figure", condition.measure().figure());
            one.put("formula", condition.measure().formula());
            one.put("comparison", condition.comparison().sign());
            put(one, "threshold", rule.constants().get(condition.constant()));
            one.put("constant", rule.id() + "." + condition.constant());
        }
        var constants = node.putObject("constants");
        rule.constants().forEach((name, value) -> put(constants, rule.id() + "." + name, value));
        var persistence = rule.persistence();
        if (persistence != null) {
            node.putObject("persistence").put("years", persistence.years()).put("window", persistence.window());
        }
        node.set(
                "requirements",
                Json.array(rule.requirements().stream().map(Enum::name).toList()));
        node.set("notes", Json.array(rule.notes()));
        var bands = node.putArray("bands");
        for (var band : rule.bands()) {
            var one = bands.addObject();
            one.put("band", band.name());
            one.put("figure", band.measure().figure());
            one.put("comparison", band.comparison().sign());
            put(one, "threshold", rule.constants().get(band.constant()));
        }
        var counts = node.putArray("published_counts");
        for (var count : rule.publishedCounts()) {
            count(counts, count.id(), count.what(), count.source()).put("value", count.value());
        }
        for (var answer : KnownAnswers.listOf(rule.id())) {
            count(
                            counts,
                            answer.id(),
                            answer.definition() + "; " + answer.data(),
                            answer.source() + ", " + answer.status())
                    .put("value", answer.published());
        }
        if (withSql) {
            node.put("sql", SqlReference.text(rule.sqlFile()));
        }
        return node;
    }

    private static ObjectNode count(ArrayNode counts, String id, String what, String source) {
        return counts.addObject().put("id", id).put("what", what).put("source", source);
    }

    /** Null for a constant that only the user can give. */
    private static void put(ObjectNode node, String name, @Nullable Double value) {
        if (value == null || value.isNaN()) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
