package org.kaname.app.planted.shock;

import org.kaname.app.planted.measure.Target;

/** Planted: an arrow that points the wrong way. */
record KnowsMeasure(Target target) {}
