/** Tests of the programs in {@code bench/}: what they make is what reader tests and budgets rest on. */
@NullMarked
package org.kaname.app.bench;

import org.jspecify.annotations.NullMarked;
