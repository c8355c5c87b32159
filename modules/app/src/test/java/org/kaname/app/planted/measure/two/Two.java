package org.kaname.app.planted.measure.two;

import java.util.Optional;
import org.kaname.app.planted.measure.one.One;

/** Planted: the other half of a cycle. */
public record Two(Optional<One> one) {}
