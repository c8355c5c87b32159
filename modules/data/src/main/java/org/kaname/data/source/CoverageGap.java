package org.kaname.data.source;

/**
 * A year, or one good in a year, of which the files hold a part only, although they hold rows.
 *
 * @param product empty where every good is meant
 */
public record CoverageGap(String classification, String product, int year) {}
