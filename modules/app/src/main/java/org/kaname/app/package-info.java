/**
 * One process: the command line. Wires the modules together; nothing depends on it.
 */
@NullMarked
package org.kaname.app;

import org.jspecify.annotations.NullMarked;
