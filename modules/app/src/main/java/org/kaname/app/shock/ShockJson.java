package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.model.Code;
import org.kaname.model.Language;
import org.kaname.model.Result;
import org.kaname.shock.product.Survival;
import org.kaname.shock.run.GoodRun;
import org.kaname.shock.run.Provisions;
import org.kaname.shock.run.Responsiveness;
import org.kaname.shock.run.Spread;
import org.kaname.shock.run.SupplyShares;
import org.kaname.shock.scenario.Membership;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as a document (shock 8): the main fields of the contract; every amount a figure with its passport. */
public final class ShockJson {
    public static final String SCHEMA = "kaname/shock-run@1";

    private static final int MOST_FLOWS = 500;
    private static final int MOST_SERIES = 20;

    private final ShockAnswer answer;
    private final Words words;
    private final ShockFigures figures;
    private final int horizon;
    private @Nullable IndustryRun industries;

    public ShockJson(ShockAnswer answer, Words words) {
        this.answer = answer;
        this.words = words;
        figures = new ShockFigures(answer.source());
        horizon = answer.source().scenario().horizonDays();
    }

    /** With the industries of a table. */
    public ShockJson with(IndustryRun run) {
        industries = run;
        return this;
    }

    public ObjectNode document() {
        var scenario = answer.source().scenario();
        var node = Json.object();
        node.put("schema", SCHEMA);
        node.put("scenario_id", answer.source().id());
        node.set("scenario", answer.source().document());
        node.put("dataset", answer.data().id());
        node.putNull("mode");
        node.put("seed", answer.seed());
        node.put("draws", answer.draws());
        node.putArray("tables");
        banner(node.putObject("banner"));
        node.putObject("stability").put("status", "not_run");
        var goods = node.putArray("goods");
        answer.goods().forEach(good -> goods.add(good(good)));
        node.put("goods_not_restricted", answer.untouched());
        var readAs = node.putObject("codes_read_as");
        answer.readAs().forEach(readAs::put);
        var missing = node.putArray("codes_without_supply");
        answer.missing()
                .forEach(code -> missing.addObject().put("code", code.code()).set("near", Json.array(code.near())));
        node.putArray("sectors");
        node.putArray("economies");
        series(node.putArray("series"));
        if (industries != null) {
            new IndustryJson(industries, words).fill(node);
        }
        flows(node.putArray("flows"));
        chain(node.putArray("chain"));
        published(node.putArray("published"));
        var notes = node.putArray("notes");
        scenario.notes().forEach(note -> {
            var one = notes.addObject();
            one.put("en", note.en());
            one.put("ja", note.ja());
        });
        return node;
    }

    void banner(ObjectNode node) {
        sentences(node.putArray("modelled"), answer.banner().modelled());
        sentences(node.putArray("partly"), answer.banner().partly());
        sentences(node.putArray("not_modelled"), answer.banner().notModelled());
    }

    private void sentences(ArrayNode array, List<String> keys) {
        for (var key : keys) {
            var one = Json.object();
            one.put("key", key.substring(key.indexOf('.') + 1));
            one.set("text", Json.texts(words.both(key)));
            array.add(one);
        }
    }

    ObjectNode good(GoodRun run) {
        var supply = run.supply();
        var node = Json.object();
        node.put("code", supply.code());
        node.set("name", Json.texts(names(supply.code())));
        node.put("economy", supply.economy());
        node.put("basis", supply.basis() == SupplyShares.Basis.IMPORTS ? "need = imports" : "shares of the scenario");
        supply.year().ifPresentOrElse(year -> node.put("data_year", year), () -> node.putNull("data_year"));
        supply.yearlyImports()
                .ifPresentOrElse(value -> node.put("imports_kusd", value), () -> node.putNull("imports_kusd"));
        node.put("start_day", run.startDay());
        node.put("largest_share_lost", run.lostMid());
        node.put("stock_known", run.stockKnown());
        if (run.stockKnown()) {
            cell(node, run, run.cells().getFirst());
        } else {
            node.putNull("stock_days");
            var grid = node.putArray("stock_grid");
            for (var cell : run.cells()) {
                cell(grid.addObject(), run, cell);
            }
        }
        run.otherOverlap().ifPresent(other -> {
            var overlap = node.putObject("other_overlap");
            overlap.put("tts_status", status(other));
            other.timeToSurvive().ifPresent(days -> overlap.put("tts_days", days));
            overlap.put("unmet_share", other.unmet() / horizon);
        });
        return node;
    }

    private void cell(ObjectNode node, GoodRun run, GoodRun.OfStock cell) {
        node.put("stock_days", cell.stockDays());
        node.put("tts_status", status(cell.central()));
        for (var name : ShockFigures.NAMES) {
            node.set(name, Json.figure(figures.figure(run, cell, Responsiveness.CENTRAL, name)));
        }
        cell.drawn().ifPresentOrElse(drawn -> drawn(node, drawn), () -> node.putNull("interval"));
        var bounds = node.putObject("bounds");
        bound(bounds.putObject("no_response"), run, cell, Responsiveness.NONE);
        bound(bounds.putObject("full_response"), run, cell, Responsiveness.FULL);
    }

    private void bound(ObjectNode node, GoodRun run, GoodRun.OfStock cell, Responsiveness level) {
        for (var name : List.of(ShockFigures.SURVIVE, ShockFigures.RECOVER, ShockFigures.UNMET, ShockFigures.DEPTH)) {
            node.set(name, Json.figure(figures.figure(run, cell, level, name)));
        }
    }

    private static String status(Survival survival) {
        return survival.timeToSurvive().isPresent() ? "stops" : "not_within_horizon";
    }

    private static void drawn(ObjectNode node, GoodRun.Drawn drawn) {
        var interval = node.putObject("interval");
        spread(interval.putObject("tts_days"), drawn.timeToSurvive());
        spread(interval.putObject("ttr_days"), drawn.timeToRecover());
        spread(interval.putObject("unmet_share"), drawn.unmetShare());
        drawn.pricePeak().ifPresent(peak -> spread(interval.putObject("price_peak_ratio"), peak));
        interval.put("draws", drawn.draws());
        interval.put("share_of_draws_with_a_stop", drawn.stops());
        var drivers = node.putArray("drivers");
        drawn.drivers()
                .forEach(driver ->
                        drivers.addObject().put("path", driver.path()).put("rank_correlation", driver.correlation()));
    }

    private static void spread(ObjectNode node, Spread spread) {
        number(node, "p5", spread.p5());
        number(node, "p50", spread.p50());
        number(node, "p95", spread.p95());
        number(node, "p50_standard_error", spread.standardError());
    }

    /** Infinite means "not within the horizon": null with the reason beside it. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
            if (Double.isInfinite(value)) {
                node.put(name + "_missing", "NOT_WITHIN");
            }
        }
    }

    private java.util.Map<String, String> names(String code) {
        var both = new java.util.TreeMap<String, String>();
        for (var language : Language.values()) {
            both.put(language.name().toLowerCase(java.util.Locale.ROOT), name(code, language));
        }
        return both;
    }

    private String name(String code, Language language) {
        return Code.parse(answer.readAs().getOrDefault(code, code)) instanceof Result.Ok<Code> ok
                ? answer.data()
                        .findProduct(ok.value())
                        .map(product -> product.name(language))
                        .orElse(code)
                : code;
    }

    private void series(ArrayNode array) {
        var goods =
                answer.goods().subList(0, Math.min(MOST_SERIES, answer.goods().size()));
        for (var run : goods) {
            var cell = run.cells().getFirst();
            add(array, run, "unmet_share", cell, cell.central().series().unmet());
            add(array, run, "stock_days", cell, cell.central().series().stock());
            add(
                    array,
                    run,
                    "unmet_share_no_response",
                    cell,
                    cell.noResponse().series().unmet());
            add(
                    array,
                    run,
                    "unmet_share_full_response",
                    cell,
                    cell.fullResponse().series().unmet());
            if (cell.central().pricePeakRatio().isPresent()) {
                add(array, run, "price_ratio", cell, cell.central().series().price());
            }
        }
    }

    private static void add(ArrayNode array, GoodRun run, String name, GoodRun.OfStock cell, double[] values) {
        var one = array.addObject();
        one.put("name", name);
        one.put("unit", name.startsWith("price") ? "ratio" : name.startsWith("stock") ? "days" : "share");
        one.put("economy", run.supply().economy());
        one.put("code", run.supply().code());
        one.put("stock_at_start_days", cell.stockDays());
        one.put("day0", 0);
        var numbers = one.putArray("values");
        for (double value : values) {
            numbers.add(value);
        }
    }

    private void flows(ArrayNode array) {
        double before = 0;
        double after = 0;
        for (int i = 0; i < answer.flows().size(); i++) {
            var flow = answer.flows().get(i);
            if (i >= MOST_FLOWS) {
                before += flow.before();
                after += flow.after();
                continue;
            }
            var one = array.addObject();
            one.put("from", flow.from());
            one.put("to", flow.to());
            one.put("code", flow.code());
            one.put("unit", "share of need");
            one.put("before", flow.before());
            one.put("after", flow.after());
            one.put("kind", flow.after() < flow.before() ? "lost" : "kept");
        }
        if (answer.flows().size() > MOST_FLOWS) {
            array.addObject()
                    .put("from", "other")
                    .put("to", "other")
                    .put("before", before)
                    .put("after", after)
                    .put("kind", "other");
        }
    }

    /** Supplier to good to economy: the day from which each link binds. */
    private void chain(ArrayNode array) {
        var scenario = answer.source().scenario();
        var membership = Membership.of(answer.data().economies(), answer.data().blocs());
        for (var run : answer.goods()) {
            var provisions = new Provisions(scenario, membership, run.supply());
            var restricted = new ArrayList<SupplyShares.Part>();
            run.supply().parts().forEach(part -> {
                if (part.share() > 0 && !provisions.acting(part.economy()).isEmpty()) {
                    restricted.add(part);
                }
            });
            for (var part : restricted) {
                var one = array.addObject();
                one.put("step", 1);
                one.put("from", part.economy());
                one.put("to", run.supply().economy());
                one.put("input", run.supply().code());
                one.put("shortfall", part.share());
                one.put("day", run.startDay());
            }
            var stops = run.cells().getFirst().central().timeToSurvive();
            if (stops.isPresent()) {
                var one = array.addObject();
                one.put("step", 2);
                one.put("from", run.supply().economy());
                one.putNull("to");
                one.put("input", run.supply().code());
                one.put("shortfall", run.cells().getFirst().central().depth());
                one.put("day", run.startDay() + stops.getAsInt());
                one.put("detail", "use not known");
            }
        }
    }

    private void published(ArrayNode array) {
        for (var outcome : PublishedOutcome.of(answer)) {
            var one = array.addObject();
            one.put("id", outcome.fact().id());
            one.put("use", outcome.fact().use());
            one.putObject("fact")
                    .put("en", outcome.fact().fact().en())
                    .put("ja", outcome.fact().fact().ja());
            one.put("source", outcome.fact().source());
            one.put("outcome", outcome.verdict().name().toLowerCase(java.util.Locale.ROOT));
            outcome.fact().check().ifPresent(check -> {
                one.put("metric", check.metric());
                check.atLeast().ifPresent(value -> one.put("at_least", value));
                check.atMost().ifPresent(value -> one.put("at_most", value));
            });
            outcome.actual().ifPresent(value -> one.put("model", value));
        }
    }
}
