/** The canonical views of a data set as SQL tables: what every reference {@code .sql} file reads, and nothing else. */
@NullMarked
package org.kaname.data.sql;

import org.jspecify.annotations.NullMarked;
