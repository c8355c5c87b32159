/**
 * Where do data sets and results lie, and what is in them? A directory of immutable, content-addressed data sets; publishing one is
 * write, force to disk, rename. Killing the process at any moment leaves the old state or the new one.
 */
@NullMarked
package org.kaname.data.workspace;

import org.jspecify.annotations.NullMarked;
