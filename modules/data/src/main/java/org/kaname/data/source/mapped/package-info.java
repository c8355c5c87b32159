/**
 * What does a CSV of any layout say, once its owner has said what its columns mean? Reads a mapping file and applies it row by row.
 * Refuses a mapping it does not understand whole, and a file that the mapping does not fit.
 */
@NullMarked
package org.kaname.data.source.mapped;

import org.jspecify.annotations.NullMarked;
