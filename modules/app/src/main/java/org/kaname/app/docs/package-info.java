/** What does a method do, in words, numbers and SQL? Writes the method pages from the data that the methods themselves use. */
@NullMarked
package org.kaname.app.docs;

import org.jspecify.annotations.NullMarked;
