/**
 * What the tests of every module share: which kind of test ran, and the folder of files that are not part of the repository. In the
 * test-jar of {@code model}, never on the class path of the product.
 */
@NullMarked
package org.kaname.model.testing;

import org.jspecify.annotations.NullMarked;
