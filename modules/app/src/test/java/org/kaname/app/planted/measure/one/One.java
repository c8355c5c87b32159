package org.kaname.app.planted.measure.one;

import java.util.Optional;
import org.kaname.app.planted.measure.two.Two;

/** Planted: one half of a cycle. */
public record One(Optional<Two> two) {}
