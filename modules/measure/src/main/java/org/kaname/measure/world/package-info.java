/** The world side of one good: exports, shares, ranks, dominance and who depends on whom. Kernels beside their {@code .sql}. */
@NullMarked
package org.kaname.measure.world;

import org.jspecify.annotations.NullMarked;
