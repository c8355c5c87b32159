/**
 * Which industry buys from which, in which economy? Input–output tables of several publishers in one shape, with what does not add up
 * reported and never repaired. Does not compute exposures or losses.
 */
@NullMarked
package org.kaname.data.inputoutput;

import org.jspecify.annotations.NullMarked;
