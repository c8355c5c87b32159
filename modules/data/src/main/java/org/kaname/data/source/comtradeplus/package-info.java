/** Reader of the CSV files of Comtrade's web site since 2023, and of any CSV with its column names. */
@NullMarked
package org.kaname.data.source.comtradeplus;

import org.jspecify.annotations.NullMarked;
