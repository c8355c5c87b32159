package org.kaname.data;

import org.kaname.model.Code;
import org.kaname.model.Language;

/**
 * A good with its names.
 *
 * @param theme the pack's grouping, empty where none
 * @param designated id of a designated critical product this good is proposed to belong to, empty where none
 */
public record Product(Code code, String nameEn, String nameJa, String theme, String designated, String note) {
    public String name(Language language) {
        return language == Language.JA && !nameJa.isEmpty() ? nameJa : nameEn;
    }
}
