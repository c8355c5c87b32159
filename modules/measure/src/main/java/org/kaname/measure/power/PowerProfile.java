package org.kaname.measure.power;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;

/** The proxies of measurement 4.8 for one good of one subject in one year. None is a measurement of power. */
public final class PowerProfile {
    public static final String METHOD = "market-power@1";
    public static final String RESIDUAL = "residual_share";
    /** {@link #RESIDUAL} of what the partner set buys; passports carry the set. */
    public static final String RESIDUAL_INSIDE = "residual_share_partners";

    public static final String GAP_LOW = "capacity_gap_low";
    public static final String GAP_MIDDLE = "capacity_gap_middle";
    public static final String GAP_HIGH = "capacity_gap_high";
    public static final String LERNER = "lerner_fringe";
    public static final String PREMIUM = "unit_value_premium";

    /** The expansion g behind each of the three gaps. */
    public static final Map<String, String> EXPANSIONS = Map.of(
            GAP_LOW, METHOD + ".expansion_low",
            GAP_MIDDLE, METHOD + ".expansion_middle",
            GAP_HIGH, METHOD + ".expansion_high");

    /** ε_D; NaN until the user sets it. */
    public static final String DEMAND_ELASTICITY = METHOD + ".demand_elasticity";
    /** ε_F; NaN until the user sets it. */
    public static final String FRINGE_ELASTICITY = METHOD + ".fringe_elasticity";

    private static final String PARTNERS = "partners";

    private final DataSet data;
    private final GoodProfile profile;
    private final Settings settings;
    private final BitSet importers;

    private PowerProfile(DataSet data, GoodProfile profile, BitSet importers, Settings settings) {
        this.data = data;
        this.profile = profile;
        this.importers = importers;
        this.settings = settings;
    }

    /** The constants of the package, from {@code constants.csv}. */
    public static java.util.List<Settings.Constant> constants() {
        return Settings.read(PowerProfile.class);
    }

    /**
     * The figures by name, in a fixed order.
     *
     * @param profile of the good in its data year
     * @param importers the partner set, the subject left out; empty: no figure of it
     */
    public static Map<String, Figure> of(DataSet data, GoodProfile profile, BitSet importers, Settings settings) {
        return new PowerProfile(data, profile, importers, settings).figures();
    }

    private Map<String, Figure> figures() {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put(RESIDUAL, ofWorldShare(RESIDUAL, MarketPower::residualShare));
        if (!importers.isEmpty()) {
            figures.put(RESIDUAL_INSIDE, inside());
        }
        for (var name : new String[] {GAP_LOW, GAP_MIDDLE, GAP_HIGH}) {
            double expansion = settings.get(EXPANSIONS.getOrDefault(name, name));
            figures.put(name, ofWorldShare(name, w -> MarketPower.capacityGap(w, expansion)));
        }
        figures.put(LERNER, lerner());
        figures.put(
                PREMIUM,
                Figure.missing(
                        Reason.TABLE_ABSENT,
                        "no quantities are kept in memory, and a unit value needs them",
                        Unit.RATIO,
                        passport(PREMIUM)));
        return figures;
    }

    private Passport passport(String figure) {
        var parameters = new TreeMap<String, String>();
        parameters.put("subject", profile.subject());
        parameters.put("product", profile.product().toString());
        parameters.put("year", Integer.toString(profile.newest().year()));
        if (figure.equals(RESIDUAL_INSIDE)) {
            parameters.put(PARTNERS, String.join(" ", codes()));
        }
        parameters.putAll(settings.parameters());
        return new Passport(data.id(), METHOD, figure, parameters);
    }

    private Iterable<String> codes() {
        return importers.stream()
                .mapToObj(i -> data.economies().get(i).code())
                .sorted()
                .toList();
    }

    /** The three points of a world share through a function that rises or falls all along. */
    private Figure ofWorldShare(String name, DoubleUnaryOperator function) {
        var share = profile.figure(GoodMeasure.WORLD_SHARE);
        var unit = name.equals(LERNER) ? Unit.RATIO : Unit.SHARE;
        if (share.isMissing()) {
            return Figure.missing(share.reason().orElseThrow(), share.detail(), unit, passport(name));
        }
        var figure = Figure.of(function.applyAsDouble(share.value()), unit, passport(name));
        return share.interval()
                .map(interval -> {
                    double atLow = function.applyAsDouble(interval.low());
                    double atHigh = function.applyAsDouble(interval.high());
                    return figure.withInterval(Math.min(atLow, atHigh), Math.max(atLow, atHigh));
                })
                .orElse(figure);
    }

    private Figure lerner() {
        double demand = settings.get(DEMAND_ELASTICITY);
        double fringe = settings.get(FRINGE_ELASTICITY);
        boolean set = !Double.isNaN(demand) && !Double.isNaN(fringe);
        if (set && Double.isNaN(MarketPower.lernerFringe(0, demand, fringe))) {
            return Figure.missing(
                    Reason.MALFORMED,
                    "the elasticities (" + demand + ") and (" + fringe + ") are not above 0 and 0 or more",
                    Unit.RATIO,
                    passport(LERNER));
        }
        return !set
                ? Figure.missing(
                        Reason.TABLE_ABSENT,
                        "no table holds the elasticities; set " + DEMAND_ELASTICITY + " (above 0) and "
                                + FRINGE_ELASTICITY + " (0 or more)",
                        Unit.RATIO,
                        passport(LERNER))
                : ofWorldShare(LERNER, w -> MarketPower.lernerFringe(w, demand, fringe));
    }

    private Figure inside() {
        int year = profile.newest().year();
        for (int importer : importers.stream().toArray()) {
            if (!data.coverage().importer(year, profile.product(), importer).known()) {
                return Figure.missing(
                        Reason.NOT_REPORTED,
                        data.economies().get(importer).code() + " did not report " + profile.product() + " in " + year,
                        Unit.SHARE,
                        passport(RESIDUAL_INSIDE));
            }
        }
        var block = data.cube().block(data.cube().yearIndex(year), data.cube().productIndex(profile.product()));
        double share = MarketPower.residualShareInside(
                block, data.economies().named(), importers, data.economies().indexOf(profile.subject()));
        return Double.isNaN(share)
                ? Figure.missing(
                        Reason.NO_DENOMINATOR,
                        "the partner set buys nothing of named origin",
                        Unit.SHARE,
                        passport(RESIDUAL_INSIDE))
                : Figure.of(share, Unit.SHARE, passport(RESIDUAL_INSIDE));
    }

    /** The formula of a figure, as the method page has it; empty for a figure that is none of these. */
    public static String formula(String figure) {
        return switch (figure) {
            case RESIDUAL -> "1 − w";
            case RESIDUAL_INSIDE -> "1 − Σ v(subject → partners) / Σ v(named suppliers → partners)";
            case GAP_LOW, GAP_MIDDLE, GAP_HIGH -> "max(0, w − g · (1 − w))";
            case LERNER -> "w / (ε_D + (1 − w) · ε_F)";
            case PREMIUM -> "(value / quantity of the subject) / (the same of all other exporters)";
            default -> "";
        };
    }

    /**
     * The figure that a passport names, from the flows.
     *
     * @param settings with the changes that the passport states
     */
    public static Result<Figure> recompute(DataSet data, Passport passport, Settings settings) {
        int subject = data.economies().indexOf(passport.parameter("subject"));
        int year;
        try {
            year = Integer.parseInt(passport.parameter("year"));
        } catch (NumberFormatException e) {
            return Result.failure(Reason.MALFORMED, "The passport's year is no number: " + passport);
        }
        if (subject < 0) {
            return Result.failure(Reason.MALFORMED, "The passport's economy is not in the data set: " + passport);
        }
        var importers = new BitSet();
        for (var code : passport.parameter(PARTNERS).split(" ")) {
            int index = data.economies().indexOf(code);
            if (index >= 0 && index != subject) {
                importers.set(index);
            } else if (!code.isEmpty()) {
                return Result.failure(Reason.MALFORMED, "The passport's partner (" + code + ") is none: " + passport);
            }
        }
        return Code.parse(passport.parameter("product")).then(product -> {
            if (!data.coverage().years(product).contains(year)) {
                return Result.failure(
                        Reason.NOT_IN_SOURCE, "The set does not cover (" + product + ") in (" + year + ").");
            }
            var profile = GoodProfile.at(
                    data,
                    new GoodEvaluator(data, subject, new BitSet(), settings),
                    product,
                    year,
                    java.util.List.of(),
                    settings);
            var figure = of(data, profile, importers, settings).get(passport.figure());
            return figure == null
                    ? Result.failure(Reason.MALFORMED, "No figure (" + passport.figure() + ") of " + METHOD + ".")
                    : Result.ok(figure);
        });
    }
}
