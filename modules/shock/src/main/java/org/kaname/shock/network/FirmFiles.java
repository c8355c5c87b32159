package org.kaname.shock.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextFile;

/**
 * Reads {@code firms.csv} (firm, economy, sector, output, final_sales, stock_days where known) and {@code links.csv} (supplier, buyer,
 * product, value, evidence; shock 4.1). All problems of a file are reported, up to {@link #MOST_REFUSALS}; one is enough to refuse both.
 */
public final class FirmFiles {
    /** More problems than this are one problem. */
    public static final int MOST_REFUSALS = 20;

    private static final List<String> FIRM_COLUMNS = List.of("firm", "economy", "sector", "output", "final_sales");
    private static final List<String> LINK_COLUMNS = List.of("supplier", "buyer", "product", "value", "evidence");
    private static final String STOCK_DAYS = "stock_days";
    private static final List<String> NO_EXTRA = List.of();

    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, Integer> firms = new HashMap<>();
    private final Pool economies = new Pool();
    private final Pool sectors = new Pool();
    private final Pool products = new Pool();
    private final List<String> names = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private final Links links = new Links();

    private final boolean named;

    private FirmFiles(boolean named) {
        this.named = named;
    }

    /** Refused: KAN-SHOCK-050 to 057, and the codes of text files. */
    public static Outcome<FirmNetwork> read(Path firmFile, Path linkFile) {
        var files = new FirmFiles(true);
        files.pass(firmFile, FIRM_COLUMNS, List.of(STOCK_DAYS), files::firm);
        if (files.refusals.isEmpty() && files.names.isEmpty()) {
            files.refuse("KAN-SHOCK-057", TextFile.shown(firmFile), 0);
        }
        if (!files.names.isEmpty()) {
            files.pass(linkFile, LINK_COLUMNS, NO_EXTRA, files::link);
        }
        if (files.refusals.isEmpty() && files.links.size() == 0) {
            files.refuse("KAN-SHOCK-057", TextFile.shown(linkFile), 0);
        }
        return files.refusals.isEmpty()
                ? new Outcome.Taken<>(FirmNetwork.of(files.columns(), files.links))
                : new Outcome.Refused<>(files.refusals);
    }

    /**
     * Links alone: the firms are those that they name, in the order of their first link, and nothing else is known of them. All are of
     * one economy and one sector without a code. Refused: KAN-SHOCK-050 to 057 but 053, and the codes of text files.
     */
    public static Outcome<FirmNetwork> readLinks(Path linkFile) {
        var files = new FirmFiles(false);
        files.pass(linkFile, LINK_COLUMNS, NO_EXTRA, files::link);
        if (files.refusals.isEmpty() && files.links.size() == 0) {
            files.refuse("KAN-SHOCK-057", TextFile.shown(linkFile), 0);
        }
        return files.refusals.isEmpty()
                ? new Outcome.Taken<>(FirmNetwork.of(files.columns(), files.links))
                : new Outcome.Refused<>(files.refusals);
    }

    /** A record of a file with its columns found. */
    private record Row(CsvRecords records, int[] column, String file) {
        String text(int k) {
            return column[k] < 0 ? "" : records.text(column[k]).strip();
        }

        long line() {
            return records.line();
        }
    }

    private interface Taker {
        void take(Row row);
    }

    private void pass(Path path, List<String> needed, List<String> optional, Taker taker) {
        switch (TextFile.scan(path, "")) {
            case Outcome.Refused<TextFile> refused -> refusals.addAll(refused.refusals());
            case Outcome.Taken<TextFile> taken -> {
                try (var in = taken.value().open()) {
                    walk(CsvRecords.of(in, ',', '"'), taken.value().shown(), needed, optional, taker);
                } catch (IOException e) {
                    refuse("KAN-SHOCK-050.unread", taken.value().shown(), 0);
                }
            }
        }
    }

    private void walk(CsvRecords records, String file, List<String> needed, List<String> optional, Taker taker)
            throws IOException {
        if (!records.next()) {
            refuse("KAN-SHOCK-057", file, 0);
            return;
        }
        var all = new ArrayList<>(needed);
        all.addAll(optional);
        var column = new int[all.size()];
        Arrays.fill(column, -1);
        int width = records.fields();
        for (int k = 0; k < width; k++) {
            int known = all.indexOf(records.text(k).strip());
            if (known < 0 || column[known] >= 0) {
                refuse(
                        "KAN-SHOCK-050.column",
                        file,
                        records.line(),
                        "column",
                        records.text(k),
                        "allowed",
                        String.join(", ", all));
            } else {
                column[known] = k;
            }
        }
        for (int k = 0; k < needed.size(); k++) {
            if (column[k] < 0) {
                refuse("KAN-SHOCK-050", file, records.line(), "column", needed.get(k));
            }
        }
        if (!refusals.isEmpty()) {
            return;
        }
        while (refusals.size() < MOST_REFUSALS && records.next()) {
            if (records.shape() != CsvRecords.Shape.WHOLE || records.fields() != width || !records.validText()) {
                refuse("KAN-SHOCK-056", file, records.line(), "columns", records.fields(), "expected", width);
            } else {
                taker.take(new Row(records, column, file));
            }
        }
    }

    private void firm(Row row) {
        var name = row.text(0);
        var amounts = new double[5];
        amounts[0] = economies.id(row.text(1));
        amounts[1] = sectors.id(row.text(2));
        amounts[2] = amount(row, 3, "output", 0);
        amounts[3] = amount(row, 4, "final_sales", 0);
        amounts[4] = amount(row, 5, STOCK_DAYS, 1);
        if (firms.putIfAbsent(name, names.size()) != null) {
            refuse("KAN-SHOCK-052", row.file(), row.line(), "firm", name);
            return;
        }
        names.add(name);
        rows.add(amounts);
    }

    /** An amount that may be empty: NaN then, never 0. */
    private double amount(Row row, int k, String column, double least) {
        var text = row.text(k);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        double value = row.records().number(row.column()[k]);
        if (!(value >= least)) {
            refuse("KAN-SHOCK-051", row.file(), row.line(), "column", column, "value", text, "least", least);
        }
        return value;
    }

    private void link(Row row) {
        int before = refusals.size();
        int supplier = known(row, 0);
        int buyer = known(row, 1);
        double value = row.records().number(row.column()[3]);
        if (!(value > 0)) {
            refuse("KAN-SHOCK-051.positive", row.file(), row.line(), "column", "value", "value", row.text(3));
        }
        if (supplier == buyer && supplier >= 0) {
            refuse("KAN-SHOCK-054", row.file(), row.line(), "firm", row.text(0));
        }
        var evidence = Evidence.find(row.text(4));
        if (evidence.isEmpty()) {
            refuse("KAN-SHOCK-055", row.file(), row.line(), "evidence", row.text(4));
        }
        if (refusals.size() == before) {
            links.add(supplier, buyer, products.id(row.text(2)), value, evidence.orElseThrow());
        }
    }

    private int known(Row row, int k) {
        var firm = firms.get(row.text(k));
        if (firm == null && !named) {
            firm = names.size();
            firms.put(row.text(k), firm);
            names.add(row.text(k));
            rows.add(new double[] {economies.id(""), sectors.id(""), Double.NaN, Double.NaN, Double.NaN});
        }
        if (firm == null) {
            refuse("KAN-SHOCK-053", row.file(), row.line(), "firm", row.text(k));
            return -1;
        }
        return firm;
    }

    private Firms columns() {
        int n = names.size();
        var columns = new double[5][n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 5; c++) {
                columns[c][i] = rows.get(i)[c];
            }
        }
        var economy = Arrays.stream(columns[0]).mapToInt(v -> (int) v).toArray();
        var sector = Arrays.stream(columns[1]).mapToInt(v -> (int) v).toArray();
        return new Firms(
                names,
                economies.texts,
                sectors.texts,
                products.texts,
                economy,
                sector,
                columns[2],
                columns[3],
                columns[4]);
    }

    private void refuse(String code, String file, long line, Object... namesAndValues) {
        refusals.add(Refusal.of(code, file, line, namesAndValues));
    }

    /** Texts by the order in which they appear. */
    private static final class Pool {
        private final Map<String, Integer> ids = new HashMap<>();
        private final List<String> texts = new ArrayList<>();

        int id(String text) {
            return ids.computeIfAbsent(text, t -> {
                texts.add(t);
                return texts.size() - 1;
            });
        }
    }
}
