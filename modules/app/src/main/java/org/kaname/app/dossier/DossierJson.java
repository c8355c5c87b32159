package org.kaname.app.dossier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Findings;
import org.kaname.app.wording.RowSource;
import org.kaname.app.wording.Sentences;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodProfile;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.model.Language;
import org.kaname.model.Unit;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.dossier.Dossier;
import org.kaname.triage.dossier.DossierTemplate;
import org.kaname.triage.dossier.Fact;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The document of {@code dossier}: every text in both languages, every figure numbered with its passport, and no finding. */
public final class DossierJson {
    /** Version of the document's shape. */
    public static final String SCHEMA = "kaname-dossier/1";

    private final Dossier dossier;
    private final DataSet data;
    private final Words words;
    private final Sentences sentences;
    private final FigureRegister figures;

    private DossierJson(Dossier dossier, Words plain) {
        this.dossier = dossier;
        this.data = dossier.assessment().data();
        this.words = plain.with(data.economies());
        this.sentences = new Sentences(data, words);
        this.figures = new FigureRegister(words);
    }

    /** @param ownLinks whether the ties of goods come from the data set itself */
    public static ObjectNode of(Dossier dossier, Words plain, boolean ownLinks) {
        return new DossierJson(dossier, plain).document(ownLinks);
    }

    private ObjectNode document(boolean ownLinks) {
        var assessment = dossier.assessment();
        var template = dossier.template();
        var node = Json.object();
        node.put("schema", SCHEMA);
        node.put("economy", assessment.economy());
        node.set("economy_names", economy(assessment.economy()));
        node.put("year", assessment.year());
        node.put("dataset", data.id());
        node.put("method", TriageConstants.METHOD);
        var noise = node.putObject("noise");
        noise.put("kind", assessment.noise());
        noise.put("seed", assessment.seed());
        noise.put("draws", assessment.draws());
        node.set("template", template(template));
        var names = dossier.goods().stream().map(g -> (Object) g.name()).toList();
        say(node, "title", "dossier.title", "goods", names);
        say(
                node,
                "about",
                "dossier.about",
                "purpose",
                template.purpose(),
                "law",
                template.law(),
                "economy",
                Explanation.economy(template.economy()),
                "template",
                template.id());
        say(node, "no_finding", "dossier.no-finding", "threshold", template.threshold());
        node.putNull("finding");
        say(
                node,
                "together",
                "dossier.together." + template.together(),
                "count",
                Explanation.number(template.criteria().size(), Unit.COUNT));
        if (!template.economy().equals(assessment.economy())) {
            say(
                    node,
                    "other_economy",
                    "dossier.other-economy",
                    "lawOf",
                    Explanation.economy(template.economy()),
                    "economy",
                    Explanation.economy(assessment.economy()));
        }
        say(
                node,
                "figures_of",
                "dossier.figures-of",
                "dataset",
                data.id(),
                "year",
                Integer.toString(assessment.year()));
        say(node, "links_from", ownLinks ? "dossier.links-own" : "dossier.links-shipped");
        var goods = node.putArray("goods");
        dossier.goods().forEach(g -> goods.add(good(g)));
        var criteria = node.putArray("criteria");
        for (var criterion : dossier.criteria()) {
            var one = answered("dossier.criterion", criterion);
            // Left to people, and there so that nobody looks for it in vain.
            one.putNull("finding");
            criteria.add(one);
        }
        node.set("items_note", both(template.itemsNote()));
        var items = node.putArray("items");
        dossier.items().forEach(a -> items.add(answered("dossier.item", a)));
        var open = node.putArray("open");
        dossier.open().forEach(q -> open.add(question(q)));
        var submission = node.putArray("submission");
        dossier.submission().forEach(f -> submission.add(filled(f)));
        var instruments = node.putArray("instruments");
        dossier.proposals().forEach(p -> instruments.add(proposal(p)));
        var lists = node.putArray("lists");
        dossier.lists().forEach(l -> lists.add(list(l)));
        var limits = node.putArray("limits");
        Findings.limits(assessment, words).forEach(text -> limits.add(Json.texts(text)));
        node.set("sources", sources());
        say(
                node,
                "licence",
                "dossier.sources.none",
                "licence",
                data.manifest().licence().text());
        node.set("figures", figures.rows());
        return node;
    }

    private void say(ObjectNode node, String field, String key, Object... namesAndValues) {
        node.set(field, Json.texts(words.both(key, namesAndValues)));
    }

    private ObjectNode both(Bilingual text) {
        var node = Json.object();
        node.put("en", text.en());
        node.put("ja", text.ja());
        return node;
    }

    private ObjectNode economy(String code) {
        var node = Json.object();
        node.put("en", data.economies().name(code, Language.EN));
        node.put("ja", data.economies().name(code, Language.JA));
        return node;
    }

    private Map<String, String> render(Explanation sentence) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("en", words.in(Language.EN).render(sentence));
        texts.put("ja", words.in(Language.JA).render(sentence));
        return texts;
    }

    private ObjectNode template(DossierTemplate template) {
        var node = Json.object();
        node.put("id", template.id());
        node.put("economy", template.economy());
        node.set("law", both(template.law()));
        node.set("purpose", both(template.purpose()));
        node.put("status", template.status().name());
        say(node, "status_text", "dossier.status." + template.status());
        node.set("source", both(template.source()));
        node.put("together", template.together().name());
        node.set("threshold", both(template.threshold()));
        return node;
    }

    private ObjectNode good(Dossier.Subject subject) {
        var node = Json.object();
        node.put("scheme", subject.code().scheme());
        node.put("code", subject.code().value());
        node.set("names", both(subject.name()));
        node.put("covered", subject.decision().isPresent());
        if (subject.decision().isEmpty()) {
            node.putNull("outcome");
            node.putArray("colours");
            say(
                    node,
                    "title",
                    "dossier.uncovered",
                    "good",
                    subject.name(),
                    "dataset",
                    data.id(),
                    "year",
                    Integer.toString(dossier.assessment().year()));
            return node;
        }
        var decision = subject.decision().get();
        node.put("outcome", decision.outcome());
        node.set(
                "colours",
                Json.array(decision.colours().stream().map(Enum::name).toList()));
        node.set("tags", Json.array(decision.tags()));
        if (!decision.tags().isEmpty()) {
            say(
                    node,
                    "tags_text",
                    "dossier.tags",
                    "tags",
                    decision.tags().stream()
                            .map(t -> (Object) Explanation.key("tag." + t))
                            .toList());
        }
        node.put("data_year", decision.profile().dataYear());
        node.set("title", Json.texts(sentences.finding(decision)));
        node.put("passport", decision.passport().toString());
        return node;
    }

    private ObjectNode answered(String heading, Dossier.Answered answered) {
        var part = answered.part();
        var node = Json.object();
        node.put("id", part.id());
        say(node, "heading", heading, "id", part.id());
        node.set("text", both(part.text()));
        node.put("status", part.status().name());
        say(node, "status_text", "dossier.status." + part.status());
        node.set("source", both(part.source()));
        var evidence = node.putArray("evidence");
        for (var gathered : answered.evidence()) {
            var one = evidence.addObject();
            one.put("kind", gathered.asked().kind().word());
            say(one, "label", "dossier.kind." + gathered.asked().kind());
            if (!gathered.asked().list().isEmpty()) {
                one.put("list", gathered.asked().list());
                one.set(
                        "list_name",
                        both(dossier.template().getList(gathered.asked().list()).name()));
            }
            one.set(
                    "silent",
                    Json.array(gathered.silent().stream().map(Code::toString).toList()));
            var facts = one.putArray("facts");
            gathered.facts().forEach(fact -> facts.add(fact(fact)));
        }
        var cannot = node.putArray("cannot");
        for (var open : part.cannot()) {
            var one = cannot.addObject();
            one.set("what", both(open.what()));
            one.set("ask", both(open.ask()));
        }
        return node;
    }

    private ObjectNode fact(Fact fact) {
        var node = Json.object();
        node.put("good", fact.good().toString());
        switch (fact) {
            case Fact.Told told -> {
                tree(node, told.good(), told.sentence());
                told.passport().ifPresent(passport -> {
                    var numbers = (ArrayNode) node.get("figures");
                    numbers.add(figures.add(told.good(), passport, outcome(told)));
                    node.put("passport", passport.toString());
                });
            }
            case Fact.Change change -> {
                node.set("text", Json.texts(sentences.flip(change.change())));
                node.put("flips", change.change().flips());
                decision(node, change.good());
            }
            case Fact.Steady steady -> {
                node.set("text", Json.texts(sentences.robustness(steady.colour(), steady.robustness())));
                node.put("kept", steady.robustness().kept());
                node.put("draws", steady.robustness().draws());
                decision(node, steady.good());
            }
            case Fact.Absent absent -> {
                tree(node, absent.good(), absent.why());
                node.put("absent", true);
            }
        }
        return node;
    }

    /** What a decision or verdict came out as, in short words. */
    private Map<String, String> outcome(Fact.Told told) {
        return told.sentence().arguments().get("outcome") instanceof Explanation.Key key
                ? words.both(key.key())
                : colours(decisionOf(told.good()));
    }

    private Map<String, String> colours(GoodDecision decision) {
        return decision.colours().isEmpty()
                ? words.both("dossier.outcome." + decision.outcome())
                : words.both(
                        "dossier.text",
                        "text",
                        decision.colours().stream()
                                .map(c -> (Object) Explanation.key("colour.short." + c))
                                .toList());
    }

    private GoodDecision decisionOf(Code good) {
        return dossier.goods().stream()
                .filter(g -> g.code().equals(good))
                .flatMap(g -> g.decision().stream())
                .findFirst()
                .orElseThrow();
    }

    private void decision(ObjectNode node, Code good) {
        var decision = decisionOf(good);
        node.putArray("figures").add(figures.add(good, decision.passport(), colours(decision)));
        node.put("passport", decision.passport().toString());
    }

    private void tree(ObjectNode node, Code good, Explanation sentence) {
        node.put("key", sentence.key());
        node.set("text", Json.texts(render(sentence)));
        var numbers = node.putArray("figures");
        figures.add(good, sentence).forEach(numbers::add);
        sentence.decided().ifPresent(truth -> node.put("truth", truth.name()));
        if (!sentence.children().isEmpty()) {
            var children = node.putArray("children");
            for (var child : sentence.children()) {
                tree(children.addObject(), good, child);
            }
        }
    }

    private ObjectNode question(Dossier.Question question) {
        var node = Json.object();
        node.put("section", question.section());
        node.put("id", question.part());
        say(node, "where", "dossier." + question.section(), "id", question.part());
        node.set(
                "goods",
                Json.array(question.goods().stream().map(Code::toString).toList()));
        node.set("what", Json.texts(render(question.what())));
        node.set("ask", Json.texts(render(question.ask())));
        return node;
    }

    private ObjectNode filled(Dossier.Filled filled) {
        var node = Json.object();
        node.put("id", filled.field().id());
        node.set("label", both(filled.field().label()));
        node.put("fill", filled.field().fill().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var values = node.putArray("values");
        for (var value : filled.values()) {
            tree(values.addObject(), dossier.goods().getFirst().code(), value);
        }
        return node;
    }

    private ObjectNode proposal(Dossier.Proposal proposal) {
        var node = Json.object();
        node.put("good", proposal.good().toString());
        node.set("names", names(proposal.good()));
        node.put("colour", proposal.colour().name());
        node.set("aim", both(proposal.menu().aim()));
        say(
                node,
                "justification",
                "dossier.justification",
                "rows",
                proposal.justification().stream()
                        .map(row -> (Object) Explanation.of(
                                "dossier.row", "row", row.row(), "what", Explanation.key("row." + row.row())))
                        .toList());
        if (proposal.mildest().isPresent()) {
            var change = sentences.flip(proposal.mildest().get());
            say(
                    node,
                    "mildest",
                    "dossier.mildest",
                    "change",
                    new Bilingual(change.getOrDefault("en", ""), change.getOrDefault("ja", "")));
        } else {
            say(node, "mildest", "dossier.mildest.none");
        }
        say(
                node,
                "evidence_first",
                "dossier.evidence-first",
                "evidence",
                proposal.menu().evidenceFirst().stream().map(e -> (Object) e).toList());
        var pairs = node.putArray("pairs");
        for (var pair : proposal.menu().pairs()) {
            var one = pairs.addObject();
            one.put("id", pair.id());
            one.set("rule", both(pair.rule()));
            one.set("incentive", both(pair.incentive()));
            one.set("bears", both(pair.bears()));
        }
        var additions = node.putArray("additions");
        proposal.additions().forEach(text -> additions.add(both(text)));
        return node;
    }

    private ObjectNode names(Code good) {
        return both(dossier.goods().stream()
                .filter(g -> g.code().equals(good))
                .findFirst()
                .orElseThrow()
                .name());
    }

    private ObjectNode list(Dossier.ListCheck check) {
        var list = check.list();
        var node = Json.object();
        node.put("id", list.id());
        node.set("names", both(list.name()));
        node.set("source", both(list.source()));
        long verified = list.entries().stream()
                .filter(e -> e.status() == DossierTemplate.Status.VERIFIED)
                .count();
        node.put("entries", list.entries().size());
        node.put("verified", verified);
        say(
                node,
                "about",
                "dossier.lists.entries",
                "entries",
                Explanation.number(list.entries().size(), Unit.COUNT),
                "verified",
                Explanation.number(verified, Unit.COUNT));
        node.put("tied", !list.links().isEmpty());
        var members = node.putArray("members");
        for (var member : check.members()) {
            var one = members.addObject();
            one.put("good", member.good().toString());
            one.set("names", names(member.good()));
            one.put("proposal", true);
            one.put("confidence", member.confidence());
            say(
                    one,
                    "confidence_text",
                    "dossier.confidence." + member.confidence().toLowerCase(Locale.ROOT));
            one.put("rationale", member.rationale());
            entry(one.putObject("entry"), member.entry());
        }
        node.set(
                "without",
                Json.array(check.without().stream().map(Code::toString).toList()));
        if (list.links().isEmpty()) {
            say(node, "without_text", "dossier.lists.untied");
        } else if (!check.without().isEmpty()) {
            say(
                    node,
                    "without_text",
                    "dossier.lists.without",
                    "goods",
                    dossier.goods().stream()
                            .filter(g -> check.without().contains(g.code()))
                            .map(g -> (Object) g.name())
                            .toList());
        }
        var rows = node.putArray("rows");
        list.entries().forEach(e -> entry(rows.addObject(), e));
        return node;
    }

    private void entry(ObjectNode node, DossierTemplate.Entry entry) {
        node.put("id", entry.id());
        node.set("names", both(entry.name()));
        node.put("status", entry.status().name());
        say(node, "status_text", "dossier.status." + entry.status());
        node.set("designated", both(entry.designated()));
        node.set("scope", both(entry.scope()));
        node.set("source", both(entry.source()));
    }

    /** The sources that the flows of the goods and the stages shown rest on. */
    private ArrayNode sources() {
        var used = new TreeSet<>(figures.sources());
        dossier.goods().stream().flatMap(g -> g.decision().stream()).forEach(d -> used.addAll(sources(d.profile())));
        var array = Json.array();
        for (var source : data.sources()) {
            if (used.contains(source.id())) {
                var one = array.addObject();
                one.put("id", source.id());
                one.put("title", source.title());
                one.put("provider", source.provider());
                one.put("vintage", source.vintage());
                one.put("licence", source.licence());
                one.put("status", source.status());
                one.put("attribution", source.attribution());
            }
        }
        return array;
    }

    private List<String> sources(GoodProfile profile) {
        var found = new TreeSet<String>();
        var cube = data.cube();
        int subject = data.economies().indexOf(profile.subject());
        int product = cube.productIndex(profile.product());
        for (var year : profile.window()) {
            int y = cube.yearIndex(year.year());
            if (y < 0 || product < 0) {
                continue;
            }
            var block = cube.block(y, product);
            int first = block.first(subject);
            if (first < block.end(subject)) {
                RowSource.find(data, cube.origin(first)).ifPresent(s -> found.add(s.id()));
            }
        }
        return List.copyOf(found);
    }
}
