package org.kaname.data.reference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.kaname.data.Refusal;
import org.kaname.data.csv.CsvRecords;

/** A small table by column name: one that ships with the program, or one of the user's. Immutable. */
final class ReferenceTable {
    /** A record; a column that the table lacks reads as empty. */
    record Row(Map<String, Integer> columns, List<String> cells, long line) {
        String get(String column) {
            var at = columns.get(column);
            return at == null ? "" : cells.get(at);
        }
    }

    private final String name;
    private final String sha256;
    private final List<Row> rows;

    private ReferenceTable(String name, String sha256, List<Row> rows) {
        this.name = name;
        this.sha256 = sha256;
        this.rows = rows;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The bytes of a shipped table, unpacked where its name ends in {@code .gz}. */
    static byte[] shippedBytes(String name) {
        var bytes = shippedFile(name);
        if (!name.endsWith(".gz")) {
            return bytes;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 14)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a shipped table as they lie in the program. */
    static byte[] shippedFile(String name) {
        try (InputStream in = ReferenceTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The table (" + name + ") is not in the program.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReferenceTable shipped(String name) {
        return of(name, shippedBytes(name), List.of(), refusal -> {
            throw new IllegalStateException(refusal.toString());
        });
    }

    /** The user's table; empty where there is no such file. Problems go to {@code refuse}, and their rows are left out. */
    static Optional<ReferenceTable> ofUser(Path directory, String name, List<String> needed, Consumer<Refusal> refuse) {
        var file = directory.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var display = file.toString().replace('\\', '/');
        try {
            return Optional.of(of(display, Files.readAllBytes(file), needed, refuse));
        } catch (IOException e) {
            refuse.accept(Refusal.of("KAN-DATA-052", display, 0));
            return Optional.empty();
        }
    }

    private static ReferenceTable of(String name, byte[] bytes, List<String> needed, Consumer<Refusal> refuse) {
        var columns = new HashMap<String, Integer>();
        var rows = new ArrayList<Row>();
        var records = CsvRecords.of(bytes);
        try {
            records.next();
            for (int i = 0; i < records.fields(); i++) {
                columns.put(records.text(i).strip(), i);
            }
            for (var column : needed) {
                if (!columns.containsKey(column)) {
                    refuse.accept(Refusal.of(
                            "KAN-DATA-028.table",
                            name,
                            0,
                            "column",
                            column,
                            "columns",
                            String.join(", ", new TreeSet<>(columns.keySet()))));
                    return new ReferenceTable(name, "", List.of());
                }
            }
            int width = records.fields();
            while (records.next()) {
                if (records.fields() != width) {
                    refuse.accept(Refusal.of(
                            "KAN-DATA-012", name, records.line(), "actual", records.fields(), "expected", width));
                    continue;
                }
                var cells = new ArrayList<String>();
                for (int i = 0; i < width; i++) {
                    cells.add(records.text(i).strip());
                }
                rows.add(new Row(columns, List.copyOf(cells), records.line()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail.", e);
        }
        return new ReferenceTable(name, sha256(bytes), List.copyOf(rows));
    }

    /** How the table is called in messages. */
    String name() {
        return name;
    }

    /** Of the file's bytes. */
    String sha256() {
        return sha256;
    }

    List<Row> rows() {
        return rows;
    }

    /** The rows whose key is there and stands once; the others are refused. */
    List<Row> rowsByKey(List<String> key, Consumer<Refusal> refuse) {
        var seen = new HashSet<List<String>>();
        var kept = new ArrayList<Row>();
        for (var row : rows) {
            var values = key.stream().map(row::get).toList();
            int empty = values.indexOf("");
            if (empty >= 0) {
                refuse.accept(Refusal.of("KAN-DATA-013.empty", name, row.line(), "column", key.get(empty)));
            } else if (!seen.add(values)) {
                refuse.accept(Refusal.of("KAN-DATA-017.reference", name, row.line(), "key", String.join(" ", values)));
            } else {
                kept.add(row);
            }
        }
        return kept;
    }
}
