/** Exact additive attribution: why two answers differ, in parts that add up (measurement 3.4). Whole numbers, no rounding. */
@NullMarked
package org.kaname.measure.attribution;

import org.jspecify.annotations.NullMarked;
