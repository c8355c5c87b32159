package org.kaname.measure.power;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.Settings;
import org.kaname.measure.emergence.Series;
import org.kaname.model.Code;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;

/**
 * How a subject's world share of a good moved: its change over some years, and the slope of ln(w) on the year by ordinary least squares
 * with its standard error, as for fields (measurement 5.2). Years without a world share are left out. Reference: {@code erosion.sql}.
 *
 * @param change w(y) − w(y − n)
 * @param slope of ln(w) per year
 * @param slopeError of the slope
 * @param points years with a world share within the trend
 */
public record Erosion(Figure change, Figure slope, Figure slopeError, int points) {
    public static final String METHOD = "erosion@1";
    public static final String CHANGE = "change";
    public static final String SLOPE = "slope";
    public static final String SLOPE_ERROR = "slope_error";
    /** Years back to the share that the newest is compared with. */
    public static final String YEARS = METHOD + ".years";
    /** Years of the trend, the newest included. */
    public static final String TREND_YEARS = METHOD + ".trend_years";

    /**
     * Ends in a year that the set covers the good in.
     *
     * @param evaluator of the subject
     */
    public static Erosion of(DataSet data, GoodEvaluator evaluator, Code product, int year, Settings settings) {
        int back = (int) settings.get(YEARS);
        int trend = (int) settings.get(TREND_YEARS);
        var shares = new double[span(settings)];
        Arrays.fill(shares, Double.NaN);
        int last = shares.length - 1;
        for (int covers : data.coverage().years(product)) {
            int at = last - (year - covers);
            if (at >= 0 && at <= last) {
                shares[at] = evaluator.evaluate(covers, product).value(GoodMeasure.WORLD_SHARE);
            }
        }
        var within = Arrays.copyOfRange(shares, shares.length - trend, shares.length);
        boolean zero = Arrays.stream(within).anyMatch(w -> w == 0);
        var passport = passport(data, evaluator, product, year, settings);
        var reason = zero ? Reason.ZERO_IN_SERIES : Reason.YEARS_MISSING;
        var detail = zero ? "a world share of zero stands among the years" : "too few years with a world share";
        return new Erosion(
                figure(
                        change(shares, back),
                        Unit.SHARE,
                        Reason.YEARS_MISSING,
                        "no world share is known in " + year + " and " + (year - back),
                        passport.withFigure(CHANGE)),
                figure(slope(shares, trend), Unit.PER_YEAR, reason, detail, passport.withFigure(SLOPE)),
                figure(slopeError(shares, trend), Unit.PER_YEAR, reason, detail, passport.withFigure(SLOPE_ERROR)),
                (int) Arrays.stream(within).filter(w -> !Double.isNaN(w)).count());
    }

    /** How many years of shares the three kernels read, the newest included. */
    public static int span(Settings settings) {
        return (int) Math.max(settings.get(TREND_YEARS), settings.get(YEARS) + 1);
    }

    /** w(last) − w(last − back); NaN where one of them is not known. Shares by year, the newest last, NaN missing. */
    public static double change(double[] shares, int back) {
        int last = shares.length - 1;
        return back > last ? Double.NaN : shares[last] - shares[last - back];
    }

    /** Slope of ln(w) over the last {@code trend} years; NaN where the last is not known, one is zero or only one is known. */
    public static double slope(double[] shares, int trend) {
        return Double.isNaN(shares[shares.length - 1])
                ? Double.NaN
                : Series.slope(shares, shares.length - trend, shares.length);
    }

    /** Standard error of {@link #slope}; NaN with fewer than three years. */
    public static double slopeError(double[] shares, int trend) {
        return Double.isNaN(shares[shares.length - 1])
                ? Double.NaN
                : Series.slopeError(shares, shares.length - trend, shares.length);
    }

    /** Nothing is known of the way here. */
    public boolean isEmpty() {
        return change.isMissing() && slope.isMissing();
    }

    private static Figure figure(double value, Unit unit, Reason why, String detail, Passport passport) {
        return Double.isNaN(value) ? Figure.missing(why, detail, unit, passport) : Figure.of(value, unit, passport);
    }

    private static Passport passport(DataSet data, GoodEvaluator evaluator, Code product, int year, Settings settings) {
        var parameters = new TreeMap<String, String>();
        parameters.put("subject", data.economies().get(evaluator.subject()).code());
        parameters.put("product", product.toString());
        parameters.put("year", Integer.toString(year));
        parameters.putAll(settings.parameters());
        return new Passport(data.id(), METHOD, CHANGE, parameters);
    }

    /** The formula of a figure, as the method page has it; empty for a figure that is none of these. */
    public static String formula(String figure) {
        return switch (figure) {
            case CHANGE -> "w(y) − w(y − n)";
            case SLOPE -> "slope of ln(w) on the year, least squares";
            case SLOPE_ERROR -> "√(Σ residual² / (n − 2) / Σ (y − ȳ)²)";
            default -> "";
        };
    }

    public List<Figure> listFigures() {
        return List.of(change, slope, slopeError);
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
        return Code.parse(passport.parameter("product"))
                .then(product -> of(
                                data, new GoodEvaluator(data, subject, new BitSet(), settings), product, year, settings)
                        .listFigures()
                        .stream()
                        .filter(f -> f.passport().figure().equals(passport.figure()))
                        .findFirst()
                        .<Result<Figure>>map(Result::ok)
                        .orElseGet(() -> Result.failure(
                                Reason.MALFORMED, "No figure (" + passport.figure() + ") of " + METHOD + ".")));
    }
}
