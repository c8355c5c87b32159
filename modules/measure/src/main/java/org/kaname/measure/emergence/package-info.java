/**
 * Which technology fields grow, who leads, how fast does the lead change and where does the subject stand? Answers from count series
 * of several proxies side by side and never averages them; an index is shown and is no proxy.
 */
@NullMarked
package org.kaname.measure.emergence;

import org.jspecify.annotations.NullMarked;
