package org.kaname.app.shock;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Unit;
import org.kaname.shock.product.Survival;
import org.kaname.shock.product.SurviveRecover;
import org.kaname.shock.run.GoodRun;
import org.kaname.shock.run.Responsiveness;
import org.kaname.shock.run.SupplyShares;

/** The figures of a run with their passports: each leads back to the scenario as it ran, the data set, the good and the stock. */
final class ShockFigures {
    static final String SURVIVE = "tts_days";
    static final String RECOVER = "ttr_days";
    static final String GAP = "gap_days";
    static final String UNMET = "unmet_share";
    static final String DEPTH = "depth";
    static final String STOCK_NEEDED = "stock_needed_days";
    static final String PRICE_PEAK = "price_peak_ratio";

    static final List<String> NAMES = List.of(SURVIVE, RECOVER, GAP, UNMET, DEPTH, STOCK_NEEDED, PRICE_PEAK);

    private final ScenarioSource source;

    ShockFigures(ScenarioSource source) {
        this.source = source;
    }

    Passport passport(SupplyShares supply, double stock, Responsiveness level, String figure) {
        var parameters = new TreeMap<String, String>(Map.of(
                "scenario", source.id(),
                "code", supply.code(),
                "economy", supply.economy(),
                "responses", level.name().toLowerCase(java.util.Locale.ROOT),
                "stock_days", Double.toString(stock)));
        return new Passport(supply.dataset(), SurviveRecover.METHOD, figure, parameters);
    }

    /** The named figure of one run. */
    Figure figure(GoodRun run, GoodRun.OfStock cell, Responsiveness level, String name) {
        var survival = switch (level) {
            case NONE -> cell.noResponse();
            case CENTRAL -> cell.central();
            case FULL -> cell.fullResponse();
        };
        return figure(
                survival, source.scenario().horizonDays(), name, passport(run.supply(), cell.stockDays(), level, name));
    }

    static Figure figure(Survival survival, int horizon, String name, Passport passport) {
        return switch (name) {
            case SURVIVE -> days(survival.timeToSurvive(), horizon, passport);
            case RECOVER -> days(survival.timeToRecover(), horizon, passport);
            case GAP -> days(survival.gapDays(), horizon, passport);
            case UNMET -> Figure.of(survival.unmet() / horizon, Unit.SHARE, passport);
            case DEPTH -> Figure.of(survival.depth(), Unit.SHARE, passport);
            case STOCK_NEEDED -> Figure.of(survival.stockNeededDays(), Unit.DAYS, passport);
            case PRICE_PEAK ->
                survival.pricePeakRatio().isPresent()
                        ? Figure.of(survival.pricePeakRatio().getAsDouble(), Unit.RATIO, passport)
                        : Figure.missing(Reason.SWITCHED_OFF, "the price is off", Unit.RATIO, passport);
            default -> throw new IllegalArgumentException("There is no figure (" + name + ") of a run.");
        };
    }

    private static Figure days(java.util.OptionalInt days, int horizon, Passport passport) {
        return days.isPresent()
                ? Figure.of(days.getAsInt(), Unit.DAYS, passport)
                : Figure.missing(Reason.NOT_WITHIN, "not within " + horizon + " days", Unit.DAYS, passport);
    }
}
