/**
 * What does output do, day by day, after capacity, capital or links are lost? Dynamic recovery (ARIO, shock 3) on an input–output table,
 * with what makes a result unstable and a grid of stock days and restoration times beside every headline. Refuses to value a stockpile:
 * that is for the engine of one good.
 */
@NullMarked
package org.kaname.shock.recovery;

import org.jspecify.annotations.NullMarked;
