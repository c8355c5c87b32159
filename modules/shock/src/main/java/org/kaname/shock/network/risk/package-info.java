/**
 * How much of all output stops for good if this firm fails? The economic systemic risk index, static. Knows no days and no stocks.
 */
@NullMarked
package org.kaname.shock.network.risk;

import org.jspecify.annotations.NullMarked;
