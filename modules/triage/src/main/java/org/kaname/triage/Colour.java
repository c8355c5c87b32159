package org.kaname.triage;

/** What the data ask for. Colours are about goods, materials and fields, never about economies. */
public enum Colour {
    /** Autonomy lost: diversify. */
    GREEN,
    /** Indispensability held: protect. */
    BLUE,
    /** Emerging field: invest. */
    RED
}
