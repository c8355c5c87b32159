/**
 * What do the engines answer to a whole scenario, between which bounds, and which uncertain number matters most? Builds what the engines
 * need from scenario and supply, draws the ranges, and keeps the account of what was modelled. Does not read data sets or print.
 */
@NullMarked
package org.kaname.shock.run;

import org.jspecify.annotations.NullMarked;
