/**
 * Who restricts what to whom, from which day, how much of it, and how sure is that? Scenarios as files with ranges, checked field by
 * field, and turned into the share of each flow that is lost on each day. Does not compute what the loss does.
 */
@NullMarked
package org.kaname.shock.scenario;

import org.jspecify.annotations.NullMarked;
