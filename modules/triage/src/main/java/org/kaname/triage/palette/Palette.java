package org.kaname.triage.palette;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.triage.Colour;
import org.kaname.triage.GoodDecision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policy palette (measurement 6.5): for each colour an aim, the evidence to show first, and instruments as pairs of a rule and an
 * incentive, because a rule alone does not move firms. Read from {@code palette.json}; a menu, not a verdict.
 */
public final class Palette {
    private static final String SCHEMA = "kaname-palette/1";

    private final Map<Colour, Menu> menus;
    private final List<Addition> additions;

    private Palette(Map<Colour, Menu> menus, List<Addition> additions) {
        this.menus = menus;
        this.additions = List.copyOf(additions);
    }

    /** The instruments of one colour. */
    public record Menu(Colour colour, Bilingual aim, List<Pair> pairs, List<Bilingual> evidenceFirst) {
        public Menu {
            pairs = List.copyOf(pairs);
            evidenceFirst = List.copyOf(evidenceFirst);
        }
    }

    /**
     * One instrument.
     *
     * @param bears who bears its cost
     */
    public record Pair(String id, Bilingual rule, Bilingual incentive, Bilingual bears) {}

    /** What is added where a good has all these colours and all these tags. */
    private record Addition(List<Colour> colours, List<String> tags, Bilingual text) {
        boolean fits(GoodDecision decision) {
            return decision.colours().containsAll(colours) && decision.tags().containsAll(tags);
        }
    }

    private static final class Shipped {
        static final Palette PALETTE = read();
    }

    /** The palette that ships with the program. */
    public static Palette shipped() {
        return Shipped.PALETTE;
    }

    public Menu menu(Colour colour) {
        var menu = menus.get(colour);
        if (menu == null) {
            throw new IllegalStateException("The palette has no menu for (" + colour + ").");
        }
        return menu;
    }

    /** What the colours and tags of a good add to its menus; none for most. */
    public List<Bilingual> additions(GoodDecision decision) {
        return additions.stream()
                .filter(a -> a.fits(decision))
                .map(Addition::text)
                .toList();
    }

    private static Palette read() {
        JsonNode root;
        try (InputStream in = Palette.class.getResourceAsStream("palette.json")) {
            if (in == null) {
                throw new IllegalStateException("The palette (palette.json) is absent.");
            }
            root = JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!root.path("schema").asString("").equals(SCHEMA)) {
            throw new IllegalStateException("The palette is not of the schema (" + SCHEMA + ").");
        }
        var menus = new EnumMap<Colour, Menu>(Colour.class);
        for (var colour : Colour.values()) {
            menus.put(colour, menu(colour, root.path("colours").path(colour.name())));
        }
        var additions = new ArrayList<Addition>();
        for (var addition : root.path("additions")) {
            additions.add(new Addition(
                    texts(addition.path("colours")).stream()
                            .map(Colour::valueOf)
                            .toList(),
                    texts(addition.path("tags")),
                    both(addition.path("text"))));
        }
        return new Palette(menus, additions);
    }

    private static Menu menu(Colour colour, JsonNode node) {
        var pairs = new ArrayList<Pair>();
        var ids = new TreeSet<String>();
        for (var pair : node.path("pairs")) {
            var id = pair.path("id").asString();
            if (!ids.add(id)) {
                throw new IllegalStateException("The palette names the instrument (" + id + ") twice.");
            }
            pairs.add(new Pair(id, both(pair.path("rule")), both(pair.path("incentive")), both(pair.path("bears"))));
        }
        var evidence = new ArrayList<Bilingual>();
        node.path("evidence").forEach(text -> evidence.add(both(text)));
        return new Menu(colour, both(node.path("aim")), pairs, evidence);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static Bilingual both(JsonNode node) {
        if (!node.path("en").isString() || !node.path("ja").isString()) {
            throw new IllegalStateException("The palette lacks a text in both languages: " + node);
        }
        return new Bilingual(node.path("en").asString(), node.path("ja").asString());
    }
}
