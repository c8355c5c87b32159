package org.kaname.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.model.Code;
import org.kaname.model.Condition;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Unit;

/**
 * Everything measured about one good for one subject as of a year: the numbers of its window, oldest first, and figures with
 * passports on demand. Computed once; rules and triage read it and never touch flows.
 *
 * @param dataYear the newest usable year at or before the year asked for
 * @param window usable years among the last three, ascending; the last is {@code dataYear}
 * @param singleYear the set holds this good for one year only
 */
public record GoodProfile(
        DataSet data,
        String subject,
        Code product,
        int dataYear,
        List<GoodYear> window,
        boolean singleYear,
        List<String> partners,
        Settings settings) {
    /** Years in a window (measurement 1.5). */
    public static final int WINDOW = 3;

    public GoodProfile {
        window = List.copyOf(window);
        partners = List.copyOf(partners);
    }

    /**
     * Profiles a good as of a year, or returns null where the set does not cover it at or before that year.
     *
     * @param asOf newest year that may be used
     */
    public static java.util.Optional<GoodProfile> of(
            DataSet data, GoodEvaluator evaluator, Code product, int asOf, List<String> partners, Settings settings) {
        var covered = new ArrayList<Integer>();
        for (int year : data.coverage().years(product)) {
            if (year <= asOf) {
                covered.add(year);
            }
        }
        if (covered.isEmpty()) {
            return java.util.Optional.empty();
        }
        int dataYear = covered.getLast();
        for (int year : covered) {
            if (data.coverage().importer(year, product, evaluator.subject()).known()) {
                dataYear = year;
            }
        }
        if (!data.coverage().importer(dataYear, product, evaluator.subject()).known()) {
            dataYear = covered.getLast();
        }
        return java.util.Optional.of(at(data, evaluator, product, dataYear, partners, settings));
    }

    /**
     * Profiles a good in exactly this data year, which the set must cover.
     *
     * @param dataYear a year of {@code coverage().years(product)}
     */
    public static GoodProfile at(
            DataSet data,
            GoodEvaluator evaluator,
            Code product,
            int dataYear,
            List<String> partners,
            Settings settings) {
        var window = new ArrayList<GoodYear>();
        for (int year : data.coverage().years(product)) {
            if (year > dataYear - WINDOW && year <= dataYear) {
                window.add(evaluator.evaluate(year, product));
            }
        }
        return new GoodProfile(
                data,
                data.economies().get(evaluator.subject()).code(),
                product,
                dataYear,
                window,
                data.coverage().years(product).size() == 1,
                partners,
                settings);
    }

    /** The numbers of the data year. */
    public GoodYear newest() {
        return window.getLast();
    }

    /** The figure of the data year. */
    public Figure figure(GoodMeasure measure) {
        return figure(measure, newest());
    }

    public Figure figure(GoodMeasure measure, GoodYear year) {
        var passport = passport(measure.method(), measure.figure(), year.year());
        var unit = measure.isMoney() ? data.cube().unit() : measure.unit();
        var why = year.reason(measure);
        double value = year.value(measure);
        if (why != null) {
            return value == Double.POSITIVE_INFINITY
                    ? Figure.unbounded(why, detail(measure, why, year), unit, passport)
                    : Figure.missing(why, detail(measure, why, year), unit, passport);
        }
        var figure = Figure.of(value, unit, passport);
        if (year.hasInterval(measure)) {
            figure = figure.withInterval(year.low(measure), year.high(measure));
            if (year.intervalDecides(measure)) {
                figure = figure.decidedByInterval();
            }
        }
        return figure;
    }

    /** A figure of this profile that is no {@link GoodMeasure}, with its own method. */
    public Figure figure(String method, String name, double value, Unit unit, int year) {
        var passport = passport(method, name, year);
        return Double.isFinite(value)
                ? Figure.of(value, unit, passport)
                : Figure.missing(
                        Reason.NO_DENOMINATOR,
                        detail(GoodMeasure.IMPORTS, Reason.NO_DENOMINATOR, newest()),
                        unit,
                        passport);
    }

    public Passport passport(String method, String figure, int year) {
        var parameters = new TreeMap<String, String>();
        parameters.put("subject", subject);
        parameters.put("product", product.toString());
        parameters.put("year", Integer.toString(year));
        if (!partners.isEmpty()) {
            parameters.put("partners", String.join(" ", partners));
        }
        parameters.putAll(settings.parameters());
        return new Passport(data.id(), method, figure, parameters);
    }

    /** The requirement behind an unknown condition, and why it is not met: {@code WORLD(2022): reason, detail}. */
    String missing(GoodMeasure measure, Condition condition, int year) {
        var reason = condition.actual().reason();
        return reason.isPresent()
                ? requirement(measure, reason.get()) + "(" + year + "): " + reason.get() + ", "
                        + condition.actual().detail()
                : requirement(measure, Reason.UNALLOCATED_PARTNERS) + "(" + year + "): " + Reason.UNALLOCATED_PARTNERS
                        + ", the two ends of the interval disagree";
    }

    private static RuleVersion.Requirement requirement(GoodMeasure measure, Reason reason) {
        boolean importsUnknown = reason == Reason.NOT_REPORTED || reason == Reason.HIDDEN_IN_REST;
        boolean ofImports = importsUnknown
                || reason == Reason.NO_NAMED_SUPPLIER
                || reason == Reason.UNALLOCATED_PARTNERS
                || reason == Reason.NO_DENOMINATOR;
        return switch (measure) {
            case IMPORTS,
                    TOP_VALUE,
                    TOP_SHARE,
                    PARTNER_SHARE,
                    HHI,
                    EFFECTIVE_SUPPLIERS,
                    CDI1,
                    CDI2,
                    IMPORT_RANK_SHARE,
                    YEARS_HELD -> RuleVersion.Requirement.IMPORTS;
            case EXPORTS -> RuleVersion.Requirement.EXPORTS;
            case RATIO, CDI3, CDI3_EXTRA, BALANCE ->
                importsUnknown ? RuleVersion.Requirement.IMPORTS : RuleVersion.Requirement.EXPORTS;
            case PARTNER_RATIO ->
                importsUnknown ? RuleVersion.Requirement.IMPORTS : RuleVersion.Requirement.BILATERAL_EXPORTS;
            case WORLD_SHARE,
                    WORLD_RANK,
                    WORLD_HHI,
                    WORLD_HHI_OTHERS,
                    OTHER_EXPORTERS,
                    PARTNER_WORLD_SHARE,
                    RCA,
                    DEPENDENTS -> RuleVersion.Requirement.WORLD;
            case EFFECTIVE_SUPPLIERS_RATIO, SUPPLIER_COUNT_RATIO ->
                ofImports ? RuleVersion.Requirement.IMPORTS : RuleVersion.Requirement.WORLD;
            case ESSENTIAL, DOMESTIC_USE, REFINED_CDI1, REFINED_CDI2, REFINED_CDI3 ->
                measure.lacks().orElseThrow();
        };
    }

    private String detail(GoodMeasure measure, Reason why, GoodYear year) {
        var what = product + " in " + year.year();
        return switch (why) {
            case NO_DENOMINATOR -> "nothing is traded: " + what;
            case NO_IMPORTS -> subject + " imports nothing of " + what;
            case NO_EXPORTS -> subject + " exports nothing of " + what;
            case NO_NAMED_SUPPLIER -> "no supplier is named for " + what;
            case UNALLOCATED_PARTNERS -> "unspecified origin is too large for " + what;
            case NOT_REPORTED -> subject + " did not report " + what;
            case HIDDEN_IN_REST -> subject + " is not listed one by one for " + what;
            case EXCERPT -> "the data set is an excerpt without the world side of " + what;
            case WORLD_COVERAGE_LOW ->
                String.format(
                        java.util.Locale.ROOT,
                        "reporter coverage %.2f is below %.2f for %s",
                        year.reporterCoverage(),
                        settings.get(MeasureConstants.WORLD_COVERAGE),
                        what);
            case PRODUCTS_PARTIAL -> "the data set does not hold all goods of an economy";
            case BILATERAL_EXPORTS -> "exports to the partner are not known one by one for " + what;
            case TABLE_ABSENT ->
                measure.lacks()
                        .map(lacking -> switch (lacking) {
                            case PRODUCTION -> "no table holds the domestic output of " + what;
                            case REEXPORTS -> "no table of the data set in memory holds the re-exports of " + what;
                            case PRODUCT_LIST -> "nobody published the list of essential goods, asked for " + what;
                            case IMPORTS, EXPORTS, WORLD, INTRA, BILATERAL_EXPORTS, PARTNER ->
                                "not available for " + what;
                        })
                        .orElse("not available for " + what);
            case YEARS_MISSING,
                    INTRA,
                    NOT_IN_SOURCE,
                    NOT_PUBLISHED,
                    ZERO_IN_SERIES,
                    TOO_FEW,
                    CONVERSION_AMBIGUOUS,
                    LEFT_OUT,
                    TOO_SMALL,
                    NO_VARIATION,
                    DISCONNECTED,
                    DEGENERATE,
                    DATASET_ABSENT,
                    NOT_WITHIN,
                    SWITCHED_OFF,
                    PARTNER,
                    MALFORMED -> "not available for " + what;
        };
    }
}
