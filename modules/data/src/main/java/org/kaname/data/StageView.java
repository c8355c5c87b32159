package org.kaname.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.kaname.model.Economy;

/**
 * The rows of stages as numbers that compare inside their cell: the view {@code stage} of measurement section 8, which kernel and
 * reference files both read.
 */
public final class StageView {
    private StageView() {}

    /** What a row stands for. */
    public enum Role {
        NAMED,
        REST,
        WORLD
    }

    /**
     * One row of the view.
     *
     * @param value the number that compares within its cell: the quantity, or the share where the source gives only shares; NaN
     *     where it gives none
     */
    public record Row(
            String material,
            String stage,
            String source,
            int year,
            String economy,
            boolean named,
            Role role,
            double value,
            StageRow.Status status) {}

    private record Cell(String material, String stage, String source, int year) {}

    /**
     * A cell that holds shares only is completed by its world row: the whole of a share is one. Rows in another unit than their cell's
     * total have no number that compares. Group rows are set aside: their members are rows of their own.
     */
    public static List<Row> rows(DataSet data) {
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
        var view = new ArrayList<Row>();
        cells.forEach((cell, rows) -> add(data, cell, rows, world, view));
        return view;
    }

    private static void add(DataSet data, Cell cell, List<StageRow> rows, String world, List<Row> view) {
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
            view.add(row(
                    cell,
                    row.economy(),
                    role,
                    quantities && !row.unit().equals(unit) ? Double.NaN : number(row, quantities),
                    row.status()));
        }
        if (!quantities && !total && rows.stream().anyMatch(r -> !Double.isNaN(r.share()))) {
            view.add(row(cell, world, Role.WORLD, 1, StageRow.Status.OBSERVED));
        }
    }

    private static Row row(Cell cell, String economy, Role role, double value, StageRow.Status status) {
        return new Row(
                cell.material(),
                cell.stage(),
                cell.source(),
                cell.year(),
                economy,
                role == Role.NAMED,
                role,
                value,
                status);
    }

    /** The source states a number of the past that can be added up. */
    public static boolean counts(StageRow.Status status) {
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
}
