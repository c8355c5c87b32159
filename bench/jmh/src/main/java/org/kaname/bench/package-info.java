/** Benchmarks of kernels and readers, on made-up data from seeds. Nothing here is shipped. */
@NullMarked
package org.kaname.bench;

import org.jspecify.annotations.NullMarked;
