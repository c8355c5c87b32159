/**
 * Proxies of market power and the trend of a world share (measurement 4.8, 6.1). None of them is a measurement of power: they say what
 * the trade of others would have to replace, not whether it could or what anybody intends.
 */
@NullMarked
package org.kaname.measure.power;

import org.jspecify.annotations.NullMarked;
