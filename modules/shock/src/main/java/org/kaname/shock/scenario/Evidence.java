package org.kaname.shock.scenario;

import org.jspecify.annotations.Nullable;

/**
 * What a field of a scenario rests on. A field without evidence is shown as an assumption.
 *
 * @param field name of the field inside its object, for example {@code share_lost}
 * @param url null where none was given
 */
public record Evidence(
        String field, String citation, @Nullable String url, Quality quality) {
    /** How close the citation stands to the act itself. */
    public enum Quality {
        PRIMARY,
        SECONDARY,
        JUDGEMENT
    }
}
