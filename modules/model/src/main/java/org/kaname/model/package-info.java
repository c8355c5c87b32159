/**
 * Vocabulary shared by every module: what a code, an economy, a truth, a figure, a passport and an explanation are. Answers no
 * question about data, reads nothing, prints nothing, and knows no economy, good or year by name.
 */
@NullMarked
package org.kaname.model;

import org.jspecify.annotations.NullMarked;
