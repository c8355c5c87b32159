/**
 * Which counts did others publish, by which rule, and what would it take to reproduce them? From a table of cited results; it refuses
 * to call an answer reproduced that was not computed.
 */
@NullMarked
package org.kaname.measure.known;

import org.jspecify.annotations.NullMarked;
