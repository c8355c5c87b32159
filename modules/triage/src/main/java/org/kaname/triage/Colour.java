package org.kaname.triage;

/** What to do about a good, a material or a field. Always shown with its word and its letter. */
public enum Colour {
    /** Autonomy lost: diversify. */
    GREEN,
    /** Indispensability held: protect. */
    BLUE,
    /** Disruptive field: invest. */
    RED
}
