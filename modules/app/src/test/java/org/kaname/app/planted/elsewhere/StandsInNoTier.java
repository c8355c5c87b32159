package org.kaname.app.planted.elsewhere;

import org.kaname.app.planted.measure.Target;

/** Planted: a module that nobody gave a place. */
record StandsInNoTier(Target target) {}
