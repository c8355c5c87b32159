package org.kaname.data.source.kaname;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Bloc;
import org.kaname.data.csv.CsvRecords;

/**
 * Blocs that this project made, beside those of the pack: {@code kaname_blocs.csv}, with the columns of the pack's {@code blocs.csv}.
 * They stand in every data set whose economies are the program's.
 */
public final class KanameBlocs {
    private static final String TABLE = "/org/kaname/data/reference/kaname_blocs.csv";

    private KanameBlocs() {}

    /** In the order of the file. */
    public static List<Bloc> list() {
        var members = new LinkedHashMap<String, List<Bloc.Member>>();
        try (InputStream in = KanameBlocs.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("The table (" + TABLE + ") is absent.");
            }
            var records = CsvRecords.of(in.readAllBytes());
            records.next();
            while (records.next()) {
                members.computeIfAbsent(records.text(0), unknown -> new ArrayList<>())
                        .add(new Bloc.Member(
                                records.text(1),
                                day(records.text(2)),
                                day(records.text(3)),
                                records.text(4),
                                records.text(5)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members.entrySet().stream()
                .map(e -> new Bloc(e.getKey(), e.getValue()))
                .toList();
    }

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
