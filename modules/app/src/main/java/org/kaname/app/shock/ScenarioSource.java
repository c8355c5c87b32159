package org.kaname.app.shock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaname.app.json.Json;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.shock.scenario.Cases;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Scenario;
import org.kaname.shock.scenario.ScenarioReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A scenario as it runs: from a shipped case, a stored run or a file, with the changes of the command line made to its text.
 *
 * @param name case id or file, as given
 * @param document the JSON as it runs, changes made
 * @param hash first digits of the SHA-256 of the document
 */
public record ScenarioSource(String name, Scenario scenario, JsonNode document, String hash) {
    private static final int HASH_LENGTH = 12;

    /** {@code id.hash}: what passports and stored runs name. */
    public String id() {
        return scenario.id() + "." + hash;
    }

    /** @param changes path and value, for example {@code restrictions.customs-delay.share_lost} and {@code 0.9} or {@code 0.1:0.5:0.9} */
    public static Outcome<ScenarioSource> read(String caseOrFile, Map<String, String> changes, Membership membership) {
        var text = Cases.text(caseOrFile)
                .map(Outcome.Taken::new)
                .map(o -> (Outcome<String>) o)
                .orElseGet(() -> file(caseOrFile));
        return switch (text) {
            case Outcome.Refused<String> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<String> taken -> parsed(caseOrFile, taken.value(), changes, membership);
        };
    }

    private static Outcome<String> file(String name) {
        var path = Path.of(name);
        if (!Files.isRegularFile(path)) {
            var near = NearestName.find(name, Cases.IDS);
            return new Outcome.Refused<>(List.of(Refusal.of(
                    near.isPresent() ? "KAN-SHOCK-061.near" : "KAN-SHOCK-061",
                    name,
                    0,
                    "near",
                    near.orElse(""),
                    "cases",
                    String.join(", ", Cases.IDS))));
        }
        try {
            return new Outcome.Taken<>(Files.readString(path));
        } catch (IOException e) {
            return new Outcome.Refused<>(
                    List.of(Refusal.of("KAN-SHOCK-062", name, 0, "reason", String.valueOf(e.getMessage()))));
        }
    }

    /** From a text that is at hand. */
    public static Outcome<ScenarioSource> parsed(
            String name, String text, Map<String, String> changes, Membership membership) {
        return switch (ScenarioReader.parse(name, text)) {
            case Outcome.Refused<JsonNode> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<JsonNode> taken -> changed(name, taken.value(), changes, membership);
        };
    }

    private static Outcome<ScenarioSource> changed(
            String name, JsonNode root, Map<String, String> changes, Membership membership) {
        for (var change : changes.entrySet()) {
            if (!set(root, change.getKey(), change.getValue())) {
                return new Outcome.Refused<>(List.of(
                        Refusal.of("KAN-SHOCK-063", name, 0, "path", change.getKey(), "value", change.getValue())));
            }
        }
        return switch (ScenarioReader.read(name, root, membership)) {
            case Outcome.Refused<Scenario> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<Scenario> taken ->
                new Outcome.Taken<>(new ScenarioSource(name, taken.value(), root, hash(root)));
        };
    }

    private static String hash(JsonNode root) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(Json.MAPPER.writeValueAsString(root).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** False where the path leads nowhere. Restrictions are named by id or index. */
    private static boolean set(JsonNode root, String path, String value) {
        var steps = path.split("\\.");
        JsonNode at = root;
        for (int i = 0; i < steps.length - 1; i++) {
            var next = step(at, steps[i]);
            if (next == null || next.isMissingNode() || next.isNull()) {
                if (at instanceof ObjectNode object && object == root && steps[i].equals("responses")) {
                    next = object.putObject("responses");
                } else {
                    return false;
                }
            }
            at = next;
        }
        if (!(at instanceof ObjectNode object)) {
            return false;
        }
        var last = steps[steps.length - 1];
        object.set(last, value(object.get(last), last, value));
        return true;
    }

    private static @Nullable JsonNode step(JsonNode at, String name) {
        if (at instanceof ArrayNode array) {
            for (var entry : array) {
                if (entry.path("id").asString("").equals(name)) {
                    return entry;
                }
            }
            return name.matches("[0-9]{1,4}") ? array.get(Integer.parseInt(name)) : null;
        }
        return at.get(name);
    }

    private static final List<String> PLAIN = List.of(
            "horizon_days",
            "seed",
            "draws",
            "alarm_day",
            "days",
            "day",
            "fixed",
            "low",
            "mid",
            "high",
            "at_least",
            "at_most");
    private static final List<String> LISTS =
            List.of("subject", "restrictor", "from", "to", "except", "codes", "io_sectors", "materials");

    /** A number becomes a fixed range where a range belongs; three numbers with colons become low, mid and high. */
    private static JsonNode value(@Nullable JsonNode before, String name, String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return Json.MAPPER.readTree(text);
            } catch (JacksonException e) {
                return Json.MAPPER.getNodeFactory().stringNode(text); // told by the reader as a value of the wrong type
            }
        }
        if (LISTS.contains(name)) {
            return Json.array(List.of(text.split(",")));
        }
        if (text.matches("[^:]+:[^:]+:[^:]+") && isNumber(text.split(":")[0])) {
            var ends = text.split(":");
            var range = Json.object();
            range.set("low", number(ends[0]));
            range.set("mid", number(ends[1]));
            range.set("high", number(ends[2]));
            return range;
        }
        if (!isNumber(text)) {
            return text.equals("null")
                    ? Json.MAPPER.nullNode()
                    : Json.MAPPER.getNodeFactory().stringNode(text);
        }
        if (PLAIN.contains(name) || before != null && before.isNumber()) {
            return number(text);
        }
        var range = Json.object();
        range.set("fixed", number(text));
        return range;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");
    }

    private static JsonNode number(String text) {
        return Json.MAPPER.readTree(text);
    }
}
