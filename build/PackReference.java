import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Derives the reference tables that ship in the jar from public files, in this project's own schemas. Run by hand, when a source
 * changes; the results are kept in the repository, so the build needs no source:
 *
 * <pre>java build/PackReference.java ../shared/data/reference modules/data/src/main/resources/org/kaname/data/reference</pre>
 *
 * <p>Reads only files that may be bundled as derived facts (attribution in NOTICE.md):
 *
 * <ul>
 *   <li>{@code hs/un_classificationH0.json.gz}, {@code H5}, {@code H6}: codes and English names of HS92, HS17, HS22;
 *   <li>first columns of {@code concordances/hs1_hs0.csv} to {@code hs4_hs0.csv} and the codes of the weight files: codes of HS96 to HS12;
 *   <li>{@code hs/harmonized-system_HS2022.csv}, {@code hs/hs_sections.csv}: sections and their chapters;
 *   <li>{@code concordances/weights/*.csv}: value weights between adjacent revisions, HS92 to HS17;
 *   <li>{@code concordances/HS_consolidated_correspondence.csv.gz}, rows "2022 to 2017": which code may become which;
 *   <li>{@code concordances/hs6_hs5.csv}: the one predecessor of each HS22 code;
 *   <li>{@code concordances/hs0_bec4.csv} to {@code hs6_bec4.csv}: classes of Broad Economic Categories, revision 4;
 *   <li>{@code economies/country-codes.csv}: ISO codes and names of economies.
 * </ul>
 *
 * Writes {@code product.csv.gz} (code, the revisions that hold it, those whose own list gives this name, name), {@code section.csv},
 * {@code concordance_HS92_HS96.csv.gz} and so on (pairs of codes of adjacent revisions, older first, in ascending order, weights both
 * ways, empty where none is known), {@code end_use.csv.gz} (code, revisions, end uses) and {@code economy_iso.csv} (aliases). Same input, same bytes. The cell {@code NA} in the HS07 list is a lost value, not a code.
 */
public final class PackReference {
    private static final List<String> REVISIONS = List.of("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22");
    private static final List<Integer> NAMED = List.of(0, 5, 6);
    /** The classes of the national accounts, by category of BEC revision 4; what is no key (321, 51, 7 and mixes) is in no class. */
    private static final Map<String, String> END_USES = Map.ofEntries(
            Map.entry("410", "capital"),
            Map.entry("521", "capital"),
            Map.entry("111", "intermediate"),
            Map.entry("121", "intermediate"),
            Map.entry("210", "intermediate"),
            Map.entry("220", "intermediate"),
            Map.entry("310", "intermediate"),
            Map.entry("322", "intermediate"),
            Map.entry("420", "intermediate"),
            Map.entry("530", "intermediate"),
            Map.entry("112", "consumption"),
            Map.entry("122", "consumption"),
            Map.entry("522", "consumption"),
            Map.entry("610", "consumption"),
            Map.entry("620", "consumption"),
            Map.entry("630", "consumption"));

    private static final Pattern SIX = Pattern.compile("\\d{6}");
    private static final Pattern ITEM = Pattern.compile(
            "\"id\"\\s*:\\s*\"([^\"]*)\"\\s*,\\s*\"text\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    private final Path from;
    private final List<TreeSet<String>> codes = new ArrayList<>();
    private final List<Map<String, String>> names = new ArrayList<>();
    private final List<StringBuilder> pairs = new ArrayList<>();

    private PackReference(Path from) {
        this.from = from;
        for (int i = 0; i < REVISIONS.size(); i++) {
            codes.add(new TreeSet<>());
            names.add(new HashMap<>());
        }
    }

    public static void main(String[] arguments) throws IOException {
        var pack = new PackReference(Path.of(arguments[0]));
        var to = Path.of(arguments[1]);
        pack.readNames();
        pack.readCodes();
        pack.readWeights();
        pack.readLatestStep();
        write(to.resolve("product.csv.gz"), gzip(pack.products()));
        for (int h = 0; h < pack.pairs.size(); h++) {
            write(
                    to.resolve("concordance_" + REVISIONS.get(h) + "_" + REVISIONS.get(h + 1) + ".csv.gz"),
                    gzip(pack.pairs.get(h).toString()));
        }
        write(to.resolve("end_use.csv.gz"), gzip(pack.endUses()));
        write(to.resolve("section.csv"), pack.sections().getBytes(StandardCharsets.UTF_8));
        write(to.resolve("economy_iso.csv"), pack.economies().getBytes(StandardCharsets.UTF_8));
    }

    /** Every code with its end uses, several where its categories fall into several; revisions that agree share a row. */
    private String endUses() throws IOException {
        var revisions = new TreeMap<String, TreeMap<String, TreeSet<String>>>();
        for (int h = 0; h < REVISIONS.size(); h++) {
            var uses = new TreeMap<String, TreeSet<String>>();
            for (var row : table("concordances/hs" + h + "_bec4.csv")) {
                var code = row.get("HS" + h + "_6d");
                var use = END_USES.getOrDefault(row.get("BEC4_3d"), "unclassified");
                if (SIX.matcher(code).matches()) {
                    uses.computeIfAbsent(code, unknown -> new TreeSet<>()).add(use);
                }
            }
            var revision = REVISIONS.get(h);
            uses.forEach((code, of) -> revisions
                    .computeIfAbsent(code, unknown -> new TreeMap<>())
                    .computeIfAbsent(String.join(" ", of), unknown -> new TreeSet<>())
                    .add(revision));
        }
        var text = new StringBuilder("code,revisions,end_uses\n");
        revisions.forEach((code, uses) -> uses.forEach((use, of) -> text.append(code)
                .append(',')
                .append(REVISIONS.stream().filter(of::contains).collect(java.util.stream.Collectors.joining(" ")))
                .append(',')
                .append(use)
                .append('\n')));
        return text.toString();
    }

    private void readNames() throws IOException {
        for (int h : NAMED) {
            var text = new String(bytes("hs/un_classificationH" + h + ".json.gz"), StandardCharsets.UTF_8);
            var items = ITEM.matcher(text);
            while (items.find()) {
                var id = items.group(1);
                var name = unescape(items.group(2)).strip();
                var prefix = id + " - ";
                if (id.equals("TOTAL") || name.startsWith(prefix) && id.length() % 2 == 0 && Character.isDigit(id.charAt(0))) {
                    names.get(h).put(id, name.startsWith(prefix) ? name.substring(prefix.length()).strip() : name);
                    codes.get(h).add(id);
                }
            }
        }
    }

    private void readCodes() throws IOException {
        for (int h = 1; h <= 4; h++) {
            for (var row : table("concordances/hs" + h + "_hs0.csv")) {
                add(h, row.get("HS" + h + "_6d"));
            }
        }
    }

    private void add(int revision, String code) {
        if (SIX.matcher(code).matches()) {
            codes.get(revision).addAll(List.of("TOTAL", code, code.substring(0, 4), code.substring(0, 2)));
        }
    }

    /** Both files of a step list the same pairs; zeros lost in some cells are put back. */
    private void readWeights() throws IOException {
        for (int h = 0; h < 5; h++) {
            var forth = weights(h, h + 1);
            var back = weights(h + 1, h);
            for (var pair : forth.entrySet()) {
                var ends = pair.getKey().split(">", -1);
                var other = back.remove(ends[1] + ">" + ends[0]);
                if (other == null) {
                    throw new IOException("The pair (" + pair.getKey() + ") has no weight back.");
                }
                add(h, ends[0]);
                add(h + 1, ends[1]);
                pair(h, ends[0], ends[1], pair.getValue(), other);
            }
            if (!back.isEmpty()) {
                throw new IOException("Pairs with a weight back only: " + back.keySet());
            }
        }
    }

    private TreeMap<String, String> weights(int a, int b) throws IOException {
        var weights = new TreeMap<String, String>();
        for (var row : table("concordances/weights/conversion_weights_H" + a + "_to_H" + b + ".csv")) {
            weights.put(six(row.get("H" + a)) + ">" + six(row.get("H" + b)), number(row.get("weight")));
        }
        return weights;
    }

    /** No weights exist for this step; a code with one target has the weight 1, all others none. */
    private void readLatestStep() throws IOException {
        var pairs = new TreeSet<String>();
        var targets = new HashMap<String, Integer>();
        var sources = new HashMap<String, Integer>();
        for (var row : table("concordances/HS_consolidated_correspondence.csv.gz")) {
            if (row.get("adjustment").equals("2022 to 2017")) {
                var before = six(row.get("code.before"));
                var after = six(row.get("code.after"));
                if (pairs.add(before + ">" + after)) {
                    targets.merge(before, 1, Integer::sum);
                    sources.merge(after, 1, Integer::sum);
                }
            }
        }
        var main = new TreeSet<String>();
        for (var row : table("concordances/hs6_hs5.csv")) {
            main.add(row.get("HS5_6d") + ">" + row.get("HS6_6d"));
        }
        if (!pairs.containsAll(main)) {
            throw new IOException("A predecessor is in no pair of the correspondence.");
        }
        for (var pair : pairs) {
            var ends = pair.split(">", -1);
            pair(5, ends[0], ends[1], targets.get(ends[0]) == 1 ? "1" : "", sources.get(ends[1]) == 1 ? "1" : "");
            var text = this.pairs.get(5);
            text.insert(text.length() - 1, main.contains(pair) ? ",1" : ",");
        }
    }

    private void pair(int h, String a, String b, String weight, String back) {
        while (pairs.size() <= h) {
            pairs.add(new StringBuilder("from_code,to_code,weight,weight_back" + (pairs.size() == 5 ? ",predecessor" : "") + "\n"));
        }
        pairs.get(h).append(a).append(',').append(b).append(',').append(weight).append(',').append(back).append('\n');
    }

    /** A code of a revision without names takes the name of the nearest named one, if no revision between lacks the code. */
    private String products() {
        var all = new TreeSet<String>();
        codes.forEach(all::addAll);
        var text = new StringBuilder("code,classifications,named_in,name_en\n");
        for (var code : all) {
            var rows = new TreeMap<String, List<List<String>>>();
            for (int h = 0; h < REVISIONS.size(); h++) {
                if (codes.get(h).contains(code)) {
                    int source = nearest(code, h);
                    var row = rows.computeIfAbsent(
                            source < 0 ? "" : names.get(source).get(code), k -> List.of(new ArrayList<>(), new ArrayList<>()));
                    row.get(0).add(REVISIONS.get(h));
                    if (source == h) {
                        row.get(1).add(REVISIONS.get(h));
                    }
                }
            }
            for (var row : rows.entrySet()) {
                text.append(code).append(',').append(String.join(" ", row.getValue().get(0))).append(',');
                text.append(String.join(" ", row.getValue().get(1))).append(',').append(quote(row.getKey())).append('\n');
            }
        }
        return text.toString();
    }

    private int nearest(String code, int revision) {
        if (NAMED.contains(revision)) {
            return revision;
        }
        int best = -1;
        for (int named : NAMED) {
            boolean kept = names.get(named).containsKey(code);
            for (int h = Math.min(named, revision); h <= Math.max(named, revision); h++) {
                kept &= codes.get(h).contains(code);
            }
            if (kept && (best < 0 || Math.abs(named - revision) < Math.abs(best - revision))) {
                best = named;
            }
        }
        return best;
    }

    private String sections() throws IOException {
        var chapters = new HashMap<String, TreeSet<String>>();
        for (var row : table("hs/harmonized-system_HS2022.csv")) {
            if (row.get("level").equals("2")) {
                chapters.computeIfAbsent(row.get("section"), k -> new TreeSet<>()).add(row.get("hscode"));
            }
        }
        var text = new StringBuilder("section,chapters,name_en\n");
        for (var row : table("hs/hs_sections.csv")) {
            var name = row.get("name").strip();
            text.append(row.get("section")).append(',').append(String.join(" ", chapters.getOrDefault(row.get("section"), new TreeSet<>())));
            text.append(',').append(quote(Character.toUpperCase(name.charAt(0)) + name.substring(1))).append('\n');
        }
        return text.toString();
    }

    /** A name that two economies share names none. */
    private String economies() throws IOException {
        var codes = new TreeMap<String, String>();
        var owners = new TreeMap<String, TreeSet<String>>();
        for (var row : table("economies/country-codes.csv")) {
            var iso3 = row.get("ISO3166-1-Alpha-3");
            codes.put("iso2," + row.get("ISO3166-1-Alpha-2"), iso3);
            codes.put("iso-numeric," + row.get("ISO3166-1-numeric"), iso3);
            for (var column : List.of("official_name_en", "UNTERM English Short", "UNTERM English Formal", "CLDR display name")) {
                var name = row.get(column).replaceAll("\\s+", " ").strip();
                if (column.startsWith("UNTERM")) {
                    name = name.replaceAll("\\s*\\(the\\)\\s*(\\*)?$", "").replaceAll("^the ", "").replace("*", "").strip();
                }
                if (!name.isEmpty()) {
                    owners.computeIfAbsent(name, k -> new TreeSet<>()).add(iso3);
                }
            }
        }
        var text = new StringBuilder("scheme,alias,code,flags\n");
        for (var code : codes.entrySet()) {
            text.append(code.getKey()).append(',').append(code.getValue()).append(",0\n");
        }
        for (var name : owners.entrySet()) {
            if (name.getValue().size() == 1) {
                text.append("name-en,").append(quote(name.getKey())).append(',').append(name.getValue().first()).append(",0\n");
            }
        }
        return text.toString();
    }

    private static String six(String code) {
        return "0".repeat(6 - code.length()) + code;
    }

    private static String number(String text) {
        double value = Double.parseDouble(text);
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String quote(String text) {
        return text.matches("[^\",\\n\\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String unescape(String json) {
        var text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char next = json.charAt(++i);
            switch (next) {
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                case 'n', 't', 'r' -> text.append(' ');
                default -> text.append(next);
            }
        }
        return text.toString();
    }

    private byte[] bytes(String name) throws IOException {
        try (InputStream in = Files.newInputStream(from.resolve(name))) {
            return name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }

    private List<Map<String, String>> table(String name) throws IOException {
        var rows = new ArrayList<Map<String, String>>();
        try (var reader = new BufferedReader(
                new InputStreamReader(new java.io.ByteArrayInputStream(bytes(name)), StandardCharsets.UTF_8))) {
            List<String> header = null;
            List<String> record;
            while ((record = record(reader)) != null) {
                if (header == null) {
                    header = record;
                    header.set(0, header.get(0).replace("\uFEFF", ""));
                } else {
                    var row = new HashMap<String, String>();
                    for (int i = 0; i < header.size(); i++) {
                        row.put(header.get(i), record.get(i).strip());
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** The next record of RFC 4180, or null at the end; blank lines are skipped. */
    private static List<String> record(BufferedReader reader) throws IOException {
        var line = reader.readLine();
        while (line != null && line.isEmpty()) {
            line = reader.readLine();
        }
        if (line == null) {
            return null;
        }
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; ; i++) {
            if (i == line.length()) {
                if (!quoted) {
                    fields.add(field.toString());
                    return fields;
                }
                field.append('\n');
                line = reader.readLine();
                i = -1;
                continue;
            }
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes) {
            {
                def.setLevel(9);
            }
        }) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        System.out.println(file.getFileName() + " " + bytes.length + " bytes");
    }
}
