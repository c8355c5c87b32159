package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.kaname.app.wording.Words;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.data.inputoutput.ReadTable;
import org.kaname.model.Figure;
import org.kaname.model.Language;
import org.kaname.model.Passport;
import org.kaname.model.Unit;
import org.kaname.shock.recovery.BalancedTable;
import org.kaname.shock.recovery.DynamicRecovery;
import org.kaname.shock.recovery.RecoveryGrid;
import org.kaname.shock.recovery.RecoveryOutcome;
import org.kaname.shock.recovery.RecoveryParameters;
import org.kaname.shock.recovery.RecoveryRequest;
import org.kaname.shock.recovery.RecoverySeries;
import org.kaname.shock.recovery.RecoveryTable;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Scenario;

/**
 * A scenario run through the industries of a table (shock 3), ranges at mid. Nothing of an unstable run but its series, its reasons and its
 * grid is an answer.
 *
 * @param balanced the table as the engine starts from it
 * @param outside members of blocs that the table does not show one by one: they took no part
 * @param frontLoading true where flows brought forward were ignored
 * @param outcome never refused
 * @param otherOverlap the headline by the other rule of overlap, where the two differ by more than .05 and it is stable
 */
public record IndustryRun(
        ScenarioSource source,
        ReadTable read,
        BalancedTable balanced,
        RecoveryParameters parameters,
        List<String> outside,
        boolean frontLoading,
        RecoveryOutcome outcome,
        Optional<RecoveryOutcome.Headline> otherOverlap) {
    static final String METHOD = "ario@1";

    private static final double OVERLAP_APART = 0.05;
    private static final int MOST_SECTORS = 20;

    /** How to run. An absent value is the method's. */
    public record Choice(RecoveryParameters.Mode mode, Optional<Double> stockDays, Optional<Double> restorationDays) {}

    /**
     * What one industry lost.
     *
     * @param loss Σ over days of output before less output, money of the table
     * @param share of the output that the same days would have had
     * @param via products whose want held it back, largest first, by their part of what was held back
     */
    public record Loss(int industry, double loss, double share, OptionalInt firstDayBelow95, List<Via> via) {}

    /** @param product index of a sector of the table */
    public record Via(int product, double share) {}

    public IndustryRun {
        outside = List.copyOf(outside);
    }

    /** True where a scenario names sectors of a table at all. */
    public static boolean isFor(Scenario scenario) {
        return ScenarioEvents.any(scenario);
    }

    /** Runs with the published grid around the choice. */
    public static Outcome<IndustryRun> of(ScenarioSource source, Membership membership, ReadTable read, Choice choice) {
        return of(source, membership, read, choice, RecoveryGrid.STOCK_DAYS, RecoveryGrid.RESTORATION_DAYS);
    }

    /** Runs with a grid of these values, the choice among them. */
    public static Outcome<IndustryRun> of(
            ScenarioSource source,
            Membership membership,
            ReadTable read,
            Choice choice,
            List<Double> stocks,
            List<Double> restorations) {
        var book = Words.plain().in(Language.EN);
        var events = ScenarioEvents.of(
                source.scenario(), membership, read.table(), code -> TableNames.isRest(book, read, code));
        return switch (events) {
            case Outcome.Refused<ScenarioEvents.Events> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<ScenarioEvents.Events> taken ->
                run(source, read, choice, taken.value(), stocks, restorations);
        };
    }

    private static Outcome<IndustryRun> run(
            ScenarioSource source,
            ReadTable read,
            Choice choice,
            ScenarioEvents.Events events,
            List<Double> stocks,
            List<Double> restorations) {
        var usual = RecoveryParameters.of(choice.mode(), source.scenario().horizonDays());
        var parameters = usual.withStock(
                        choice.stockDays().orElse(usual.stockDays()),
                        choice.restorationDays().orElse(usual.restorationDays()))
                .withOverlap(
                        source.scenario().overlap() == Scenario.Overlap.MAX
                                ? RecoveryParameters.Overlap.MAXIMUM
                                : RecoveryParameters.Overlap.MULTIPLY);
        if (read.table().head().scope() != IoTable.Scope.MULTI_REGION) {
            return new Outcome.Refused<>(List.of(Refusal.of(
                    "KAN-SHOCK-031", "", 0, "table", read.table().head().id())));
        }
        var balanced = BalancedTable.of(read.table());
        var engine = new DynamicRecovery(RecoveryTable.of(balanced.table()));
        var request = RecoveryRequest.of(events.events(), parameters);
        var outcome = engine.run(request, stocks, restorations);
        if (outcome instanceof RecoveryOutcome.Refused refused) {
            return new Outcome.Refused<>(refused.problems());
        }
        Optional<RecoveryOutcome.Headline> other = Optional.empty();
        if (series(outcome).overlapDifference() > OVERLAP_APART) {
            var rule = parameters.overlap() == RecoveryParameters.Overlap.MAXIMUM
                    ? RecoveryParameters.Overlap.MULTIPLY
                    : RecoveryParameters.Overlap.MAXIMUM;
            other = engine.runOnce(request.withParameters(parameters.withOverlap(rule)))
                            instanceof RecoveryOutcome.Stable stable
                    ? Optional.of(stable.headline())
                    : Optional.empty();
        }
        return new Outcome.Taken<>(new IndustryRun(
                source, read, balanced, parameters, events.outside(), events.frontLoading(), outcome, other));
    }

    private static RecoverySeries series(RecoveryOutcome outcome) {
        return switch (outcome) {
            case RecoveryOutcome.Stable stable -> stable.series();
            case RecoveryOutcome.Unstable unstable -> unstable.series();
            case RecoveryOutcome.Refused refused ->
                throw new IllegalStateException("A refused run has no series: " + refused.problems());
        };
    }

    /** With the output that the engine starts from. */
    public IoTable table() {
        return balanced.table();
    }

    public RecoverySeries series() {
        return series(outcome);
    }

    /** Empty where the run is unstable. */
    public Optional<RecoveryOutcome.Headline> headline() {
        return outcome instanceof RecoveryOutcome.Stable stable ? Optional.of(stable.headline()) : Optional.empty();
    }

    /** None where the run is stable. */
    public List<RecoveryOutcome.UnstableReason> reasons() {
        return outcome instanceof RecoveryOutcome.Unstable unstable ? unstable.reasons() : List.of();
    }

    public RecoveryGrid grid() {
        var grid = outcome instanceof RecoveryOutcome.Stable stable
                ? stable.grid()
                : ((RecoveryOutcome.Unstable) outcome).grid();
        return grid.orElseThrow();
    }

    /** Industries with the largest losses; none where the run is unstable. */
    public List<Loss> sectors() {
        var losses = new ArrayList<Loss>();
        if (headline().isEmpty()) {
            return losses;
        }
        var series = series();
        for (int f = 0; f < table().industries(); f++) {
            double before = before(f);
            if (series.outputLoss(f) > 0 && before > 0) {
                losses.add(new Loss(
                        f, series.outputLoss(f), series.outputLoss(f) / before, series.firstDayBelow95(f), via(f)));
            }
        }
        losses.sort(Comparator.comparingDouble((Loss loss) -> -loss.loss()).thenComparingInt(Loss::industry));
        return List.copyOf(losses.subList(0, Math.min(MOST_SECTORS, losses.size())));
    }

    /** Output that an industry would have had on the days of the run. */
    private double before(int industry) {
        return table().output()[industry] / DAYS_OF_YEAR * series().days();
    }

    private static final double DAYS_OF_YEAR = org.kaname.shock.ShockConstants.value("ario@1.days_of_year");

    private List<Via> via(int industry) {
        var parts = new ArrayList<Via>();
        double all = 0;
        for (int p = 0; p < table().sectors().size(); p++) {
            all += series().lossByInput(p, industry);
        }
        for (int p = 0; p < table().sectors().size(); p++) {
            double held = series().lossByInput(p, industry);
            if (held > 0) {
                parts.add(new Via(p, held / all));
            }
        }
        parts.sort(Comparator.comparingDouble((Via part) -> -part.share()).thenComparingInt(Via::product));
        return parts;
    }

    /** Loss of output of an economy, by its index; negative where it made more. */
    public double economyLoss(int economy) {
        double sum = 0;
        for (int s = 0; s < table().sectors().size(); s++) {
            sum += series().outputLoss(table().industry(economy, s));
        }
        return sum;
    }

    /** The same as a share of the output that the days would have had; 0 where there is none. */
    public double economyShare(int economy) {
        double before = 0;
        for (int s = 0; s < table().sectors().size(); s++) {
            before += before(table().industry(economy, s));
        }
        return before > 0 ? economyLoss(economy) / before : 0;
    }

    /** Economies by loss, largest first, all of the table. */
    public List<Integer> economies() {
        var all = new ArrayList<Integer>();
        for (int e = 0; e < table().economies().size(); e++) {
            all.add(e);
        }
        all.sort(Comparator.comparingDouble((Integer e) -> -economyLoss(e)).thenComparingInt(e -> e));
        return all;
    }

    /** Leads back to the scenario as it ran, the table and all that was chosen. */
    Passport passport(String figure, Map<String, String> more) {
        return passport(figure, parameters.stockDays(), parameters.restorationDays(), more);
    }

    Passport passport(String figure, double stock, double restoration, Map<String, String> more) {
        var all = new TreeMap<>(more);
        all.put("scenario", source.id());
        all.put("mode", parameters.mode().name().toLowerCase(Locale.ROOT));
        all.put("stock_days", Double.toString(stock));
        all.put("tau_days", Double.toString(restoration));
        return new Passport(table().head().id(), METHOD, figure, all);
    }

    Figure money(double value, String figure, Map<String, String> more) {
        return Figure.of(value, ExposureAnswer.money(table()), passport(figure, more));
    }

    Figure share(double value, String figure, Map<String, String> more) {
        return Figure.of(value, Unit.SHARE, passport(figure, more));
    }
}
