/** What every verb shares: where output goes, in which language and form, progress, and how a verb stops early. */
@NullMarked
package org.kaname.app.console;

import org.jspecify.annotations.NullMarked;
