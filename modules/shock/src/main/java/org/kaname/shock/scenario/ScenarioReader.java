package org.kaname.shock.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.shock.ShockConstants;
import org.kaname.shock.recovery.RecoveryShape;
import org.kaname.shock.scenario.JsonFields.Bounds;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads scenarios from JSON (shock 0.2). Every fault of a file is told at once, each with a JSON pointer to its field; unknown fields
 * are faults, so that a typing mistake never changes a run.
 */
public final class ScenarioReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{2,40}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9:._-]+:[A-Za-z0-9.]+");
    private static final List<String> STAGES = List.of("mined", "refined", "part", "any");
    private static final int MOST_DRAWS = 1_000_000;
    private static final int DEFAULT_DRAWS = 1_000;

    private final String file;
    private final Membership membership;
    private final List<Refusal> refusals = new ArrayList<>();

    private ScenarioReader(String file, Membership membership) {
        this.file = file;
        this.membership = membership;
    }

    /**
     * @param file how messages name the text
     * @param membership which economies and blocs there are
     */
    public static Outcome<Scenario> read(String file, String json, Membership membership) {
        return switch (parse(file, json)) {
            case Outcome.Taken<JsonNode> taken -> read(file, taken.value(), membership);
            case Outcome.Refused<JsonNode> refused -> new Outcome.Refused<>(refused.refusals());
        };
    }

    /** The text as a tree, or where it breaks off being JSON. */
    public static Outcome<JsonNode> parse(String file, String json) {
        try {
            return new Outcome.Taken<>(MAPPER.readTree(json.startsWith("\uFEFF") ? json.substring(1) : json));
        } catch (JacksonException e) {
            var at = e.getLocation();
            return new Outcome.Refused<>(List.of(Refusal.of(
                    "KAN-SHOCK-006",
                    file,
                    at == null ? 0 : at.getLineNr(),
                    "column",
                    at == null ? 0 : at.getColumnNr(),
                    "reason",
                    plain(e.getOriginalMessage()))));
        }
    }

    /** Without what concerns the program's own reading. */
    private static String plain(String message) {
        return message.replaceAll("\\s*\\((start marker|for Object starting|enable).*", "")
                .replaceAll("(?s)\\n.*", "")
                .strip();
    }

    /** From a tree, for settings that were changed after parsing. */
    public static Outcome<Scenario> read(String file, JsonNode root, Membership membership) {
        var reader = new ScenarioReader(file, membership);
        var scenario = reader.scenario(root);
        return reader.refusals.isEmpty() ? new Outcome.Taken<>(scenario) : new Outcome.Refused<>(reader.refusals);
    }

    private Scenario scenario(JsonNode root) {
        var fields = JsonFields.root(file, root, refusals);
        var schema = fields.text("schema");
        if (!schema.isEmpty() && !schema.equals(Scenario.SCHEMA)) {
            fields.outside("schema", schema, Scenario.SCHEMA);
        }
        var id = fields.text("id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            fields.outside("id", id, "2 to 40 of a-z, 0-9 and -");
        }
        var scenario = new Scenario(
                id,
                fields.choice("status", Scenario.Status.class, null),
                fields.findBilingual("title").orElse(new Bilingual(id, id)),
                fields.date("origin_date"),
                (int) fields.whole("horizon_days", 1, Scenario.LONGEST_HORIZON, null),
                economies(fields, "subject", true),
                fields.objects("restrictions", true, this::restriction),
                fields.object("responses", this::responses).orElse(Responses.NONE),
                fields.objects("supply", false, this::supply),
                fields.choice("overlap", Scenario.Overlap.class, Scenario.Overlap.MULTIPLY),
                fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1L),
                (int) fields.whole("draws", 0, MOST_DRAWS, (long) DEFAULT_DRAWS),
                fields.list("correlate", false, (entry, node) -> paths(entry, node)),
                fields.objects("published", false, this::published),
                fields.objects("notes", false, note -> new Bilingual(note.text("en"), note.text("ja"))));
        fields.end();
        var seen = new HashSet<String>();
        for (int i = 0; i < scenario.restrictions().size(); i++) {
            var restriction = scenario.restrictions().get(i);
            if (!seen.add(restriction.id())) {
                fields.outside("restrictions/" + i + "/id", restriction.id(), "an id of its own");
            }
        }
        if (scenario.restrictions().isEmpty() && root.has("restrictions")) {
            fields.outside("restrictions", "[]", "at least one restriction");
        }
        if (scenario.subject().isEmpty() && root.has("subject")) {
            fields.outside("subject", "[]", "at least one economy or bloc, or *");
        }
        checkPaths(fields, scenario);
        return scenario;
    }

    private static List<String> paths(JsonFields entry, JsonNode node) {
        var paths = new ArrayList<String>();
        if (!node.isArray()) {
            entry.outside("", node, "a list of paths");
            return paths;
        }
        for (var path : node) {
            if (path.isString()) {
                paths.add(path.stringValue());
            } else {
                entry.outside("", path, "a text");
            }
        }
        return paths;
    }

    private static void checkPaths(JsonFields fields, Scenario scenario) {
        var known = scenario.ranges().keySet();
        for (int i = 0; i < scenario.correlated().size(); i++) {
            for (var path : scenario.correlated().get(i)) {
                if (!known.contains(path)) {
                    var near = NearestName.find(path, known)
                            .orElse(known.iterator().next());
                    fields.outside("correlate/" + i, path, "the path of a range, such as " + near);
                }
            }
        }
    }

    private List<String> economies(JsonFields fields, String name, boolean needed) {
        var list = fields.texts(name, needed);
        for (int i = 0; i < list.size(); i++) {
            var code = list.get(i);
            if (!known(code)) {
                var near = NearestName.find(code, membership.known());
                fields.refuse(
                        near.isPresent() ? "KAN-SHOCK-004.near" : "KAN-SHOCK-004",
                        name + "/" + i,
                        "value",
                        code,
                        "near",
                        near.orElse(""));
            }
        }
        return list;
    }

    private boolean known(String code) {
        return code.equals(Membership.ALL)
                || membership.isEconomy(code)
                || membership.members(code, java.time.LocalDate.EPOCH).isPresent();
    }

    private Restriction restriction(JsonFields fields) {
        var id = fields.text("id");
        var nest = fields.findText("nest").orElse(null);
        var restrictor = economies(fields, "restrictor", true);
        var direction = fields.choice("direction", Restriction.Direction.class, null);
        var from = economies(fields, "from", true);
        var to = economies(fields, "to", true);
        var except = economies(fields, "except", false);
        var channel = fields.choice("channel", Restriction.Channel.class, null);
        var scope = fields.object("scope", this::scope)
                .orElse(new Restriction.Scope(List.of(), List.of(), List.of(), "any"));
        if (scope.codes().isEmpty()
                && scope.ioSectors().isEmpty()
                && scope.materials().isEmpty()) {
            fields.outside("scope", "nothing", "at least one of codes, io_sectors and materials");
        }
        if ((channel == Restriction.Channel.PEOPLE || channel == Restriction.Channel.BUSINESS)
                && scope.ioSectors().isEmpty()) {
            fields.outside(
                    "scope/io_sectors", "[]", "the sectors that are affected: people and business have no default");
        }
        var announced = fields.findDate("announced").orElse(null);
        var start = fields.date("start");
        var steps = fields.objects("steps", false, ScenarioReader::step);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).day() <= steps.get(i - 1).day()) {
                fields.outside("steps/" + i + "/day", steps.get(i).day(), "later than the step before");
            }
        }
        var lost = fields.range("share_lost", Bounds.SHARE, steps.isEmpty() ? null : Range.fixed(0));
        var duration = fields.openOrRange("duration_days", Bounds.NOT_NEGATIVE);
        return new Restriction(
                id,
                nest,
                restrictor,
                direction,
                from,
                to,
                except,
                channel,
                scope,
                announced,
                start,
                lost,
                steps,
                duration,
                fields.object("recovery", ScenarioReader::recovery).orElse(Recovery.OPEN),
                fields.object("front_loading", ScenarioReader::frontLoading).orElse(Restriction.FrontLoading.NONE),
                fields.range("rerouted_share", Bounds.SHARE, Range.fixed(0)),
                fields.objects("evidence", false, ScenarioReader::evidence));
    }

    private Restriction.Scope scope(JsonFields fields) {
        var codes = fields.texts("codes", false);
        var sectors = fields.texts("io_sectors", false);
        for (int i = 0; i < codes.size(); i++) {
            checkCode(fields, "codes/" + i, codes.get(i));
        }
        for (int i = 0; i < sectors.size(); i++) {
            if (sectors.get(i).indexOf(':') <= 0) {
                fields.outside("io_sectors/" + i, sectors.get(i), "DATASET:sector");
            }
        }
        var stage = fields.findText("stage").orElse("any");
        if (!STAGES.contains(stage)) {
            fields.outside("stage", stage, "one of " + String.join(", ", STAGES));
        }
        return new Restriction.Scope(codes, sectors, fields.texts("materials", false), stage);
    }

    private static void checkCode(JsonFields fields, String name, String code) {
        if (!CODE.matcher(code).matches()) {
            fields.outside(name, code, "SCHEME:code");
        }
    }

    private static Restriction.Step step(JsonFields fields) {
        return new Restriction.Step(
                (int) fields.whole("day", 0, Scenario.LONGEST_HORIZON, null),
                fields.range("share_lost", Bounds.SHARE, null));
    }

    private static Recovery recovery(JsonFields fields) {
        var shape = fields.choice("shape", RecoveryShape.class, null);
        boolean timed = Recovery.hasTime(shape);
        return new Recovery(
                shape,
                fields.range(
                        "tau_days",
                        timed ? Bounds.above(shape.tauFloor()) : Bounds.NOT_NEGATIVE,
                        timed ? null : Range.fixed(0)));
    }

    private static Restriction.FrontLoading frontLoading(JsonFields fields) {
        return new Restriction.FrontLoading(fields.range("factor", Bounds.NOT_NEGATIVE, Range.fixed(1)), (int)
                fields.whole("days", 0, Scenario.LONGEST_HORIZON, 0L));
    }

    private static Evidence evidence(JsonFields fields) {
        return new Evidence(
                fields.text("field"),
                fields.text("citation"),
                fields.findText("url").orElse(null),
                fields.choice("quality", Evidence.Quality.class, null));
    }

    private Scenario.Supply supply(JsonFields fields) {
        var code = fields.text("code");
        checkCode(fields, "code", code);
        var to = economies(fields, "to", true);
        var suppliers = fields.objects("suppliers", true, this::supplier);
        double least = suppliers.stream().mapToDouble(s -> s.share().low()).sum();
        if (least > 1 + ROUNDING) {
            fields.outside("suppliers", least, "low shares that sum to at most 1");
        }
        return new Scenario.Supply(code, to, suppliers);
    }

    private static final double ROUNDING = 1e-9;

    private Scenario.Supplier supplier(JsonFields fields) {
        var economy = fields.text("economy");
        if (!economy.isEmpty() && !membership.isEconomy(economy)) {
            var near = NearestName.find(economy, membership.known());
            fields.refuse(
                    near.isPresent() ? "KAN-SHOCK-004.near" : "KAN-SHOCK-004",
                    "economy",
                    "value",
                    economy,
                    "near",
                    near.orElse(""));
        }
        return new Scenario.Supplier(
                economy,
                fields.range("share", Bounds.SHARE, null),
                fields.object("evidence", ScenarioReader::evidence)
                        .orElse(new Evidence("share", "", null, Evidence.Quality.JUDGEMENT)));
    }

    private Responses responses(JsonFields fields) {
        return new Responses(
                (int) fields.whole("alarm_day", 0, Scenario.LONGEST_HORIZON, 0L),
                fields.findRange("stock_days", Bounds.NOT_NEGATIVE),
                fields.range("transit_days", Bounds.NOT_NEGATIVE, Range.fixed(0)),
                fields.object("thrift", ScenarioReader::ramp),
                fields.object("substitution", ScenarioReader::ramp),
                fields.object("recycling", ScenarioReader::ramp),
                fields.object("release", ScenarioReader::release),
                fields.objects("spare", false, this::spare),
                fields.object("price", ScenarioReader::price),
                fields.choice("policy", Responses.Policy.class, Responses.Policy.RUN_FLAT));
    }

    private static Responses.Ramp ramp(JsonFields fields) {
        return new Responses.Ramp(
                fields.range("share", Bounds.SHARE, null),
                fields.range("lead_days", Bounds.NOT_NEGATIVE, Range.fixed(0)),
                fields.range("tau_days", Bounds.NOT_NEGATIVE, Range.fixed(0)));
    }

    private static Responses.Release release(JsonFields fields) {
        return new Responses.Release(
                fields.range("stock_days", Bounds.NOT_NEGATIVE, null),
                fields.range("rate", Bounds.NOT_NEGATIVE, Range.fixed(1)),
                fields.range("lead_days", Bounds.NOT_NEGATIVE, Range.fixed(0)));
    }

    private Responses.Spare spare(JsonFields fields) {
        var economy = fields.text("economy");
        if (!economy.isEmpty() && !membership.isEconomy(economy)) {
            fields.refuse("KAN-SHOCK-004", "economy", "value", economy, "near", "");
        }
        return new Responses.Spare(
                economy,
                fields.range("share", Bounds.NOT_NEGATIVE, null),
                fields.range("lead_days", Bounds.NOT_NEGATIVE, Range.fixed(0)),
                fields.range("tau_days", Bounds.NOT_NEGATIVE, Range.fixed(0)));
    }

    private static Responses.Price price(JsonFields fields) {
        return new Responses.Price(
                fields.range("elasticity", Bounds.above(0), null),
                fields.range("delay_days", Bounds.NOT_NEGATIVE, constant("survive@1.price_delay_days")),
                fields.range("adjustment_days", Bounds.above(0), constant("survive@1.price_adjustment_days")),
                fields.range("ceiling_ratio", Bounds.above(0), constant("survive@1.price_ceiling_ratio")),
                fields.range("speculation", Bounds.above(0), Range.fixed(1)),
                fields.findRange("exported_share", Bounds.SHARE));
    }

    private static Range constant(String name) {
        return Range.fixed(ShockConstants.value(name));
    }

    private Scenario.Published published(JsonFields fields) {
        return new Scenario.Published(
                (int) fields.whole("id", 1, Integer.MAX_VALUE, null),
                fields.findBilingual("fact").orElse(new Bilingual("", "")),
                fields.text("source"),
                fields.text("use"),
                fields.object(
                        "check",
                        check -> new Scenario.Check(
                                check.text("metric"), check.findNumber("at_least"), check.findNumber("at_most"))));
    }
}
