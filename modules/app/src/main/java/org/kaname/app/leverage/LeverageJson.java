package org.kaname.app.leverage;

import java.util.Map;
import org.kaname.app.json.ErosionJson;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.data.TradeCube;
import org.kaname.measure.chokepoint.CentralExporter;
import org.kaname.measure.chokepoint.SupplierCentrality;
import org.kaname.measure.leverage.Dependence;
import org.kaname.measure.leverage.Dependences;
import org.kaname.measure.leverage.Leverage;
import org.kaname.measure.power.PowerProfile;
import org.kaname.model.Code;
import org.kaname.model.Language;
import org.kaname.model.Passport;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The verb's result as a document. */
public final class LeverageJson {
    private final LeverageView view;
    private final Words words;
    private final Language language;
    private final int limit;

    private LeverageJson(LeverageView view, Words words, Language language, int limit) {
        this.view = view;
        this.words = words;
        this.language = language;
        this.limit = limit;
    }

    /**
     * Everything; lists of goods end at the limit and say how many there are.
     *
     * @param plain phrases without the names of economies
     */
    public static ObjectNode of(LeverageView view, Words plain, Language language, int limit) {
        return new LeverageJson(view, plain.with(view.data().economies()), language, limit).document();
    }

    private ObjectNode document() {
        var leverage = view.leverage();
        var node = Json.object();
        node.put("economy", view.subject());
        node.set("names", names(view.subject()));
        node.put("year", view.year());
        node.put("dataset", view.data().id());
        node.put("method", Dependences.METHOD);
        node.put("classification", leverage.scheme());
        var rule = node.putObject("rule");
        rule.put("id", leverage.rule().id());
        rule.put("title", leverage.rule().title());
        rule.put("status", leverage.rule().status().name());
        rule.set("status_text", Json.texts(words.both(leverage.rule().explainStatus())));
        node.put("goods_covered", leverage.goodsCovered());
        node.put("goods_not_judged", leverage.subjectUnknown());
        node.put("all_products", view.data().coverage().allProducts());
        node.set("note", Json.texts(words.both("text.leverage.proxy")));
        node.set("total", total(leverage));
        node.set("centrality", centrality());
        var economies = node.putArray("economies");
        for (var pair : view.pairs()) {
            economies.add(pair(pair));
        }
        node.put("goods_total", leverage.listGoods().size());
        var goods = node.putArray("goods");
        leverage.listGoods().stream().limit(limit).forEach(good -> goods.add(good(good)));
        var passports = node.putObject("passports");
        passports.put("goods_covered", passport(leverage, Leverage.GOODS_COVERED));
        passports.put("goods_not_judged", passport(leverage, Leverage.GOODS_NOT_JUDGED));
        passports.put("goods_total", passport(leverage, Leverage.TOTAL_GOODS));
        node.put("near_share", view.nearShare());
        node.put("large_shares_total", view.heldCount());
        var shares = node.putArray("large_shares");
        for (var shown : view.listHeld(limit)) {
            var one = shares.addObject();
            putGood(one, shown.product(), shown.year());
            putShown(one, shown);
        }
        view.partner().ifPresent(pair -> {
            var one = node.putObject("partner");
            one.put("economy", view.code(pair.economy()));
            one.set("names", names(view.code(pair.economy())));
            one.set("depends", side(pair.depends(), true));
            one.set("supplies", side(pair.supplies(), true));
        });
        return node;
    }

    private ObjectNode centrality() {
        var found = view.centrality();
        var node = Json.object();
        node.put("method", SupplierCentrality.METHOD);
        if (view.centralityRank() > 0) {
            node.put("value", view.centralityValue());
            node.put("rank", view.centralityRank());
        } else {
            node.putNull("value");
            node.putNull("rank");
        }
        node.put("economies", found.part());
        node.put("whole", found.whole());
        node.put("converged", found.converged());
        var passports = node.putObject("passports");
        for (var name : new String[] {"value", "rank"}) {
            passports.put(
                    name,
                    new Passport(
                                    view.data().id(),
                                    SupplierCentrality.METHOD,
                                    name,
                                    Map.of(
                                            "subject", view.subject(),
                                            "scheme", view.leverage().scheme(),
                                            "year", Integer.toString(view.year())))
                            .toString());
        }
        return node;
    }

    private static String passport(Leverage leverage, String figure) {
        return leverage.figure(figure).passport().toString();
    }

    private static ObjectNode total(Leverage leverage) {
        var total = leverage.total();
        var node = Json.object();
        node.put("pairs", total.pairs());
        node.put("economies", total.economies());
        node.put("goods", total.goods());
        node.put("value_kusd", total.value() / TradeCube.SCALE);
        if (Double.isNaN(total.cover())) {
            node.putNull("cover");
        } else {
            node.put("cover", total.cover());
        }
        var passports = node.putObject("passports");
        for (var name : new String[] {"pairs", "economies", "goods", "value_kusd", "cover"}) {
            passports.put(name, passport(leverage, "total_" + name));
        }
        return node;
    }

    private ObjectNode pair(Leverage.Pair pair) {
        var node = Json.object();
        node.put("economy", view.code(pair.economy()));
        node.set("names", names(view.code(pair.economy())));
        node.put("value_at_stake_kusd", pair.atStake() / TradeCube.SCALE);
        node.set("depends", side(pair.depends(), false));
        node.set("supplies", side(pair.supplies(), false));
        return node;
    }

    private ObjectNode side(Leverage.Side side, boolean withGoods) {
        var leverage = view.leverage();
        var node = Json.object();
        node.put("supplier", view.code(side.supplier()));
        node.put("importer", view.code(side.importer()));
        node.set("goods", Json.figure(leverage.figure(side, Leverage.PAIR_GOODS)));
        node.set("value_kusd", Json.figure(leverage.figure(side, Leverage.PAIR_VALUE)));
        node.set("share_of_imports", Json.figure(leverage.figure(side, Leverage.PAIR_SHARE)));
        if (withGoods) {
            var list = node.putArray("list");
            side.list().stream().limit(limit).forEach(one -> list.add(bought(view.bought(one))));
        }
        return node;
    }

    private ObjectNode bought(LeverageView.Bought bought) {
        var one = bought.dependence();
        var node = Json.object();
        putGood(node, one.product(), one.year());
        putDependence(node, one);
        node.set("supplier_world_share", Json.figure(bought.worldShare()));
        if (bought.otherExporters() >= 0) {
            node.put("other_exporters", bought.otherExporters());
        } else {
            node.putNull("other_exporters");
        }
        ArrayNode alternatives = node.putArray("alternatives");
        for (var alternative : bought.alternatives()) {
            var other = alternatives.addObject();
            other.put("economy", alternative.economy());
            other.set("names", names(alternative.economy()));
            other.put("world_share", alternative.worldShare());
        }
        return node;
    }

    private static void putDependence(ObjectNode node, Dependence one) {
        node.put("share", one.share());
        node.put("value_kusd", one.value() / TradeCube.SCALE);
        node.put("imports_kusd", one.imports() / TradeCube.SCALE);
    }

    private ObjectNode good(Leverage.Good good) {
        var leverage = view.leverage();
        var node = Json.object();
        putGood(node, good.product(), good.year());
        for (var name : new String[] {Leverage.DEPENDENTS, Leverage.VALUE, Leverage.COVER, Leverage.REACH}) {
            node.set(name, Json.figure(leverage.figure(good, name)));
        }
        var list = node.putArray("list");
        for (var one : good.list()) {
            var dependent = list.addObject();
            dependent.put("economy", view.code(one.importer()));
            dependent.set("names", names(view.code(one.importer())));
            putDependence(dependent, one);
        }
        putShown(node, view.shown(good.product(), good.year()));
        return node;
    }

    private void putGood(ObjectNode node, Code product, int year) {
        node.put("code", product.value());
        node.put("scheme", product.scheme());
        node.put("name", Words.good(view.data(), product, language));
        node.put("data_year", year);
    }

    private void putShown(ObjectNode node, LeverageView.Shown shown) {
        node.set("world_share", Json.figure(shown.worldShare()));
        node.set("world_rank", Json.figure(shown.worldRank()));
        var power = node.putObject("market_power");
        shown.power().forEach((name, figure) -> {
            var one = Json.figure(figure);
            var expansion = PowerProfile.EXPANSIONS.get(name);
            if (expansion != null) {
                one.put("expansion", view.settings().get(expansion));
            }
            power.set(name, one);
        });
        var central = node.putObject("central_exporter");
        central.put("method", CentralExporter.METHOD);
        central.put("experimental", true);
        central.put("exporters", shown.central().exporters());
        if (!Double.isNaN(shown.central().fit().alpha())) {
            central.put("alpha", shown.central().fit().alpha());
            central.put("x_min_kusd", shown.central().fit().xMin() / TradeCube.SCALE);
            central.put("distance", shown.central().fit().distance());
            central.put("tail", shown.central().fit().tail());
        }
        Json.truth(central, "flagged", shown.central().flagged());
        node.set("erosion", ErosionJson.of(shown.erosion(), shown.eroding()));
    }

    private ObjectNode names(String code) {
        return Json.texts(Map.of(
                "en", view.data().economies().name(code, Language.EN),
                "ja", view.data().economies().name(code, Language.JA)));
    }
}
