package org.kaname.app.planted.triage;

import org.kaname.app.planted.measure.Target;

/** Planted: an arrow that points the right way. */
public record Coloured(Target target) {}
