/**
 * Rules as rivals: which agree, what flips them, and why two answers differ, in parts that add up (measurement 3). From profiles that were
 * computed once; nothing here reads flows but to verify a flip.
 */
@NullMarked
package org.kaname.measure.tournament;

import org.jspecify.annotations.NullMarked;
