package org.kaname.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.kaname.model.Language;
import tools.jackson.databind.JsonNode;

/**
 * One HTML file that holds an assessment for people, in both languages: page one reads alone, then a page per coloured good, then
 * the rest, the method and the sources. It needs no script, asks no other host for anything, and prints on A4.
 */
public final class ReportHtml {
    /** Bytes for everything but head, style and script: the file stays small enough to mail. */
    private static final int ROOM = 1_450_000;

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
        var voices = Arrays.stream(Language.values())
                .map(language -> new Voice(language, assessed))
                .toList();
        int pages = pages(voices, assessed);
        for (var voice : voices) {
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
            html.raw(front(voice, assessed));
            for (var good : assessed.coloured().subList(0, pages)) {
                html.raw(page(voice, assessed, good));
            }
            html.raw(overflow(voice, assessed, pages)).raw(back(voice, assessed));
            html.close("main").line();
        }
        html.open("script")
                .raw(script)
                .close("script")
                .close("body")
                .close("html")
                .line();
        return html.toString();
    }

    /** How many goods get a page: as many as the file has room for in all languages, the others a row of a table. */
    private static int pages(List<Voice> voices, Assessed assessed) {
        int room = ROOM;
        for (var voice : voices) {
            room -= bytes(front(voice, assessed)) + bytes(back(voice, assessed)) + bytes(overflow(voice, assessed, 0));
        }
        int pages = 0;
        for (var good : assessed.placed()) {
            for (var voice : voices) {
                room -= bytes(page(voice, assessed, good));
            }
            if (room < 0) {
                return pages;
            }
            pages++;
        }
        return pages;
    }

    private static int bytes(String markup) {
        return markup.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String front(Voice voice, Assessed assessed) {
        var html = new Html();
        new Overview(html, voice, assessed).write();
        return html.toString();
    }

    private static String page(Voice voice, Assessed assessed, JsonNode good) {
        var html = new Html();
        new GoodPage(html, voice, assessed).write(good);
        return html.toString();
    }

    private static String overflow(Voice voice, Assessed assessed, int pages) {
        var html = new Html();
        new OtherGoods(html, voice, assessed).withoutPage(pages);
        return html.toString();
    }

    private static String back(Voice voice, Assessed assessed) {
        var html = new Html();
        new OtherGoods(html, voice, assessed).withoutColour();
        new Stages(html, voice, assessed).all();
        var beyond = new Beyond(html, voice, assessed);
        beyond.fields();
        beyond.inputs();
        new Method(html, voice, assessed).write();
        html.open("footer", "class", "colophon")
                .element("p", footer(voice, assessed))
                .close("footer");
        return html.toString();
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
                quoted.append('\\').append(String.format(java.util.Locale.ROOT, "%06x ", c));
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
