package org.kaname.data.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kaname.data.Origin;
import org.kaname.data.csv.TextPool;

/**
 * Rows of the canonical table {@code flow} (data-formats 2.1) in primitive columns, as readers fill them. Texts are pooled. A quantity
 * that is not known is NaN. Not thread-safe.
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

    /** Flags of a row that this module sets. */
    public static final int PARTNER_UNSPECIFIED = 2;

    public static final int SELF_TRADE = 4;
    public static final int CODE_PADDED = 8;
    public static final int AGGREGATED = 64;

    /** A source row that went into a stored row made of several. */
    public record Part(int row, Origin origin) {}

    private final TextPool texts;
    private int size;
    private int[] classification = new int[1024];
    private short[] year = new short[1024];
    private int[] product = new int[1024];
    private byte[] level = new byte[1024];
    private int[] exporter = new int[1024];
    private int[] importer = new int[1024];
    private byte[] reportedBy = new byte[1024];
    private byte[] valueBasis = new byte[1024];
    private double[] value = new double[1024];
    private double[] quantity = new double[1024];
    private int[] flags = new int[1024];
    private int[] file = new int[1024];
    private int[] line = new int[1024];
    private int[] sourceRows = new int[1024];
    private final List<Part> parts = new ArrayList<>();

    public FlowTable() {
        this(new TextPool());
    }

    private FlowTable(TextPool texts) {
        this.texts = texts;
    }

    /** The number of a text in this table, for {@link #add}. */
    public int text(String text) {
        return texts.idOf(text);
    }

    public void add(
            int classificationText,
            int ofYear,
            int productText,
            int levelOfCode,
            int exporterText,
            int importerText,
            ReportedBy by,
            ValueBasis basis,
            double amount,
            double tonnes,
            int bits,
            Origin origin) {
        if (size == year.length) {
            grow();
        }
        classification[size] = classificationText;
        year[size] = (short) ofYear;
        product[size] = productText;
        level[size] = (byte) levelOfCode;
        exporter[size] = exporterText;
        importer[size] = importerText;
        reportedBy[size] = (byte) by.ordinal();
        valueBasis[size] = (byte) basis.ordinal();
        value[size] = amount;
        quantity[size] = tonnes;
        flags[size] = bits | (exporterText == importerText ? SELF_TRADE : 0);
        file[size] = origin.file();
        line[size] = origin.line();
        sourceRows[size] = 1;
        size++;
    }

    private void grow() {
        int larger = size * 2;
        classification = Arrays.copyOf(classification, larger);
        year = Arrays.copyOf(year, larger);
        product = Arrays.copyOf(product, larger);
        level = Arrays.copyOf(level, larger);
        exporter = Arrays.copyOf(exporter, larger);
        importer = Arrays.copyOf(importer, larger);
        reportedBy = Arrays.copyOf(reportedBy, larger);
        valueBasis = Arrays.copyOf(valueBasis, larger);
        value = Arrays.copyOf(value, larger);
        quantity = Arrays.copyOf(quantity, larger);
        flags = Arrays.copyOf(flags, larger);
        file = Arrays.copyOf(file, larger);
        line = Arrays.copyOf(line, larger);
        sourceRows = Arrays.copyOf(sourceRows, larger);
    }

    public int size() {
        return size;
    }

    public String classification(int row) {
        return texts.text(classification[row]);
    }

    public int year(int row) {
        return year[row];
    }

    public String product(int row) {
        return texts.text(product[row]);
    }

    /** Digits of the code; -1 where the scheme has no levels. */
    public int level(int row) {
        return level[row];
    }

    public String exporter(int row) {
        return texts.text(exporter[row]);
    }

    public String importer(int row) {
        return texts.text(importer[row]);
    }

    public ReportedBy reportedBy(int row) {
        return ReportedBy.values()[reportedBy[row]];
    }

    public ValueBasis valueBasis(int row) {
        return ValueBasis.values()[valueBasis[row]];
    }

    public double value(int row) {
        return value[row];
    }

    public double quantity(int row) {
        return quantity[row];
    }

    public int flags(int row) {
        return flags[row];
    }

    public Origin origin(int row) {
        return new Origin(file[row], line[row]);
    }

    public int sourceRows(int row) {
        return sourceRows[row];
    }

    /** Source rows of the stored rows that were made of several; rows by their place in this table. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** What is done with rows of one key. */
    public interface DuplicateRule {
        /** Which of the rows stay, none of them changed; or all of them where they shall become one. */
        Decision decide(List<Integer> rowsOfOneKey);
    }

    /** What becomes of rows of one key. */
    public enum Decision {
        KEEP_FIRST,
        DROP_ALL,
        SUM
    }

    /**
     * The rows in the order of the stored table (year, classification, product, importer, exporter, reported by), rows of one key
     * settled by the rule. The order does not depend on the order of reading.
     */
    public FlowTable settled(DuplicateRule rule) {
        var rank = ranks();
        var order = order(rank);
        var result = new FlowTable(texts);
        int from = 0;
        while (from < size) {
            int to = from + 1;
            while (to < size && sameKey(order[from], order[to])) {
                to++;
            }
            if (to == from + 1) {
                result.copy(this, order[from]);
            } else {
                settle(rule, order, from, to, result);
            }
            from = to;
        }
        return result;
    }

    private void settle(DuplicateRule rule, int[] order, int from, int to, FlowTable result) {
        var rows = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            rows.add(order[i]);
        }
        switch (rule.decide(rows)) {
            case KEEP_FIRST -> result.copy(this, order[from]);
            case DROP_ALL -> {
                // they are in quarantine now
            }
            case SUM -> {
                double sum = 0;
                double tonnes = 0;
                int bits = AGGREGATED;
                for (int row : rows) {
                    sum += value[row];
                    tonnes += quantity[row]; // one quantity not known makes the sum not known
                    bits |= flags[row];
                    result.parts.add(new Part(result.size, origin(row)));
                }
                result.copy(this, order[from]);
                int stored = result.size - 1;
                result.value[stored] = sum;
                result.quantity[stored] = tonnes;
                result.flags[stored] = bits;
                result.sourceRows[stored] = rows.size();
            }
        }
    }

    /** Copies a row of a table that shares this one's texts. */
    private void copy(FlowTable from, int row) {
        add(
                from.classification[row],
                from.year[row],
                from.product[row],
                from.level[row],
                from.exporter[row],
                from.importer[row],
                from.reportedBy(row),
                from.valueBasis(row),
                from.value[row],
                from.quantity[row],
                from.flags[row],
                from.origin(row));
    }

    private boolean sameKey(int a, int b) {
        return year[a] == year[b]
                && product[a] == product[b]
                && importer[a] == importer[b]
                && exporter[a] == exporter[b]
                && classification[a] == classification[b]
                && reportedBy[a] == reportedBy[b];
    }

    private int[] ranks() {
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

    /** Least-significant-first radix order over the parts of the key, so that no row becomes an object. */
    private int[] order(int[] rank) {
        var order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        // The place in the files decides between rows of one key.
        order = stable(order, i -> line[i]);
        order = stable(order, i -> file[i]);
        order = stable(order, i -> reportedBy[i]);
        order = stable(order, i -> rank[exporter[i]]);
        order = stable(order, i -> rank[importer[i]]);
        order = stable(order, i -> rank[product[i]]);
        order = stable(order, i -> rank[classification[i]]);
        return stable(order, i -> year[i]);
    }

    private static int[] stable(int[] order, java.util.function.IntUnaryOperator key) {
        int most = 0;
        for (int row : order) {
            most = Math.max(most, key.applyAsInt(row));
        }
        var current = order;
        for (int shift = 0; most >>> shift != 0; shift += 16) {
            var start = new int[(1 << 16) + 1];
            for (int row : current) {
                start[(key.applyAsInt(row) >>> shift & 0xFFFF) + 1]++;
            }
            for (int i = 0; i < 1 << 16; i++) {
                start[i + 1] += start[i];
            }
            var next = new int[current.length];
            for (int row : current) {
                next[start[key.applyAsInt(row) >>> shift & 0xFFFF]++] = row;
            }
            current = next;
            if (shift == 16) {
                break;
            }
        }
        return current;
    }
}
