package org.kaname.data.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;

/**
 * Exchange rates that the user brings (data-formats 2.7, table {@code rate}): {@code currency,year,month,usd_per_unit,method,source}. No
 * rate ships with the program and none is assumed.
 */
public final class Rates {
    private record Key(String currency, int year, int month) {}

    /** No rates were stated. */
    public static final Rates NONE = new Rates(Map.of(), "");

    private static final List<String> COLUMNS = List.of("currency", "year", "usd_per_unit");

    private final Map<Key, Double> usdPerUnit;
    private final String sha256;

    private Rates(Map<Key, Double> usdPerUnit, String sha256) {
        this.usdPerUnit = Map.copyOf(usdPerUnit);
        this.sha256 = sha256;
    }

    public boolean stated() {
        return !sha256.isEmpty();
    }

    /** Hash of the file, empty where none was stated; part of the identity of a data set. */
    public String sha256() {
        return sha256;
    }

    /** US dollars for one unit; empty where the table has no rate for the period. Month 0 is the whole year. */
    public OptionalDouble find(String currency, int year, int month) {
        var rate = usdPerUnit.get(new Key(currency, year, month));
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    public static Outcome<Rates> read(Path path) {
        return switch (TextFile.scan(path, "")) {
            case Outcome.Refused<TextFile> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<TextFile> taken -> read(taken.value());
        };
    }

    private static Outcome<Rates> read(TextFile file) {
        var refusals = new ArrayList<Refusal>();
        var rates = new HashMap<Key, Double>();
        try {
            var layout = Layout.of(file, Layout.Form.USUAL, COLUMNS);
            for (var name : COLUMNS) {
                if (layout.column(name).isEmpty()) {
                    refusals.add(Refusal.of(
                            "KAN-DATA-028",
                            file.shown(),
                            0,
                            "column",
                            name,
                            "columns",
                            String.join(", ", layout.header())));
                }
            }
            if (!refusals.isEmpty()) {
                return new Outcome.Refused<>(refusals);
            }
            int currency = layout.column("currency").orElseThrow();
            int year = layout.column("year").orElseThrow();
            int month = layout.column("month").orElse(-1);
            int rate = layout.column("usd_per_unit").orElseThrow();
            try (var in = file.open()) {
                var records = layout.open(in);
                records.next();
                while (records.next()) {
                    if (records.fields() != layout.header().size()) {
                        refusals.add(Refusal.of(
                                "KAN-DATA-012",
                                file.shown(),
                                records.line(),
                                "actual",
                                records.fields(),
                                "expected",
                                layout.header().size()));
                        continue;
                    }
                    double value = records.number(rate);
                    double ofYear = records.number(year);
                    double ofMonth = month < 0 || records.text(month).isBlank() ? 0 : records.number(month);
                    int bad = value > 0
                            ? ofYear == Math.rint(ofYear) ? ofMonth == Math.rint(ofMonth) ? -1 : month : year
                            : rate;
                    if (bad >= 0) {
                        refusals.add(Refusal.of(
                                "KAN-DATA-015",
                                file.shown(),
                                records.line(),
                                "value",
                                records.text(bad),
                                "column",
                                layout.header().get(bad)));
                        continue;
                    }
                    var key = new Key(records.text(currency).strip(), (int) ofYear, (int) ofMonth);
                    if (rates.put(key, value) != null) {
                        refusals.add(Refusal.of(
                                "KAN-DATA-017.reference",
                                file.shown(),
                                records.line(),
                                "key",
                                key.currency() + " " + key.year() + " " + key.month()));
                    }
                }
            }
        } catch (IOException e) {
            refusals.add(Refusal.of("KAN-DATA-052", file.shown(), 0));
        }
        return refusals.isEmpty()
                ? new Outcome.Taken<>(new Rates(rates, file.sha256()))
                : new Outcome.Refused<>(refusals);
    }
}
