/**
 * What do the data say to each criterion of a designation, and what can they not say? Evidence by criterion from a template that is
 * data: criteria, survey items, questions and lists of one law. It refuses to find: whether a criterion holds is for people.
 */
@NullMarked
package org.kaname.triage.dossier;

import org.jspecify.annotations.NullMarked;
