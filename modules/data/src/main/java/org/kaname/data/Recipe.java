package org.kaname.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that decides which rows a data set has, and so its identity (data-formats 1.2). Titles, paths, licences and times are not in
 * it: the same inputs, options and reader version give the same id on any machine, in any order of arguments.
 *
 * @param mapping SHA-256 of the mapping or rules, empty where there is none
 * @param reference SHA-256 of the reference tables used, empty where there is none
 * @param rates SHA-256 of the table of exchange rates, empty where none was stated
 * @param inputs SHA-256 of each input that lies on the disk
 */
public record Recipe(
        String reader,
        int readerVersion,
        SortedMap<String, String> options,
        String mapping,
        String reference,
        String rates,
        List<Input> inputs) {
    /**
     * One input.
     *
     * @param members names of the members of an archive that were read, in alphabetical order
     */
    public record Input(String sha256, List<String> members) implements Comparable<Input> {
        public Input {
            members = members.stream().sorted().toList();
        }

        @Override
        public int compareTo(Input other) {
            int byHash = sha256.compareTo(other.sha256);
            return byHash != 0 ? byHash : members.toString().compareTo(other.members.toString());
        }
    }

    private static final int HEX_OF_ID = 12;
    private static final int LONGEST_SLUG = 48;

    /** A recipe of plain files. */
    public static Recipe of(
            String reader,
            int readerVersion,
            SortedMap<String, String> options,
            String mapping,
            String reference,
            List<String> hashes) {
        return new Recipe(
                reader,
                readerVersion,
                options,
                mapping,
                reference,
                "",
                hashes.stream().map(h -> new Input(h, List.of())).toList());
    }

    public Recipe {
        options = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(options));
        var sorted = new ArrayList<>(inputs);
        sorted.sort(null);
        inputs = List.copyOf(sorted);
    }

    /** {@code <slug>.<12 hex>}. */
    public String id(String slug) {
        return slug(slug) + "." + hash().substring(0, HEX_OF_ID);
    }

    /** SHA-256 over the canonical JSON of the recipe. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonical().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Small letters, digits and hyphens, at most 48. */
    public static String slug(String text) {
        var slug = new StringBuilder();
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain) {
                slug.append(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        while (!slug.isEmpty() && (slug.length() > LONGEST_SLUG || slug.charAt(slug.length() - 1) == '-')) {
            slug.setLength(slug.length() - 1);
        }
        return slug.isEmpty() ? "data" : slug.toString();
    }

    /** JSON with sorted keys and no white space. */
    String canonical() {
        var json = new StringBuilder("{\"inputs\":[");
        for (int i = 0; i < inputs.size(); i++) {
            json.append(i == 0 ? "{" : ",{");
            if (!inputs.get(i).members().isEmpty()) {
                json.append("\"member_names\":[");
                for (int m = 0; m < inputs.get(i).members().size(); m++) {
                    json.append(m == 0 ? "" : ",")
                            .append(quoted(inputs.get(i).members().get(m)));
                }
                json.append("],");
            }
            json.append("\"sha256\":").append(quoted(inputs.get(i).sha256())).append('}');
        }
        json.append("],\"mapping_sha256\":").append(quoted(mapping)).append(",\"options\":{");
        var separator = "";
        for (var option : options.entrySet()) {
            json.append(separator).append(quoted(option.getKey())).append(':').append(quoted(option.getValue()));
            separator = ",";
        }
        json.append('}');
        if (!rates.isEmpty()) {
            json.append(",\"rates_sha256\":").append(quoted(rates));
        }
        return json.append(",\"reader\":")
                .append(quoted(reader))
                .append(",\"reader_version\":")
                .append(readerVersion)
                .append(",\"reference_sha256\":")
                .append(quoted(reference))
                .append('}')
                .toString();
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
