package org.kaname.app.explain;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;

/**
 * A passport resolved.
 *
 * @param figure what the kernel says now; null for outcomes that are no number
 * @param outcome for verdicts and decisions: the outcome's name; empty for numbers
 * @param recomputed what the reference SQL says; NaN where there is none, and then {@code recomputedMissing} says why
 * @param recomputedOutcome for verdicts: the outcome by SQL; empty for numbers
 * @param formula in the symbols of the method pages
 * @param constants the constants in force that enter
 * @param rows source rows, largest first
 * @param restCount rows not shown, and their sum in the set's unit
 * @param explanation the tree behind an outcome, or null
 */
public record Explained(
        Passport passport,
        @Nullable Figure figure,
        String outcome,
        double recomputed,
        String recomputedOutcome,
        String recomputedMissing,
        String formula,
        String sqlFile,
        SortedMap<String, Double> constants,
        List<Row> rows,
        int restCount,
        double restSum,
        @Nullable Explanation explanation) {

    /**
     * One source row.
     *
     * @param key what the row is, in the vocabulary of the tables
     * @param value as stored, NaN where the source gives no number
     * @param file and line where it was read
     * @param raw the line as it stands in the file; empty where the file is not at hand
     * @param source the publication it names; empty where it names none
     */
    public record Row(String key, double value, String file, long line, String raw, String source) {}

    /** A number that no reference file holds, and why. */
    static Explained made(
            Passport passport,
            Figure figure,
            String noReference,
            String formula,
            Rows rows,
            @Nullable Explanation explanation) {
        return new Explained(
                passport,
                figure,
                "",
                Double.NaN,
                "",
                noReference,
                formula,
                "",
                new TreeMap<>(),
                rows.shown(),
                rows.restCount(),
                rows.restSum(),
                explanation);
    }

    /** The same under the passport that was asked about. */
    Explained as(Passport asked) {
        return new Explained(
                asked,
                figure,
                outcome,
                recomputed,
                recomputedOutcome,
                recomputedMissing,
                formula,
                sqlFile,
                constants,
                rows,
                restCount,
                restSum,
                explanation);
    }

    public Explained {
        rows = List.copyOf(rows);
    }

    /** Kernel and SQL agree to 1e-9, relative above 1; true where only one of them speaks. */
    public boolean agrees() {
        if (!outcome.isEmpty() && !recomputedOutcome.isEmpty()) {
            return outcome.equals(recomputedOutcome);
        }
        if (figure == null || figure.isMissing() || figure.isUnbounded() || Double.isNaN(recomputed)) {
            return true;
        }
        return Math.abs(figure.value() - recomputed) <= 1e-9 * Math.max(1, Math.abs(figure.value()));
    }
}
