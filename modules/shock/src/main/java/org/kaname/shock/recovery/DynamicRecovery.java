package org.kaname.shock.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.kaname.data.Refusal;

/**
 * Dynamic recovery of a table after events (ARIO, shock 3). Final demand does not move to other goods, and there are no prices: with
 * {@code resourcing} 0 this is the bound without substitution. Needs no clock and no threads; the same request gives the same bits.
 */
public final class DynamicRecovery {
    private final RecoveryTable table;

    public DynamicRecovery(RecoveryTable table) {
        this.table = table;
    }

    /** All series, and the grid of the published stock days and restoration times with the request's own values among them. */
    public RecoveryOutcome run(RecoveryRequest request) {
        return run(request, RecoveryGrid.STOCK_DAYS, RecoveryGrid.RESTORATION_DAYS);
    }

    /** The same with other axes; the request's own values are added where they are absent. */
    public RecoveryOutcome run(RecoveryRequest request, List<Double> stockDays, List<Double> restorationDays) {
        var outcome = runOnce(request);
        if (outcome instanceof RecoveryOutcome.Refused) {
            return outcome;
        }
        var cells = grid(request, stockDays, restorationDays);
        if (!cells.problems().isEmpty()) {
            return new RecoveryOutcome.Refused(cells.problems());
        }
        var grid = Optional.of(new RecoveryGrid(cells.cells()));
        return switch (outcome) {
            case RecoveryOutcome.Stable stable -> new RecoveryOutcome.Stable(stable.series(), stable.headline(), grid);
            case RecoveryOutcome.Unstable it -> new RecoveryOutcome.Unstable(it.series(), it.reasons(), grid);
            case RecoveryOutcome.Refused refused -> refused;
        };
    }

    /** All series, no grid: for draws, and for comparisons with a reference. Nobody should be shown this alone. */
    public RecoveryOutcome runOnce(RecoveryRequest request) {
        var problems = request.problems();
        if (!problems.isEmpty()) {
            return new RecoveryOutcome.Refused(problems);
        }
        var run = new RecoveryRun(table, request, true);
        var tooMuch = run.simulate();
        if (tooMuch.isPresent()) {
            return new RecoveryOutcome.Refused(List.of(RecoveryRequest.tooMuchCapital(table, tooMuch.getAsInt())));
        }
        var reasons = Stability.reasons(run.series(), request.parameters(), run.shortestStock());
        return reasons.isEmpty()
                ? new RecoveryOutcome.Stable(run.series(), Stability.headline(run.series()), Optional.empty())
                : new RecoveryOutcome.Unstable(run.series(), reasons, Optional.empty());
    }

    /**
     * Output that the request's state stocks save, money of the table; negative where buying back costs more. Empty where either run is
     * unstable or refused. Not the value of a stockpile: that is for the engine of one good (shock 3.7).
     */
    public Optional<Double> lossAvoidedByStockpiles(RecoveryRequest request) {
        var responses = request.responses();
        var without = request.withResponses(
                new Responses(responses.inputs(), responses.rationing(), responses.essential(), List.of()));
        return runOnce(without) instanceof RecoveryOutcome.Stable bare
                        && runOnce(request) instanceof RecoveryOutcome.Stable held
                ? Optional.of(bare.headline().outputLoss() - held.headline().outputLoss())
                : Optional.empty();
    }

    private record Cells(List<RecoveryGrid.Cell> cells, List<Refusal> problems) {}

    private Cells grid(RecoveryRequest request, List<Double> stockDays, List<Double> restorationDays) {
        var parameters = request.parameters();
        var stocks = new TreeSet<>(stockDays);
        stocks.add(parameters.stockDays());
        var restorations = new TreeSet<>(restorationDays);
        restorations.add(parameters.restorationDays());
        var cells = new ArrayList<RecoveryGrid.Cell>();
        for (double stock : stocks) {
            for (double restoration : restorations) {
                var cell = request.withParameters(parameters.withStock(stock, restoration));
                var problems = cell.problems();
                if (!problems.isEmpty()) {
                    return new Cells(List.of(), problems);
                }
                var run = new RecoveryRun(table, cell, false);
                var tooMuch = run.simulate();
                if (tooMuch.isPresent()) {
                    return new Cells(List.of(), List.of(RecoveryRequest.tooMuchCapital(table, tooMuch.getAsInt())));
                }
                var headline = Stability.headline(run.series());
                cells.add(new RecoveryGrid.Cell(
                        stock,
                        restoration,
                        headline.outputLoss(),
                        run.series().lowestShare(),
                        Stability.reasons(run.series(), cell.parameters(), run.shortestStock()),
                        headline.amplified(),
                        stock == parameters.stockDays() && restoration == parameters.restorationDays()));
            }
        }
        return new Cells(cells, List.of());
    }
}
