package org.kaname.app.dossier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Language;
import org.kaname.model.Passport;
import org.kaname.model.Rounding;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every figure of a dossier once, numbered in the order in which the text comes to it, with its passport. */
final class FigureRegister {
    private final Words words;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final ArrayNode rows = Json.array();
    private final TreeSet<String> sources = new TreeSet<>();

    FigureRegister(Words words) {
        this.words = words;
    }

    /** The numbers of the figures that stand in a sentence, in its order. */
    List<Integer> add(Code good, Explanation sentence) {
        var found = new ArrayList<Integer>();
        for (var argument : sentence.arguments().values()) {
            if (argument instanceof Figure figure) {
                found.add(add(good, figure));
            }
        }
        return found;
    }

    private int add(Code good, Figure figure) {
        var known = numbers.get(figure.passport().toString());
        if (known != null) {
            return known;
        }
        var row = row(good, figure.passport());
        row.setAll(Json.figure(figure));
        var shown = row.putObject("shown");
        for (var language : Language.values()) {
            shown.put(code(language), words.in(language).figure(figure));
        }
        figure.interval().ifPresent(interval -> {
            var both = Json.object();
            boolean differ = false;
            for (var language : Language.values()) {
                var low = Rounding.text(interval.low(), figure.unit(), language);
                var high = Rounding.text(interval.high(), figure.unit(), language);
                differ |= !low.equals(high);
                both.put(code(language), words.in(language).say("dossier.interval", "low", low, "high", high));
            }
            if (differ) {
                row.set("interval_shown", both);
            }
        });
        return row.path("n").asInt();
    }

    /** The number of a decision or verdict: what it came out as stands in place of a value. */
    int add(Code good, Passport passport, Map<String, String> outcome) {
        var known = numbers.get(passport.toString());
        if (known != null) {
            return known;
        }
        var row = row(good, passport);
        row.set("shown", Json.texts(outcome));
        row.put("passport", passport.toString());
        return row.path("n").asInt();
    }

    private ObjectNode row(Code good, Passport passport) {
        int n = numbers.size() + 1;
        numbers.put(passport.toString(), n);
        var row = rows.addObject();
        row.put("n", n);
        row.put("figure", passport.figure());
        row.put("method", passport.method());
        row.set("names", Json.texts(name(passport)));
        row.put("good", passport.parameter("product").isEmpty() ? good.toString() : passport.parameter("product"));
        row.put("year", passport.parameter("year"));
        row.put("dataset", passport.dataset());
        var about = passport.parameter("supplier").isEmpty()
                ? passport.parameter("subject").isEmpty()
                        ? passport.parameter("economy")
                        : passport.parameter("subject")
                : passport.parameter("supplier");
        if (!about.isEmpty()) {
            row.put("economy", about);
        }
        for (var part : List.of("material", "stage", "source")) {
            if (!passport.parameter(part).isEmpty()) {
                row.put(part, passport.parameter(part));
            }
        }
        if (!passport.parameter("source").isEmpty()) {
            sources.add(passport.parameter("source"));
        }
        return row;
    }

    private Map<String, String> name(Passport passport) {
        var key = "dossier.figure." + passport.figure();
        return words.in(Language.EN).findTemplate(key).isPresent()
                ? words.both(key)
                : words.both("dossier.figure.other", "name", passport.figure());
    }

    private static String code(Language language) {
        return language == Language.JA ? "ja" : "en";
    }

    ArrayNode rows() {
        return rows;
    }

    /** Ids of the sources that passports of stage tables name. */
    TreeSet<String> sources() {
        return sources;
    }
}
