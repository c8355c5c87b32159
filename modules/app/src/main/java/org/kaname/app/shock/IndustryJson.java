package org.kaname.app.shock;

import java.util.Locale;
import java.util.Map;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.model.Figure;
import org.kaname.model.Unit;
import org.kaname.shock.recovery.RecoveryGrid;
import org.kaname.shock.recovery.RecoveryOutcome.UnstableReason;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Industries of a run as parts of its document (shock 8); the grid also as a document of its own. */
public final class IndustryJson {
    public static final String GRID_SCHEMA = "kaname/shock-grid@1";

    private final IndustryRun run;
    private final Words words;

    public IndustryJson(IndustryRun run, Words words) {
        this.run = run;
        this.words = words;
    }

    /** Puts mode, tables, stability, sectors, economies and the series of output into a run's document. */
    void fill(ObjectNode document) {
        document.put("mode", mode());
        document.putArray("tables").add(table());
        document.set("stability", stability());
        document.set("sectors", sectors());
        document.set("economies", economies());
        series((ArrayNode) document.get("series"));
    }

    private String mode() {
        return run.parameters().mode().name().toLowerCase(Locale.ROOT);
    }

    /** The grid alone. */
    public ObjectNode grid() {
        var node = Json.object();
        node.put("schema", GRID_SCHEMA);
        node.put("scenario_id", run.source().id());
        node.put("status", run.source().scenario().status().name().toLowerCase(Locale.ROOT));
        node.put("mode", mode());
        node.set("table", table());
        cells(node);
        return node;
    }

    private ObjectNode table() {
        var node = TableJson.of(run.read(), words);
        node.putObject("balanced")
                .put("negative_final_cells", run.balanced().negativeCells())
                .put("output_changed_share", run.balanced().changedShare());
        return node;
    }

    private ObjectNode stability() {
        var node = Json.object();
        node.put("status", run.headline().isPresent() ? "stable" : "unstable");
        reasons(node.putArray("reasons"), run.reasons());
        node.put("stock_days", run.parameters().stockDays());
        node.put("tau_days", run.parameters().restorationDays());
        run.headline()
                .ifPresentOrElse(
                        headline -> {
                            var one = node.putObject("headline");
                            one.set(
                                    "output_loss",
                                    Json.figure(run.money(headline.outputLoss(), "output_loss", Map.of())));
                            one.set(
                                    "output_loss_share",
                                    Json.figure(run.share(headline.outputLossShare(), "output_loss_share", Map.of())));
                            ratio(one, headline.lossPerDirectLoss());
                            one.put("amplified", headline.amplified());
                        },
                        () -> node.putNull("headline"));
        run.otherOverlap().ifPresent(headline -> {
            var other = Map.of("overlap", "other");
            var one = node.putObject("other_overlap");
            one.set("output_loss", Json.figure(run.money(headline.outputLoss(), "output_loss", other)));
        });
        node.set("members_not_in_table", Json.array(run.outside()));
        cells(node);
        return node;
    }

    private static void ratio(ObjectNode node, double ratio) {
        if (Double.isFinite(ratio)) {
            node.put("loss_per_direct_loss", ratio);
        } else {
            node.putNull("loss_per_direct_loss");
        }
    }

    private void reasons(ArrayNode array, Iterable<UnstableReason> reasons) {
        for (var reason : reasons) {
            array.addObject()
                    .put("reason", reason.name())
                    .set("text", Json.texts(words.both("recovery.unstable." + reason.name())));
        }
    }

    private void cells(ObjectNode node) {
        var grid = node.putArray("grid");
        for (var cell : run.grid().cells()) {
            var one = grid.addObject();
            one.put("stock_days", cell.stockDays());
            one.put("tau_days", cell.restorationDays());
            one.put("chosen", cell.chosen());
            if (cell.stable()) {
                one.set("loss", Json.figure(loss(cell)));
                one.put("min_output", cell.lowestShare());
                one.put("amplified", cell.amplified());
            } else {
                one.putNull("loss");
                one.putNull("min_output");
            }
            var unstable = one.putArray("unstable");
            cell.reasons().forEach(reason -> unstable.add(reason.name()));
        }
        run.grid()
                .stable()
                .ifPresentOrElse(
                        spread -> node.putObject("stable_cells")
                                .put("cells", spread.cells())
                                .put("unit", ExposureAnswer.money(run.table()).code())
                                .put("least", spread.least())
                                .put("median", spread.median())
                                .put("most", spread.most()),
                        () -> node.putNull("stable_cells"));
    }

    private Figure loss(RecoveryGrid.Cell cell) {
        return Figure.of(
                cell.outputLoss(),
                ExposureAnswer.money(run.table()),
                run.passport("output_loss", cell.stockDays(), cell.restorationDays(), Map.of()));
    }

    private ArrayNode sectors() {
        var array = Json.array();
        var table = run.table();
        for (var loss : run.sectors()) {
            var economy = table.economies().get(table.economyOf(loss.industry()));
            var sector = table.sectors().get(table.sectorOf(loss.industry()));
            var place = Map.of("economy", economy, "sector", sector);
            var one = array.addObject();
            one.put("economy", economy);
            one.put("sector", sector);
            one.put("name", table.sectorNames().get(table.sectorOf(loss.industry())));
            one.set("loss", Json.figure(run.money(loss.loss(), "output_loss", place)));
            one.set("loss_share", Json.figure(run.share(loss.share(), "output_loss_share", place)));
            if (loss.firstDayBelow95().isPresent()) {
                one.put("first_day_below_95pct", loss.firstDayBelow95().getAsInt());
            } else {
                one.putNull("first_day_below_95pct");
            }
            var via = one.putArray("via");
            loss.via()
                    .forEach(part -> via.addObject()
                            .put("input", table.sectors().get(part.product()))
                            .put("share", part.share()));
        }
        return array;
    }

    private ArrayNode economies() {
        var array = Json.array();
        if (run.headline().isEmpty()) {
            return array;
        }
        for (int e : run.economies()) {
            var economy = run.table().economies().get(e);
            var place = Map.of("economy", economy);
            var one = array.addObject();
            one.put("economy", economy);
            one.set("name", Json.texts(TableNames.both(words, run.read(), economy)));
            one.set("output_loss", Json.figure(run.money(run.economyLoss(e), "output_loss", place)));
            one.set("output_loss_share", Json.figure(run.share(run.economyShare(e), "output_loss_share", place)));
        }
        return array;
    }

    /** World output a day; of an unstable run it is an artefact and says so. */
    private void series(ArrayNode array) {
        var one = array.addObject();
        one.put("name", "total_output");
        var unit = ExposureAnswer.money(run.table());
        one.put("unit", (unit == Unit.VALUE ? run.table().unit() : unit.code()) + " per day");
        one.put("table", run.table().head().id());
        one.put("unstable", run.headline().isEmpty());
        one.put("before", run.series().baseTotal());
        one.put("day0", 0);
        var values = one.putArray("values");
        for (double value : run.series().totalOutput) {
            values.add(value);
        }
    }
}
