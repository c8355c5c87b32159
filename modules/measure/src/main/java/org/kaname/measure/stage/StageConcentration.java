package org.kaname.measure.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.data.StageRow;
import org.kaname.measure.Settings;
import org.kaname.model.Economy;

/**
 * Concentration of one stage of one material in one year, by one source (measurement 4.10). Shares are of the world total that the
 * source prints, not of the sum of the economies it names. Reference: stage_concentration.sql
 */
public final class StageConcentration {
    public static final String METHOD = "stage-concentration@1";
    static final String UNBALANCED = METHOD + ".unbalanced";

    /** What a row of the view stands for. */
    public enum Role {
        NAMED,
        REST,
        WORLD
    }

    /**
     * One row of the view {@code stage} of the SQL reference.
     *
     * @param value the number that compares within its cell: the quantity, or the share where the source gives only shares; NaN
     *     where it gives none
     */
    public record ViewRow(
            String material,
            String stage,
            String source,
            int year,
            String economy,
            boolean named,
            Role role,
            double value,
            StageRow.Status status) {}

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

    /**
     * The view that both implementations read. A cell that holds shares only is completed by its world row: the whole of a share is
     * one. Rows in another unit than their cell's total have no number that compares. Group rows are set aside: their members are
     * rows of their own.
     */
    public static List<ViewRow> view(DataSet data) {
        var cells = new LinkedHashMap<Cell, List<StageRow>>();
        for (var row : data.stages()) {
            cells.computeIfAbsent(
                            new Cell(row.material(), row.stage(), row.source(), row.year()), c -> new ArrayList<>())
                    .add(row);
        }
        var world = data.economies().listEconomies().stream()
                .filter(e -> e.kind() == Economy.Kind.WORLD)
                .map(Economy::code)
                .findFirst()
                .orElse("");
        var view = new ArrayList<ViewRow>();
        cells.forEach((cell, rows) -> {
            boolean quantities = rows.stream().anyMatch(r -> counts(r.status()) && !Double.isNaN(r.quantity()));
            var unit = rows.stream()
                    .filter(r -> role(data, r.economy()) == Role.WORLD)
                    .map(StageRow::unit)
                    .findFirst()
                    .orElse(rows.getFirst().unit());
            boolean total = false;
            for (var row : rows) {
                if (kind(data, row.economy()) == Economy.Kind.GROUP) {
                    continue;
                }
                var role = role(data, row.economy());
                total |= role == Role.WORLD;
                view.add(new ViewRow(
                        cell.material(),
                        cell.stage(),
                        cell.source(),
                        cell.year(),
                        row.economy(),
                        role == Role.NAMED,
                        role,
                        quantities && !row.unit().equals(unit) ? Double.NaN : number(row, quantities),
                        row.status()));
            }
            if (!quantities && !total && rows.stream().anyMatch(r -> !Double.isNaN(r.share()))) {
                view.add(new ViewRow(
                        cell.material(),
                        cell.stage(),
                        cell.source(),
                        cell.year(),
                        world,
                        false,
                        Role.WORLD,
                        1,
                        StageRow.Status.OBSERVED));
            }
        });
        return view;
    }

    /** All cells of the data set in order of material, stage, source and year. */
    public static List<Row> rows(DataSet data, Settings settings) {
        var cells = new TreeMap<Cell, List<ViewRow>>(Comparator.comparing(Cell::material)
                .thenComparing(Cell::stage)
                .thenComparing(Cell::source)
                .thenComparingInt(Cell::year));
        for (var row : view(data)) {
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

    private static Row row(Cell cell, List<ViewRow> rows, double tolerance) {
        var named = rows.stream()
                .filter(r -> r.role() == Role.NAMED)
                .sorted(Comparator.comparing(ViewRow::economy))
                .toList();
        var value = named.stream().mapToDouble(ViewRow::value).toArray();
        double total = Double.NaN;
        double rest = 0;
        for (var row : rows) {
            if (row.role() == Role.WORLD && !Double.isNaN(row.value())) {
                total = Double.isNaN(total) ? row.value() : Math.max(total, row.value());
            } else if (row.role() == Role.REST && !Double.isNaN(row.value())) {
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

    static boolean counts(StageRow.Status status) {
        return switch (status) {
            case OBSERVED, ESTIMATED, NIL -> true;
            case WITHHELD, MISSING, BOUND, PROJECTED -> false;
        };
    }

    private static double number(StageRow row, boolean quantities) {
        return switch (row.status()) {
            case OBSERVED, ESTIMATED, PROJECTED -> quantities ? row.quantity() : row.share();
            case NIL -> 0;
            case WITHHELD, MISSING, BOUND -> Double.NaN;
        };
    }

    private static Role role(DataSet data, String economy) {
        var kind = kind(data, economy);
        return kind == Economy.Kind.WORLD ? Role.WORLD : kind.named() ? Role.NAMED : Role.REST;
    }

    /** A code that the data set does not know is nobody's: it stays in the total and holds no share. */
    private static Economy.Kind kind(DataSet data, String economy) {
        return data.economies().findEconomy(economy).map(Economy::kind).orElse(Economy.Kind.UNSPECIFIED);
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
