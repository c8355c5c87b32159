package org.kaname.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What every HTML file has: head with style and policy, the choice of language, the shapes of the marks, the script. */
public final class Sheet {
    private Sheet() {}

    /**
     * Everything before the first language's {@code main}.
     *
     * @param opening the language that shows when the file is opened
     * @param footer the running footer of the printed pages of a language
     */
    static void open(Html html, Voice opening, List<Voice> voices, String title, Function<Voice, String> footer) {
        open(html, opening, voices, title, footer, "");
    }

    /** @param style what a page needs beside the style of all pages */
    public static void open(
            Html html, Voice opening, List<Voice> voices, String title, Function<Voice, String> footer, String style) {
        html.raw("<!DOCTYPE html>\n");
        html.open("html", "lang", opening.code());
        head(html, voices, title, footer, style);
        html.open("body").line();
        for (var voice : voices) {
            if (voice.code().equals(opening.code())) {
                html.empty(
                        "input",
                        "type",
                        "radio",
                        "name",
                        "tongue",
                        "class",
                        "pick",
                        "id",
                        "pick-" + voice.code(),
                        "checked",
                        "checked");
            } else {
                html.empty("input", "type", "radio", "name", "tongue", "class", "pick", "id", "pick-" + voice.code());
            }
        }
        html.open("nav", "class", "tongues", "aria-label", "Language / 言語");
        for (var voice : voices) {
            html.element("label", voice.say("language"), "for", "pick-" + voice.code(), "lang", voice.code());
        }
        html.close("nav").line();
        Marks.define(html);
    }

    /** Opens the {@code main} of one language. */
    public static void tongue(Html html, Voice voice, String title) {
        html.open(
                        "main",
                        "class",
                        "tongue " + voice.code(),
                        "lang",
                        voice.code(),
                        "id",
                        voice.code(),
                        "data-title",
                        title)
                .line();
    }

    /** Everything after the last language. */
    public static void close(Html html) {
        html.open("script")
                .raw(resource("report.js"))
                .close("script")
                .close("body")
                .close("html")
                .line();
    }

    private static void head(
            Html html, List<Voice> voices, String title, Function<Voice, String> footer, String style) {
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-"
                                + hash(resource("report.js")) + "'")
                .line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.empty("link", "rel", "icon", "href", "data:,").line();
        html.element("title", title).line();
        html.open("style").raw(resource("report.css")).raw(style).line();
        for (var voice : voices) {
            html.raw(pageFooter(voice, footer.apply(voice))).line();
        }
        html.close("style").line().close("head").line();
    }

    /** The running footer of the printed pages of one language. */
    private static String pageFooter(Voice voice, String footer) {
        return "@page " + voice.code() + "{@bottom-left{content:" + cssString(footer)
                + "}@bottom-right{content:" + cssString((voice.say("page.before") + " ").stripLeading())
                + " counter(page) \" / \" counter(pages) " + cssString(voice.say("page.after")) + "}}";
    }

    /** A string of a style sheet: all but letters, digits and spaces by number, so that nothing ends it early. */
    static String cssString(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == ' ') {
                quoted.appendCodePoint(c);
            } else {
                quoted.append('\\').append(String.format(Locale.ROOT, "%06x ", c));
            }
        });
        return quoted.append('"').toString();
    }

    private static String hash(String script) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Sheet.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource (" + name + ") of the report is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
