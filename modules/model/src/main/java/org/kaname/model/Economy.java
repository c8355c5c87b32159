package org.kaname.model;

/**
 * An economy, or one of the pseudo-economies that statistics need.
 *
 * @param code ISO 3166-1 alpha-3, a pseudo-code of the user-assigned ranges, or any text in a data set that declares its own
 * @param nameEn English name
 * @param nameJa Japanese name; the English one where no Japanese one is known
 */
public record Economy(String code, Kind kind, String nameEn, String nameJa) {
    /** What a code stands for, and so how every rule treats it (data-formats 2.3). */
    public enum Kind {
        ECONOMY,
        FORMER,
        UNSPECIFIED,
        SPECIAL,
        GROUP,
        WORLD,
        REST;

        /** Only these can be suppliers, exporters with a rank, or dominant. */
        public boolean named() {
            return this == ECONOMY || this == FORMER;
        }
    }

    public boolean named() {
        return kind.named();
    }

    public String name(Language language) {
        return language == Language.JA ? nameJa : nameEn;
    }
}
