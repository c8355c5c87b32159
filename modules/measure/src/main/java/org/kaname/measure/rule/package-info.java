/** One file for each frozen rule version; the catalogue; three-valued evaluation. */
@NullMarked
package org.kaname.measure.rule;

import org.jspecify.annotations.NullMarked;
