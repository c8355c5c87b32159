/** Compares the colours of goods with their reference file; what the command {@code verify} runs. */
@NullMarked
package org.kaname.triage.verify;

import org.jspecify.annotations.NullMarked;
