/** Machine output: the documents of the command line's contract, built from assessments and figures. */
@NullMarked
package org.kaname.app.json;

import org.jspecify.annotations.NullMarked;
