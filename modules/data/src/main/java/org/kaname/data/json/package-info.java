/** JSON files of many records, read one record at a time. Knows nothing of what the records mean. */
@NullMarked
package org.kaname.data.json;

import org.jspecify.annotations.NullMarked;
