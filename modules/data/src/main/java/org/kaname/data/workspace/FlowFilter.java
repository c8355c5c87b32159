package org.kaname.data.workspace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which stored rows are wanted: those that fit everything that was said. Immutable. */
public final class FlowFilter {
    /** Every row. */
    public static final FlowFilter ALL = new FlowFilter(null, null, null, null, null, null);

    private final @Nullable Integer year;
    private final @Nullable Integer month;
    private final @Nullable String classification;
    private final @Nullable String product;
    private final @Nullable String exporter;
    private final @Nullable String importer;

    private FlowFilter(
            @Nullable Integer year,
            @Nullable Integer month,
            @Nullable String classification,
            @Nullable String product,
            @Nullable String exporter,
            @Nullable String importer) {
        this.year = year;
        this.month = month;
        this.classification = classification;
        this.product = product;
        this.exporter = exporter;
        this.importer = importer;
    }

    public FlowFilter withYear(int wanted) {
        return new FlowFilter(wanted, month, classification, product, exporter, importer);
    }

    /** @param wanted 1 to 12; 0 for rows of a whole year */
    public FlowFilter withMonth(int wanted) {
        return new FlowFilter(year, wanted, classification, product, exporter, importer);
    }

    public FlowFilter withClassification(String scheme) {
        return new FlowFilter(year, month, scheme, product, exporter, importer);
    }

    /** @param code with its zeros */
    public FlowFilter withProduct(String code) {
        return new FlowFilter(year, month, classification, code, exporter, importer);
    }

    public FlowFilter withExporter(String code) {
        return new FlowFilter(year, month, classification, product, code, importer);
    }

    public FlowFilter withImporter(String code) {
        return new FlowFilter(year, month, classification, product, exporter, code);
    }

    /** The file may hold rows that fit: a year lies in a directory of its own. */
    boolean mayBeIn(String file) {
        return year == null || file.contains("/year=" + year + "/");
    }

    /**
     * Conditions on a table of flows, or {@code true}.
     *
     * @param numeric products are stored as numbers, their digits as the level
     */
    String condition(boolean numeric) {
        var conditions = new ArrayList<String>(List.of("true"));
        if (year != null) {
            conditions.add("year = " + year);
        }
        if (month != null) {
            conditions.add(month == 0 ? "month IS NULL" : "month = " + month);
        }
        equal(conditions, "classification", classification);
        equal(conditions, "exporter", exporter);
        equal(conditions, "importer", importer);
        if (product != null && numeric) {
            boolean digits = product.matches("[0-9]{1,9}");
            conditions.add(
                    digits ? "product = " + Integer.parseInt(product) + " AND level = " + product.length() : "false");
        } else {
            equal(conditions, "product", product);
        }
        return String.join(" AND ", conditions);
    }

    private static void equal(List<String> conditions, String column, @Nullable String text) {
        if (text != null) {
            conditions.add(column + " = " + ParquetFiles.quoted(text));
        }
    }
}
