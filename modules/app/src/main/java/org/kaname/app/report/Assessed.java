package org.kaname.app.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kaname.triage.Colour;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The assessment document as the report reads it: what is absent reads as empty, never as zero. */
final class Assessed {
    /** Findings without a place on page one: the world share alone, or a thin world side (clarification 17). */
    private static final Set<String> NOT_HEADLINES = Set.of("SHARE_ONLY", "COVERAGE_DOUBT");

    /** Coloured goods, and goods without a colour, that get a place in the file; the document itself holds all. */
    private static final int PLACES = 150;

    private static final int PER_COLOUR = 4;

    /** A finding of page one. */
    record Finding(String colour, JsonNode text, String anchor, JsonNode headline, JsonNode good) {}

    private final JsonNode root;
    private final List<JsonNode> goods;
    private final List<JsonNode> coloured;
    private final List<JsonNode> listed;
    private final Map<JsonNode, String> anchors = new IdentityHashMap<>();
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Map<String, JsonNode> goodById = new HashMap<>();
    private final Map<String, JsonNode> economyNames = new HashMap<>();

    Assessed(JsonNode root) {
        this.root = root;
        this.goods = list(root, "goods");
        var taken = new HashSet<String>();
        for (var good : goods) {
            name(good, id(good), "g-", taken);
            goodById.put(id(good), good);
        }
        for (var material : list(root, "materials")) {
            name(material, text(material, "material"), "m-", taken);
        }
        for (var field : list(root, "fields")) {
            name(field, text(field, "scheme") + ":" + text(field, "field"), "f-", taken);
        }
        for (var input : list(root, "inputs")) {
            name(input, text(input, "scheme") + ":" + text(input, "code"), "i-", taken);
        }
        this.coloured = inTurn(goods.stream()
                .filter(g -> !strings(g, "colours").isEmpty())
                .sorted(byStrength())
                .toList());
        this.listed = uncoloured().stream()
                .sorted(Comparator.comparing((JsonNode g) -> !text(g, "outcome").equals("INSUFFICIENT"))
                        .thenComparing(g -> -valueAtStake(g))
                        .thenComparing(Assessed::id))
                .limit(PLACES)
                .toList();
        var placed = Collections.<JsonNode>newSetFromMap(new IdentityHashMap<>());
        placed.addAll(placed());
        placed.addAll(listed);
        for (var good : goods) {
            if (!placed.contains(good)) {
                anchors.remove(good);
            }
        }
        collectNames(root);
    }

    private void name(JsonNode thing, String id, String prefix, Set<String> taken) {
        var plain = prefix + id.replaceAll("[^A-Za-z0-9]+", "-");
        var anchor = plain;
        for (int i = 2; !taken.add(anchor); i++) {
            anchor = plain + "-" + i;
        }
        anchors.put(thing, anchor);
        byId.putIfAbsent(id, thing);
    }

    /** Current before old, then colour by colour, the strongest first, then the value at stake, then the code. */
    private static Comparator<JsonNode> byStrength() {
        return Comparator.comparing((JsonNode g) -> strings(g, "tags").contains("OLD_DATA"))
                .thenComparing(g -> Colour.valueOf(strings(g, "colours").getFirst()))
                .thenComparing(g -> -g.path("strength")
                        .path(strings(g, "colours").getFirst())
                        .asDouble(0))
                .thenComparing(g -> -valueAtStake(g))
                .thenComparing(Assessed::id);
    }

    private void collectNames(JsonNode node) {
        if (node.isObject()) {
            pair(node, "economy", "names");
            pair(node, "economy", "economy_names");
            pair(node, "top_supplier", "top_supplier_names");
            pair(node, "top_economy", "top_economy_names");
            pair(node, "leader", "leader_names");
        }
        for (var child : node) {
            if (child.isContainer()) {
                collectNames(child);
            }
        }
    }

    private void pair(JsonNode node, String code, String names) {
        if (node.path(code).isString() && node.path(names).isObject()) {
            economyNames.putIfAbsent(text(node, code), node.path(names));
        }
    }

    JsonNode root() {
        return root;
    }

    List<JsonNode> goods() {
        return goods;
    }

    /** Goods with a colour, in the order of their pages. */
    List<JsonNode> coloured() {
        return coloured;
    }

    List<JsonNode> uncoloured() {
        return goods.stream().filter(g -> strings(g, "colours").isEmpty()).toList();
    }

    /** Texts by language of an economy; empty where the document names it nowhere. */
    JsonNode economyNames(String code) {
        return economyNames.getOrDefault(code, MissingNode.getInstance());
    }

    /** The fragment of the place of a good, material, field or input, without the language; empty for what has no place. */
    String anchor(JsonNode thing) {
        return anchors.getOrDefault(thing, "");
    }

    /** The strongest coloured goods: each has a page or a row of its own. */
    List<JsonNode> placed() {
        return coloured.subList(0, Math.min(PLACES, coloured.size()));
    }

    /** Where not every good gets a place the colours take turns, so that one with many goods does not take all of them. */
    private static List<JsonNode> inTurn(List<JsonNode> byStrength) {
        if (byStrength.size() <= PLACES) {
            return byStrength;
        }
        var turns = new IdentityHashMap<JsonNode, Integer>();
        var next = new HashMap<String, Integer>();
        for (var good : byStrength) {
            turns.put(good, next.merge(strings(good, "colours").getFirst(), 1, Integer::sum));
        }
        return byStrength.stream()
                .sorted(Comparator.comparing((JsonNode good) -> turns.getOrDefault(good, Integer.MAX_VALUE)))
                .toList();
    }

    /** Goods without a colour that have a row of their own: those not judged first, then by value. */
    List<JsonNode> listed() {
        return listed;
    }

    /** Of a kind and colour, without those that rest on a world share or a world stage alone, or on a thin world side: no title. */
    int founded(String kind, String colour) {
        int count = 0;
        for (var one : list(root, kind)) {
            var tags = strings(one, "tags");
            boolean alone = tags.contains("SHARE_ONLY")
                    || tags.contains("COVERAGE_DOUBT")
                    || (colour.equals("GREEN") && tags.contains("WORLD_STAGE_ONLY"));
            if (strings(one, "colours").contains(colour) && !alone) {
                count++;
            }
        }
        return count;
    }

    /** Goods of which it is not known whether they have this colour. */
    int open(String colour) {
        return (int) list(root, "goods").stream()
                .filter(good -> good.path("truths").path(colour).isNull())
                .count();
    }

    /** Goods with this outcome. */
    int outcomes(String outcome) {
        return (int) list(root, "goods").stream()
                .filter(good -> text(good, "outcome").equals(outcome))
                .count();
    }

    /** How many entries of a list carry a colour. */
    int count(String list, String colour) {
        return (int) list(root, list).stream()
                .filter(x -> strings(x, "colours").contains(colour))
                .count();
    }

    /** The findings of page one: the document's own, or the strongest goods where it has none. */
    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        if (root.path("headlines").isArray()) {
            for (var headline : list(root, "headlines")) {
                var id = text(headline, "id");
                findings.add(new Finding(
                        text(headline, "colour"),
                        headline.path("text"),
                        findAnchor(id),
                        headline,
                        goodById.getOrDefault(id, MissingNode.getInstance())));
            }
            return findings;
        }
        var perColour = new HashMap<String, Integer>();
        for (var good : coloured) {
            var colour = strings(good, "colours").getFirst();
            if (strings(good, "tags").stream().noneMatch(NOT_HEADLINES::contains)
                    && perColour.merge(colour, 1, Integer::sum) <= PER_COLOUR) {
                findings.add(new Finding(colour, good.path("title"), anchor(good), good, good));
            }
        }
        return findings;
    }

    private String findAnchor(String id) {
        var thing = byId.get(id);
        return thing == null ? "" : anchor(thing);
    }

    /** Materials that name the good among their links. */
    List<JsonNode> materialsOf(JsonNode good) {
        return list(root, "materials").stream()
                .filter(m -> linkedGoods(m).contains(id(good)) || linkedGoods(m).contains(text(good, "code")))
                .toList();
    }

    /** Ids of goods that a material is linked to, whether written as text or as an object. */
    static List<String> linkedGoods(JsonNode material) {
        return list(material, "linked_goods").stream()
                .map(link -> link.isString()
                        ? link.asString()
                        : link.has("id")
                                ? text(link, "id")
                                : link.has("scheme")
                                        ? text(link, "scheme") + ":" + text(link, "code")
                                        : text(link, "code"))
                .toList();
    }

    /** A constant of the run; NaN where the document does not hold it. */
    double constant(String name) {
        return root.path("constants").path(name).path("value").asDouble(Double.NaN);
    }

    static String id(JsonNode good) {
        return text(good, "scheme") + ":" + text(good, "code");
    }

    /** Exports where others depend on the good, else imports; 0 where not known, for ordering and mark size only. */
    static double valueAtStake(JsonNode good) {
        var figure = strings(good, "colours").contains(Colour.BLUE.name())
                ? good.path("indispensability").path("exports_kusd")
                : good.path("autonomy").path("imports_kusd");
        return figure.path("value").asDouble(0);
    }

    static String text(JsonNode node, String field) {
        var child = node.path(field);
        return child.isValueNode() && !child.isNull() ? child.asString() : "";
    }

    static List<JsonNode> list(JsonNode node, String field) {
        var found = new ArrayList<JsonNode>();
        node.path(field).forEach(found::add);
        return found;
    }

    static List<String> strings(JsonNode node, String field) {
        return list(node, field).stream().map(JsonNode::asString).toList();
    }
}
