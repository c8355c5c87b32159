package org.kaname.app.command;

import java.util.ArrayList;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.app.console.Session;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.Json;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.shock.scenario.Cases;
import org.kaname.shock.scenario.Evidence;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The historical cases that ship with the program. */
@Command(name = "cases", description = "The shipped historical cases, with the quality of their evidence.")
final class ShockCases extends Verb {
    @Option(
            names = "--show",
            paramLabel = "CASE",
            description = "Print the file of one case, to start a scenario of your own from.")
    String show = "";

    @Override
    public Integer call() {
        var session = session();
        if (!show.isEmpty()) {
            var text = Cases.text(show)
                    .orElseThrow(() -> usage(
                            "There is no case (" + show + ").\nMaybe one of " + String.join(", ", Cases.IDS) + "."));
            session.console().result(text.stripTrailing());
            return 0;
        }
        var pack = StarterPack.load().usd();
        var membership = Membership.of(pack.economies(), pack.blocs());
        var cases = Cases.IDS.stream().map(id -> Cases.read(id, membership)).toList();
        switch (session.form()) {
            case JSON -> {
                var document = Json.object();
                var list = document.putArray("cases");
                for (var scenario : cases) {
                    var node = list.addObject();
                    node.put("id", scenario.id());
                    node.putObject("title")
                            .put("en", scenario.title().en())
                            .put("ja", scenario.title().ja());
                    node.put("status", JsonWords.word(scenario.status()));
                    node.put("origin_date", scenario.originDate().toString());
                    node.put("horizon_days", scenario.horizonDays());
                    node.set("subject", Json.array(scenario.subject()));
                    node.set("codes", Json.array(codes(scenario)));
                    var quality = node.putObject("evidence");
                    evidence(scenario).forEach((q, count) -> quality.put(JsonWords.word(q), count));
                    node.put("published_outcomes", scenario.published().size());
                }
                print(document);
            }
            case CSV -> {
                session.console().result("id,origin_date,subject,codes,primary,secondary,judgement,title");
                for (var scenario : cases) {
                    var quality = evidence(scenario);
                    session.console()
                            .result(Csv.line(
                                    scenario.id(),
                                    scenario.originDate().toString(),
                                    String.join(" ", scenario.subject()),
                                    String.join(" ", codes(scenario)),
                                    quality.getOrDefault(Evidence.Quality.PRIMARY, 0),
                                    quality.getOrDefault(Evidence.Quality.SECONDARY, 0),
                                    quality.getOrDefault(Evidence.Quality.JUDGEMENT, 0),
                                    scenario.title().in(session.language())));
                }
            }
            case TEXT -> text(session, cases);
        }
        return 0;
    }

    private void text(Session session, java.util.List<Scenario> cases) {
        var table = new TextTable()
                .left(say("shock.column.case"), 18)
                .left(say("shock.column.title"), 48)
                .left(say("shock.column.subject"), 9)
                .left(say("shock.column.origin"), 10)
                .left(say("shock.column.codes"), 40)
                .left(say("shock.column.evidence"), 24);
        for (var scenario : cases) {
            var parts = new ArrayList<String>();
            evidence(scenario)
                    .forEach((quality, count) -> parts.add(count + " " + say("shock.quality." + quality.name())));
            table.row(
                    scenario.id(),
                    scenario.title().in(session.language()),
                    String.join(" ", scenario.subject()),
                    scenario.originDate().toString(),
                    String.join(" ", codes(scenario)),
                    String.join(", ", parts));
        }
        table.lines().forEach(session.console()::result);
        session.console().result("");
        session.console().result("  " + say("shock.cases.read"));
    }

    private static TreeSet<String> codes(Scenario scenario) {
        var codes = new TreeSet<String>();
        scenario.restrictions().forEach(r -> codes.addAll(r.scope().codes()));
        return codes;
    }

    private static TreeMap<Evidence.Quality, Integer> evidence(Scenario scenario) {
        var counts = new TreeMap<Evidence.Quality, Integer>();
        scenario.restrictions().forEach(r -> r.evidence().forEach(e -> counts.merge(e.quality(), 1, Integer::sum)));
        scenario.supply()
                .forEach(s -> s.suppliers()
                        .forEach(supplier -> counts.merge(supplier.evidence().quality(), 1, Integer::sum)));
        return counts;
    }
}
