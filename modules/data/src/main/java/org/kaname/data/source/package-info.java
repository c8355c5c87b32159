/**
 * What does every reader hand over? Flows in columns, the rows it could not take, and what it knows of its files. The readers
 * themselves are in the packages below, one for each format.
 */
@NullMarked
package org.kaname.data.source;

import org.jspecify.annotations.NullMarked;
