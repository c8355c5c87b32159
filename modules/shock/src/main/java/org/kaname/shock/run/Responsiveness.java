package org.kaname.shock.run;

/** How much the subject does: the three runs that are always made (shock 2.2). */
public enum Responsiveness {
    /** No spare capacity, thrift, substitute, recycling, release or price; nothing under way. */
    NONE,
    /** As the scenario says. */
    CENTRAL,
    /** Responses at their high ends, leads and ramps at their low ends. */
    FULL
}
