/**
 * What could be done about a good of a colour? A menu of pairs of a rule and an incentive, read from data; it decides nothing, costs
 * nothing and ranks nothing.
 */
@NullMarked
package org.kaname.triage.palette;

import org.jspecify.annotations.NullMarked;
