/** Resolves passports: recomputes a figure by kernel and by SQL and finds the source rows behind it. */
@NullMarked
package org.kaname.app.explain;

import org.jspecify.annotations.NullMarked;
