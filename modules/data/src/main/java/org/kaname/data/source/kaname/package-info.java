/**
 * What does the starter pack hold? Reads Kaname's own tables, embedded or from a folder, and names the rows of it that were left out when
 * the program was built. Accepts a pack whole or refuses it whole.
 */
@NullMarked
package org.kaname.data.source.kaname;

import org.jspecify.annotations.NullMarked;
