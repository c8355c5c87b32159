package org.kaname.data.source.comtrade;

import java.util.Map;

/**
 * Units of quantities as Comtrade writes them, as canonical codes (data-formats 2.7). A weight of the goods themselves is no
 * supplementary quantity, for the net weight tells it; the weight of what they contain (kg P2O5) is one.
 */
final class Units {
    /** The quantity is not given. */
    static final String NONE = "";

    /** The quantity is the goods' own weight. */
    static final String WEIGHT = "kg";

    /** The unit is in no list. */
    static final String UNKNOWN = "?";

    /** As seen in the battery files and in the files before 2023. */
    private static final Map<String, String> BY_TEXT = Map.ofEntries(
            Map.entry("", NONE),
            Map.entry("N/A", NONE),
            Map.entry("No Quantity", NONE),
            Map.entry("kg", WEIGHT),
            Map.entry("KG", WEIGHT),
            Map.entry("Weight in kilograms", WEIGHT),
            Map.entry("1000 KG", WEIGHT),
            Map.entry("kg P2O5", "kg P2O5"),
            Map.entry("u", "u"),
            Map.entry("Number of items", "u"),
            Map.entry("2u", "2u"),
            Map.entry("1000u", "1000u"),
            Map.entry("l", "l"),
            Map.entry("m²", "m2"),
            Map.entry("m2", "m2"),
            Map.entry("m³", "m3"),
            Map.entry("m3", "m3"),
            Map.entry("m", "m"),
            Map.entry("carat", "carat"),
            Map.entry("GT", "GT"));

    private Units() {}

    static String of(String text) {
        return BY_TEXT.getOrDefault(text.strip(), UNKNOWN);
    }

    /** A supplementary quantity can be stored in it. */
    static boolean supplementary(String unit) {
        return !unit.equals(NONE) && !unit.equals(WEIGHT) && !unit.equals(UNKNOWN);
    }
}
