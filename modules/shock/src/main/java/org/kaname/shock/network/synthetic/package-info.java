/**
 * What would a network of firms look like where no one has data on firms? Made-up firms and links with the sector totals of a table.
 * Structure plausible, firms not real.
 */
@NullMarked
package org.kaname.shock.network.synthetic;

import org.jspecify.annotations.NullMarked;
