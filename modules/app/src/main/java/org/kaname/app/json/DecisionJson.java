package org.kaname.app.json;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.kaname.app.wording.Sentences;
import org.kaname.app.wording.Terms;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.data.StageRow;
import org.kaname.measure.Settings;
import org.kaname.measure.emergence.ProxyProfile;
import org.kaname.measure.emergence.TechMonopoly;
import org.kaname.measure.stage.StageCell;
import org.kaname.measure.stage.StageProfiles;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Language;
import org.kaname.model.Passport;
import org.kaname.model.Result;
import org.kaname.model.Truth;
import org.kaname.triage.Colour;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.ThresholdFlip;
import org.kaname.triage.field.FieldDecision;
import org.kaname.triage.field.InputDecision;
import org.kaname.triage.material.MaterialDecision;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Materials, fields and inputs of an assessment (clarification 9). */
final class DecisionJson {
    private static final int ECONOMIES_SHOWN = 5;
    private static final String NO_ROBUSTNESS = "the draws are of trade flows; there is no noise model for this table";

    private final DataSet data;
    private final Words words;
    private final Sentences sentences;
    private final Settings settings;
    private final double narrow;
    private final StageProfiles profiles;
    private final Language language;

    DecisionJson(DataSet data, Words words, Settings settings, Language language) {
        this.data = data;
        this.words = words;
        this.sentences = new Sentences(data, words);
        this.settings = settings;
        this.profiles = new StageProfiles(data, settings);
        this.narrow = settings.get("triage@1.narrow_margin");
        this.language = language;
    }

    ObjectNode material(MaterialDecision decision) {
        var node = Json.object();
        node.put("material", decision.material());
        node.set(
                "names",
                Json.texts(Map.of("en", decision.material(), "ja", Terms.material(decision.material(), Language.JA))));
        node.put("outcome", outcome(decision.colours(), decision.insufficient()));
        node.set("colours", colours(decision.colours()));
        node.set("tags", Json.array(decision.tags()));
        decision.dataYear().ifPresentOrElse(year -> node.put("data_year", year), () -> node.putNull("data_year"));
        node.set("title", Json.texts(sentences.material(decision)));
        var stages = node.putArray("stages");
        for (var stage : decision.stages()) {
            stages.add(stage(stage, decision.material(), true));
        }
        node.put("binding_stage", decision.bindingStage());
        node.set("stages_missing", Json.array(decision.stagesMissing()));
        node.set(
                "linked_goods",
                Json.array(decision.linkedGoods().stream().map(Object::toString).toList()));
        rest(node, decision.rows(), decision.flips(), decision.explanation(), decision.passport());
        node.put("passport", decision.passport().toString());
        return node;
    }

    private ObjectNode stage(StageCell cell, String material, boolean withOthers) {
        var node = Json.object();
        node.put("stage", cell.stage());
        if (cell.name() instanceof Explanation.Key key) {
            node.set("names", Json.texts(words.both(key.key())));
        }
        node.put("year", cell.year());
        node.put("source", cell.source());
        node.put("binding_candidate", cell.binding());
        if (!cell.topEconomy().isEmpty()) {
            node.put("top_economy", cell.topEconomy());
            node.set("top_economy_names", names(cell.topEconomy()));
        }
        node.set("top_share", Json.figure(cell.topShare()));
        node.set("hhi", Json.figure(cell.hhi()));
        node.set("subject_share", Json.figure(cell.subjectShare()));
        if (cell.unbalanced()) {
            node.set("unbalanced", Json.figure(cell.unbalance()));
        }
        node.put("passport", cell.topShare().passport().toString());
        var economies = node.putArray("economies");
        data.stages().stream()
                .filter(r -> r.material().equals(material)
                        && r.stage().equals(cell.stage())
                        && r.source().equals(cell.source())
                        && r.year() == cell.year()
                        && r.share() > 0
                        && data.economies()
                                .findEconomy(r.economy())
                                .filter(e -> e.named())
                                .isPresent())
                .sorted(Comparator.comparingDouble((StageRow r) -> -r.share()).thenComparing(StageRow::economy))
                .limit(ECONOMIES_SHOWN)
                .forEach(r -> {
                    var one = economies.addObject();
                    one.put("economy", r.economy());
                    one.set("names", names(r.economy()));
                    // on the base of the stage's other figures; a share that the source prints is rounded
                    var passport = cell.subjectShare().passport().with("economy", r.economy());
                    if (profiles.find(passport) instanceof Result.Ok<Figure> ok
                            && !ok.value().isMissing()) {
                        one.put("share", ok.value().value());
                        one.putObject("passports").put("share", passport.toString());
                    } else {
                        one.put("share", r.share());
                    }
                });
        if (withOthers && !cell.beside().isEmpty()) {
            var others = node.putArray("others");
            for (var other : cell.beside()) {
                others.add(stage(other, material, false));
            }
        }
        return node;
    }

    ObjectNode field(FieldDecision decision) {
        var node = Json.object();
        node.put("scheme", decision.scheme());
        node.put("field", decision.field());
        node.set(
                "names",
                Json.texts(Map.of(
                        "en", sentences.fieldName(decision, Language.EN),
                        "ja", sentences.fieldName(decision, Language.JA))));
        node.put("outcome", outcome(decision.colours(), decision.insufficient()));
        node.set("colours", colours(decision.colours()));
        node.set("tags", Json.array(decision.tags()));
        node.set("title", Json.texts(sentences.field(decision)));
        var proxies = node.putArray("proxies");
        decision.profile().ifPresent(profile -> {
            for (var proxy : profile.proxies()) {
                proxies.add(proxy(proxy));
            }
            var shown = node.putArray("shown");
            for (var index : profile.shown()) {
                var one = shown.addObject();
                one.put("measure", index.measure());
                one.put("data_year", index.dataYear());
                one.set("value", Json.figure(index.value()));
            }
            Json.truth(node, "disagree", profile.disagree());
            node.set("differences", Json.array(profile.differences()));
        });
        var strategic = node.putArray("strategic_fields");
        for (var id : decision.strategicFields()) {
            var one = strategic.addObject();
            one.put("id", id);
            data.strategicFields().stream().filter(f -> f.id().equals(id)).forEach(f -> {
                one.set("names", Json.texts(Map.of("en", f.nameEn(), "ja", f.nameJa())));
                one.put("status", f.status());
            });
        }
        node.set("links", new LinksJson(data, words).ofField(decision.scheme(), decision.field()));
        rest(node, decision.rows(), decision.flips(), decision.explanation(), decision.passport());
        node.put("passport", decision.passport().toString());
        return node;
    }

    /** The outcome of the rule of monopolies, which without a ranking of institutions is the lead ratio alone. */
    private ObjectNode monopoly(ProxyProfile proxy) {
        var risk = TechMonopoly.judge(proxy, settings);
        var node = Json.object();
        node.put("rule", TechMonopoly.METHOD);
        node.put("outcome", risk.name());
        node.put("lead_ratio_large", TechMonopoly.leadIsLarge(proxy, settings));
        node.set("text", Json.texts(words.both("monopoly." + risk.name())));
        return node;
    }

    private ObjectNode proxy(ProxyProfile proxy) {
        var node = Json.object();
        node.put("measure", proxy.measure());
        node.put("data_year", proxy.dataYear());
        if (!proxy.leader().isEmpty()) {
            node.put("leader", proxy.leader());
            node.set("leader_names", names(proxy.leader()));
        }
        proxy.figures().forEach((name, figure) -> node.set(name, Json.figure(figure)));
        node.set("monopoly", monopoly(proxy));
        node.set("notes", Json.array(proxy.notes()));
        node.put("passport", proxy.relativeGrowth().passport().toString());
        return node;
    }

    ObjectNode input(InputDecision decision) {
        var node = Json.object();
        node.put("scheme", decision.scheme());
        node.put("code", decision.code());
        node.put("kind", decision.kind());
        node.put("name", sentences.inputName(decision, language));
        var names = Json.object();
        names.put("en", sentences.inputName(decision, Language.EN));
        names.put("ja", sentences.inputName(decision, Language.JA));
        node.set("names", names);
        node.put("outcome", outcome(decision.colours(), decision.insufficient()));
        node.set("colours", colours(decision.colours()));
        node.set("share", Json.figure(decision.share()));
        node.set("rank", Json.figure(decision.rank()));
        node.put("source", decision.source());
        node.put("data_year", decision.dataYear());
        node.set("tags", Json.array(decision.tags()));
        node.set("title", Json.texts(sentences.input(decision)));
        rest(node, decision.rows(), decision.flips(), decision.explanation(), decision.passport());
        node.put("passport", decision.passport().toString());
        return node;
    }

    private void rest(
            ObjectNode node,
            List<RowOutcome> rows,
            List<ThresholdFlip> flips,
            Explanation explanation,
            Passport passport) {
        var array = node.putArray("rows");
        for (var row : rows) {
            var one = array.addObject();
            one.put("row", row.row());
            one.put("colour", row.colour().name());
            Json.truth(one, "fired", row.truth());
            if (row.truth() == Truth.YES) {
                one.put("strength", row.strength());
                one.putObject("passports")
                        .put(
                                "strength",
                                passport.withFigure("strength")
                                        .with("row", row.row())
                                        .toString());
            }
            var conditions = one.putArray("conditions");
            for (var condition : row.conditions()) {
                conditions.add(Json.condition(condition, words, narrow));
            }
        }
        node.putNull("robustness");
        node.put("robustness_missing", NO_ROBUSTNESS);
        var found = node.putArray("counterfactual");
        for (var flip : flips) {
            var one = found.addObject();
            one.put("lever", "THRESHOLD");
            one.put("row", flip.row());
            one.put("condition", flip.condition());
            one.put("constant", flip.constant());
            one.put("from", flip.threshold());
            one.put("to", flip.valueAtFlip());
            one.put("relative", flip.relativeChange());
            one.set("before", outcome(flip.before()));
            one.set("after", outcome(flip.after()));
            one.put("verified", flip.verified());
            var moved = passport.with("row", flip.row())
                    .with("condition", flip.condition())
                    .with("constant", flip.constant());
            one.putObject("passports")
                    .put("to", moved.withFigure("value_at_flip").toString())
                    .put("relative", moved.withFigure("relative_change").toString());
        }
        node.set("explanation", Json.explanation(explanation, words));
    }

    private static ObjectNode outcome(List<Colour> colours) {
        var node = Json.object();
        node.set("colours", colours(colours));
        return node;
    }

    static String outcome(List<Colour> colours, boolean insufficient) {
        return !colours.isEmpty()
                ? String.join("+", colours.stream().map(Enum::name).toList())
                : insufficient ? "INSUFFICIENT" : "NONE";
    }

    private static ArrayNode colours(List<Colour> colours) {
        return Json.array(colours.stream().map(Enum::name).toList());
    }

    private ObjectNode names(String code) {
        return Json.texts(Map.of(
                "en",
                data.economies().name(code, Language.EN),
                "ja",
                data.economies().name(code, Language.JA)));
    }
}
