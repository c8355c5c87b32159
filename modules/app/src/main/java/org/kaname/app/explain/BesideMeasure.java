package org.kaname.app.explain;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodYear;
import org.kaname.model.Passport;
import org.kaname.model.Unit;

/** Numbers that a document shows beside a measure: each has a column in a reference file and a passport, and decides nothing. */
enum BesideMeasure {
    SUPPLIERS(
            GoodMeasure.IMPORTS,
            "suppliers",
            Unit.COUNT,
            "profile",
            "number of named suppliers",
            GoodYear::suppliers,
            row -> number(row, "suppliers")),
    UNALLOCATED(
            GoodMeasure.IMPORTS,
            "unallocated_share",
            Unit.SHARE,
            "profile",
            "n / M",
            GoodYear::unallocatedShare,
            row -> number(row, "unallocated_kusd") / number(row, "imports_kusd")),
    TIED(
            GoodMeasure.TOP_VALUE,
            "tied",
            Unit.COUNT,
            "profile",
            "number of suppliers with the largest v",
            GoodYear::tied,
            row -> number(row, "tied")),
    COVER(
            GoodMeasure.DEPENDENTS,
            "cover",
            Unit.SHARE,
            "reverse_dependence",
            "Σ v(subject→i) / Σ M(i) over the dependents i",
            GoodYear::dependentsCover,
            row -> number(row, "cover")),
    REACH(
            GoodMeasure.DEPENDENTS,
            "reach",
            Unit.SHARE,
            "reverse_dependence",
            "Σ M(i) over the dependents i / W",
            GoodYear::dependentsReach,
            row -> number(row, "reach")),
    REPORTER_COVERAGE(
            GoodMeasure.WORLD_HHI,
            "reporter_coverage",
            Unit.SHARE,
            "world_cover",
            "imports of the year before of those that reported / all imports of the year before",
            GoodYear::reporterCoverage,
            row -> number(row, "cover"));

    private final GoodMeasure measure;
    private final String figure;
    private final Unit unit;
    private final String sqlFile;
    private final String formula;
    private final ToDoubleFunction<GoodYear> kernel;
    private final ToDoubleFunction<Map<String, Object>> sql;

    BesideMeasure(
            GoodMeasure measure,
            String figure,
            Unit unit,
            String sqlFile,
            String formula,
            ToDoubleFunction<GoodYear> kernel,
            ToDoubleFunction<Map<String, Object>> sql) {
        this.measure = measure;
        this.figure = figure;
        this.unit = unit;
        this.sqlFile = sqlFile;
        this.formula = formula;
        this.kernel = kernel;
        this.sql = sql;
    }

    static Optional<BesideMeasure> find(Passport passport) {
        return Arrays.stream(values())
                .filter(b -> b.measure.method().equals(passport.method()) && b.figure.equals(passport.figure()))
                .findFirst();
    }

    private static double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Double value ? value : Double.NaN;
    }

    /** The measure whose method it belongs to, and whose source rows it has. */
    GoodMeasure measure() {
        return measure;
    }

    Unit unit() {
        return unit;
    }

    String sqlFile() {
        return sqlFile;
    }

    String formula() {
        return formula;
    }

    double byKernel(GoodYear year) {
        return kernel.applyAsDouble(year);
    }

    double bySql(Map<String, Object> row) {
        return sql.applyAsDouble(row);
    }
}
