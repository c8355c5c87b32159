/** The tournament of one economy as commands show it and passports recompute it. Knows neither forms of output nor files. */
@NullMarked
package org.kaname.app.tournament;

import org.jspecify.annotations.NullMarked;
