package org.kaname.app.json;

import java.util.List;
import java.util.TreeMap;
import org.kaname.app.wording.Findings;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.model.Language;
import org.kaname.model.Passport;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.assess.Assessment;
import tools.jackson.databind.node.ObjectNode;

/** The document of {@code assess} and {@code demo}: what is stored, reported and printed by {@code --json}. */
public final class AssessmentJson {
    /** Version of the document's shape. */
    public static final String SCHEMA = "kaname-assessment/1";

    static final String GOODS = "goods";

    private static final List<String> OUTCOMES = List.of("GREEN", "BLUE", "RED", "NONE", "INSUFFICIENT");

    private AssessmentJson() {}

    /** The whole document; texts in both languages, {@code name} in one. */
    public static ObjectNode of(Assessment assessment, Words plain, Language language) {
        return new AssessmentDocument(assessment, plain, language).whole();
    }

    /** The document without its goods: an empty list stands in their place. */
    static ObjectNode frame(Assessment assessment, Words words, Language language) {
        var data = assessment.data();
        var node = Json.object();
        node.put("schema", SCHEMA);
        node.put("economy", assessment.economy());
        node.set("economy_names", names(data, assessment.economy()));
        node.put("year", assessment.year());
        node.put("dataset", data.id());
        node.set("dataset_info", dataset(data, words));
        node.put("method", TriageConstants.METHOD);
        node.set("partners", Json.array(assessment.partners()));
        node.set("noise", noise(assessment));
        var constants = node.putObject("constants");
        for (var constant : assessment.settings().all().values()) {
            if (Double.isNaN(constant.value())) {
                // a threshold that no source gives and the user has not set
                continue;
            }
            var one = constants.putObject(constant.name());
            one.put("value", constant.value());
            one.put("origin", constant.origin());
        }
        var others = new DecisionJson(data, words, assessment.settings(), language);
        var all = Findings.all(assessment, words);
        var summary = node.putObject("summary");
        Findings.summary(assessment, all, words)
                .forEach((colour, text) -> summary.set(colour.name(), Json.texts(text)));
        node.set("counts", counts(assessment));
        node.putObject("passports").set("counts", passportsOfCounts(assessment));
        var headlines = node.putArray("headlines");
        for (var finding : Findings.headlines(all)) {
            var one = headlines.addObject();
            one.put("kind", finding.kind());
            one.put("id", finding.id());
            one.put("colour", finding.colour().name());
            one.set("text", Json.texts(finding.text()));
            one.put("strength", finding.strength());
            one.set("tags", Json.array(finding.tags()));
            one.put("data_year", finding.dataYear());
            one.putObject("passports")
                    .put(
                            "strength",
                            finding.passport()
                                    .withFigure("strength")
                                    .with("colour", finding.colour().name())
                                    .toString());
        }
        node.putArray(GOODS);
        var materials = node.putArray("materials");
        assessment.materials().forEach(d -> materials.add(others.material(d)));
        var fields = node.putArray("fields");
        assessment.fields().forEach(d -> fields.add(others.field(d)));
        var inputs = node.putArray("inputs");
        assessment.inputs().forEach(d -> inputs.add(others.input(d)));
        var notModelled = node.putArray("not_modelled");
        for (var key : Findings.notModelled(data)) {
            var one = Json.texts(words.both("notmodelled." + key));
            one.put("key", key);
            notModelled.add(one);
        }
        var limits = node.putArray("limits");
        Findings.limits(assessment, words).forEach(text -> limits.add(Json.texts(text)));
        return node;
    }

    /** Goods by outcome; a good of two colours counts under both. Materials, fields and inputs beside them. */
    private static ObjectNode counts(Assessment assessment) {
        var node = Json.object();
        count(node, assessment.goods().stream().map(GoodDecision::outcome).toList());
        node.put("goods", assessment.goods().size());
        count(
                node.putObject("materials"),
                assessment.materials().stream()
                        .map(d -> DecisionJson.outcome(d.colours(), d.insufficient()))
                        .toList());
        count(
                node.putObject("fields"),
                assessment.fields().stream()
                        .map(d -> DecisionJson.outcome(d.colours(), d.insufficient()))
                        .toList());
        count(
                node.putObject("inputs"),
                assessment.inputs().stream()
                        .map(d -> DecisionJson.outcome(d.colours(), d.insufficient()))
                        .toList());
        return node;
    }

    private static ObjectNode passportsOfCounts(Assessment assessment) {
        var parameters = new TreeMap<String, String>(assessment.settings().parameters());
        parameters.put("economy", assessment.economy());
        parameters.put("as_of", Integer.toString(assessment.year()));
        var others = new Passport(assessment.data().id(), TriageConstants.METHOD, "", parameters);
        var goods = (assessment.partners().isEmpty()
                        ? others
                        : others.with("partners", String.join(" ", assessment.partners())))
                .withFigure("goods");
        var node = Json.object();
        OUTCOMES.forEach(name -> node.put(name, goods.with("outcome", name).toString()));
        node.put("goods", goods.toString());
        for (var kind : List.of("materials", "fields", "inputs")) {
            var ofKind = node.putObject(kind);
            OUTCOMES.forEach(name -> ofKind.put(
                    name, others.withFigure(kind).with("outcome", name).toString()));
        }
        return node;
    }

    private static void count(ObjectNode node, List<String> outcomes) {
        for (var name : OUTCOMES) {
            node.put(
                    name,
                    outcomes.stream()
                            .filter(o -> List.of(o.split("\\+")).contains(name))
                            .count());
        }
    }

    private static ObjectNode names(DataSet data, String code) {
        var node = Json.object();
        node.put("en", data.economies().name(code, Language.EN));
        node.put("ja", data.economies().name(code, Language.JA));
        return node;
    }

    private static ObjectNode noise(Assessment assessment) {
        var node = Json.object();
        node.put("kind", assessment.noise());
        node.put("seed", assessment.seed());
        node.put("draws", assessment.draws());
        node.put(
                "goods_left_out",
                assessment.goods().stream().filter(g -> !g.inDepth()).count());
        return node;
    }

    private static ObjectNode dataset(DataSet data, Words words) {
        var manifest = data.manifest();
        var node = Json.object();
        node.put("id", manifest.id());
        node.put("title", manifest.title());
        node.put("vintage", manifest.vintage());
        node.put("licence", manifest.licence().text());
        node.put("unit", data.cube().unit().code());
        node.put("excerpt", data.coverage().excerpt());
        var gaps = node.putArray("known_gaps");
        Findings.gaps(data, words).forEach((key, text) -> {
            var one = Json.texts(text);
            one.put("key", key);
            gaps.add(one);
        });
        var sources = node.putArray("sources");
        for (var source : data.sources()) {
            var one = sources.addObject();
            one.put("id", source.id());
            one.put("title", source.title());
            one.put("provider", source.provider());
            one.put("vintage", source.vintage());
            one.put("licence", source.licence());
            one.put("status", source.status());
            one.put("attribution", source.attribution());
        }
        return node;
    }
}
