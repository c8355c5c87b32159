/**
 * Which technology fields move, in which does the subject lead, and what do shares published by others say? Rows B4 and R1 for
 * fields, B3 and B2e for published shares. A list of a policy is not a measurement: without a series a field cannot be judged.
 */
@NullMarked
package org.kaname.triage.field;

import org.jspecify.annotations.NullMarked;
