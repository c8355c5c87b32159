/** Revealed comparative advantage. Kernel beside its {@code .sql}. */
@NullMarked
package org.kaname.measure.advantage;

import org.jspecify.annotations.NullMarked;
