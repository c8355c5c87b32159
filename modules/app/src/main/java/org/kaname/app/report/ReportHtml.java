package org.kaname.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.kaname.model.Language;
import tools.jackson.databind.JsonNode;

/**
 * One HTML file that holds an assessment for people, in both languages: page one reads alone, then a page per coloured good, then
 * the rest, the method and the sources. It needs no script, asks no other host for anything, and prints on A4.
 */
public final class ReportHtml {
    /** Pages of goods are written until both languages together are this long; the others are listed in a table. */
    private static final int PAGES_BUDGET = 1_000_000;

    private ReportHtml() {}

    /** English first. */
    public static String write(JsonNode assessment) {
        return write(assessment, Language.EN);
    }

    /** With the language that shows when the file is opened; the other is one press away. */
    public static String write(JsonNode assessment, Language first) {
        var assessed = new Assessed(assessment);
        var script = resource("report.js");
        var html = new Html();
        html.raw("<!DOCTYPE html>\n");
        var opening = new Voice(first, assessed);
        html.open("html", "lang", opening.code());
        head(html, opening, assessed, script);
        html.open("body").line();
        for (var language : Language.values()) {
            var code = new Voice(language, assessed).code();
            if (language == first) {
                html.empty(
                        "input",
                        "type",
                        "radio",
                        "name",
                        "tongue",
                        "class",
                        "pick",
                        "id",
                        "pick-" + code,
                        "checked",
                        "checked");
            } else {
                html.empty("input", "type", "radio", "name", "tongue", "class", "pick", "id", "pick-" + code);
            }
        }
        html.open("nav", "class", "tongues", "aria-label", "Language / 言語");
        for (var language : Language.values()) {
            var voice = new Voice(language, assessed);
            html.element("label", voice.say("language"), "for", "pick-" + voice.code(), "lang", voice.code());
        }
        html.close("nav").line();
        Marks.define(html);
        int pages = 0;
        for (var language : Language.values()) {
            var voice = new Voice(language, assessed);
            pages = body(html, voice, assessed, pages);
        }
        html.open("script")
                .raw(script)
                .close("script")
                .close("body")
                .close("html")
                .line();
        return html.toString();
    }

    /** One language whole; the first decides how many goods get a page, so that both hold the same. */
    private static int body(Html html, Voice voice, Assessed assessed, int pages) {
        html.open(
                        "main",
                        "class",
                        "tongue " + voice.code(),
                        "lang",
                        voice.code(),
                        "id",
                        voice.code(),
                        "data-title",
                        title(voice, assessed))
                .line();
        new Overview(html, voice, assessed).write();
        int begin = html.length();
        var coloured = assessed.coloured();
        int written = 0;
        while (written < coloured.size()
                && (pages > 0 ? written < pages : html.length() - begin < PAGES_BUDGET / Language.values().length)) {
            new GoodPage(html, voice, assessed).write(coloured.get(written));
            written++;
        }
        var others = new OtherGoods(html, voice, assessed);
        others.withoutPage(coloured.subList(written, coloured.size()));
        others.withoutColour();
        new Stages(html, voice, assessed).all();
        var beyond = new Beyond(html, voice, assessed);
        beyond.fields();
        beyond.inputs();
        new Method(html, voice, assessed).write();
        html.open("footer", "class", "colophon")
                .element("p", footer(voice, assessed))
                .close("footer");
        html.close("main").line();
        return written;
    }

    private static void head(Html html, Voice voice, Assessed assessed, String script) {
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-"
                                + hash(script) + "'")
                .line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.empty("link", "rel", "icon", "href", "data:,").line();
        html.element("title", title(voice, assessed)).line();
        html.open("style").raw(resource("report.css")).line();
        for (var language : Language.values()) {
            var one = new Voice(language, assessed);
            html.raw(pageFooter(one, assessed)).line();
        }
        html.close("style").line().close("head").line();
    }

    private static String title(Voice voice, Assessed assessed) {
        return "Kaname: " + new Overview(new Html(), voice, assessed).title();
    }

    private static String footer(Voice voice, Assessed assessed) {
        return String.join(
                " · ",
                List.of(
                        "Kaname",
                        new Overview(new Html(), voice, assessed).economy(),
                        Assessed.text(assessed.root(), "year"),
                        Assessed.text(assessed.root(), "dataset")));
    }

    /** The running footer of the printed pages of one language. */
    private static String pageFooter(Voice voice, Assessed assessed) {
        return "@page " + voice.code() + "{@bottom-left{content:" + cssString(footer(voice, assessed))
                + "}@bottom-right{content:" + cssString(voice.say("page.before"))
                + " counter(page) \" / \" counter(pages) " + cssString(voice.say("page.after")) + "}}";
    }

    /** A string of a style sheet: all but letters, digits and spaces by number, so that nothing ends it early. */
    static String cssString(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == ' ') {
                quoted.appendCodePoint(c);
            } else {
                quoted.append('\\').append(String.format(java.util.Locale.ROOT, "%06x", c));
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
        try (InputStream in = ReportHtml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource (" + name + ") of the report is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
