package org.kaname.app.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodMeasure;
import org.kaname.model.Explanation;
import org.kaname.model.Language;
import org.kaname.model.Passport;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.assess.Assessment;

/**
 * The findings a minister would ask for first (clarification 17): by strength, then value at stake, then code; current before old; at
 * most four for each colour; what rests on a share alone or on a thin world side is listed, never a headline.
 */
public final class Findings {
    private static final int MOST = 4;
    private static final Set<String> NEVER = Set.of("SHARE_ONLY", "COVERAGE_DOUBT");
    private static final String OLD = "OLD_DATA";

    private Findings() {}

    /**
     * One finding.
     *
     * @param kind {@code good}, {@code material}, {@code field} or {@code input}
     * @param id code, material, or scheme and field
     */
    public record Finding(
            String kind,
            String id,
            Colour colour,
            Map<String, String> text,
            double strength,
            double value,
            List<String> tags,
            int dataYear,
            Passport passport) {}

    /** Every coloured thing, in the order in which a list shows it. */
    public static List<Finding> all(Assessment assessment, Words words) {
        var sentences = new Sentences(assessment.data(), words);
        var found = new ArrayList<Finding>();
        for (var good : assessment.goods()) {
            for (var colour : good.colours()) {
                double value = good.profile()
                        .newest()
                        .value(colour == Colour.GREEN ? GoodMeasure.IMPORTS : GoodMeasure.EXPORTS);
                found.add(new Finding(
                        "good",
                        good.profile().product().toString(),
                        colour,
                        sentences.finding(good),
                        good.strength(colour),
                        value,
                        List.copyOf(good.tags()),
                        good.profile().dataYear(),
                        good.passport()));
            }
        }
        for (var material : assessment.materials()) {
            for (var colour : material.colours()) {
                found.add(new Finding(
                        "material",
                        material.material(),
                        colour,
                        sentences.material(material),
                        strength(material.rows(), colour),
                        0,
                        material.tags(),
                        material.dataYear().orElse(0),
                        material.passport()));
            }
        }
        for (var field : assessment.fields()) {
            for (var colour : field.colours()) {
                int year = field.profile()
                        .map(p -> p.proxies().getFirst().dataYear())
                        .orElse(0);
                found.add(new Finding(
                        "field",
                        field.scheme() + ":" + field.field(),
                        colour,
                        sentences.field(field),
                        strength(field.rows(), colour),
                        0,
                        field.tags(),
                        year,
                        field.passport()));
            }
        }
        for (var input : assessment.inputs()) {
            for (var colour : input.colours()) {
                found.add(new Finding(
                        "input",
                        input.scheme() + ":" + input.code(),
                        colour,
                        sentences.input(input),
                        strength(input.rows(), colour),
                        0,
                        input.tags(),
                        input.dataYear(),
                        input.passport()));
            }
        }
        found.sort(Comparator.comparing(Finding::colour)
                .thenComparing(f -> f.tags().contains(OLD))
                .thenComparingDouble(f -> -f.strength())
                .thenComparingDouble(f -> -f.value())
                .thenComparing(Finding::id));
        return found;
    }

    private static double strength(List<org.kaname.triage.RowOutcome> rows, Colour colour) {
        return rows.stream()
                .filter(r -> r.colour() == colour)
                .mapToDouble(org.kaname.triage.RowOutcome::strength)
                .max()
                .orElse(0);
    }

    /** At most four for each colour: goods before materials for Green, whatever is best founded for the others. */
    public static List<Finding> headlines(List<Finding> all) {
        var headlines = new ArrayList<Finding>();
        for (var colour : Colour.values()) {
            var candidates = new ArrayList<>(all.stream()
                    .filter(f -> f.colour() == colour && f.tags().stream().noneMatch(NEVER::contains))
                    .toList());
            candidates.sort(Comparator.comparing((Finding f) -> f.tags().contains(OLD))
                    .thenComparing(f -> f.tags().contains("DISPUTED"))
                    .thenComparing(f -> !f.kind().equals("good")));
            headlines.addAll(candidates.subList(0, Math.min(MOST, candidates.size())));
        }
        return headlines;
    }

    /** One sentence for each colour, with its number. */
    public static Map<Colour, Map<String, String>> summary(Assessment assessment, List<Finding> all, Words words) {
        var summary = new LinkedHashMap<Colour, Map<String, String>>();
        summary.put(Colour.GREEN, green(assessment, words));
        summary.put(Colour.BLUE, blue(all, words));
        summary.put(Colour.RED, red(all, words));
        return summary;
    }

    private static Map<String, String> green(Assessment assessment, Words words) {
        var goods = assessment.goods().stream()
                .filter(g -> g.colours().contains(Colour.GREEN))
                .toList();
        if (goods.isEmpty()) {
            long unknown = assessment.goods().stream()
                    .filter(g -> g.outcome().equals("INSUFFICIENT"))
                    .count();
            return words.both("summary.green.none", "unknown", Explanation.number(unknown, Unit.COUNT));
        }
        double level = assessment.settings().get("kiet@2021.vulnerable.world.partner_share");
        var held = goods.stream()
                .filter(g -> g.profile().newest().value(GoodMeasure.TOP_SHARE) >= level)
                .toList();
        var bySupplier = new HashMap<Integer, Integer>();
        for (var good : goods) {
            bySupplier.merge(good.profile().newest().topSupplier(), 1, Integer::sum);
        }
        var most = bySupplier.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<Integer, Integer>comparingByKey().reversed()))
                .orElseThrow();
        return words.both(
                most.getValue() > 1 ? "summary.green.top" : "summary.green",
                most.getValue() > 1
                        ? new Object[] {
                            "count", Explanation.number(goods.size(), Unit.COUNT),
                            "held", Explanation.number(held.size(), Unit.COUNT),
                            "share", Explanation.number(level, Unit.SHARE),
                            "supplier",
                                    Explanation.economy(assessment
                                            .data()
                                            .economies()
                                            .get(most.getKey())
                                            .code()),
                            "same", Explanation.number(most.getValue(), Unit.COUNT)
                        }
                        : new Object[] {
                            "count", Explanation.number(goods.size(), Unit.COUNT),
                            "held", Explanation.number(held.size(), Unit.COUNT),
                            "share", Explanation.number(level, Unit.SHARE)
                        });
    }

    private static Map<String, String> blue(List<Finding> all, Words words) {
        var counts = new HashMap<String, Integer>();
        all.stream().filter(f -> f.colour() == Colour.BLUE).forEach(f -> counts.merge(f.kind(), 1, Integer::sum));
        return counts.isEmpty()
                ? words.both("summary.blue.none")
                : words.both(
                        "summary.blue",
                        "goods",
                        Explanation.number(counts.getOrDefault("good", 0), Unit.COUNT),
                        "inputs",
                        Explanation.number(counts.getOrDefault("input", 0), Unit.COUNT),
                        "materials",
                        Explanation.number(counts.getOrDefault("material", 0), Unit.COUNT),
                        "fields",
                        Explanation.number(counts.getOrDefault("field", 0), Unit.COUNT));
    }

    private static Map<String, String> red(List<Finding> all, Words words) {
        var red = all.stream().filter(f -> f.colour() == Colour.RED).toList();
        return red.isEmpty()
                ? words.both("summary.red.none")
                : words.both(
                        "summary.red",
                        "count",
                        Explanation.number(red.size(), Unit.COUNT),
                        "disputed",
                        Explanation.number(
                                red.stream()
                                        .filter(f -> f.tags().contains("DISPUTED"))
                                        .count(),
                                Unit.COUNT));
    }

    /** Goods in the order of a list: coloured first, current before old, by strength and value; then the rest by code. */
    public static List<GoodDecision> ordered(Assessment assessment) {
        var goods = new ArrayList<>(assessment.goods());
        goods.sort(Comparator.comparing((GoodDecision g) -> g.colours().isEmpty())
                .thenComparing(g -> g.tags().contains(OLD))
                .thenComparing(
                        g -> g.colours().isEmpty() ? Colour.RED : g.colours().first())
                .thenComparingDouble(
                        g -> g.colours().isEmpty() ? 0 : -g.strength(g.colours().first()))
                .thenComparingDouble(g -> g.colours().isEmpty()
                        ? 0
                        : -g.profile()
                                .newest()
                                .value(g.colours().first() == Colour.GREEN ? GoodMeasure.IMPORTS : GoodMeasure.EXPORTS))
                .thenComparing(g -> g.profile().product()));
        return goods;
    }

    /** What this assessment does not model, as message keys: from the module list and from what the set lacks. */
    public static List<String> notModelled(DataSet data) {
        var keys =
                new ArrayList<>(List.of("services", "software", "data", "capital", "people", "stocks", "lookthrough"));
        if (data.stages().isEmpty()) {
            keys.add("materials");
        }
        if (data.activity().isEmpty()) {
            keys.add("fields");
        }
        return keys;
    }

    /** What the data set says it lacks, by message key, in both languages; a text of a set's own maker stands as it is. */
    public static SortedMap<String, Map<String, String>> gaps(DataSet data, Words words) {
        var gaps = new TreeMap<String, Map<String, String>>();
        for (var gap : data.manifest().knownGaps()) {
            gaps.put(
                    gap,
                    words.in(Language.EN).findTemplate(gap).isPresent()
                            ? words.both(gap)
                            : Map.of("en", gap, "ja", gap));
        }
        return gaps;
    }

    /** The limits that go with every assessment, in both languages. */
    public static List<Map<String, String>> limits(Assessment assessment, Words words) {
        var data = assessment.data();
        var limits = new ArrayList<Map<String, String>>();
        var gaps = gaps(data, words);
        if (data.coverage().excerpt() && gaps.isEmpty()) {
            limits.add(words.both("limit.excerpt"));
        }
        limits.addAll(gaps.values());
        var rows = data.manifest().rows();
        if (rows.quarantined() > 0) {
            limits.add(words.both(
                    "limit.quarantine",
                    "count",
                    Long.toString(rows.quarantined()),
                    "read",
                    Long.toString(rows.read()),
                    "dataset",
                    data.id()));
        }
        for (int i = 1; i <= 5; i++) {
            limits.add(words.both("limit." + i));
        }
        limits.add(words.both("limit.6", "year", Integer.toString(assessment.year()), "dataset", data.id()));
        limits.add(words.both(
                "limit.7",
                "what",
                notModelled(data).stream()
                        .map(k -> (Object) Explanation.key("notmodelled." + k))
                        .toList()));
        limits.add(words.both("limit.8"));
        return limits;
    }

    /** A text in the session's language. */
    public static String in(Language language, Map<String, String> both) {
        return both.getOrDefault(language == Language.JA ? "ja" : "en", "");
    }
}
