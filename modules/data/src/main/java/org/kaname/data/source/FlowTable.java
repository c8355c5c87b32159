package org.kaname.data.source;

import java.util.ArrayList;
import java.util.Arrays;
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

    private static final class Chunk {
        final short[] form = new short[CHUNK];
        final int[] product = new int[CHUNK];
        final short[] exporter = new short[CHUNK];
        final short[] importer = new short[CHUNK];
        final double[] value = new double[CHUNK];
        final double[] quantity = new double[CHUNK];
        final short[] flags = new short[CHUNK];
        final int[] line = new int[CHUNK];
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
    private final Map<Integer, Integer> sourceRows = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    public FlowTable() {
        products = new TextPool();
        economies = new TextPool();
    }

    private FlowTable(FlowTable like) {
        products = like.products;
        economies = like.economies;
        forms.addAll(like.forms);
        formIds.putAll(like.formIds);
    }

    /** An empty table that gives the same numbers to the same texts and forms. */
    public FlowTable emptied() {
        return new FlowTable(this);
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
        chunk.form[at] = (short) form;
        chunk.product[at] = product;
        chunk.exporter[at] = (short) exporter;
        chunk.importer[at] = (short) importer;
        chunk.value[at] = value;
        chunk.quantity[at] = tonnes;
        chunk.flags[at] = (short) (flags | (exporter == importer ? SELF_TRADE : 0));
        chunk.line[at] = (int) line;
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

    /** Gives the row added last its amount in the source's own currency. */
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
        chunk(at).flags[at & IN_CHUNK] |= (short) bits;
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

    public Form form(int row) {
        int at = at(row);
        return forms.get(chunk(at).form[at & IN_CHUNK] & 0xFFFF);
    }

    /** Number of the row's form. */
    public int formNumber(int row) {
        int at = at(row);
        return chunk(at).form[at & IN_CHUNK] & 0xFFFF;
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
        int at = at(row);
        return chunk(at).product[at & IN_CHUNK];
    }

    public String productText(int number) {
        return products.text(number);
    }

    public String exporter(int row) {
        return economies.text(exporterNumber(row));
    }

    public int exporterNumber(int row) {
        int at = at(row);
        return chunk(at).exporter[at & IN_CHUNK];
    }

    public String importer(int row) {
        return economies.text(importerNumber(row));
    }

    public int importerNumber(int row) {
        int at = at(row);
        return chunk(at).importer[at & IN_CHUNK];
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
        int at = at(row);
        return chunk(at).value[at & IN_CHUNK];
    }

    public double quantity(int row) {
        int at = at(row);
        return chunk(at).quantity[at & IN_CHUNK];
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

    public int flags(int row) {
        int at = at(row);
        return chunk(at).flags[at & IN_CHUNK] & 0xFFFF;
    }

    public int line(int row) {
        int at = at(row);
        return chunk(at).line[at & IN_CHUNK];
    }

    public Origin origin(int row) {
        return new Origin(form(row).file(), line(row));
    }

    public int sourceRows(int row) {
        return sourceRows.getOrDefault(at(row), 1);
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
            int first = sorted[from];
            if (to == from + 1 || settle(rule, sorted, from, to, kept)) {
                sorted[kept++] = first;
            }
            from = to;
        }
        order = kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
        settled = true;
    }

    /** True where one row stays, in the place of the first. */
    private boolean settle(DuplicateRule rule, int[] sorted, int from, int to, int stored) {
        var rows = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            rows.add(sorted[i]);
        }
        return switch (rule.decide(List.copyOf(rows))) {
            case KEEP_FIRST -> true;
            case DROP_ALL -> false;
            case SUM -> {
                int first = rows.getFirst();
                double sum = 0;
                double tonnes = 0;
                int bits = AGGREGATED;
                for (int row : rows) {
                    sum += value(row);
                    tonnes += quantity(row); // one quantity not known makes the sum not known
                    bits |= flags(row);
                    parts.add(new Part(stored, origin(row)));
                }
                var chunk = chunk(first);
                chunk.value[first & IN_CHUNK] = sum;
                chunk.quantity[first & IN_CHUNK] = tonnes;
                chunk.flags[first & IN_CHUNK] = (short) bits;
                sourceRows.put(first, rows.size());
                yield true;
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
        var left = chunk(a);
        var right = chunk(b);
        int i = a & IN_CHUNK;
        int j = b & IN_CHUNK;
        return left.product[i] == right.product[j]
                && left.importer[i] == right.importer[j]
                && left.exporter[i] == right.exporter[j]
                && keyOf[left.form[i] & 0xFFFF] == keyOf[right.form[j] & 0xFFFF];
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
        var sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = i;
        }
        // The place in the files decides between rows of one key.
        if (!inFileOrder()) {
            sorted = stable(sorted, i -> chunk(i).line[i & IN_CHUNK]);
            var file = forms.stream().mapToInt(Form::file).toArray();
            sorted = stable(sorted, i -> file[chunk(i).form[i & IN_CHUNK] & 0xFFFF]);
        }
        var minor = rankOfForms(java.util.Comparator.comparing(Form::reportedBy).thenComparing(Form::flowKind));
        sorted = stable(sorted, i -> minor[chunk(i).form[i & IN_CHUNK] & 0xFFFF]);
        var economy = ranks(economies);
        sorted = stable(sorted, i -> economy[chunk(i).exporter[i & IN_CHUNK]]);
        sorted = stable(sorted, i -> economy[chunk(i).importer[i & IN_CHUNK]]);
        var good = ranks(products);
        sorted = stable(sorted, i -> good[chunk(i).product[i & IN_CHUNK]]);
        var major = rankOfForms(java.util.Comparator.comparingInt(Form::year)
                .thenComparingInt(Form::month)
                .thenComparing(Form::classification));
        return stable(sorted, i -> major[chunk(i).form[i & IN_CHUNK] & 0xFFFF]);
    }

    private boolean inFileOrder() {
        int file = -1;
        int line = 0;
        for (int row = 0; row < size; row++) {
            var chunk = chunk(row);
            int of = forms.get(chunk.form[row & IN_CHUNK] & 0xFFFF).file();
            int at = chunk.line[row & IN_CHUNK];
            if (of < file || of == file && at < line) {
                return false;
            }
            file = of;
            line = at;
        }
        return true;
    }

    private static int[] stable(int[] order, IntUnaryOperator key) {
        int most = 0;
        for (int row : order) {
            most = Math.max(most, key.applyAsInt(row));
        }
        var current = order;
        for (int shift = 0; shift < Integer.SIZE && most >>> shift != 0; shift += CHUNK_BITS) {
            var start = new int[CHUNK + 1];
            for (int row : current) {
                start[(key.applyAsInt(row) >>> shift & IN_CHUNK) + 1]++;
            }
            for (int i = 0; i < CHUNK; i++) {
                start[i + 1] += start[i];
            }
            var next = new int[current.length];
            for (int row : current) {
                next[start[key.applyAsInt(row) >>> shift & IN_CHUNK]++] = row;
            }
            current = next;
        }
        return current;
    }
}
