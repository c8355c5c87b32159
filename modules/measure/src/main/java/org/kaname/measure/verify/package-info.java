/** Compares every kernel with its reference file on a data set; what the command {@code verify} runs. Nothing here is known below. */
@NullMarked
package org.kaname.measure.verify;

import org.jspecify.annotations.NullMarked;
