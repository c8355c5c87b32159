/** Terminal output: tables, sentences and progress for people. */
@NullMarked
package org.kaname.app.text;

import org.jspecify.annotations.NullMarked;
