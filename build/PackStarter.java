import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies the starter tables into the jar, keeping only rows whose source has an allowed status.
 *
 * <p>Arguments: folder of the tables, target folder, allowed statuses by comma. Which table names its source where is declared in
 * {@code pack.csv} (rules {@code source}): in a column of each row, or once for the table; a column with a source of its own is emptied
 * where that source is left out. A table that declares nothing is not packed. The allowed statuses, the number of rows left out and the
 * hash of each packed table are appended to the packed {@code pack.csv}, so that the product can say why figures are missing.
 */
public final class PackStarter {
    public static void main(String[] arguments) throws IOException {
        var from = Path.of(arguments[0]);
        var to = Path.of(arguments[1]);
        var allowed = new TreeSet<>(Arrays.asList(arguments[2].replace(" ", "").split(",")));
        var rules = read(from.resolve("pack.csv"));
        var sources = read(from.resolve("sources.csv"));
        int id = sources.get(0).indexOf("id");
        int status = sources.get(0).indexOf("status");
        var known = new TreeSet<String>();
        var kept = new HashSet<String>();
        for (var row : sources.subList(1, sources.size())) {
            known.add(row.get(status));
            if (allowed.contains(row.get(status))) {
                kept.add(row.get(id));
            }
        }
        for (var one : allowed) {
            if (!known.contains(one)) {
                System.err.println("The status (" + one + ") of starter.statuses is in no row of sources.csv.\nMaybe one of " + known + ".");
                System.exit(1);
            }
        }
        for (var rule : rules) {
            if (rule.get(1).equals("pack") && rule.get(2).equals("own-source")) {
                kept.add(rule.get(3)); // the project's own compilation never depends on a provider
            }
        }
        var sourceOf = new TreeMap<String, Map<String, String>>();
        for (var rule : rules) {
            if (rule.get(1).equals("source")) {
                sourceOf.computeIfAbsent(rule.get(0), table -> new HashMap<>()).put(rule.get(2), rule.get(3));
            }
        }
        Files.createDirectories(to);
        var facts = new StringBuilder(Files.readString(from.resolve("pack.csv")));
        facts.append(",packed,statuses,\"").append(String.join(",", allowed)).append("\"\n");
        sourceOf.put("sources", Map.of("column", "id"));
        for (var table : sourceOf.entrySet()) {
            var text = Files.readString(from.resolve(table.getKey() + ".csv"));
            var packed = trim(text, table.getValue(), kept);
            var bytes = packed.text().getBytes(StandardCharsets.UTF_8);
            var target = to.resolve(table.getKey() + ".csv");
            if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
                Files.write(target, bytes);
            }
            facts.append(table.getKey()).append(",packed,sha256,").append(sha256(bytes)).append('\n');
            facts.append(table.getKey()).append(",packed,left-out,").append(packed.leftOut()).append('\n');
        }
        Files.writeString(to.resolve("pack.csv"), facts);
    }

    private record Packed(String text, int leftOut) {}

    private static Packed trim(String text, Map<String, String> sourceOf, Set<String> kept) {
        var records = split(text);
        var header = fields(records.get(0));
        var emptied = new HashSet<Integer>();
        for (var column : sourceOf.entrySet()) {
            int index = header.indexOf(column.getKey());
            if (index >= 0 && !column.getKey().equals("column") && !kept.contains(column.getValue())) {
                emptied.add(index);
            }
        }
        int column = header.indexOf(sourceOf.getOrDefault("column", ""));
        boolean wholeTable = !sourceOf.containsKey("column");
        var out = new StringBuilder(records.get(0));
        int leftOut = 0;
        for (var record : records.subList(1, records.size())) {
            var row = fields(record);
            var source = wholeTable ? sourceOf.getOrDefault("table", "") : row.get(column);
            if (!kept.contains(source)) {
                leftOut++;
            } else if (emptied.isEmpty()) {
                out.append(record);
            } else {
                for (int i = 0; i < row.size(); i++) {
                    out.append(i == 0 ? "" : ",").append(emptied.contains(i) ? "" : quoted(row.get(i)));
                }
                out.append('\n');
            }
        }
        return new Packed(out.toString(), leftOut);
    }

    private static String quoted(String cell) {
        return cell.contains(",") || cell.contains("\"") || cell.contains("\n") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static List<List<String>> read(Path file) throws IOException {
        return split(Files.readString(file)).stream().map(PackStarter::fields).toList();
    }

    /** Records with their line end; a line break inside quotes does not end one. */
    private static List<String> split(String text) {
        var records = new ArrayList<String>();
        boolean quotes = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quotes = !quotes;
            } else if (c == '\n' && !quotes) {
                records.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            records.add(text.substring(start) + '\n');
        }
        return records;
    }

    private static List<String> fields(String record) {
        var fields = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quotes = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (quotes) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < record.length() && record.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quotes = false;
                }
            } else if (c == '"') {
                quotes = true;
            } else if (c == ',') {
                fields.add(cell.toString());
                cell.setLength(0);
            } else if (c != '\n' && c != '\r') {
                cell.append(c);
            }
        }
        fields.add(cell.toString());
        return fields;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
