/**
 * Which goods hang on one source, in which do others hang on us, which fields are moving? Answers from a data set, refuses to judge
 * where a needed input is missing, and holds every published definition as a frozen, named version. Colours nothing.
 */
@NullMarked
package org.kaname.measure;

import org.jspecify.annotations.NullMarked;
