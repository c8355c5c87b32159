/**
 * Who depends on whom by input–output, at face value and through all tiers; what is lost if a link is taken out; what is left if capacity
 * falls (shock 1). From one {@link org.kaname.data.inputoutput.IoTable}, static, in the table's money. Refuses tables that hold some
 * blocks only, and between economies tables of one economy.
 */
@NullMarked
package org.kaname.shock.exposure;

import org.jspecify.annotations.NullMarked;
