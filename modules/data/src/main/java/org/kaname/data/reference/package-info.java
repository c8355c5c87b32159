/**
 * Which economy does a source's code mean, and what is it called? The pack's table, the codes that statistics need besides, and the
 * aliases by scheme. Does not guess: a code found in no table stays unknown.
 */
@NullMarked
package org.kaname.data.reference;

import org.jspecify.annotations.NullMarked;
