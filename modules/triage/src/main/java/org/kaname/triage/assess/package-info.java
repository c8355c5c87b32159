/** The whole assessment of one economy: goods, materials, fields and published shares, and the constants in force. */
@NullMarked
package org.kaname.triage.assess;

import org.jspecify.annotations.NullMarked;
