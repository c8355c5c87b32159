package org.kaname.data;

import org.jspecify.annotations.Nullable;

/**
 * A record that was read and could not be taken (data-formats 1.5). Never dropped in silence.
 *
 * @param column first offending column in the source's spelling
 * @param value offending text, at most 200 characters
 * @param raw the record as read, at most 4,096 characters
 * @param otherLine for duplicates: the line it collides with, else 0
 */
public record QuarantinedRow(
        Origin origin,
        @Nullable String column,
        Reason reason,
        @Nullable String value,
        String raw,
        boolean rawTruncated,
        long otherLine) {
    public static final int LONGEST_VALUE = 200;
    public static final int LONGEST_RAW = 4096;

    /** Closed: a new reason is a new release. */
    public enum Reason {
        COLUMN_COUNT("KAN-DATA-012"),
        QUOTE_UNCLOSED("KAN-DATA-011"),
        BAD_ENCODING("KAN-DATA-010"),
        LINE_TOO_LONG("KAN-DATA-039"),
        YEAR_MALFORMED("KAN-DATA-019"),
        ECONOMY_MISSING("KAN-DATA-016"),
        ECONOMY_UNKNOWN("KAN-DATA-016"),
        PRODUCT_MALFORMED("KAN-DATA-013"),
        PRODUCT_UNKNOWN("KAN-DATA-014"),
        FLOW_UNKNOWN("KAN-DATA-059"),
        VALUE_MISSING("KAN-DATA-015"),
        VALUE_NOT_A_NUMBER("KAN-DATA-015"),
        VALUE_NEGATIVE("KAN-DATA-018"),
        VALUE_ABSURD("KAN-DATA-019"),
        QUANTITY_NOT_A_NUMBER("KAN-DATA-015"),
        QUANTITY_NEGATIVE("KAN-DATA-018"),
        UNIT_UNKNOWN("KAN-DATA-062"),
        RATE_MISSING("KAN-DATA-062"),
        DUPLICATE_CONFLICT("KAN-DATA-017"),
        MEMBER_UNKNOWN("KAN-DATA-016"),
        FORMULA_ERROR("KAN-DATA-015");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The page of {@code docs/errors.md} that explains it. */
        public String code() {
            return code;
        }
    }

    /** The same row with less of its text, where there are too many to keep all. */
    public QuarantinedRow shortened(int most) {
        return raw.length() <= most
                ? this
                : new QuarantinedRow(origin, column, reason, value, raw.substring(0, most), true, otherLine);
    }
}
