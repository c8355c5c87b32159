/**
 * From which rows, of which file, with which meaning, does a number come? Turns files into immutable data sets in one vocabulary
 * and refuses what it cannot trust. Does not judge dependence, screen parties or fetch from a network.
 */
@NullMarked
package org.kaname.data;

import org.jspecify.annotations.NullMarked;
