/**
 * Networks of firms for the command line: where a network comes from, what it is called in passports, and how its figures are written.
 * Computes nothing of its own and refuses what does not name a firm, a sector or a parameter.
 */
@NullMarked
package org.kaname.app.shock.network;

import org.jspecify.annotations.NullMarked;
