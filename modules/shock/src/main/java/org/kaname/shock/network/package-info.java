/**
 * Which firm sells what to which firm? Firms and links from files or made up, as one compressed network. Computes no cascade: the
 * packages {@code risk} (static) and {@code daily} (day by day) do. Refuses links of firms that no one named.
 */
@NullMarked
package org.kaname.shock.network;

import org.jspecify.annotations.NullMarked;
