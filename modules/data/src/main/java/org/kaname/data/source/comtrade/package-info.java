/**
 * What a row of UN Comtrade means, in whichever of its formats it came (data-formats 3.2): who exported to whom, which rows are totals or
 * details of others, whose report is kept. Refuses services, and months beside years.
 */
@NullMarked
package org.kaname.data.source.comtrade;

import org.jspecify.annotations.NullMarked;
