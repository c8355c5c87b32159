package org.kaname.data;

/**
 * A count of activity in a technology field (table {@code field_share}).
 *
 * @param measure the proxy: {@code patents_uspto}, {@code patent_families}, {@code articles}, …
 * @param economy code; the world's row is of kind WORLD
 * @param value count or index, in the proxy's own unit; never NaN: a value not given is no row
 */
public record ActivityRow(
        String scheme,
        String field,
        String economy,
        String measure,
        int year,
        double value,
        String source,
        Origin origin) {}
