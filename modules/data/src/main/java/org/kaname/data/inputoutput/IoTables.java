package org.kaname.data.inputoutput;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;

/**
 * Reads an input–output table from a file, a folder or an archive, whichever publisher it is from: the layout is found by content
 * (data-formats 3.12 to 3.18). What does not add up is reported beside the table; beyond the rule of {@link BalanceReport} the table is
 * refused unless the caller accepts the imbalance.
 */
public final class IoTables {
    /**
     * @param year which year's table of several; empty where there is one
     * @param acceptImbalance take a table that is beyond the rule of balance; recorded in the result
     */
    public record Options(OptionalInt year, boolean acceptImbalance) {
        public static Options none() {
            return new Options(OptionalInt.empty(), false);
        }

        public Options withYear(int value) {
            return new Options(OptionalInt.of(value), acceptImbalance);
        }

        public Options acceptingImbalance() {
            return new Options(year, true);
        }
    }

    private static final List<IoLayout> LAYOUTS = List.of(
            new PackLayout(),
            new WiodLayout(),
            new IcioLayout(),
            new ZyxLayout("exiobase3", '\t'),
            new ZyxLayout("zyx-csv", ','),
            new EstatLayout(),
            new EoraLayout());
    private static final String EMBEDDED = "/org/kaname/data/starter/";
    private static final int WORST = 10;

    /** A table that an input may be read as. */
    private record Found(IoLayout layout, String anchor, int year) {}

    private IoTables() {}

    /** Names of the layouts that are known. */
    public static List<String> layouts() {
        return LAYOUTS.stream().map(IoLayout::id).toList();
    }

    /**
     * The table in a file, a folder or a zip archive.
     *
     * @return the table, or every reason why it was refused: {@code KAN-DATA-003, 007, 008, 052} of files, {@code 090} to {@code 097} of tables
     */
    public static Outcome<ReadTable> read(Path path, Options options) {
        try {
            return new Outcome.Taken<>(read(IoInput.of(path), options));
        } catch (Refused refused) {
            return new Outcome.Refused<>(refused.refusals());
        }
    }

    /** The table of the starter pack, which is the default of the shock engines: 13 economies, 18 sectors. */
    public static ReadTable starter() {
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : List.of(PackLayout.TABLE, PackLayout.TABLE_OUTPUT)) {
            try (InputStream in = Objects.requireNonNull(IoTables.class.getResourceAsStream(EMBEDDED + name), name)) {
                files.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try {
            // Sums of truncated cells: twelve sectors miss their output by more than the rule, the worst by 0.7 %
            // (reported, not repaired).
            return read(IoInput.of("starter", files), Options.none().acceptingImbalance());
        } catch (Refused refused) {
            throw new IllegalStateException("The table of the starter pack is not sound.", refused);
        }
    }

    private static ReadTable read(IoInput input, Options options) throws Refused {
        var found = choose(input, options);
        var raw = found.layout().read(input, found.anchor()).folded(Layouts.splitEconomies());
        int year = options.year().orElse(found.year());
        var table = raw.table(Layouts.get(found.layout().id()), year);
        if (year == 0) {
            raw.note("note.io-no-year");
        }
        if (table.unit().isEmpty()) {
            raw.note("note.io-no-unit");
        }
        requireFinite(input, table);
        var balance = BalanceReport.of(table);
        boolean accept = !balance.accepted();
        if (accept && !options.acceptImbalance()) {
            throw new Refused(List.of(refusal(input, balance)));
        }
        if (accept) {
            raw.note(
                    "note.io-imbalance-accepted",
                    "rows",
                    balance.beyond().size(),
                    "share",
                    balance.outputSum() > 0 ? balance.sum() / balance.outputSum() : 0);
        }
        return new ReadTable(
                table, balance, found.layout().id(), accept, raw.notes(), input.sources(), input.contentHash());
    }

    private static void requireFinite(IoInput input, IoTable table) throws Refused {
        for (var values : List.of(table.deliveries(), table.finalDemand(), table.output())) {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new Refused("KAN-DATA-091.computed", input.shown(), 0);
                }
            }
        }
    }

    private static Refusal refusal(IoInput input, BalanceReport balance) {
        var rows = balance.beyond().stream()
                .limit(WORST)
                .map(row -> String.format(Locale.ROOT, "%s %.6g of %.6g", row.label(), row.imbalance(), row.output()))
                .toList();
        return Refusal.of(
                "KAN-DATA-094", input.shown(), 0, "rows", balance.beyond().size(), "worst", String.join("; ", rows));
    }

    private static Found choose(IoInput input, Options options) throws Refused {
        var found = new ArrayList<Found>();
        for (var layout : LAYOUTS) {
            for (var anchor : layout.begins(input)) {
                found.add(new Found(layout, anchor, layout.year(input, anchor)));
            }
        }
        var matching = found.stream()
                .filter(table -> options.year().isEmpty()
                        || table.year() == 0
                        || table.year() == options.year().getAsInt())
                .toList();
        if (found.isEmpty()) {
            throw new Refused("KAN-DATA-090", input.shown(), 0, "layouts", String.join(", ", layouts()));
        }
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        var names = found.stream()
                .map(table -> table.anchor() + " (" + table.layout().id() + ")")
                .toList();
        throw new Refused(
                matching.isEmpty() ? "KAN-DATA-096.year" : "KAN-DATA-096",
                input.shown(),
                0,
                "year",
                options.year().isPresent() ? options.year().getAsInt() : 0,
                "tables",
                RawTable.firstOf(names));
    }
}
