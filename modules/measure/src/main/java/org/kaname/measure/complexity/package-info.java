/**
 * What an economy's exports say about what it can make, and which goods few can make: the matrix of goods held, ECI and PCI, proximity,
 * density, outlook and fitness. Kernels beside their {@code .sql}. Refuses on data sets that do not hold all goods, and where the
 * matrix does not identify the index.
 */
@NullMarked
package org.kaname.measure.complexity;

import org.jspecify.annotations.NullMarked;
