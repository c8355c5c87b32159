package org.kaname.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Sentences of one language by key, and the rendering of arguments into them. Each module brings its own file
 * {@code messages_<language>.properties}; a key in two files is an error.
 *
 * <p>Templates hold {@code {name}} or {@code {name:form}}; forms: {@code code} (an economy's code instead of its name).
 */
public final class Phrasebook {
    private final Language language;
    private final Map<String, String> templates;
    private final BiFunction<String, Language, String> economyName;

    private Phrasebook(
            Language language, Map<String, String> templates, BiFunction<String, Language, String> economyName) {
        this.language = language;
        this.templates = templates;
        this.economyName = economyName;
    }

    /** Reads the message files that lie beside the given classes. Throws if one is absent: that is a bug of the build. */
    public static Phrasebook read(Language language, List<Class<?>> owners) {
        var templates = new HashMap<String, String>();
        var name = "messages_" + (language == Language.JA ? "ja" : "en") + ".properties";
        for (var owner : owners) {
            var read = new Properties();
            try (InputStream in = owner.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "The message file (" + name + ") of (" + owner.getPackageName() + ") is absent.");
                }
                read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (var key : read.stringPropertyNames()) {
                if (templates.put(key, read.getProperty(key)) != null) {
                    throw new IllegalStateException("The message key (" + key + ") stands in two files.");
                }
            }
        }
        return new Phrasebook(language, templates, (code, inLanguage) -> code);
    }

    /** A copy that shows economies by these names. */
    public Phrasebook withEconomyNames(BiFunction<String, Language, String> names) {
        return new Phrasebook(language, templates, names);
    }

    public Language language() {
        return language;
    }

    public SortedSet<String> keys() {
        return new TreeSet<>(templates.keySet());
    }

    public Optional<String> findTemplate(String key) {
        return Optional.ofNullable(templates.get(key));
    }

    /** The name of an economy in this language. */
    public String economy(String code) {
        return economyName.apply(code, language);
    }

    /** The sentence of a key with names and values in turn. */
    public String say(String key, Object... namesAndValues) {
        return render(Explanation.of(key, namesAndValues));
    }

    /** One node as a sentence, without its children. Throws if the key or an argument is absent. */
    public String render(Explanation node) {
        var template = templates.get(node.key());
        if (template == null) {
            throw new IllegalStateException("No sentence for the key (" + node.key() + ") in (" + language + ").");
        }
        var text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            if (open < 0) {
                text.append(template, at, template.length());
                break;
            }
            int close = template.indexOf('}', open);
            text.append(template, at, open);
            var placeholder = template.substring(open + 1, close);
            int colon = placeholder.indexOf(':');
            var name = colon < 0 ? placeholder : placeholder.substring(0, colon);
            var form = colon < 0 ? "" : placeholder.substring(colon + 1);
            var argument = node.arguments().get(name);
            if (argument == null) {
                throw new IllegalStateException("The key (" + node.key() + ") needs the argument (" + name + ").");
            }
            text.append(show(argument, form));
            at = close + 1;
        }
        return text.toString();
    }

    /** The names of the arguments that a template uses. */
    public static SortedSet<String> placeholders(String template) {
        var names = new TreeSet<String>();
        int at = 0;
        while (true) {
            int open = template.indexOf('{', at);
            if (open < 0) {
                return names;
            }
            int close = template.indexOf('}', open);
            var placeholder = template.substring(open + 1, close);
            int colon = placeholder.indexOf(':');
            names.add(colon < 0 ? placeholder : placeholder.substring(0, colon));
            at = close + 1;
        }
    }

    private String show(Object argument, String form) {
        return switch (argument) {
            case Figure figure -> figure(figure);
            case Explanation.Quantity quantity -> Rounding.text(quantity.value(), quantity.unit(), language);
            case Explanation.Key key -> say(key.key());
            case Explanation inner -> render(inner);
            case Explanation.EconomyCode economy -> form.equals("code") ? economy.code() : economy(economy.code());
            case Explanation.Bilingual both -> both.in(language);
            case List<?> list -> {
                var parts = new ArrayList<String>();
                for (var part : list) {
                    parts.add(show(part, form));
                }
                yield String.join(language == Language.JA ? "、" : ", ", parts);
            }
            default -> argument.toString();
        };
    }

    /** A figure for people: rounded with its unit, or "no data" and why. */
    public String figure(Figure figure) {
        if (figure.isUnbounded()) {
            return say("figure.unbounded");
        }
        if (figure.isMissing()) {
            return say("figure.missing", "reason", reason(figure.reason().orElseThrow()));
        }
        return Rounding.text(figure.value(), figure.unit(), language);
    }

    public String reason(Reason reason) {
        return say("reason." + reason.name());
    }
}
