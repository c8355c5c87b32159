/**
 * What did one customs service count, by area and principal commodity? Reads the table of Japan's trade that statisticians pass on as
 * {@code ex_im,area,goods,year,value} (data-formats 3.8). Refuses files of another header.
 */
@NullMarked
package org.kaname.data.source.japanarea;

import org.jspecify.annotations.NullMarked;
