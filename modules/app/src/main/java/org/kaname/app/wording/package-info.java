/** Sentences in both languages: the phrasebooks of all modules together, and what is said about decisions. */
@NullMarked
package org.kaname.app.wording;

import org.jspecify.annotations.NullMarked;
