package org.kaname.app.json;

import java.util.List;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.complexity.ComplexityMeasure;
import org.kaname.measure.complexity.HeldMatrix;
import org.kaname.measure.complexity.SymmetricEci;
import org.kaname.model.Code;
import org.kaname.model.Language;
import tools.jackson.databind.node.ObjectNode;

/** The document of {@code complexity}: economies and goods with their figures, who was left out, and the detail of one. */
public final class ComplexityJson {
    private final DataSet data;
    private final Complexity complexity;
    private final Language language;

    public ComplexityJson(DataSet data, Complexity complexity, Language language) {
        this.data = data;
        this.complexity = complexity;
        this.language = language;
    }

    /**
     * The whole document.
     *
     * @param economies rows of the matrix in the order shown
     * @param products columns of the matrix in the order shown
     */
    public ObjectNode document(SymmetricEci index, List<Integer> economies, List<Integer> products) {
        var node = Json.object();
        node.put("year", complexity.year());
        node.put("dataset", data.id());
        node.put("method", SymmetricEci.METHOD);
        node.put("classification", complexity.scheme());
        node.put("exports", complexity.mirror() ? "mirror" : "reconciled");
        node.put("importers_without_data", complexity.importersWithoutData());
        node.put("part", complexity.part() ? "largest" : "whole");
        node.putObject("filter")
                .put("min_trade_kusd", complexity.minTrade())
                .put("min_products_exporters", complexity.minExporters());
        node.putArray("eigenvalues").add(index.lambda1()).add(index.lambda2()).add(index.lambda3());
        var notes = node.putArray("notes");
        if (index.signByConvention()) {
            notes.add("SIGN_BY_CONVENTION");
        }
        var rows = node.putArray("economies");
        int rank = 0;
        for (int c : economies) {
            var code = complexity.economy(c);
            var one = rows.addObject();
            one.put("economy", code);
            one.put("name", data.economies().name(code, language));
            one.put("rank", ++rank);
            one.set("eci", Json.figure(complexity.figure(ComplexityMeasure.ECI, code)));
            one.set("diversity", Json.figure(complexity.figure(ComplexityMeasure.DIVERSITY, code)));
        }
        var goods = node.putArray("products");
        rank = 0;
        for (int p : products) {
            var good = complexity.product(p);
            var one = good(goods.addObject(), good);
            one.put("rank", ++rank);
            one.set("pci", Json.figure(complexity.figure(ComplexityMeasure.PCI, good)));
            one.set("ubiquity", Json.figure(complexity.figure(ComplexityMeasure.UBIQUITY, good)));
        }
        leftOut(node.putObject("left_out"));
        return node;
    }

    private ObjectNode good(ObjectNode node, Code good) {
        node.put("code", good.value());
        node.put("scheme", good.scheme());
        node.put("name", Words.good(data, good, language));
        return node;
    }

    private void leftOut(ObjectNode node) {
        var economies = node.putArray("economies");
        complexity
                .absentEconomies()
                .forEach((code, why) ->
                        economies.addObject().put("economy", code).put("why", why.name()));
        var products = node.putArray("products");
        complexity
                .absentProducts()
                .forEach((good, why) -> products.addObject()
                        .put("code", good.value())
                        .put("scheme", good.scheme())
                        .put("why", why.name()));
    }

    /** One economy with every good: what it holds, and how near it is to the rest. */
    public ObjectNode economy(String economy, List<Integer> products) {
        var node = Json.object();
        node.put("economy", economy);
        node.set("coi", Json.figure(complexity.figure(ComplexityMeasure.COI, economy)));
        var goods = node.putArray("goods");
        for (int p : products) {
            var good = complexity.product(p);
            var one = good(goods.addObject(), good);
            boolean held = complexity.matrix().held(complexity.findRow(economy), p);
            one.put("held", held);
            one.set("rca", Json.figure(complexity.figure(ComplexityMeasure.RCA, economy, good)));
            one.set("density", Json.figure(complexity.figure(ComplexityMeasure.DENSITY, economy, good)));
            one.set("pci", Json.figure(complexity.figure(ComplexityMeasure.PCI, good)));
            if (!held) {
                one.set("cog", Json.figure(complexity.figure(ComplexityMeasure.COG, economy, good)));
            }
        }
        return node;
    }

    /** One good with every economy, and its proximity to the goods that share a holder with it. */
    public ObjectNode product(Code product, List<Integer> economies, List<Code> neighbours) {
        var node = good(Json.object(), product);
        HeldMatrix matrix = complexity.matrix();
        int column = complexity.findColumn(product);
        var rows = node.putArray("economies");
        for (int c : economies) {
            var one = rows.addObject();
            var code = complexity.economy(c);
            one.put("economy", code);
            one.put("held", matrix.held(c, column));
            one.set("rca", Json.figure(complexity.figure(ComplexityMeasure.RCA, code, product)));
            one.set("density", Json.figure(complexity.figure(ComplexityMeasure.DENSITY, code, product)));
        }
        var near = node.putArray("neighbours");
        for (var neighbour : neighbours) {
            good(near.addObject(), neighbour).set("proximity", Json.figure(complexity.proximity(product, neighbour)));
        }
        return node;
    }
}
