/**
 * Where many flows pass through few hands (measurement 4.9): sizes of exporters, economies as suppliers of suppliers, inputs that end
 * products cannot do without. Says how trade and inputs hang together; it does not say that anybody could or would stop them.
 */
@NullMarked
package org.kaname.measure.chokepoint;

import org.jspecify.annotations.NullMarked;
