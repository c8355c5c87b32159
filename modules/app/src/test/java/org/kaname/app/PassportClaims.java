package org.kaname.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kaname.app.explain.Explained;
import tools.jackson.databind.JsonNode;

/** What a document says under each of its passports, and the numbers that stand there without one. */
final class PassportClaims {
    static final double PRECISION = 1e-9;

    /** Numbers that are no result: keys, settings, thresholds, and what is a comparison of two numbers beside it. */
    private static final Set<String> NO_FIGURE = Set.of(
            "year",
            "data_year",
            "next_year",
            "threshold",
            "window",
            "needed",
            "margin",
            "from",
            "seed",
            "draws",
            "n",
            "schema",
            "rank",
            "rows",
            "at_most",
            "years",
            "from_year",
            "to_year");

    /** Parts of documents that describe settings and data sets. */
    private static final Set<String> NO_RESULTS =
            Set.of("constants", "changed_constants", "noise", "dataset_info", "filter", "figures_below");

    /**
     * One number, reason or outcome with its passport.
     *
     * @param carrier the node with {@code passport}, or the plain number
     */
    record Claim(String passport, JsonNode carrier, String where) {}

    private final List<Claim> claims = new ArrayList<>();
    private final List<String> without = new ArrayList<>();

    PassportClaims(JsonNode document) {
        walk(document, "");
    }

    List<Claim> list() {
        return claims;
    }

    /** Places of numbers without a passport. */
    List<String> listWithout() {
        return without;
    }

    private void walk(JsonNode node, String where) {
        if (node.isObject()) {
            boolean figure = node.has("passport");
            if (figure) {
                claims.add(new Claim(node.path("passport").asString(), node, where));
            }
            if (node.has("passports")) {
                mirror(node, node.path("passports"), where);
            }
            for (var property : node.properties()) {
                var name = property.getKey();
                var at = where + "/" + name;
                if (name.equals("passports") || NO_RESULTS.contains(name)) {
                    continue;
                }
                // of a figure, these are the figure itself
                boolean itself = figure
                        && Set.of("value", "actual", "low", "high", "share", "world_share")
                                .contains(name);
                if (property.getValue().isNumber()) {
                    if (!itself
                            && !NO_FIGURE.contains(name)
                            && !node.path("passports").has(name)) {
                        without.add(at);
                    }
                } else if (!(node.path("passports").has(name) && holdsNumbersOnly(property.getValue()))) {
                    walk(property.getValue(), at);
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (node.get(i).isNumber()) {
                    without.add(where + "/" + i);
                } else {
                    walk(node.get(i), where + "/" + i);
                }
            }
        }
    }

    private static boolean holdsNumbersOnly(JsonNode node) {
        for (var child : node) {
            boolean plain = child.isNumber() || child.isNull();
            if (!plain && !(child.isContainer() && holdsNumbersOnly(child))) {
                return false;
            }
        }
        return true;
    }

    /** The passports of plain numbers stand in the numbers' places. */
    private void mirror(JsonNode values, JsonNode passports, String where) {
        if (passports.isString()) {
            if (!values.isMissingNode()) {
                claims.add(new Claim(passports.asString(), values, where));
            } else {
                without.add(where + " has a passport and no number");
            }
        } else if (passports.isArray()) {
            for (int i = 0; i < passports.size(); i++) {
                mirror(values.path(i), passports.get(i), where + "/" + i);
            }
        } else {
            passports
                    .properties()
                    .forEach(p -> mirror(values.path(p.getKey()), p.getValue(), where + "/" + p.getKey()));
        }
    }

    /** Whether an explanation says what the document says. */
    static boolean same(Explained explained, JsonNode carrier) {
        var figure = explained.figure();
        if (carrier.isNumber()) {
            return figure != null && close(figure.value(), carrier.doubleValue());
        }
        if (carrier.isNull()) {
            return figure != null && figure.isMissing();
        }
        if (figure == null) {
            if (carrier.has("value") || carrier.has("actual") || carrier.has("missing") && !carrier.has("outcome")) {
                return false; // a number is asked for, an outcome was given
            }
            var outcome = carrier.path("outcome").asString("");
            return outcome.isEmpty()
                    || outcome.equals(explained.outcome())
                    || colours(carrier).equals(explained.outcome());
        }
        for (var name : List.of("value", "actual", "share", "world_share")) {
            if (carrier.path(name).isNumber()) {
                return !figure.isMissing()
                        && close(figure.value(), carrier.path(name).doubleValue());
            }
        }
        if (carrier.has("missing")) {
            return figure.reason().isPresent()
                    && figure.reason()
                            .orElseThrow()
                            .name()
                            .equals(carrier.path("missing").asString());
        }
        return true;
    }

    private static String colours(JsonNode carrier) {
        var colours = new ArrayList<String>();
        carrier.path("colours").forEach(c -> colours.add(c.asString()));
        return colours.toString();
    }

    static boolean close(double one, double other) {
        return Math.abs(one - other) <= PRECISION * Math.abs(one) || one == other;
    }
}
