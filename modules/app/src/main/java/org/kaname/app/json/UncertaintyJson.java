package org.kaname.app.json;

import java.util.List;
import org.kaname.data.DataSet;
import org.kaname.model.Passport;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.Uncertainty;
import tools.jackson.databind.node.ObjectNode;

/** Figures and ranks of one good under reporting noise, as the contract has them. */
final class UncertaintyJson {
    private UncertaintyJson() {}

    /**
     * Adds {@code uncertainty} by figure, and {@code rank_chances}; both are null where no worlds were drawn.
     *
     * @param drawn what every number from worlds with noise is made of
     */
    static void write(GoodDecision decision, Passport drawn, DataSet data, ObjectNode node) {
        var uncertainty = decision.uncertainty();
        if (uncertainty.draws() == 0) {
            node.putNull("uncertainty");
            node.putNull("rank_chances");
            return;
        }
        var figures = node.putObject("uncertainty");
        for (var measure : Uncertainty.FIGURES) {
            var spread = uncertainty.figures().get(measure);
            if (spread == null) {
                continue;
            }
            var one = figures.putObject(measure.figure());
            one.put("unit", measure.unit().code());
            one.put("observed", decision.profile().newest().value(measure));
            one.put("mean", spread.mean());
            one.put("p05", spread.p05());
            one.put("p95", spread.p95());
            one.put("draws", spread.draws());
            var passports = one.putObject("passports");
            passports.put(
                    "observed", decision.profile().figure(measure).passport().toString());
            for (var name : List.of("mean", "p05", "p95")) {
                passports.put(
                        name,
                        drawn.withFigure("noise_" + name)
                                .with("of", measure.figure())
                                .toString());
            }
        }
        var ranks = node.putObject("rank_chances");
        ranks.put("draws", uncertainty.draws());
        ranks.put("noise", uncertainty.noise());
        var atMost = ranks.putArray("world_rank");
        for (int k = 0; k < uncertainty.rankAtMost().size(); k++) {
            var one = atMost.addObject();
            one.put("at_most", k + 1);
            one.put("probability", uncertainty.rankAtMost().get(k));
            one.putObject("passports")
                    .put(
                            "probability",
                            drawn.withFigure("rank_at_most")
                                    .with("k", Integer.toString(k + 1))
                                    .toString());
        }
        uncertainty.topStays().ifPresent(stays -> {
            var top = ranks.putObject("top_supplier");
            top.put(
                    "economy",
                    data.economies()
                            .get(decision.profile().newest().topSupplier())
                            .code());
            top.put("stays", stays);
            top.putObject("passports")
                    .put("stays", drawn.withFigure("top_stays").toString());
        });
    }
}
