/**
 * Which counts did others publish, by which rule, and does a data set reproduce them? From a table of cited results and a table of how
 * each is asked for. It refuses to call an answer reproduced that was not computed, to call one failed on data that its source did not
 * use, and to explain a difference to the source by anything but plain candidates: only differences between our own readings are shared
 * out.
 */
@NullMarked
package org.kaname.measure.known;

import org.jspecify.annotations.NullMarked;
