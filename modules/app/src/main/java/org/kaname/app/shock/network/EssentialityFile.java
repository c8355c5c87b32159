package org.kaname.app.shock.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextFile;

/**
 * Classes of inputs by pairs of sectors: columns {@code supplier_sector,buyer_sector,class}, classes {@code none}, {@code non_essential},
 * {@code essential}. Pairs that are not named have the class assumed.
 */
public final class EssentialityFile {
    /**
     * @param kinds by sectors, row = supplier's
     * @param given pairs of sectors that the file names
     */
    public record Classes(int[][] kinds, int given) {}

    private static final List<String> COLUMNS = List.of("supplier_sector", "buyer_sector", "class");
    private static final List<String> CLASSES = List.of("none", "non_essential", "essential");
    private static final int MOST_REFUSALS = 20;

    private EssentialityFile() {}

    /** The word of a class, as files and documents write it. */
    public static String word(int kind) {
        return CLASSES.get(kind);
    }

    /** Refused: KAN-SHOCK-072, every fault up to twenty, and the codes of text files. */
    public static Outcome<Classes> read(Path path, List<String> sectors, int assumed) {
        return switch (TextFile.scan(path, "")) {
            case Outcome.Refused<TextFile> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<TextFile> taken -> {
                try (var in = taken.value().open()) {
                    yield walk(CsvRecords.of(in, ',', '"'), taken.value().shown(), sectors, assumed);
                } catch (IOException e) {
                    yield new Outcome.Refused<>(List.of(
                            Refusal.of("KAN-SHOCK-050.unread", taken.value().shown(), 0)));
                }
            }
        };
    }

    private static Outcome<Classes> walk(CsvRecords records, String file, List<String> sectors, int assumed)
            throws IOException {
        var kinds = new int[sectors.size()][sectors.size()];
        for (var row : kinds) {
            Arrays.fill(row, assumed);
        }
        var refusals = new ArrayList<Refusal>();
        if (!records.next() || !header(records).equals(COLUMNS)) {
            return new Outcome.Refused<>(
                    List.of(Refusal.of("KAN-SHOCK-072.column", file, 1, "columns", String.join(",", COLUMNS))));
        }
        int given = 0;
        while (refusals.size() < MOST_REFUSALS && records.next()) {
            if (records.shape() != CsvRecords.Shape.WHOLE
                    || records.fields() != COLUMNS.size()
                    || !records.validText()) {
                refusals.add(Refusal.of(
                        "KAN-SHOCK-056",
                        file,
                        records.line(),
                        "columns",
                        records.fields(),
                        "expected",
                        COLUMNS.size()));
                continue;
            }
            int from = sector(records, 0, file, sectors, refusals);
            int into = sector(records, 1, file, sectors, refusals);
            int kind = CLASSES.indexOf(records.text(2).strip());
            if (kind < 0) {
                refusals.add(Refusal.of(
                        "KAN-SHOCK-072.class",
                        file,
                        records.line(),
                        "class",
                        records.text(2),
                        "classes",
                        String.join(", ", CLASSES)));
            }
            if (from >= 0 && into >= 0 && kind >= 0) {
                kinds[from][into] = kind;
                given++;
            }
        }
        return refusals.isEmpty() ? new Outcome.Taken<>(new Classes(kinds, given)) : new Outcome.Refused<>(refusals);
    }

    private static List<String> header(CsvRecords records) {
        var names = new ArrayList<String>();
        for (int k = 0; k < records.fields(); k++) {
            names.add(records.text(k).strip());
        }
        return names;
    }

    private static int sector(CsvRecords records, int k, String file, List<String> sectors, List<Refusal> refusals) {
        var text = records.text(k).strip();
        int found = sectors.indexOf(text);
        if (found < 0) {
            refusals.add(Refusal.of(
                    "KAN-SHOCK-072",
                    file,
                    records.line(),
                    "sector",
                    text,
                    "near",
                    NearestName.find(text, sectors).orElse(sectors.getFirst())));
        }
        return found;
    }
}
