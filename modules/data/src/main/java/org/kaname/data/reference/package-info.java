/**
 * Which economy does a source's code mean, what is a good called, and what does a code become in another list? The pack's tables, the
 * codes that statistics need besides, the Harmonized System in its revisions, the weights between them, and the user's rows, which win.
 * Does not guess: a code found in no table stays unknown, a split without weights has bounds and no point.
 */
@NullMarked
package org.kaname.data.reference;

import org.jspecify.annotations.NullMarked;
