/** What the verb {@code leverage} shows: who depends on whom under a rule, goods in which a share is large, and how that share moved. */
@NullMarked
package org.kaname.app.leverage;

import org.jspecify.annotations.NullMarked;
