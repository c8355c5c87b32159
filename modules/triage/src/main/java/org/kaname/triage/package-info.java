/**
 * Which colour has a good, a material or a field, why, how robustly, and what would flip it? Joins the measures' answers; reads no
 * file.
 */
@NullMarked
package org.kaname.triage;

import org.jspecify.annotations.NullMarked;
