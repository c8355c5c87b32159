package org.kaname.app.explain;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.measure.sql.SqlReference;
import org.kaname.model.Passport;

/** The second implementation of figures of stages and fields: their reference files, run once for each data set and year. */
final class TableReference implements AutoCloseable {
    private static final Map<String, String> STAGE_COLUMNS = Map.of("top_share", "top_share", "hhi", "hhi_low");
    private static final Map<String, String> FIELD_COLUMNS = Map.of("share", "subject_share", "rank", "subject_rank");
    private static final String STAGE = "stage-concentration@1";
    private static final String FIELD = "field-profile@1";

    private final SqlReference reference;
    private final Map<String, java.util.List<Map<String, Object>>> kept = new TreeMap<>();

    TableReference(DataSet data) {
        // The views of stages and activity are the same under every classification.
        var scheme = data.cube().products().isEmpty() ? "" : data.cube().products().getFirst().scheme();
        this.reference = new SqlReference(data, scheme, Map.of());
    }

    /** The figure by SQL; empty where the reference does not give it. */
    Optional<Double> recompute(Passport passport, Settings settings) {
        return switch (passport.method()) {
            case STAGE -> stage(passport, settings);
            case FIELD -> field(passport, settings);
            default -> Optional.empty();
        };
    }

    /** The formula of a figure in words of the method pages. */
    static String formula(Passport passport) {
        return switch (passport.method() + "/" + passport.figure()) {
            case STAGE + "/top_share" -> "largest named producer / max(printed total, named + rest)";
            case STAGE + "/hhi" -> "Σ s² over named producers; upper end Σ s² + r²";
            case STAGE + "/subject_share" -> "subject / max(printed total, named + rest)";
            case FIELD + "/growth" -> "ln(A(last window) / A(previous window)) / 3";
            case FIELD + "/relative_growth" -> "growth − growth of all fields together";
            case FIELD + "/share" -> "subject / world in the last window";
            case FIELD + "/lead_ratio" -> "share of the first / share of the second";
            case FIELD + "/churn" -> "1 − common members of the two top-ten lists / 10";
            default -> passport.figure();
        };
    }

    private Optional<Double> stage(Passport passport, Settings settings) {
        var rows = kept.computeIfAbsent(
                STAGE,
                k -> reference.table(
                        "stage_concentration",
                        Map.of("t_unbalanced", settings.get("stage-concentration@1.unbalanced"))));
        var column = STAGE_COLUMNS.getOrDefault(passport.figure(), passport.figure());
        return rows.stream()
                .filter(r -> same(r, "material", passport) && same(r, "stage", passport) && same(r, "source", passport)
                        && passport.parameter("year").equals(year(r.get("year"))))
                .findFirst()
                .flatMap(r -> number(r, column));
    }

    private Optional<Double> field(Passport passport, Settings settings) {
        var year = passport.parameter("year");
        var subject = passport.parameter("economy");
        var rows = kept.computeIfAbsent(
                FIELD + year + subject,
                k -> reference.table(
                        "field_profile",
                        Map.of(
                                "year", Double.valueOf(year),
                                "t_window", settings.get("field-profile@1.window"),
                                "t_top_list", settings.get("field-profile@1.top_list"),
                                "t_entrant", settings.get("field-profile@1.entrant")),
                        Map.of("subject", subject)));
        var column = FIELD_COLUMNS.getOrDefault(passport.figure(), passport.figure());
        return rows.stream()
                .filter(r -> same(r, "scheme", passport) && same(r, "field", passport) && same(r, "measure", passport))
                .findFirst()
                .flatMap(r -> number(r, column));
    }

    private static boolean same(Map<String, Object> row, String key, Passport passport) {
        return passport.parameter(key).equals(row.get(key));
    }

    private static String year(Object value) {
        return value instanceof Double number ? Integer.toString(number.intValue()) : "";
    }

    private static Optional<Double> number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Double value ? Optional.of(value) : Optional.empty();
    }

    @Override
    public void close() {
        reference.close();
    }
}
