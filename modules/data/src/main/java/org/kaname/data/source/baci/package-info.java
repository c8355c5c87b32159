/** How are CEPII's BACI files read, as zip or as CSV? One package, one format; the revision of the goods comes from a name or from the user. */
@NullMarked
package org.kaname.data.source.baci;

import org.jspecify.annotations.NullMarked;
