/** Concentration of one importer's supply of one good: kernels on primitive arrays, one class for each measure, beside their {@code .sql}. */
@NullMarked
package org.kaname.measure.concentration;

import org.jspecify.annotations.NullMarked;
