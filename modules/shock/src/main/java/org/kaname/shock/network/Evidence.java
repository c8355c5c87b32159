package org.kaname.shock.network;

import java.util.Locale;
import java.util.Optional;

/** How a link is known, the strongest first (shock 4.1). */
public enum Evidence {
    VERIFIED,
    DECLARED,
    SUGGESTED,
    SYNTHETIC;

    /** The class as files write it, in lower case; empty for any other word. */
    public static Optional<Evidence> find(String text) {
        for (var evidence : values()) {
            if (evidence.code().equals(text)) {
                return Optional.of(evidence);
            }
        }
        return Optional.empty();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
