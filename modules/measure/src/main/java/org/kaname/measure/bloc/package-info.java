/** Dependence of a home set on what lies outside its inner set. Kernel beside its {@code .sql}. */
@NullMarked
package org.kaname.measure.bloc;

import org.jspecify.annotations.NullMarked;
