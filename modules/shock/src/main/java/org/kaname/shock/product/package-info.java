/**
 * How many days until a good runs out in an economy, how many until it flows again, what is missing in between, and what does it do to
 * the price? One good, one economy, day by day (shock 2). Does not say which industries stop.
 */
@NullMarked
package org.kaname.shock.product;

import org.jspecify.annotations.NullMarked;
