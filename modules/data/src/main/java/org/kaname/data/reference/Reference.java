package org.kaname.data.reference;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Bloc;
import org.kaname.data.Economies;
import org.kaname.data.Outcome;
import org.kaname.data.Product;
import org.kaname.data.Refusal;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Code;
import org.kaname.model.Economy;

/**
 * Reference tables: economies with the codes that sources use for them, goods with their names, the concordance between revisions.
 * Immutable; safe for many threads. Goods and concordance are read when first asked for.
 */
public final class Reference {
    /** The scheme of a column whose texts are codes of this program. */
    public static final String ISO3 = "iso3";

    private static final String ISO2 = "iso2";
    private static final String ISO_NUMERIC = "iso-numeric";
    private static final String COMTRADE = "comtrade";
    private static final String NAME_EN = "name-en";
    private static final String NAME_JA = "name-ja";

    /** Schemes of names: compared after {@link #fold}. The others are codes, compared as they stand. */
    private static final Set<String> TEXTS = Set.of(NAME_EN, NAME_JA, "japan-area", "usgs", "bgs");

    /** Schemes that know the codes of another one besides their own. */
    private static final Map<String, String> BASES = Map.of(
            "comtrade-iso3", ISO3,
            "wits", ISO3,
            "wiod", ISO3,
            "atlas", ISO3,
            "exiobase", ISO2,
            "usgs", NAME_EN,
            "bgs", NAME_EN);

    private static final List<String> SHIPPED_TABLES =
            List.of("economy.csv", "economy_iso.csv", "economy_alias.csv", "product.csv.gz", "section.csv");

    /** What an alias stands for; flags as in table {@code flow} (a proxy, an unspecified side). */
    public record Meaning(Economy economy, int flags) {}

    /**
     * When a former economy existed and what came after it. Its code is accepted for other years too.
     *
     * @param from first year; 0 where the tables do not say
     * @param to last year; 0 where it still exists or the tables do not say
     * @param successors codes of economies; empty where none is stated
     */
    public record Lifetime(int from, int to, List<String> successors) {
        public Lifetime {
            successors = List.copyOf(successors);
        }

        /** Whether the economy existed in the year, as far as the tables say. */
        public boolean covers(int year) {
            return year >= from && (to == 0 || year <= to);
        }
    }

    private record Alias(String scheme, String text, String code, int flags) {}

    private final Map<String, Economy> economies;
    private final Map<String, Lifetime> lifetimes;
    private final Set<String> packCodes;
    /** The user's, which come last and so win. */
    private final List<Alias> ownAliases;

    private final StarterPack pack;
    private volatile @Nullable Map<String, Map<String, Meaning>> byScheme;
    private final Map<Code, Product> products;
    private final List<Bloc> blocs;
    private final @Nullable Goods ownGoods;
    private final @Nullable Concordance ownConcordance;
    private volatile @Nullable String fingerprint;

    private Reference(StarterPack pack) {
        economies = new LinkedHashMap<>();
        lifetimes = new HashMap<>();
        packCodes = new TreeSet<>();
        products = new HashMap<>();
        for (var economy : pack.economies().listEconomies()) {
            economies.put(economy.code(), economy);
            packCodes.add(economy.code());
        }
        for (var row : ReferenceTable.shipped("economy.csv").rows()) {
            var code = row.get("code");
            economies.putIfAbsent(
                    code,
                    new Economy(code, Economy.Kind.valueOf(row.get("kind")), row.get("name_en"), row.get("name_ja")));
            lifetimes.put(code, lifetime(row));
        }
        ownAliases = List.of();
        this.pack = pack;
        for (var product : pack.products()) {
            products.put(product.code(), product);
        }
        blocs = pack.blocs();
        ownGoods = null;
        ownConcordance = null;
    }

    private Reference(
            Reference base,
            Map<String, Economy> economies,
            Map<String, Lifetime> lifetimes,
            List<Alias> ownAliases,
            @Nullable Goods goods,
            @Nullable Concordance concordance,
            String fingerprint) {
        this.economies = economies;
        this.lifetimes = lifetimes;
        this.ownAliases = List.copyOf(ownAliases);
        pack = base.pack;
        packCodes = base.packCodes;
        products = base.products;
        blocs = base.blocs;
        ownGoods = goods;
        ownConcordance = concordance;
        this.fingerprint = fingerprint;
    }

    private static Lifetime lifetime(ReferenceTable.Row row) {
        var successors = row.get("successors");
        return new Lifetime(
                year(row.get("valid_from")),
                year(row.get("valid_to")),
                successors.isEmpty() ? List.of() : List.of(successors.split(" ")));
    }

    /** The year of a year or a date; 0 for none. */
    private static int year(String text) {
        return text.isEmpty()
                ? 0
                : Integer.parseInt(text.length() > YEAR_DIGITS ? text.substring(0, YEAR_DIGITS) : text);
    }

    private static final int YEAR_DIGITS = 4;

    /** Read when first asked for: only readers of files need it. */
    private Map<String, Map<String, Meaning>> byScheme() {
        var known = byScheme;
        if (known == null) {
            var aliases = new ArrayList<Alias>();
            pack.economyByIsoNumber().forEach((number, code) -> aliases.add(new Alias(ISO_NUMERIC, number, code, 0)));
            pack.economyByComtradeNumber().forEach((number, code) -> aliases.add(new Alias(COMTRADE, number, code, 0)));
            for (var table : List.of("economy_iso.csv", "economy_alias.csv")) {
                for (var row : ReferenceTable.shipped(table).rows()) {
                    aliases.add(new Alias(
                            row.get("scheme"), row.get("alias"), row.get("code"), Integer.parseInt(row.get("flags"))));
                }
            }
            aliases.addAll(ownAliases);
            known = index(economies, aliases);
            byScheme = known;
        }
        return known;
    }

    /** Later aliases win over earlier ones, a scheme's own over those of the scheme it builds on, names of economies come last. */
    private static Map<String, Map<String, Meaning>> index(Map<String, Economy> economies, List<Alias> aliases) {
        var index = new TreeMap<String, Map<String, Meaning>>();
        var iso3 = new HashMap<String, Meaning>();
        var english = new HashMap<String, Meaning>();
        var japanese = new HashMap<String, Meaning>();
        for (var economy : economies.values()) {
            var meaning = new Meaning(economy, 0);
            iso3.put(economy.code(), meaning);
            english.putIfAbsent(fold(economy.nameEn()), meaning);
            japanese.putIfAbsent(fold(economy.nameJa()), meaning);
        }
        index.put(ISO3, iso3);
        index.put(NAME_EN, english);
        index.put(NAME_JA, japanese);
        for (var alias : aliases) {
            var economy = economies.get(alias.code());
            if (economy != null) {
                index.computeIfAbsent(alias.scheme(), k -> new HashMap<>())
                        .put(
                                TEXTS.contains(alias.scheme()) ? fold(alias.text()) : alias.text(),
                                new Meaning(economy, alias.flags()));
            }
        }
        BASES.forEach((scheme, base) -> {
            var meanings = new HashMap<>(index.getOrDefault(base, Map.of()));
            meanings.putAll(index.getOrDefault(scheme, Map.of()));
            index.put(scheme, meanings);
        });
        var comtrade = new HashMap<>(index.getOrDefault(ISO_NUMERIC, Map.of()));
        comtrade.putAll(index.getOrDefault(COMTRADE, Map.of()));
        index.put(COMTRADE, comtrade);
        index.put("baci", comtrade);
        return index;
    }

    /** NFKC, one case, one blank for any white space (no-break space too), no dots, none at the ends (data-formats 2.3). */
    static String fold(String text) {
        var folded = new StringBuilder();
        var cased = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        boolean gap = false;
        for (int i = 0; i < cased.length(); i++) {
            char c = cased.charAt(i);
            if (blank(c)) {
                gap = true;
            } else if (c != '.') {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                folded.append(c);
                gap = false;
            }
        }
        return folded.toString();
    }

    private static final class Shipped {
        static final Reference TABLES = new Reference(StarterPack.load());
    }

    /** The tables that ship with the program. */
    public static Reference load() {
        return Shipped.TABLES;
    }

    /**
     * The same with the user's tables, whose rows win by key: {@code economy.csv} (code), {@code economy_alias.csv} (scheme, alias),
     * {@code product.csv} (classification, code), {@code concordance.csv} (all targets of a code in one list). A directory without any
     * of them, or none at all, changes nothing. Every problem is listed; then nothing is taken.
     */
    public Outcome<Reference> with(Path directory) {
        return new UserTables(this, directory).read();
    }

    /** What {@link #with} gathers. */
    private static final class UserTables {
        private final Reference base;
        private final Path directory;
        private final List<Refusal> refusals = new ArrayList<>();
        private final Map<String, Economy> economies;
        private final Map<String, Lifetime> lifetimes;
        private final List<Alias> aliases;

        UserTables(Reference base, Path directory) {
            this.base = base;
            this.directory = directory;
            economies = new LinkedHashMap<>(base.economies);
            lifetimes = new HashMap<>(base.lifetimes);
            aliases = new ArrayList<>(base.ownAliases);
        }

        Outcome<Reference> read() {
            var economyTable = find("economy.csv", "code", "kind", "name_en");
            var aliasTable = find("economy_alias.csv", "scheme", "alias", "code");
            var productTable = find("product.csv", "classification", "code", "name_en");
            var pairTable = find("concordance.csv", "from_scheme", "from_code", "to_scheme", "to_code", "weight");
            economyTable.ifPresent(this::takeEconomies);
            aliasTable.ifPresent(this::takeAliases);
            var goods = productTable.map(table -> base.goods().with(table, refusals::add));
            var concordance = pairTable.map(table -> base.concordance().with(table, refusals::add));
            if (!refusals.isEmpty()) {
                return new Outcome.Refused<>(refusals);
            }
            if (economyTable.isEmpty() && aliasTable.isEmpty() && productTable.isEmpty() && pairTable.isEmpty()) {
                return new Outcome.Taken<>(base);
            }
            var digest = new StringBuilder(base.fingerprint());
            for (var table : List.of(economyTable, aliasTable, productTable, pairTable)) {
                digest.append('\n').append(table.map(ReferenceTable::sha256).orElse(""));
            }
            return new Outcome.Taken<>(new Reference(
                    base,
                    economies,
                    lifetimes,
                    aliases,
                    goods.orElse(base.ownGoods),
                    concordance.orElse(base.ownConcordance),
                    ReferenceTable.sha256(digest.toString().getBytes(StandardCharsets.UTF_8))));
        }

        private Optional<ReferenceTable> find(String name, String... needed) {
            return ReferenceTable.ofUser(directory, name, List.of(needed), refusals::add);
        }

        private void takeEconomies(ReferenceTable table) {
            for (var row : table.rowsByKey(List.of("code"), refusals::add)) {
                var code = row.get("code");
                var kind = findKind(row.get("kind"));
                if (kind.isEmpty()) {
                    refusals.add(Refusal.of(
                            "KAN-DATA-058", table.name(), row.line(), "value", row.get("kind"), "column", "kind"));
                    continue;
                }
                var japanese = row.get("name_ja").isEmpty() ? row.get("name_en") : row.get("name_ja");
                economies.put(code, new Economy(code, kind.get(), row.get("name_en"), japanese));
                for (var column : List.of("valid_from", "valid_to")) {
                    if (!DATE.matcher(row.get(column)).matches()) {
                        refusals.add(Refusal.of(
                                "KAN-DATA-019.year",
                                table.name(),
                                row.line(),
                                "value",
                                row.get(column),
                                "column",
                                column));
                    }
                }
                if (refusals.isEmpty()) {
                    lifetimes.put(code, lifetime(row));
                }
            }
        }

        private static final Pattern DATE = Pattern.compile("(\\d{4}(-\\d\\d-\\d\\d)?)?");

        private static Optional<Economy.Kind> findKind(String text) {
            for (var kind : Economy.Kind.values()) {
                if (kind.name().equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        private void takeAliases(ReferenceTable table) {
            for (var row : table.rowsByKey(List.of("scheme", "alias"), refusals::add)) {
                var code = row.get("code");
                var flags = row.get("flags");
                if (!economies.containsKey(code)) {
                    refusals.add(Refusal.of("KAN-DATA-016", table.name(), row.line(), "value", code, "column", "code"));
                } else if (!FLAGS.matcher(flags).matches()) {
                    refusals.add(
                            Refusal.of("KAN-DATA-015", table.name(), row.line(), "value", flags, "column", "flags"));
                } else {
                    aliases.add(new Alias(
                            row.get("scheme"), row.get("alias"), code, flags.isEmpty() ? 0 : Integer.parseInt(flags)));
                }
            }
        }

        private static final Pattern FLAGS = Pattern.compile("\\d{0,5}");
    }

    /** The Harmonized System: codes, names, sections. */
    public Goods goods() {
        return ownGoods != null ? ownGoods : Goods.shipped();
    }

    /** What a code of one list may become in another. */
    public Concordance concordance() {
        return ownConcordance != null ? ownConcordance : Concordance.shipped();
    }

    /** When a former economy existed; empty for one that exists, or of which the tables say nothing. */
    public Optional<Lifetime> findLifetime(String code) {
        var lifetime = lifetimes.get(code);
        return lifetime == null
                        || lifetime.from() == 0
                                && lifetime.to() == 0
                                && lifetime.successors().isEmpty()
                ? Optional.empty()
                : Optional.of(lifetime);
    }

    /** Names of the alias schemes, in alphabetical order. */
    public Set<String> schemes() {
        return new TreeSet<>(byScheme().keySet());
    }

    /**
     * What a source's text means in a scheme. Blanks around it and, in numbers, leading zeros do not matter; nor do case, dots, width
     * and the kind of white space in schemes of names ({@code name-en}, {@code name-ja}, {@code japan-area}, {@code usgs},
     * {@code bgs}).
     */
    public Optional<Meaning> find(String scheme, String text) {
        var meanings = byScheme().getOrDefault(scheme, Map.of());
        var stripped = TEXTS.contains(scheme) ? fold(text) : strip(text);
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

    /** The good with its names, the pack's first, then those of {@link #goods}; a good without names is shown by its code. */
    public Product product(Code code) {
        var known = products.get(code);
        if (known != null && (ownGoods == null || ownGoods.findUserGood(code).isEmpty())) {
            return known;
        }
        return goods().findGood(code)
                .filter(good -> !good.nameEn().isEmpty())
                .map(good -> new Product(
                        code,
                        good.nameEn(),
                        good.nameJa(),
                        known == null ? "" : known.theme(),
                        known == null ? "" : known.designated(),
                        known == null ? "" : known.note()))
                .orElseGet(() -> new Product(code, code.value(), "", "", "", ""));
    }

    public List<Bloc> blocs() {
        return blocs;
    }

    /** SHA-256 over all tables: part of the identity of a data set that was read with them. */
    public String fingerprint() {
        var known = fingerprint;
        if (known == null) {
            var text = new StringBuilder(pack.fingerprint());
            var tables = new ArrayList<>(SHIPPED_TABLES);
            for (int older = 0; older < Goods.REVISIONS.size() - 1; older++) {
                tables.add(ConcordanceStep.table(older));
            }
            for (var table : tables) {
                text.append('\n').append(ReferenceTable.sha256(ReferenceTable.shippedFile(table)));
            }
            known = ReferenceTable.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
            fingerprint = known;
        }
        return known;
    }
}
