package org.kaname.app.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kaname.app.wording.Words;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.RuleVersion.Persistence;
import org.kaname.measure.Settings;
import org.kaname.measure.chokepoint.CentralExporter;
import org.kaname.measure.chokepoint.InputGraph;
import org.kaname.measure.chokepoint.SupplierCentrality;
import org.kaname.measure.complexity.ComplexityMeasure;
import org.kaname.measure.complexity.Fitness;
import org.kaname.measure.complexity.SymmetricEci;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.emergence.TechMonopoly;
import org.kaname.measure.known.KnownAnswer;
import org.kaname.measure.known.KnownAnswers;
import org.kaname.measure.leverage.Dependences;
import org.kaname.measure.leverage.Leverage;
import org.kaname.measure.power.Erosion;
import org.kaname.measure.power.PowerProfile;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.stage.StageConcentration;
import org.kaname.measure.tournament.Tournament;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.TriageTable;
import org.kaname.triage.assess.AssessmentConstants;

/**
 * The method pages, by file name: one for each rule, each measure and the table of rows, and an index. Everything in them is read from
 * the objects that compute; only the list of edge cases is a table of its own.
 */
public final class MethodPages {
    /** The command that writes the pages. */
    public static final String COMMAND = "./kaname rules list --markdown docs/methods";

    private static final String INDEX = "README.md";
    private static final String DOMINANCE = "dominance@2023";
    private static final String FIGURES = "## Figures\n| figure | formula | unit | SQL |\n|---|---|---|---|\n";
    private static final String EDGE_CASES = "edge-cases.tsv";

    private final Phrasebook words = Words.plain().in(Language.EN);
    private final Settings settings = AssessmentConstants.settings();
    private final List<String[]> edgeCases = readEdgeCases();
    private final SortedMap<String, String> pages = new TreeMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();

    private MethodPages() {}

    /** Text by file name, {@code README.md} being the index. */
    public static SortedMap<String, String> pages() {
        var writer = new MethodPages();
        writer.write();
        return writer.pages;
    }

    private void write() {
        for (var rule : RuleCatalogue.listRules()) {
            put(rule.id(), rule.title(), rule(rule));
        }
        int rules = titles.size();
        for (var method : measures().entrySet()) {
            if (RuleCatalogue.findRule(method.getKey()).isEmpty()) {
                put(method.getKey(), names(method.getValue()), measure(method.getKey(), method.getValue()));
            }
        }
        put(
                DOMINANCE,
                "dominant positions",
                constants(DOMINANCE) + edgeCases(DOMINANCE) + known(DOMINANCE) + sql("dominance"));
        put(
                StageConcentration.METHOD,
                "concentration of the stages of materials",
                constants(StageConcentration.METHOD)
                        + edgeCases(StageConcentration.METHOD)
                        + sql("stage_concentration"));
        put(
                FieldProfiles.METHOD,
                "position and emergence in technology fields",
                constants(FieldProfiles.METHOD) + edgeCases(FieldProfiles.METHOD) + sql("field_profile"));
        put(
                TechMonopoly.METHOD,
                "risk that one economy holds a technology alone",
                "* Status: SECONDARY (" + words.say("status.SECONDARY")
                        + ")\n* Source: ASPI, Critical Technology Tracker\n"
                        + "* HIGH and MEDIUM: both conditions of the level hold; LOW: else; INSUFFICIENT: no ranking of "
                        + "institutions or no lead ratio\n\n"
                        + constants(TechMonopoly.METHOD)
                        + edgeCases(TechMonopoly.METHOD));
        for (var method : ofMatrix().entrySet()) {
            put(
                    method.getKey(),
                    method.getValue().stream().map(ComplexityMeasure::figure).collect(Collectors.joining(", ")),
                    complexity(method.getKey(), method.getValue()));
        }
        put(
                Fitness.METHOD,
                "fitness of economies and complexity of goods",
                edgeCases(Fitness.METHOD) + sql("fitness_step"));
        put(
                Dependences.METHOD,
                "who depends on whom under a rule, in both directions",
                formulas(
                                Leverage::formula,
                                Leverage.DEPENDENTS,
                                Leverage.VALUE,
                                Leverage.COVER,
                                Leverage.REACH,
                                Leverage.PAIR_GOODS,
                                Leverage.PAIR_VALUE,
                                Leverage.PAIR_SHARE)
                        + edgeCases(Dependences.METHOD)
                        + sql("dependence")
                        + sql("dependents"));
        put(
                PowerProfile.METHOD,
                "proxies of market power, none a measurement of power",
                formulas(
                                PowerProfile::formula,
                                PowerProfile.RESIDUAL,
                                PowerProfile.RESIDUAL_INSIDE,
                                PowerProfile.GAP_LOW,
                                PowerProfile.GAP_MIDDLE,
                                PowerProfile.GAP_HIGH,
                                PowerProfile.LERNER,
                                PowerProfile.PREMIUM)
                        + constants(PowerProfile.METHOD)
                        + edgeCases(PowerProfile.METHOD)
                        + sql("market_power"));
        put(
                Erosion.METHOD,
                "how a world share moved",
                formulas(Erosion::formula, Erosion.CHANGE, Erosion.SLOPE, Erosion.SLOPE_ERROR)
                        + constants(Erosion.METHOD)
                        + edgeCases(Erosion.METHOD)
                        + sql("erosion"));
        put(
                CentralExporter.METHOD,
                "exporters of a good too unequal to average out, experimental",
                "* Status: READING (" + words.say("status.READING")
                        + ")\n* Source: the fragility approach of the IMF; the "
                        + "fit is that of Clauset, Shalizi and Newman 2009\n* Holds if the exponent of a power law fitted to "
                        + "exporters' sizes by maximum likelihood, with the lower bound at the smallest "
                        + "Kolmogorov–Smirnov distance, lies between the two constants\n\n"
                        + constants(CentralExporter.METHOD)
                        + edgeCases(CentralExporter.METHOD));
        put(
                SupplierCentrality.METHOD,
                "economies as suppliers of suppliers",
                "* x = x·A with A[i,j] = Σ_p s[i,j,p]·M[i,p] / M[i,·], x summing to 1, by power iteration without teleport\n\n"
                        + edgeCases(SupplierCentrality.METHOD));
        put(
                InputGraph.METHOD,
                "inputs that end products cannot do without",
                "* reach(n) = number of end nodes that cannot be produced without n\n"
                        + "* choke(j) = Σ reach over inputs of which j provides the constant or more\n\n"
                        + constants(InputGraph.METHOD)
                        + edgeCases(InputGraph.METHOD));
        put("agreement@1", "how many rules flag a good", tournament("agreement"));
        put("jaccard@1", "how far two rules flag the same goods", tournament("jaccard"));
        put("churn@1", "how the goods that a rule flags change from year to year", tournament("churn"));
        put(TriageConstants.METHOD, "the table of rows that colours", triage());
        pages.put(INDEX, index(rules));
    }

    /** A file of the tournament, which reads the outcomes of the rules' own files. */
    private String tournament(String file) {
        return "Part of `rules compare`; in passports its figures stand under the method `" + Tournament.METHOD
                + "`. The file reads `verdict (rule, votes, importer, product, year, imported, outcome)`: the outcomes of"
                + " the rules' own files; `imported` is null where it is not known.\n\n" + sql(file);
    }

    private void put(String id, String title, String body) {
        titles.put(id, title);
        pages.put(
                id + ".md",
                "# `" + id + "`: " + title + "\n\nGenerated by `" + COMMAND + "`; do not edit. [All methods](" + INDEX
                        + ")\n\n" + body.stripTrailing() + "\n");
    }

    private static Map<String, List<GoodMeasure>> measures() {
        return Arrays.stream(GoodMeasure.values())
                .collect(Collectors.groupingBy(GoodMeasure::method, LinkedHashMap::new, Collectors.toList()));
    }

    private static Map<String, List<ComplexityMeasure>> ofMatrix() {
        return Arrays.stream(ComplexityMeasure.values())
                .collect(Collectors.groupingBy(ComplexityMeasure::method, LinkedHashMap::new, Collectors.toList()));
    }

    private String complexity(String method, List<ComplexityMeasure> measures) {
        var text = new StringBuilder(FIGURES);
        for (var measure : measures) {
            figure(
                    text,
                    measure.figure(),
                    measure.formula(),
                    measure.unit().code(),
                    "`" + measure.sqlFile() + ".sql`, column `" + measure.column() + "`");
        }
        text.append('\n').append(constants(method)).append(edgeCases(method));
        measures.stream().map(ComplexityMeasure::sqlFile).distinct().forEach(f -> text.append(sql(f)));
        return method.equals(SymmetricEci.METHOD)
                ? text.append(sql("eci_check")).toString()
                : text.toString();
    }

    private static String names(List<GoodMeasure> measures) {
        return measures.stream().map(GoodMeasure::figure).collect(Collectors.joining(", "));
    }

    private String rule(RuleVersion rule) {
        var text = new StringBuilder();
        text.append("* Status: ")
                .append(rule.status())
                .append(" (")
                .append(words.render(rule.explainStatus()))
                .append(")\n* Family: ")
                .append(rule.family())
                .append(rule.leads() ? ", casts its vote" : "")
                .append("\n* Source: ")
                .append(rule.source())
                .append("\n* Votes: ")
                .append(rule.votes() ? "yes" : rule.experimental() ? "no, experimental" : "no, shown only")
                .append("\n* Persistence: ")
                .append(persistence(rule.persistence()))
                .append("\n* Requirements: ")
                .append(rule.requirements().stream().map(Enum::name).collect(Collectors.joining(", ")))
                .append("\n\n## Conditions\nAll must hold")
                .append(rule.persistence() == null ? "" : " in the same year")
                .append(".\n\n| condition | figure | formula | holds if |\n|---|---|---|---|\n");
        for (var condition : rule.conditions()) {
            text.append(condition(
                    condition.name(),
                    condition.measure(),
                    condition.comparison().sign(),
                    rule.id() + "." + condition.constant()));
        }
        text.append('\n').append(constants(rule.id()));
        if (!rule.notes().isEmpty()) {
            text.append("## Notes\n");
            rule.notes().forEach(n -> text.append("* ").append(n).append('\n'));
            text.append('\n');
        }
        text.append(bands(rule)).append(edgeCases(rule.id()));
        var own = measures().getOrDefault(rule.id(), List.of());
        if (!own.isEmpty()) {
            text.append(figures(own));
        }
        return text.append(counts(rule))
                .append(known(rule.id()))
                .append(sql(rule.sqlFile()))
                .toString();
    }

    private String bands(RuleVersion rule) {
        return rule.bands().isEmpty()
                ? ""
                : rule.bands().stream()
                        .map(b -> "| " + words.say("band." + b.name()) + " | `"
                                + b.measure().figure() + "` "
                                + b.comparison().sign() + " " + number(settings.get(rule.id() + "." + b.constant()))
                                + " |\n")
                        .collect(Collectors.joining(
                                "", "## Bands\nThe first that holds.\n\n| band | holds if |\n|---|---|\n", "\n"));
    }

    private static String counts(RuleVersion rule) {
        return rule.publishedCounts().isEmpty()
                ? ""
                : rule.publishedCounts().stream()
                        .map(c -> "| " + String.join(" | ", c.id(), c.what(), Long.toString(c.value()), c.source())
                                + " |\n")
                        .collect(Collectors.joining(
                                "", "## Expected counts\n| id | what | count | by |\n|---|---|---|---|\n", "\n"));
    }

    private static String persistence(@Nullable Persistence persistence) {
        return persistence == null
                ? "none, one year"
                : "at least " + persistence.years() + " of the last " + persistence.window() + " years";
    }

    private String condition(String name, GoodMeasure measure, String sign, String constant) {
        return "| " + words.say("condition." + name) + " | [`" + measure.figure() + "`](" + measure.method()
                + ".md) | `"
                + measure.formula() + "` | " + sign + " " + number(settings.get(constant)) + " (`" + constant
                + "`) |\n";
    }

    private String measure(String method, List<GoodMeasure> measures) {
        var text = new StringBuilder(figures(measures));
        text.append(constants(method)).append(edgeCases(method));
        measures.stream()
                .map(GoodMeasure::sqlFile)
                .filter(f -> !f.isEmpty())
                .distinct()
                .forEach(f -> text.append(sql(f)));
        return text.toString();
    }

    private static String formulas(UnaryOperator<String> formula, String... figures) {
        return Arrays.stream(figures)
                .map(f -> "| `" + f + "` | `" + formula.apply(f) + "` |\n")
                .collect(Collectors.joining("", "## Figures\n| figure | formula |\n|---|---|\n", "\n"));
    }

    private static String figures(List<GoodMeasure> measures) {
        var text = new StringBuilder(FIGURES);
        for (var measure : measures) {
            figure(
                    text,
                    measure.figure(),
                    measure.formula(),
                    measure.unit().code(),
                    measure.sqlFile().isEmpty()
                            ? "–"
                            : "`" + measure.sqlFile() + ".sql`, column `" + measure.column() + "`");
        }
        return text.append('\n').toString();
    }

    private static void figure(StringBuilder text, String figure, String formula, String unit, String sql) {
        text.append("| `" + figure + "` | `" + formula + "` | " + unit + " | " + sql + " |\n");
    }

    /** The constants whose method is this one, not a variant of it: {@code a@1.x}, never {@code a@1.variant.x}. */
    private String constants(String method) {
        var text = new StringBuilder();
        for (var constant : settings.all().values()) {
            int dot = constant.name().lastIndexOf('.');
            if (constant.name().substring(0, dot).equals(method)) {
                text.append("| `")
                        .append(constant.name())
                        .append("` | ")
                        .append(number(constant.value()))
                        .append(" | ")
                        .append(constant.origin())
                        .append(" | ")
                        .append(constant.note())
                        .append(" |\n");
            }
        }
        return text.isEmpty()
                ? ""
                : "## Constants\n| name | value | origin | note |\n|---|---|---|---|\n" + text + "\n";
    }

    private String edgeCases(String method) {
        var rows = edgeCases.stream()
                .filter(c -> c[0].equals(method))
                .map(c -> "| " + c[1] + " | " + c[2] + " |\n")
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "## Edge cases\n| case | effect |\n|---|---|\n" + rows + "\n";
    }

    private static String known(String rule) {
        var answers = KnownAnswers.listOf(rule);
        if (answers.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(
                "## Published counts\n| id | data | published | source | status | gate |\n|---|---|---|---|---|---|\n");
        for (var answer : answers) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            answer.id(),
                            answer.data(),
                            answer.published(),
                            answer.source(),
                            answer.status() + (answer.note().isEmpty() ? "" : "; " + answer.note()),
                            gate(answer)))
                    .append(" |\n");
        }
        return text.append(
                        "\nA count is reproduced only where a data set holds all goods of the year; until then it is "
                                + "not run, neither passed nor failed.\n\n")
                .toString();
    }

    private static String gate(KnownAnswer answer) {
        return answer.gate().isEmpty()
                ? "report only"
                : "±" + number(answer.gate().getAsDouble() * 100) + " %";
    }

    private static String sql(String file) {
        return "## SQL: `" + file + ".sql`\n```sql\n" + SqlReference.text(file).strip() + "\n```\n\n";
    }

    private String triage() {
        var text =
                new StringBuilder("All rows are tried. A colour is YES if any of its rows is, else UNKNOWN if one is, "
                        + "else NO.\n\n## Rows for goods\n"
                        + "| row | colour | rests on | in the same year | persistence | in the newest year | applies |\n"
                        + "|---|---|---|---|---|---|---|\n");
        for (var line : TriageTable.rows()) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            line.row(),
                            words.say("colour.short." + line.colour()),
                            titles.containsKey(line.rule())
                                    ? "[`" + line.rule() + "`](" + line.rule() + ".md)"
                                    : "`" + line.rule() + "`",
                            comparisons(line.yearly()),
                            persistence(line.persistence()),
                            comparisons(line.once()),
                            line.onlyWithoutDetail()
                                    ? "only where comparative advantage or dependents cannot be judged"
                                    : "always"))
                    .append(" |\n");
        }
        return text.append(
                        "\nRows G3 and B3 (materials), B4 and R1 (fields), B3 and B2e (published shares) are judged by "
                                + "[MaterialTriage](../../modules/triage/src/main/java/org/kaname/triage/material/MaterialTriage.java), "
                                + "[FieldTriage](../../modules/triage/src/main/java/org/kaname/triage/field/FieldTriage.java) and "
                                + "[InputTriage](../../modules/triage/src/main/java/org/kaname/triage/field/InputTriage.java) with the "
                                + "constants below.\n\n")
                .append(constants(TriageConstants.METHOD))
                .append(edgeCases(TriageConstants.METHOD))
                .toString();
    }

    private String comparisons(List<TriageTable.Comparing> conditions) {
        return conditions.isEmpty()
                ? "–"
                : conditions.stream()
                        .map(c -> "`" + c.measure().figure() + "` "
                                + c.comparison().sign() + " " + number(settings.get(c.constant())) + " (`"
                                + c.constant() + "`)")
                        .collect(Collectors.joining(" · "));
    }

    private String index(int rules) {
        var text = new StringBuilder("# Methods\n\nGenerated by `" + COMMAND + "`; do not edit. ")
                .append("Every rule and measure is a frozen version; a correction is a new one.\n\n")
                .append(
                        "Symbols: v value of a flow · M imports · X exports · W world trade · n part of unspecified origin · ")
                .append("s import share · w world export share · HHI 0 to 1.\n\n## Rules\n")
                .append("| id | title | family | status | votes |\n|---|---|---|---|---|\n");
        for (var rule : RuleCatalogue.listRules()) {
            text.append("| [`" + rule.id() + "`](" + rule.id() + ".md) | " + rule.title() + " | " + rule.family()
                    + " | " + words.say("status." + rule.status()) + " | "
                    + (rule.votes() ? "yes" : rule.experimental() ? "no, experimental" : "no")
                    + " |\n");
        }
        text.append("\n" + words.say("text.rules.absent") + "\n");
        text.append("\n## Measures and triage\n| id | what |\n|---|---|\n");
        new ArrayList<>(titles.entrySet())
                .subList(rules, titles.size())
                .forEach(
                        e -> text.append("| [`" + e.getKey() + "`](" + e.getKey() + ".md) | " + e.getValue() + " |\n"));
        text.append("\n## Constants of no page of their own\n| name | value | origin | note |\n|---|---|---|---|\n");
        for (var constant : settings.all().values()) {
            if (!titles.containsKey(constant.name().substring(0, constant.name().lastIndexOf('.')))) {
                text.append("| `" + constant.name() + "` | " + number(constant.value()) + " | " + constant.origin()
                        + " | " + constant.note() + " |\n");
            }
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value)
                ? "(set by the user)"
                : value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static List<String[]> readEdgeCases() {
        try (InputStream in = MethodPages.class.getResourceAsStream(EDGE_CASES)) {
            if (in == null) {
                throw new IllegalStateException("The table (" + EDGE_CASES + ") is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
