package org.kaname.data.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Refusal;
import org.kaname.data.csv.CsvRecords;
import org.kaname.model.Code;

/**
 * The Harmonized System in its seven revisions: codes of two, four and six digits, English names, sections. The lists of HS92, HS17 and
 * HS22 are the United Nations'; those of HS96 to HS12 hold the codes that the concordances know, and take each name from the nearest
 * revision that has names, if none between lacks the code. No official Japanese names are among the sources. Immutable; the shipped
 * tables are read when first asked for.
 */
public final class Goods {
    /** The revisions, oldest first; what Comtrade calls {@code H0} to {@code H6}. */
    public static final List<String> REVISIONS = List.of("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22");

    /** The code of all goods together. */
    public static final String TOTAL = "TOTAL";

    private static final int SIX_DIGITS = 6;

    /**
     * A good, heading or chapter.
     *
     * @param level digits of the code; 0 for all goods
     * @param parent the code one level up; empty for all goods
     * @param nameEn empty where no list gives a name
     * @param nameJa empty where the user gave none
     * @param namedBy the revision whose list gives the name; empty where there is none or the user gave it
     */
    public record Good(Code code, int level, String parent, String nameEn, String nameJa, String namedBy) {
        /** Nothing finer exists in the list. */
        public boolean leaf() {
            return level == SIX_DIGITS;
        }
    }

    /** A section of the Harmonized System, by its roman number, with its chapters. */
    public record Section(String number, List<String> chapters, String nameEn) {
        public Section {
            chapters = List.copyOf(chapters);
        }
    }

    /** One name of a code: the revisions that bear it and those whose own list gives it, as bits. */
    private record Named(int revisions, int own, String name) {}

    private final Map<String, List<Named>> byCode;
    private final List<Section> sections;
    private final Map<String, Section> byChapter = new HashMap<>();
    private final Map<Code, Good> users;

    private Goods(Map<String, List<Named>> byCode, List<Section> sections, Map<Code, Good> users) {
        this.byCode = byCode;
        this.sections = sections;
        this.users = users;
        for (var section : sections) {
            section.chapters().forEach(chapter -> byChapter.put(chapter, section));
        }
    }

    private static final class Shipped {
        static final Goods TABLES = read();

        static Goods read() {
            var byCode = new HashMap<String, List<Named>>();
            var bits = new HashMap<String, Integer>();
            var records = CsvRecords.of(ReferenceTable.shippedBytes("product.csv.gz"));
            try {
                records.next();
                while (records.next()) {
                    int revisions = bits.computeIfAbsent(records.text(1), Goods::bits);
                    int own = bits.computeIfAbsent(records.text(2), Goods::bits);
                    byCode.computeIfAbsent(records.text(0), k -> new ArrayList<>(1))
                            .add(new Named(revisions, own, records.text(3)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Bytes in memory cannot fail.", e);
            }
            var sections = new ArrayList<Section>();
            for (var row : ReferenceTable.shipped("section.csv").rows()) {
                sections.add(new Section(
                        row.get("section"), List.of(row.get("chapters").split(" ")), row.get("name_en")));
            }
            return new Goods(byCode, List.copyOf(sections), Map.of());
        }
    }

    static Goods shipped() {
        return Shipped.TABLES;
    }

    private static int bits(String classifications) {
        int bits = 0;
        for (int i = 0; i < REVISIONS.size(); i++) {
            bits |= classifications.contains(REVISIONS.get(i)) ? 1 << i : 0;
        }
        return bits;
    }

    /** The same with the user's rows: names win, and codes that no list holds are known from then on. */
    Goods with(ReferenceTable table, Consumer<Refusal> refuse) {
        var more = new HashMap<>(users);
        for (var row : table.rowsByKey(List.of("classification", "code"), refuse)) {
            var code = new Code(row.get("classification"), row.get("code"));
            var parent = row.get("parent").isEmpty() ? parent(code.value()) : row.get("parent");
            int level = code.value().equals(TOTAL) ? 0 : code.value().length();
            more.put(code, new Good(code, level, parent, row.get("name_en"), row.get("name_ja"), ""));
        }
        return new Goods(byCode, sections, Map.copyOf(more));
    }

    /** The revision that Comtrade writes as {@code H0} to {@code H6}. */
    public static Optional<String> findRevision(String comtrade) {
        for (int i = 0; i < REVISIONS.size(); i++) {
            if (comtrade.equals("H" + i)) {
                return Optional.of(REVISIONS.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether the list holds the code (two, four or six digits, {@code TOTAL}, or "not specified"). */
    public boolean known(String classification, String code) {
        return named(classification, code) != null || users.containsKey(new Code(classification, code));
    }

    private @Nullable Named named(String classification, String code) {
        int revision = REVISIONS.indexOf(classification);
        if (revision >= 0) {
            for (var named : byCode.getOrDefault(code, List.of())) {
                if ((named.revisions() >> revision & 1) == 1) {
                    return named;
                }
            }
        }
        return null;
    }

    /** The revisions that hold the code, oldest first; none for a code of no list. */
    public Set<String> knownIn(String code) {
        var revisions = new LinkedHashSet<String>();
        for (var revision : REVISIONS) {
            if (known(revision, code)) {
                revisions.add(revision);
            }
        }
        return revisions;
    }

    /** A code that stands for goods the reporter did not specify: stored, flagged, never counted as a good (data-formats 2.4). */
    public boolean notSpecified(String code) {
        return code.length() == SIX_DIGITS && code.startsWith("9999");
    }

    /** The good, heading or chapter; empty where the list lacks it. */
    public Optional<Good> findGood(Code code) {
        var user = users.get(code);
        if (user != null) {
            return Optional.of(user);
        }
        var named = named(code.scheme(), code.value());
        if (named == null) {
            return Optional.empty();
        }
        int level = code.value().equals(TOTAL) ? 0 : code.value().length();
        return Optional.of(
                new Good(code, level, parent(code.value()), named.name(), "", namedBy(code.scheme(), named)));
    }

    /** The user's own row; empty where there is none. */
    Optional<Good> findUserGood(Code code) {
        return Optional.ofNullable(users.get(code));
    }

    private static String parent(String code) {
        return code.equals(TOTAL) ? "" : code.length() <= 2 ? TOTAL : code.substring(0, code.length() - 2);
    }

    private static String namedBy(String classification, Named named) {
        int revision = REVISIONS.indexOf(classification);
        int best = -1;
        for (int i = 0; i < REVISIONS.size(); i++) {
            if ((named.own() >> i & 1) == 1 && (best < 0 || Math.abs(i - revision) < Math.abs(best - revision))) {
                best = i;
            }
        }
        return best < 0 ? "" : REVISIONS.get(best);
    }

    /** The section of a chapter, heading or good, by the HS22 list; empty for {@code TOTAL} and "not specified". */
    public Optional<Section> findSection(String code) {
        return code.length() < 2 ? Optional.empty() : Optional.ofNullable(byChapter.get(code.substring(0, 2)));
    }

    /** The sections in their order. */
    public List<Section> listSections() {
        return sections;
    }

    /** The codes of a list with so many digits, in ascending order, "not specified" included. */
    public List<String> listCodes(String classification, int digits) {
        var codes = new TreeSet<String>();
        for (var code : byCode.keySet()) {
            if (code.length() == digits && !code.equals(TOTAL) && named(classification, code) != null) {
                codes.add(code);
            }
        }
        for (var code : users.keySet()) {
            if (code.scheme().equals(classification) && code.value().length() == digits) {
                codes.add(code.value());
            }
        }
        return List.copyOf(codes);
    }

    /** Which part (0 to 1) of the distinct codes the list holds; 0 where there are none. */
    public double fit(String classification, Collection<String> codes) {
        var distinct = new HashSet<>(codes);
        long known =
                distinct.stream().filter(code -> known(classification, code)).count();
        return distinct.isEmpty() ? 0 : (double) known / distinct.size();
    }

    /** {@link #fit(String, Collection)} for every revision, the best first, equals by age. */
    public Map<String, Double> fit(Collection<String> codes) {
        var byFit = new TreeMap<Double, List<String>>(java.util.Comparator.reverseOrder());
        for (var revision : REVISIONS) {
            byFit.computeIfAbsent(fit(revision, codes), k -> new ArrayList<>()).add(revision);
        }
        var fits = new LinkedHashMap<String, Double>();
        byFit.forEach((fit, revisions) -> revisions.forEach(revision -> fits.put(revision, fit)));
        return fits;
    }
}
