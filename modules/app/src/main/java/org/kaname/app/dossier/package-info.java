/** The dossier as a document: the JSON that holds it in both languages, and Markdown and HTML written from that JSON alone. */
@NullMarked
package org.kaname.app.dossier;

import org.jspecify.annotations.NullMarked;
