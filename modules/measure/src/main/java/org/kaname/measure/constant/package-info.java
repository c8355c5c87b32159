/** Which numbers did a method choose, who chose them, and what did the user change? Holds constants by name; computes nothing. */
@NullMarked
package org.kaname.measure.constant;

import org.jspecify.annotations.NullMarked;
