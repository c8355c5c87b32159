/** Reader of the JSON answers of Comtrade's programming interface. */
@NullMarked
package org.kaname.data.source.comtradejson;

import org.jspecify.annotations.NullMarked;
