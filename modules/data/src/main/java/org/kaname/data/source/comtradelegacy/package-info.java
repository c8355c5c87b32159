/** Reader of the CSV files of Comtrade's web site before 2023. */
@NullMarked
package org.kaname.data.source.comtradelegacy;

import org.jspecify.annotations.NullMarked;
