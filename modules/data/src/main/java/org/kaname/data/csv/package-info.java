/**
 * Which fields does a text file hold, and on which physical line does each record start? Splits bytes into records by RFC 4180 and
 * decides what the bytes are. Gives no meaning to a field.
 */
@NullMarked
package org.kaname.data.csv;

import org.jspecify.annotations.NullMarked;
