/** One class for each verb of the command line (specification: the contract in the user guide). */
@NullMarked
package org.kaname.app.command;

import org.jspecify.annotations.NullMarked;
