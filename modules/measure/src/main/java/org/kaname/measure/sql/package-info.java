/** Runs the reference {@code .sql} files on the canonical views of a data set. */
@NullMarked
package org.kaname.measure.sql;

import org.jspecify.annotations.NullMarked;
