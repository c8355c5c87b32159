/** The one benchmark that needs what the package keeps to itself. */
@NullMarked
package org.kaname.data.workspace;

import org.jspecify.annotations.NullMarked;
