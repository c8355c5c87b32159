/** Planted: the one package here that is marked. */
@NullMarked
package org.kaname.app.planted.app;

import org.jspecify.annotations.NullMarked;
