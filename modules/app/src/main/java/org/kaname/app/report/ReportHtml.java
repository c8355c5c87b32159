package org.kaname.app.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        var opening = new Voice(first, assessed);
        var voices = Arrays.stream(Language.values())
                .map(language -> new Voice(language, assessed))
                .toList();
        var html = new Html();
        Sheet.open(html, opening, voices, title(opening, assessed), voice -> footer(voice, assessed));
        int pages = pages(voices, assessed);
        for (var voice : voices) {
            Sheet.tongue(html, voice, title(voice, assessed));
            html.raw(front(voice, assessed));
            for (var good : assessed.coloured().subList(0, pages)) {
                html.raw(page(voice, assessed, good));
            }
            html.raw(overflow(voice, assessed, pages)).raw(back(voice, assessed));
            html.close("main").line();
        }
        Sheet.close(html);
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
}
