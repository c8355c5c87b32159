/** How far two reports of one flow lie apart, by size and kind of good, and how figures spread in worlds drawn from that. */
@NullMarked
package org.kaname.measure.noise;

import org.jspecify.annotations.NullMarked;
