package org.kaname.app.shock.network;

import java.util.List;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Networks of firms as documents. */
public final class NetworkJson {
    public static final String RISK = "kaname/network-risk@1";
    public static final String DAILY = "kaname/network-run@1";
    public static final String DESCRIPTION = "kaname/network@1";

    private final Words words;

    public NetworkJson(Words words) {
        this.words = words;
    }

    public ObjectNode description(NetworkDescription described) {
        var node = head(DESCRIPTION, described.source());
        node.put("mean_degree", described.meanDegree());
        node.put("most_customers", described.mostCustomers());
        node.put("most_suppliers", described.mostSuppliers());
        node.put("firms_without_links", described.unlinked());
        node.put("giant_component_share", described.giantShare());
        node.put("links_merged", described.source().network().merged());
        var evidence = node.putObject("evidence");
        described.evidence().forEach((kind, count) -> evidence.put(kind.code(), count));
        described.source().made().ifPresent(made -> {
            var fit = node.putObject("fit");
            fit.put("out_degree_factor", made.result().outFactor());
            fit.put("in_degree_factor", made.result().inFactor());
            fit.put("out_degree_distance", described.outDistance());
            fit.put("in_degree_distance", described.inDistance());
            fit.put("sector_pair_residual", made.result().residual());
            fit.put("stubs_lost", made.result().lostStubs());
        });
        return node;
    }

    /** @param top so many firms, the largest index first */
    public ObjectNode risk(RiskAnswer answer, int top) {
        var node = head(RISK, answer.source());
        node.put("method", RiskAnswer.METHOD);
        node.put("eps", answer.options().eps());
        node.put("replaceable", answer.options().replaceable());
        var essentiality = node.putObject("essentiality");
        essentiality.put("assumed", EssentialityFile.word(answer.assumed()));
        essentiality.put(
                "pairs_given",
                answer.classes().map(EssentialityFile.Classes::given).orElse(0));
        var firms = node.putArray("firms");
        for (int k = 0; k < Math.min(top, answer.order().size()); k++) {
            int i = answer.order().get(k);
            var firm = firms.addObject();
            firm.put("rank", k + 1);
            names(firm, answer.source(), i);
            for (var measure : RiskAnswer.Measure.values()) {
                firm.set(measure.id(), Json.figure(answer.figure(i, measure)));
            }
            firm.put("steps", answer.indexes().get(i).steps());
        }
        sentences(node.putArray("not_modelled"), List.of("network.risk.not-modelled"));
        return node;
    }

    /** @param top so many firms besides those that failed, the largest loss of money first */
    public ObjectNode daily(DailyAnswer answer, int top) {
        var node = head(DAILY, answer.source());
        var request = answer.request();
        node.put("method", DailyAnswer.METHOD);
        node.set("failed", Json.array(request.names()));
        node.put("share_lost", request.share());
        node.put("days_lost", request.days());
        node.put("horizon_days", request.horizon());
        node.put("seed", request.seed());
        node.put("first_day", answer.firstDay());
        var bounds = node.putArray("bounds");
        for (var bound : answer.bounds()) {
            var one = bounds.addObject();
            one.put("substitution_rate", bound.rate());
            one.set("output_lost", Json.figure(answer.lostShare(bound)));
            one.set("output_least", Json.figure(answer.least(bound)));
            one.put("output_least_day", bound.leastDay());
            one.set("first_day_below_95pct", Json.figure(answer.firstBelow(bound)));
            var series = one.putObject("series");
            series.put("name", "output");
            series.put("unit", "share");
            series.put("day0", bound.firstDay());
            var values = series.putArray("values");
            for (double value : bound.outputs()) {
                values.add(value);
            }
        }
        var firms = node.putArray("firms");
        for (int i : answer.worstHit(top)) {
            var firm = firms.addObject();
            names(firm, answer.source(), i);
            var lost = firm.putArray("output_lost");
            answer.bounds().forEach(bound -> lost.add(Json.figure(answer.lostShare(bound, i))));
        }
        sentences(node.putArray("not_modelled"), List.of("network.daily.not-modelled"));
        return node;
    }

    private ObjectNode head(String schema, NetworkSource source) {
        var node = Json.object();
        node.put("schema", schema);
        node.put("network", source.id());
        node.put("firms_count", source.network().size());
        node.put("links_count", source.network().links());
        node.put("synthetic", source.made().isPresent());
        source.made().ifPresent(made -> {
            node.set("label", Json.texts(words.both("network.synthetic")));
            var parameters = node.putObject("synthetic_parameters");
            made.spec().parameters().forEach(parameters::put);
            node.put("table", made.table());
        });
        return node;
    }

    private static void names(ObjectNode node, NetworkSource source, int firm) {
        node.put("firm", source.name(firm));
        if (source.firmsKnown()) {
            node.put("economy", source.economy(firm));
            node.put("sector", source.sector(firm));
        } else {
            node.putNull("economy");
            node.putNull("sector");
        }
    }

    private void sentences(ArrayNode array, List<String> keys) {
        keys.forEach(key -> array.add(Json.texts(words.both(key))));
    }
}
