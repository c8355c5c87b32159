/**
 * The report on paper and screen: one self-contained HTML file in both languages, written from the assessment document alone, so that a
 * stored assessment gives the same report again. Refuses to compute: a figure that the document lacks is shown as "no data".
 */
@NullMarked
package org.kaname.app.report;

import org.jspecify.annotations.NullMarked;
