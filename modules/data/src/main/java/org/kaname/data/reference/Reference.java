package org.kaname.data.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.Bloc;
import org.kaname.data.Economies;
import org.kaname.data.Product;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Code;
import org.kaname.model.Economy;

/** Reference tables of the program. Immutable; safe for many threads. */
public final class Reference {
    /** The scheme of a column whose texts are codes of this program. */
    public static final String ISO3 = "iso3";

    /** What an alias stands for; flags as in table {@code flow} (a proxy, an unspecified side). */
    public record Meaning(Economy economy, int flags) {}

    private final Map<String, Economy> economies = new LinkedHashMap<>();
    private final Set<String> packCodes = new TreeSet<>();
    private final Map<String, Map<String, Meaning>> byScheme = new TreeMap<>();
    private final Map<Code, Product> products = new HashMap<>();
    private final List<Bloc> blocs;
    private final String fingerprint;

    private Reference(StarterPack pack) {
        var economyTable = bytes("economy.csv");
        var aliasTable = bytes("economy_alias.csv");
        for (var economy : pack.economies().listEconomies()) {
            economies.put(economy.code(), economy);
            packCodes.add(economy.code());
        }
        for (var row : rows(economyTable)) {
            economies.putIfAbsent(
                    row.get(0), new Economy(row.get(0), Economy.Kind.valueOf(row.get(1)), row.get(2), row.get(3)));
        }
        var iso3 = new HashMap<String, Meaning>();
        for (var economy : economies.values()) {
            iso3.put(economy.code(), new Meaning(economy, 0));
        }
        var numbers = meanings(pack.economyByIsoNumber());
        var comtrade = new HashMap<>(numbers);
        comtrade.putAll(meanings(pack.economyByComtradeNumber()));
        byScheme.put(ISO3, iso3);
        byScheme.put("comtrade-iso3", new HashMap<>(iso3));
        byScheme.put("iso-numeric", new HashMap<>(numbers));
        byScheme.put("comtrade", comtrade);
        for (var row : rows(aliasTable)) {
            var economy = economies.get(row.get(2));
            if (economy == null) {
                throw new IllegalStateException("The alias (" + row.get(1) + ") leads to no economy.");
            }
            byScheme.computeIfAbsent(row.get(0), unknown -> new HashMap<>())
                    .put(row.get(1), new Meaning(economy, Integer.parseInt(row.get(3))));
        }
        byScheme.put("baci", comtrade);
        for (var product : pack.products()) {
            products.put(product.code(), product);
        }
        blocs = pack.blocs();
        fingerprint = sha256(pack.fingerprint(), economyTable, aliasTable);
    }

    private Map<String, Meaning> meanings(Map<String, String> codeByNumber) {
        var meanings = new HashMap<String, Meaning>();
        for (var entry : codeByNumber.entrySet()) {
            var economy = economies.get(entry.getValue());
            if (economy != null) {
                meanings.put(entry.getKey(), new Meaning(economy, 0));
            }
        }
        return meanings;
    }

    private static final class Shipped {
        static final Reference TABLES = new Reference(StarterPack.load());
    }

    /** The tables that ship with the program. */
    public static Reference load() {
        return Shipped.TABLES;
    }

    /** Names of the alias schemes, in alphabetical order. */
    public Set<String> schemes() {
        return new TreeSet<>(byScheme.keySet());
    }

    /** What a source's text means in a scheme; blanks around it and, in numbers, leading zeros do not matter. */
    public Optional<Meaning> find(String scheme, String text) {
        var meanings = byScheme.getOrDefault(scheme, Map.of());
        var stripped = strip(text);
        var found = meanings.get(stripped);
        if (found == null && stripped.length() > 1 && stripped.charAt(0) == '0') {
            int zeros = 0;
            while (zeros < stripped.length() - 1 && stripped.charAt(zeros) == '0') {
                zeros++;
            }
            found = meanings.get(stripped.substring(zeros));
        }
        return Optional.ofNullable(found);
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && blank(text.charAt(from))) {
            from++;
        }
        while (to > from && blank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean blank(char c) {
        return c == '\u00A0' || Character.isWhitespace(c);
    }

    public Optional<Economy> findEconomy(String code) {
        return Optional.ofNullable(economies.get(code));
    }

    /** The pack's economies and, of those that only readers make, the ones used. */
    public Economies economiesWith(Set<String> used) {
        var chosen = new ArrayList<Economy>();
        for (var economy : economies.values()) {
            if (packCodes.contains(economy.code()) || used.contains(economy.code())) {
                chosen.add(economy);
            }
        }
        return new Economies(chosen);
    }

    /** The good with its names; a good without names is shown by its code. */
    public Product product(Code code) {
        var known = products.get(code);
        return known != null ? known : new Product(code, code.value(), "", "", "", "");
    }

    public List<Bloc> blocs() {
        return blocs;
    }

    /** SHA-256 over all tables: part of the identity of a data set that was read with them. */
    public String fingerprint() {
        return fingerprint;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Reference.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The table (" + name + ") is not in the program.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> rows(byte[] table) {
        var rows = new ArrayList<List<String>>();
        var records = CsvRecords.of(table);
        try {
            records.next();
            while (records.next()) {
                var row = new ArrayList<String>();
                for (int i = 0; i < records.fields(); i++) {
                    row.add(records.text(i));
                }
                rows.add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail.", e);
        }
        return rows;
    }

    private static String sha256(String text, byte[]... tables) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (var table : tables) {
                digest.update(table);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
