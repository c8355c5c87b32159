/**
 * The shock engine on the data sets of a workspace: scenarios from files and cases, supply from flows, runs as text, JSON, CSV and a
 * page. Computes nothing that the module shock could.
 */
@NullMarked
package org.kaname.app.shock;

import org.jspecify.annotations.NullMarked;
