package org.kaname.data.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.kaname.data.Origin;
import org.kaname.data.csv.TextPool;

/**
 * Rows of the canonical tables {@code flow}, {@code total} and {@code reexport} (data-formats 2.1, 2.2) in primitive columns, as readers
 * fill them: 32 bytes a row in chunks that never move. Texts are pooled; what most rows share is kept once as a {@link Form}. A quantity
 * that is not known is NaN. Not thread-safe while it is filled; after {@link #settle} any thread may read.
 */
public final class FlowTable {
    /** Whose report a row is. */
    public enum ReportedBy {
        IMPORTER,
        EXPORTER,
        RECONCILED
    }

    /** On which terms a value was reported. */
    public enum ValueBasis {
        CIF,
        FOB,
        FOB_EQUIVALENT,
        UNKNOWN
    }

    /** Flags of a row that this module sets (data-formats 2.1). */
    public static final int ECONOMY_PROXY = 1;

    public static final int PARTNER_UNSPECIFIED = 2;
    public static final int SELF_TRADE = 4;
    public static final int CODE_PADDED = 8;
    public static final int MIXED_REVISION = 16;
    public static final int AGGREGATED = 64;
    public static final int MIRROR_ONE_SIDED = 512;
    public static final int ROUNDED_IN_SOURCE = 1024;
    public static final int TOTAL_MISMATCH = 2048;

    /**
     * What many rows have in common.
     *
     * @param month 1 to 12, 0 for a whole year
     * @param level digits of the code; -1 where the scheme has no levels
     * @param valueEstimated the value is the provider's or this program's estimate, not observed
     * @param quantityEstimated the quantity is the provider's estimate
     * @param flowKind {@code M X RX RM} in totals and re-exports, else empty
     * @param extraUnit unit of the supplementary quantities, empty where there are none
     * @param file ordinal of the input
     */
    public record Form(
            String classification,
            int year,
            int month,
            int level,
            ReportedBy reportedBy,
            ValueBasis valueBasis,
            boolean valueEstimated,
            boolean quantityEstimated,
            String flowKind,
            String extraUnit,
            int file) {
        /** A whole year's observed rows without supplementary quantities. */
        public static Form of(
                String classification, int year, int level, ReportedBy reportedBy, ValueBasis valueBasis, int file) {
            return new Form(classification, year, 0, level, reportedBy, valueBasis, false, false, "", "", file);
        }
    }

    /** A source row that went into a stored row made of several. */
    public record Part(int row, Origin origin) {}

    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int IN_CHUNK = CHUNK - 1;

    /** Four words a row, so that a row lies in half a cache line: value, quantity, product and line, and the four small ones. */
    private static final int WORDS = 2;

    private static final class Chunk {
        final long[] words = new long[CHUNK << WORDS];
        double[] extra = NONE;
        double[] national = NONE;
    }

    private static final double[] NONE = {};

    private final TextPool products;
    private final TextPool economies;
    private final List<Form> forms = new ArrayList<>();
    private final Map<Form, Integer> formIds = new HashMap<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private int size;
    private boolean settled;
    private int[] order = {};
    private final BitSet gone = new BitSet();
    private final Map<Integer, Integer> sourceRows = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private String currency = "";

    public FlowTable() {
        products = new TextPool();
        economies = new TextPool();
    }

    private FlowTable(FlowTable like) {
        products = like.products;
        economies = like.economies;
        forms.addAll(like.forms);
        formIds.putAll(like.formIds);
        currency = like.currency;
    }

    /** ISO 4217 code of the amounts given to {@link #national}; empty where there are none. One table has one. */
    public void currency(String code) {
        currency = code;
    }

    public String currency() {
        return currency;
    }

    /** An empty table that gives the same numbers to the same texts and forms; the rows of this one are gone. */
    public FlowTable emptied() {
        var empty = new FlowTable(this);
        chunks.clear(); // a reader may still hold this table for its texts
        order = new int[0];
        size = 0;
        return empty;
    }

    /** The number of a product's code, for {@link #add}. */
    public int product(String code) {
        return products.idOf(code);
    }

    /** The number of an economy's code, for {@link #add}. */
    public int economy(String code) {
        int id = economies.idOf(code);
        if (id > Short.MAX_VALUE) {
            throw new IllegalStateException("More economies than any data set has: " + code + ".");
        }
        return id;
    }

    /** The number of a form, for {@link #add}. */
    public int form(Form form) {
        var known = formIds.get(form);
        if (known != null) {
            return known;
        }
        int id = forms.size();
        if (id > 0xFFFF) {
            throw new IllegalStateException("More kinds of rows than one data set can have.");
        }
        forms.add(form);
        formIds.put(form, id);
        return id;
    }

    /**
     * @param value in the data set's unit
     * @param tonnes NaN where not known
     */
    public void add(
            int form, int product, int exporter, int importer, double value, double tonnes, int flags, long line) {
        int at = size & IN_CHUNK;
        if (at == 0) {
            chunks.add(new Chunk());
        }
        var chunk = chunks.getLast();
        int bits = flags | (exporter == importer ? SELF_TRADE : 0);
        var words = chunk.words;
        int word = at << WORDS;
        words[word] = Double.doubleToRawLongBits(value);
        words[word + 1] = Double.doubleToRawLongBits(tonnes);
        words[word + 2] = (long) product << Integer.SIZE | line;
        words[word + 3] = (long) exporter << 48 | (long) importer << 32 | (long) form << 16 | bits;
        if (chunk.extra.length > 0) {
            chunk.extra[at] = Double.NaN;
        }
        if (chunk.national.length > 0) {
            chunk.national[at] = Double.NaN;
        }
        size++;
    }

    /** Gives the row added last a supplementary quantity in the unit of its form. */
    public void extra(double quantity) {
        var chunk = chunks.getLast();
        if (chunk.extra.length == 0) {
            chunk.extra = new double[CHUNK];
            Arrays.fill(chunk.extra, Double.NaN);
        }
        chunk.extra[(size - 1) & IN_CHUNK] = quantity;
    }

    /** Gives the row added last its amount in the source's own currency, in whole units of it. */
    public void national(double amount) {
        var chunk = chunks.getLast();
        if (chunk.national.length == 0) {
            chunk.national = new double[CHUNK];
            Arrays.fill(chunk.national, Double.NaN);
        }
        chunk.national[(size - 1) & IN_CHUNK] = amount;
    }

    /** Sets more flags of a row; after {@link #settle}, of one of those that stay. */
    public void flag(int row, int bits) {
        int at = at(row);
        chunk(at).words[((at & IN_CHUNK) << WORDS) + 3] |= bits;
    }

    /** Rows: before {@link #settle} those added, afterwards those that stay. */
    public int size() {
        return settled ? order.length : size;
    }

    private Chunk chunk(int row) {
        return chunks.get(row >>> CHUNK_BITS);
    }

    private int at(int row) {
        return settled ? order[row] : row;
    }

    private long word(int at, int word) {
        return chunk(at).words[((at & IN_CHUNK) << WORDS) + word];
    }

    public Form form(int row) {
        return forms.get(formNumber(row));
    }

    /** Number of the row's form. */
    public int formNumber(int row) {
        return formAt(at(row));
    }

    private int formAt(int at) {
        return (int) (word(at, 3) >>> 16) & 0xFFFF;
    }

    public List<Form> forms() {
        return List.copyOf(forms);
    }

    public int year(int row) {
        return form(row).year();
    }

    public String classification(int row) {
        return form(row).classification();
    }

    public String product(int row) {
        return products.text(productNumber(row));
    }

    public int productNumber(int row) {
        return productAt(at(row));
    }

    private int productAt(int at) {
        return (int) (word(at, 2) >>> Integer.SIZE);
    }

    public String productText(int number) {
        return products.text(number);
    }

    public String exporter(int row) {
        return economies.text(exporterNumber(row));
    }

    public int exporterNumber(int row) {
        return exporterAt(at(row));
    }

    private int exporterAt(int at) {
        return (int) (word(at, 3) >>> 48);
    }

    public String importer(int row) {
        return economies.text(importerNumber(row));
    }

    public int importerNumber(int row) {
        return importerAt(at(row));
    }

    private int importerAt(int at) {
        return (int) (word(at, 3) >>> 32) & 0xFFFF;
    }

    public String economyText(int number) {
        return economies.text(number);
    }

    public int economyCount() {
        return economies.size();
    }

    public int productCount() {
        return products.size();
    }

    public double value(int row) {
        return Double.longBitsToDouble(word(at(row), 0));
    }

    public double quantity(int row) {
        return Double.longBitsToDouble(word(at(row), 1));
    }

    /** Supplementary quantity in the unit of the row's form; NaN where there is none. */
    public double extra(int row) {
        int at = at(row);
        var extra = chunk(at).extra;
        return extra.length == 0 ? Double.NaN : extra[at & IN_CHUNK];
    }

    /** Amount in the source's own currency; NaN where the value is that amount, or there is none. */
    public double national(int row) {
        int at = at(row);
        var national = chunk(at).national;
        return national.length == 0 ? Double.NaN : national[at & IN_CHUNK];
    }

    /** True where any row has an amount in the source's own currency. */
    public boolean hasNational() {
        return chunks.stream().anyMatch(c -> c.national.length > 0);
    }

    public int flags(int row) {
        return (int) word(at(row), 3) & 0xFFFF;
    }

    public int line(int row) {
        return lineAt(at(row));
    }

    private int lineAt(int at) {
        return (int) word(at, 2);
    }

    public Origin origin(int row) {
        return new Origin(form(row).file(), line(row));
    }

    public int sourceRows(int row) {
        return sourceRows.isEmpty() ? 1 : sourceRows.getOrDefault(at(row), 1);
    }

    /**
     * Rows that stay, copied side by side so that reading their columns one after the other stays in the cache. Not thread-safe; each
     * thread has its own.
     */
    public final class Window {
        private long[] words = {};
        private int first = -1;
        private int count;

        private Window() {}

        private int word(int row) {
            if (row < first || row >= first + count) {
                throw new IllegalStateException("The row (" + row + ") is outside the window.");
            }
            return (row - first) << WORDS;
        }

        /** Moves the window, unless it stands there already. */
        public void move(int from, int rows) {
            if (first == from && count >= rows) {
                return;
            }
            if (words.length < rows << WORDS) {
                words = new long[rows << WORDS];
            }
            for (int i = 0; i < rows; i++) {
                int at = at(from + i);
                System.arraycopy(chunk(at).words, (at & IN_CHUNK) << WORDS, words, i << WORDS, 1 << WORDS);
            }
            first = from;
            count = rows;
        }

        public int form(int row) {
            return (int) (words[word(row) + 3] >>> 16) & 0xFFFF;
        }

        public int product(int row) {
            return (int) (words[word(row) + 2] >>> Integer.SIZE);
        }

        public int exporter(int row) {
            return (int) (words[word(row) + 3] >>> 48);
        }

        public int importer(int row) {
            return (int) (words[word(row) + 3] >>> 32) & 0xFFFF;
        }

        public double value(int row) {
            return Double.longBitsToDouble(words[word(row)]);
        }

        public double quantity(int row) {
            return Double.longBitsToDouble(words[word(row) + 1]);
        }

        public int flags(int row) {
            return (int) words[word(row) + 3] & 0xFFFF;
        }

        public int line(int row) {
            return (int) words[word(row) + 2];
        }
    }

    /** A window on the rows that stay. */
    public Window window() {
        return new Window();
    }

    /** Looks at the rows that stay, in the order in which they were added: the fastest way through all of them. */
    public void each(Seen seen) {
        for (int at = 0; at < size; at++) {
            if (!settled || !gone.get(at)) {
                long small = word(at, 3);
                seen.row(
                        (int) (small >>> 16) & 0xFFFF,
                        productAt(at),
                        (int) (small >>> 48),
                        (int) (small >>> 32) & 0xFFFF,
                        Double.longBitsToDouble(word(at, 0)));
            }
        }
    }

    /** Takes the numbers of one row. */
    public interface Seen {
        void row(int form, int product, int exporter, int importer, double value);
    }

    /** Source rows of the stored rows that were made of several; rows by their place among those that stay. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** What is done with rows of one key. */
    public interface DuplicateRule {
        /** Which of the rows stay, none of them changed; or all of them where they shall become one. Rows as they were added. */
        Decision decide(List<Integer> rowsOfOneKey);
    }

    /** What becomes of rows of one key. */
    public enum Decision {
        KEEP_FIRST,
        KEEP_ALL,
        DROP_ALL,
        SUM
    }

    /**
     * Puts the rows in the order of the stored table (year, month, classification, product, importer, exporter, reported by, kind) and
     * settles rows of one key by the rule. The order does not depend on the order of reading.
     */
    public void settle(DuplicateRule rule) {
        var sorted = sorted();
        int kept = 0;
        int from = 0;
        var keyOf = formKeys();
        while (from < size) {
            int to = from + 1;
            while (to < size && sameKey(keyOf, sorted[from], sorted[to])) {
                to++;
            }
            int stay = to == from + 1 ? 1 : settle(rule, sorted, from, to, kept);
            for (int i = from + stay; i < to; i++) {
                gone.set(sorted[i]);
            }
            for (int i = 0; i < stay; i++) {
                sorted[kept++] = sorted[from + i];
            }
            from = to;
        }
        order = kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
        settled = true;
    }

    /** How many rows stay, from the first on. */
    private int settle(DuplicateRule rule, int[] sorted, int from, int to, int stored) {
        var rows = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            rows.add(sorted[i]);
        }
        return switch (rule.decide(List.copyOf(rows))) {
            case KEEP_FIRST -> 1;
            case KEEP_ALL -> to - from;
            case DROP_ALL -> 0;
            case SUM -> {
                int first = rows.getFirst();
                double sum = 0;
                double tonnes = 0;
                double amount = 0;
                double supplementary = 0;
                int bits = AGGREGATED;
                for (int row : rows) {
                    sum += value(row);
                    // One that is not known makes the sum not known; of different units there is none.
                    tonnes += quantity(row);
                    amount += national(row);
                    supplementary += formNumber(row) == formNumber(first) ? extra(row) : Double.NaN;
                    bits |= flags(row);
                    parts.add(new Part(stored, origin(row)));
                }
                var words = chunk(first).words;
                int word = (first & IN_CHUNK) << WORDS;
                words[word] = Double.doubleToRawLongBits(sum);
                words[word + 1] = Double.doubleToRawLongBits(tonnes);
                words[word + 3] = words[word + 3] & ~0xFFFFL | bits;
                if (chunk(first).national.length > 0) {
                    chunk(first).national[first & IN_CHUNK] = amount;
                }
                if (chunk(first).extra.length > 0) {
                    chunk(first).extra[first & IN_CHUNK] = supplementary;
                }
                sourceRows.put(first, rows.size());
                yield 1;
            }
        };
    }

    private record Key(int year, int month, String classification, ReportedBy reportedBy, String flowKind) {}

    /** For each form the rank of its part of the key, so that two forms with one rank have the same. */
    private int[] formKeys() {
        var keys = forms.stream()
                .map(f -> new Key(f.year(), f.month(), f.classification(), f.reportedBy(), f.flowKind()))
                .toList();
        var distinct = new ArrayList<>(new java.util.LinkedHashSet<>(keys));
        var ranks = new int[keys.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = distinct.indexOf(keys.get(i));
        }
        return ranks;
    }

    private boolean sameKey(int[] keyOf, int a, int b) {
        return productAt(a) == productAt(b)
                && importerAt(a) == importerAt(b)
                && exporterAt(a) == exporterAt(b)
                && keyOf[formAt(a)] == keyOf[formAt(b)];
    }

    private static int[] ranks(TextPool texts) {
        var sorted = new ArrayList<Integer>();
        for (int id = 0; id < texts.size(); id++) {
            sorted.add(id);
        }
        sorted.sort((a, b) -> texts.text(a).compareTo(texts.text(b)));
        var rank = new int[texts.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[sorted.get(i)] = i;
        }
        return rank;
    }

    private int[] rankOfForms(java.util.Comparator<Form> comparator) {
        var distinct = new ArrayList<Form>();
        forms.stream().sorted(comparator).forEach(form -> {
            if (distinct.isEmpty() || comparator.compare(distinct.getLast(), form) != 0) {
                distinct.add(form);
            }
        });
        var rank = new int[forms.size()];
        for (int i = 0; i < rank.length; i++) {
            int found = 0;
            while (comparator.compare(distinct.get(found), forms.get(i)) != 0) {
                found++;
            }
            rank[i] = found;
        }
        return rank;
    }

    /** Least-significant-first radix order over the parts of the key, so that no row becomes an object. */
    private int[] sorted() {
        int[] sorted = {};
        // The place in the files decides between rows of one key.
        if (!inFileOrder()) {
            sorted = stable(sorted, this::lineAt, Integer.MAX_VALUE);
            var file = forms.stream().mapToInt(Form::file).toArray();
            sorted = stable(sorted, at -> file[formAt(at)], most(file));
        }
        var minor = rankOfForms(java.util.Comparator.comparing(Form::reportedBy).thenComparing(Form::flowKind));
        sorted = stable(sorted, at -> minor[formAt(at)], most(minor));
        var economy = ranks(economies);
        if (economy.length <= BYTE) {
            sorted = stable(sorted, at -> economy[importerAt(at)] << 8 | economy[exporterAt(at)], BYTE * BYTE - 1);
        } else {
            sorted = stable(sorted, at -> economy[exporterAt(at)], most(economy));
            sorted = stable(sorted, at -> economy[importerAt(at)], most(economy));
        }
        var good = ranks(products);
        sorted = stable(sorted, at -> good[productAt(at)], most(good));
        var major = rankOfForms(java.util.Comparator.comparingInt(Form::year)
                .thenComparingInt(Form::month)
                .thenComparing(Form::classification));
        sorted = stable(sorted, at -> major[formAt(at)], most(major));
        return sorted.length == size ? sorted : identity();
    }

    private static final int BYTE = 256;

    private static int most(int[] keys) {
        return Arrays.stream(keys).max().orElse(0);
    }

    private int[] identity() {
        var order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        return order;
    }

    private boolean inFileOrder() {
        var file = forms.stream().mapToInt(Form::file).toArray();
        int lastFile = -1;
        int lastLine = 0;
        for (int at = 0; at < size; at++) {
            int of = file[formAt(at)];
            int line = lineAt(at);
            if (of < lastFile || of == lastFile && line < lastLine) {
                return false;
            }
            lastFile = of;
            lastLine = line;
        }
        return true;
    }

    /**
     * One more key on top of an order.
     *
     * @param order empty where it is the order of adding
     * @param most no key is greater
     */
    private int[] stable(int[] order, IntUnaryOperator key, int most) {
        var current = order;
        for (int shift = 0; shift < Integer.SIZE && most >>> shift != 0; shift += CHUNK_BITS) {
            int last = Math.min(most >>> shift, IN_CHUNK);
            var start = new int[last + 2];
            for (int at = 0; at < size; at++) {
                start[(key.applyAsInt(at) >>> shift & IN_CHUNK) + 1]++;
            }
            for (int i = 0; i <= last; i++) {
                start[i + 1] += start[i];
            }
            var next = new int[size];
            for (int i = 0; i < size; i++) {
                int at = current.length == 0 ? i : current[i];
                next[start[key.applyAsInt(at) >>> shift & IN_CHUNK]++] = at;
            }
            current = next;
        }
        return current;
    }
}
