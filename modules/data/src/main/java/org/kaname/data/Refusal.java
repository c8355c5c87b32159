package org.kaname.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kaname.model.Explanation;
import org.kaname.model.Failure;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Reason;

/**
 * Why an input was not taken: a stable code with a page in {@code docs/errors.md}, the place, and the facts. Holds no sentence; the
 * sentence of its key and the hint beside it are in the message files.
 *
 * @param code {@code KAN-DATA-nnn}
 * @param variant empty, or which of several sentences of the same code
 * @param file as the user gave it; empty where no file is meant
 * @param line physical line from 1; 0 where the whole file is meant
 * @param arguments the values in brackets, by name
 */
public record Refusal(String code, String variant, String file, long line, Map<String, Object> arguments) {
    public Refusal {
        var all = new LinkedHashMap<String, Object>(arguments);
        all.putIfAbsent("place", line > 0 ? file + ":" + line : file);
        arguments = java.util.Collections.unmodifiableMap(all);
    }

    /** Names and values in turn. A code with a variant is written {@code KAN-DATA-004.nul}. */
    public static Refusal of(String codeAndVariant, String file, long line, Object... namesAndValues) {
        int dot = codeAndVariant.indexOf('.');
        return new Refusal(
                dot < 0 ? codeAndVariant : codeAndVariant.substring(0, dot),
                dot < 0 ? "" : codeAndVariant.substring(dot + 1),
                file,
                line,
                Explanation.of("", namesAndValues).arguments());
    }

    /** Options that are missing, or files that do not belong together: the input itself may be good (data-formats 8). */
    private static final Set<String> USAGE = Set.of(
            "KAN-DATA-020.reader",
            "KAN-DATA-023",
            "KAN-DATA-023.unknown",
            "KAN-DATA-024.editions",
            "KAN-DATA-030.unknown",
            "KAN-DATA-067",
            "KAN-DATA-089.target",
            "KAN-DATA-089.reference");

    /** True where the command was wrong, not the input. */
    public boolean usage() {
        return USAGE.contains(suffix());
    }

    private String suffix() {
        return variant.isEmpty() ? code : code + "." + variant;
    }

    /** The fact, with values in brackets. */
    public Explanation message() {
        return Explanation.of("refusal." + suffix(), arguments);
    }

    /** The line that starts with "Maybe". */
    public Explanation hint() {
        return Explanation.of("hint." + suffix(), arguments);
    }

    /** Code, fact and hint in two lines. */
    public String text(Phrasebook phrases) {
        return code + " " + phrases.render(message()) + "\n" + phrases.render(hint());
    }

    /** The same for callers that carry one reason: English for logs and JSON, the code first among the arguments. */
    public Failure toFailure(Reason reason) {
        var english = Phrasebook.read(Language.EN, List.of(Refusal.class));
        return new Failure(reason, text(english), List.of(code, file, Long.toString(line)));
    }
}
