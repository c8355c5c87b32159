package org.kaname.data;

/**
 * A proposed tie between a good or patent field and a material, strategic field or designated product (table {@code mapping}). None
 * is official.
 *
 * @param kind {@code hs-material}, {@code hs-field}, {@code wipo-field}, {@code espa-hs}
 * @param confidence {@code high}, {@code medium}, {@code low}
 */
public record Link(
        String kind,
        String fromScheme,
        String fromCode,
        String to,
        String stage,
        String confidence,
        String rationale,
        Origin origin) {}
