package org.kaname.data.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.kaname.data.csv.CsvRecords;
import org.kaname.model.Explanation;

/**
 * Whether columns hold what their names say (data-formats 3.0): each mandatory column has a predicate, tried on the first thousand rows
 * and on a thousand more spread evenly. A column that fails in more than a fifth of them while the column to its left or right would
 * pass is evidence that the columns have shifted, and the file is refused.
 */
public final class MeaningProbe {
    /**
     * @param name of the column in the header
     * @param index of the field that is read for it
     * @param expectation message key of what is expected
     */
    public record Expected(String name, int index, Predicate<String> fits, String expectation) {}

    /** Nothing is expected. */
    public static MeaningProbe none() {
        return new MeaningProbe(List.of(), 0);
    }

    private static final int SAMPLE = 1000;
    private static final double MOST_FAILING = 0.2;

    private final List<Expected> expected;
    private final long step;
    private long seen;
    private long sampled;
    private final long[] failing;
    private final long[] leftFits;
    private final long[] rightFits;
    private final String[] firstFailing;

    /** @param lines physical lines of the file, from which the spread of the second sample follows */
    public MeaningProbe(List<Expected> expected, long lines) {
        this.expected = List.copyOf(expected);
        step = Math.max(1, (lines - SAMPLE) / SAMPLE);
        failing = new long[expected.size()];
        leftFits = new long[expected.size()];
        rightFits = new long[expected.size()];
        firstFailing = new String[expected.size()];
        java.util.Arrays.fill(firstFailing, "");
    }

    void observe(CsvRecords records, Intake intake, String shown) {
        long number = seen++;
        if (expected.isEmpty() || number >= SAMPLE && (number - SAMPLE) % step != 0) {
            return;
        }
        sampled++;
        for (int i = 0; i < expected.size(); i++) {
            var column = expected.get(i);
            var text = text(records, column.index());
            if (column.fits().test(text.strip())) {
                continue;
            }
            if (failing[i]++ == 0) {
                firstFailing[i] = text;
            }
            leftFits[i] += column.fits().test(text(records, column.index() - 1).strip()) ? 1 : 0;
            rightFits[i] += column.fits().test(text(records, column.index() + 1).strip()) ? 1 : 0;
        }
        if (number == SAMPLE - 1) {
            judge(intake, shown);
        }
    }

    private static String text(CsvRecords records, int index) {
        return index >= 0 && index < records.fields() ? records.text(index) : "";
    }

    /** Refuses the file where the evidence is there. */
    void judge(Intake intake, String shown) {
        if (sampled == 0 || intake.refused()) {
            return;
        }
        var evidence = new ArrayList<Explanation>();
        long most = 0;
        long left = 0;
        boolean shifted = false;
        for (int i = 0; i < expected.size(); i++) {
            if (failing[i] <= MOST_FAILING * sampled) {
                continue;
            }
            most = Math.max(most, failing[i]);
            boolean toLeft = leftFits[i] > (1 - MOST_FAILING) * failing[i];
            boolean toRight = rightFits[i] > (1 - MOST_FAILING) * failing[i];
            shifted |= toLeft || toRight;
            left += (toLeft ? 1 : 0) - (toRight ? 1 : 0);
            evidence.add(Explanation.of(
                    "evidence.column",
                    "column",
                    expected.get(i).name(),
                    "found",
                    firstFailing[i],
                    "expected",
                    Explanation.key(expected.get(i).expectation())));
        }
        if (shifted) {
            intake.refuse(
                    "KAN-DATA-021",
                    shown,
                    0,
                    "evidence",
                    List.copyOf(evidence),
                    "rows",
                    most,
                    "sample",
                    sampled,
                    "shift",
                    left >= 0 ? 1 : -1); // values that stand left of their names move to the right
        }
    }
}
