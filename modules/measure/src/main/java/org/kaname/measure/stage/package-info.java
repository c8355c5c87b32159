/**
 * Who holds how much of a material's mining, smelting and refining? Answers from stage tables, one source per cell, never from a
 * projection, and gives no share where the source prints no world total.
 */
@NullMarked
package org.kaname.measure.stage;

import org.jspecify.annotations.NullMarked;
