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
 * @param inputs SHA-256 of each input
 */
public record Recipe(
        String reader,
        int readerVersion,
        SortedMap<String, String> options,
        String mapping,
        String reference,
        List<String> inputs) {
    private static final int HEX_OF_ID = 12;
    private static final int LONGEST_SLUG = 48;

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
            json.append(i == 0 ? "" : ",")
                    .append("{\"sha256\":")
                    .append(quoted(inputs.get(i)))
                    .append('}');
        }
        json.append("],\"mapping_sha256\":").append(quoted(mapping)).append(",\"options\":{");
        var separator = "";
        for (var option : options.entrySet()) {
            json.append(separator).append(quoted(option.getKey())).append(':').append(quoted(option.getValue()));
            separator = ",";
        }
        return json.append("},\"reader\":")
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
