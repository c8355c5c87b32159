/** Which materials hang on one producer's stage, and in which does the subject hold a stage? Rows G3 and B3 of the rule table. */
@NullMarked
package org.kaname.triage.material;

import org.jspecify.annotations.NullMarked;
