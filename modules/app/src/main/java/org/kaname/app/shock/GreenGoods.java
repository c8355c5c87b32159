package org.kaname.app.shock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.data.Outcome;
import org.kaname.model.Code;
import org.kaname.model.Language;
import org.kaname.shock.run.GoodRun;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Scenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every Green good of an assessment put to one test: its largest supplier withholds a share from the assessed economy for some days
 * from 1 January after the year of the assessment (clarification 22). Each good is a scenario of its own that is read and run like any
 * other; nobody does anything about it.
 *
 * @param runs the goods that were run, the earliest stop first
 * @param left goods that could not be run, with a message key that says why
 */
public record GreenGoods(
        String assessment, String economy, int year, DataSet data, Terms terms, List<Run> runs, List<Left> left) {
    /**
     * What is assumed of all goods alike.
     *
     * @param share that the supplier withholds, above 0 and at most 1
     * @param days of the restriction
     * @param stockDays in days of need; empty: the grid of stocks
     */
    public record Terms(double share, int days, OptionalDouble stockDays) {
        /** Day 0 is the day before the restriction, so that supply is that of the assessed year or before. */
        public static final int MOST_DAYS = Scenario.LONGEST_HORIZON - 1;
    }

    /** @param supplierShare of the need, 0..1 */
    public record Run(String supplier, double supplierShare, ShockAnswer answer, GoodRun good) {}

    /** A Green good without a run. */
    public record Left(String code, String why) {}

    public GreenGoods {
        runs = List.copyOf(runs);
        left = List.copyOf(left);
    }

    /** @param document of a stored assessment, made from the same data set */
    public static GreenGoods run(JsonNode document, DataSet data, Membership membership, Terms terms, Words words) {
        var runs = new ArrayList<Run>();
        var left = new ArrayList<Left>();
        for (var good : document.path("goods")) {
            if (!green(good)) {
                continue;
            }
            var code =
                    good.path("scheme").asString("") + ":" + good.path("code").asString("");
            var supplier = good.path("autonomy").path("top_supplier").asString("");
            if (data.economies().findEconomy(supplier).filter(e -> e.named()).isEmpty()) {
                left.add(new Left(code, "shock.green.no-supplier"));
                continue;
            }
            var source = source(document, good, code, supplier, terms, words, membership);
            if (source.isEmpty()) {
                left.add(new Left(code, "shock.green.not-read"));
                continue;
            }
            var answer = ShockAnswer.run(
                    source.get(), data, membership, 0, source.get().scenario().seed());
            answer.goods().stream()
                    .filter(run -> run.supply().code().equals(code))
                    .findFirst()
                    .ifPresentOrElse(
                            run -> runs.add(new Run(supplier, share(run, supplier), answer, run)),
                            () -> left.add(new Left(code, "shock.green.no-flows")));
        }
        runs.sort(GreenGoods::byDays);
        return new GreenGoods(
                document.path("id").asString(""),
                document.path("economy").asString(""),
                document.path("year").asInt(),
                data,
                terms,
                runs,
                left);
    }

    /** The first day of the restriction. */
    public LocalDate start() {
        return start(year);
    }

    private static LocalDate start(int year) {
        return LocalDate.of(year, 1, 1).plusYears(1);
    }

    private static boolean green(JsonNode good) {
        for (var colour : good.path("colours")) {
            if (colour.asString("").equals("GREEN")) {
                return true;
            }
        }
        return false;
    }

    private static double share(GoodRun run, String supplier) {
        return run.supply().parts().stream()
                .filter(part -> part.economy().equals(supplier))
                .mapToDouble(part -> part.share())
                .sum();
    }

    /** By the days until stop with each stock in turn, then by what is lost. */
    private static int byDays(Run one, Run two) {
        for (int i = 0;
                i < Math.min(one.good().cells().size(), two.good().cells().size());
                i++) {
            int compared = Integer.compare(days(one, i), days(two, i));
            if (compared != 0) {
                return compared;
            }
        }
        return Comparator.comparingDouble((Run run) -> -run.good().lostMid())
                .thenComparing(run -> run.good().supply().code())
                .compare(one, two);
    }

    private static int days(Run run, int cell) {
        return run.good().cells().get(cell).central().timeToSurvive().orElse(Integer.MAX_VALUE);
    }

    private static Optional<ScenarioSource> source(
            JsonNode document,
            JsonNode good,
            String code,
            String supplier,
            Terms terms,
            Words words,
            Membership membership) {
        var scenario = scenario(document, good, code, supplier, terms, words);
        var name = scenario.path("id").asString() + ".json";
        return ScenarioSource.parsed(name, Json.MAPPER.writeValueAsString(scenario), java.util.Map.of(), membership)
                        instanceof Outcome.Taken<ScenarioSource> taken
                ? Optional.of(taken.value())
                : Optional.empty();
    }

    private static ObjectNode scenario(
            JsonNode document, JsonNode good, String code, String supplier, Terms terms, Words words) {
        var economy = document.path("economy").asString("");
        var start = start(document.path("year").asInt());
        var node = Json.object();
        node.put("schema", Scenario.SCHEMA);
        node.put(
                "id",
                ("green-" + economy + "-" + start.getYear() + "-" + code)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9-]", "-"));
        node.put("status", "hypothetical");
        var title = node.putObject("title");
        for (var language : Language.values()) {
            title.put(
                    language.name().toLowerCase(Locale.ROOT),
                    words.in(language)
                            .say(
                                    "shock.green.title",
                                    "good",
                                    name(good, language),
                                    "supplier",
                                    words.in(language).economy(supplier),
                                    "economy",
                                    words.in(language).economy(economy)));
        }
        node.put("origin_date", start.minusDays(1).toString());
        node.put("horizon_days", terms.days() + 1);
        node.set("subject", Json.array(List.of(economy)));
        restriction(node.putArray("restrictions").addObject(), code, supplier, economy, start, terms);
        terms.stockDays()
                .ifPresent(stock ->
                        node.putObject("responses").putObject("stock_days").put("fixed", stock));
        node.put("draws", 0);
        var note = node.putArray("notes").addObject();
        words.both("shock.green.note", "assessment", document.path("id").asString(""))
                .forEach(note::put);
        return node;
    }

    private static void restriction(
            ObjectNode node, String code, String supplier, String economy, LocalDate start, Terms terms) {
        node.put("id", "withheld");
        node.set("restrictor", Json.array(List.of(supplier)));
        node.put("direction", "export");
        node.set("from", Json.array(List.of(supplier)));
        node.set("to", Json.array(List.of(economy)));
        node.put("channel", "goods");
        node.putObject("scope").set("codes", Json.array(List.of(code)));
        node.put("start", start.toString());
        node.putObject("share_lost").put("fixed", terms.share());
        node.putObject("duration_days").put("fixed", terms.days());
        node.putObject("recovery").put("shape", "step");
        node.putArray("evidence")
                .addObject()
                .put("field", "share_lost")
                .put("citation", "an assumption of the question, no source")
                .put("quality", "judgement");
    }

    private static String name(JsonNode good, Language language) {
        var name = good.path("names")
                .path(language.name().toLowerCase(Locale.ROOT))
                .asString("");
        return name.isEmpty() ? good.path("code").asString("") : name;
    }

    /** The name of a good of a run. */
    String name(Run run, Language language) {
        return Code.parse(run.good().supply().code()) instanceof org.kaname.model.Result.Ok<Code> ok
                ? Words.good(data, ok.value(), language)
                : run.good().supply().code();
    }

    /** The stock of all goods; null where the grid was run. */
    @Nullable Double stock() {
        return terms.stockDays().isPresent() ? terms.stockDays().getAsDouble() : null;
    }
}
