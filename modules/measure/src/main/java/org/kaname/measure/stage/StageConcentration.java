package org.kaname.measure.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.data.StageRow;
import org.kaname.data.StageView;
import org.kaname.measure.Settings;

/**
 * Concentration of one stage of one material in one year, by one source (measurement 4.10). Shares are of the world total that the
 * source prints, not of the sum of the economies it names. Reference: stage_concentration.sql
 */
public final class StageConcentration {
    public static final String METHOD = "stage-concentration@1";
    static final String UNBALANCED = METHOD + ".unbalanced";

    /**
     * The kernel's result for one cell. NaN where it cannot be computed.
     *
     * @param economies named economies with a positive number
     * @param topEconomy empty where no economy has a positive number
     * @param tied another economy has the same largest number
     * @param hhiHighTopList upper end where the named economies are known to be the largest
     * @param base the total that shares are taken of
     */
    public record Row(
            String material,
            String stage,
            String source,
            int year,
            int economies,
            String topEconomy,
            boolean tied,
            double topShare,
            double hhiLow,
            double hhiHigh,
            double hhiHighTopList,
            double worldTotal,
            double namedTotal,
            double restTotal,
            double base,
            boolean unbalanced) {
        /** What the named economies do not hold: one economy, or many. */
        double restShare() {
            return rest(namedTotal, base);
        }
    }

    private StageConcentration() {}

    /** The constants of this method, from {@code constants.csv}. */
    public static List<Settings.Constant> constants() {
        return Settings.read(StageConcentration.class);
    }

    private record Cell(String material, String stage, String source, int year) {}

    /** All cells of the data set in order of material, stage, source and year. */
    public static List<Row> rows(DataSet data, Settings settings) {
        var cells = new TreeMap<Cell, List<StageView.Row>>(Comparator.comparing(Cell::material)
                .thenComparing(Cell::stage)
                .thenComparing(Cell::source)
                .thenComparingInt(Cell::year));
        for (var row : StageView.rows(data)) {
            if (row.status() != StageRow.Status.PROJECTED) {
                cells.computeIfAbsent(
                                new Cell(row.material(), row.stage(), row.source(), row.year()), c -> new ArrayList<>())
                        .add(row);
            }
        }
        double tolerance = settings.get(UNBALANCED);
        var result = new ArrayList<Row>();
        cells.forEach((cell, rows) -> result.add(row(cell, rows, tolerance)));
        return result;
    }

    private static Row row(Cell cell, List<StageView.Row> rows, double tolerance) {
        var named = rows.stream()
                .filter(r -> r.role() == StageView.Role.NAMED)
                .sorted(Comparator.comparing(StageView.Row::economy))
                .toList();
        var value = named.stream().mapToDouble(StageView.Row::value).toArray();
        double total = Double.NaN;
        double rest = 0;
        for (var row : rows) {
            if (row.role() == StageView.Role.WORLD && !Double.isNaN(row.value())) {
                total = Double.isNaN(total) ? row.value() : Math.max(total, row.value());
            } else if (row.role() == StageView.Role.REST && !Double.isNaN(row.value())) {
                rest += row.value();
            }
        }
        double sum = sum(value);
        double base = base(total, sum, rest, tolerance);
        int top = top(value);
        return new Row(
                cell.material(),
                cell.stage(),
                cell.source(),
                cell.year(),
                active(value),
                top < 0 ? "" : named.get(top).economy(),
                top >= 0 && tied(value, top),
                top < 0 ? Double.NaN : value[top] / base,
                hhiLow(value, base),
                hhiHigh(value, base),
                hhiHighTopList(value, base),
                total,
                sum,
                rest,
                base,
                base > 0 && unbalanced(total, sum, rest, tolerance));
    }

    /** Σ v over the numbers that are there. */
    static double sum(double[] value) {
        double sum = 0;
        for (double v : value) {
            if (!Double.isNaN(v)) {
                sum += v;
            }
        }
        return sum;
    }

    /** How many hold a part. */
    static int active(double[] value) {
        int active = 0;
        for (double v : value) {
            if (v > 0) {
                active++;
            }
        }
        return active;
    }

    /** Index of the largest positive number, the first of equals; -1 where there is none. */
    static int top(double[] value) {
        int top = -1;
        for (int i = 0; i < value.length; i++) {
            if (value[i] > 0 && (top < 0 || value[i] > value[top])) {
                top = i;
            }
        }
        return top;
    }

    private static boolean tied(double[] value, int top) {
        for (int i = top + 1; i < value.length; i++) {
            if (value[i] >= value[top]) {
                return true;
            }
        }
        return false;
    }

    /** |N + R − T| > tolerance · T: what the source names and its rest do not make its total. */
    static boolean unbalanced(double total, double named, double rest, double tolerance) {
        return Math.abs(named + rest - total) > tolerance * total;
    }

    /**
     * The printed total T while named and rest make it within the tolerance, else the larger of T and N + R. Where the named
     * economies alone exceed a rounded total, the larger is the base as well, so that no share and no HHI exceeds 1. NaN without a
     * positive total.
     */
    static double base(double total, double named, double rest, double tolerance) {
        if (!(total > 0)) {
            return Double.NaN;
        }
        return (unbalanced(total, named, rest, tolerance) || named > total) && named + rest > total
                ? named + rest
                : total;
    }

    /** r = (base − N) / base, never negative. */
    static double rest(double named, double base) {
        return Math.max(0, (base - named) / base);
    }

    /** Σ (v/base)²: the rest is split infinitely. */
    static double hhiLow(double[] value, double base) {
        double squares = 0;
        for (double v : value) {
            if (!Double.isNaN(v)) {
                squares += v * v;
            }
        }
        return squares / (base * base);
    }

    /** Σ s² + r²: the rest is one economy. */
    static double hhiHigh(double[] value, double base) {
        double rest = rest(sum(value), base);
        return hhiLow(value, base) + rest * rest;
    }

    /** Σ s² + k·m² + (r − k·m)², m the smallest named positive share and k = ⌊r/m⌋: nobody in the rest is larger than m. */
    static double hhiHighTopList(double[] value, double base) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double v : value) {
            if (v > 0 && v < smallest) {
                smallest = v;
            }
        }
        double m = smallest / base;
        double rest = rest(sum(value), base);
        if (!(m <= rest)) {
            return hhiLow(value, base) + rest * rest;
        }
        double k = Math.floor(rest / m);
        double left = rest - k * m;
        return hhiLow(value, base) + k * m * m + left * left;
    }
}
