package org.kaname.triage.dossier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kaname.data.Link;
import org.kaname.data.Progress;
import org.kaname.measure.GoodMeasure;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.triage.Colour;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.assess.Assessment;
import org.kaname.triage.assess.Assessor;
import org.kaname.triage.palette.Palette;

/** Writes a dossier: gathers what the data say to each question of a template, and keeps what they cannot say. */
public final class DossierWriter {
    private DossierWriter() {}

    /**
     * What to write.
     *
     * @param assess data, economy, year and settings
     * @param goods codes in the order asked for, covered by the data or not
     * @param links proposed ties of goods to materials and lists
     * @param goodName names of goods
     * @param materialName names of materials
     */
    public record Request(
            Assessor.Request assess,
            DossierTemplate template,
            List<Code> goods,
            List<Link> links,
            Function<Code, Bilingual> goodName,
            Function<String, Bilingual> materialName) {
        public Request {
            goods = List.copyOf(goods);
            links = List.copyOf(links);
        }
    }

    /** Assesses the goods and gathers the evidence. Throws InterruptedException when cancelled. */
    public static Dossier write(Request request, Progress progress) throws InterruptedException {
        var decisions = new HashMap<Code, GoodDecision>();
        for (var decision : Assessor.assessGoods(request.assess(), request.goods(), progress)) {
            decisions.put(decision.profile().product(), decision);
        }
        var subjects = request.goods().stream()
                .map(code -> new Dossier.Subject(
                        code, request.goodName().apply(code), Optional.ofNullable(decisions.get(code))))
                .toList();
        var lists = request.template().lists().stream()
                .map(list -> check(list, subjects, request.links()))
                .toList();
        var proposals = subjects.stream()
                .flatMap(s -> s.decision().stream())
                .flatMap(d -> d.colours().stream().map(colour -> proposal(d, colour)))
                .toList();
        var finder = new EvidenceFinder(request, lists, proposals);
        var criteria = request.template().criteria().stream()
                .map(part -> answer(part, subjects, finder))
                .toList();
        var items = request.template().items().stream()
                .map(part -> answer(part, subjects, finder))
                .toList();
        var open = new ArrayList<Dossier.Question>();
        criteria.forEach(a -> open.addAll(questions("criterion", a, request.goods())));
        items.forEach(a -> open.addAll(questions("item", a, request.goods())));
        var submission = request.template().submission().stream()
                .map(field -> new Dossier.Filled(field, fill(field.fill(), subjects, request)))
                .toList();
        return new Dossier(
                request.template(),
                assessment(request.assess(), subjects),
                subjects,
                criteria,
                items,
                open,
                submission,
                proposals,
                lists);
    }

    private static Assessment assessment(Assessor.Request request, List<Dossier.Subject> subjects) {
        return new Assessment(
                request.data(),
                request.economy(),
                request.year(),
                request.settings(),
                request.partners(),
                subjects.stream().flatMap(s -> s.decision().stream()).toList(),
                List.of(),
                List.of(),
                List.of(),
                request.seed(),
                request.draws(),
                request.noiseModel().label());
    }

    private static Dossier.Answered answer(
            DossierTemplate.Part part, List<Dossier.Subject> subjects, EvidenceFinder finder) {
        var evidence = new ArrayList<Dossier.Gathered>();
        for (var asked : part.evidence()) {
            var facts = new ArrayList<Fact>();
            for (var subject : subjects) {
                facts.addAll(finder.find(asked, subject));
            }
            evidence.add(new Dossier.Gathered(asked, facts));
        }
        return new Dossier.Answered(part, evidence);
    }

    /** What the template says cannot be answered from data, then what these data left without an answer. */
    private static List<Dossier.Question> questions(String section, Dossier.Answered answered, List<Code> goods) {
        var questions = new ArrayList<Dossier.Question>();
        for (var open : answered.part().cannot()) {
            questions.add(new Dossier.Question(
                    section,
                    answered.part().id(),
                    goods,
                    Explanation.of("dossier.text", "text", open.what()),
                    Explanation.of("dossier.text", "text", open.ask())));
        }
        // Kinds on which the data are silent for the same goods and that lead to the same question are one row.
        var kinds = new HashMap<List<Object>, List<Object>>();
        var asks = new LinkedHashMap<List<Object>, Dossier.Question>();
        for (var gathered : answered.evidence()) {
            var silent = gathered.silent();
            if (!silent.isEmpty()) {
                var kind = gathered.asked().kind();
                var ask = gathered.asked()
                        .ask()
                        .map(text -> Explanation.of("dossier.text", "text", text))
                        .orElseGet(() -> Explanation.of(kind.askKey()));
                kinds.computeIfAbsent(List.of(silent, ask), k -> new ArrayList<>())
                        .add(Explanation.key("dossier.kind." + kind));
                asks.put(
                        List.of(silent, ask),
                        new Dossier.Question(section, answered.part().id(), silent, ask, ask));
            }
        }
        asks.forEach((key, question) -> questions.add(new Dossier.Question(
                section,
                question.part(),
                question.goods(),
                Explanation.of("dossier.open", "kinds", kinds.getOrDefault(key, List.of())),
                question.ask())));
        return questions;
    }

    private static Dossier.ListCheck check(
            DossierTemplate.MembershipList list, List<Dossier.Subject> subjects, List<Link> links) {
        var members = new ArrayList<Dossier.Member>();
        var without = new ArrayList<Code>();
        for (var subject : subjects) {
            var found = links.stream()
                    .filter(l -> !list.links().isEmpty() && l.kind().equals(list.links()) && from(l, subject.code()))
                    .map(l -> new Dossier.Member(
                            subject.code(),
                            list.findEntry(l.to()).orElseGet(() -> unlisted(l.to())),
                            l.confidence(),
                            l.rationale()))
                    .toList();
            members.addAll(found);
            if (found.isEmpty()) {
                without.add(subject.code());
            }
        }
        return new Dossier.ListCheck(list, members, without);
    }

    static boolean from(Link link, Code good) {
        return link.fromScheme().equals(good.scheme()) && link.fromCode().equals(good.value());
    }

    /** A link may name an entry that the template's list does not hold. */
    private static DossierTemplate.Entry unlisted(String id) {
        var nothing = new Bilingual("", "");
        return new DossierTemplate.Entry(
                id, new Bilingual(id, id), DossierTemplate.Status.UNVERIFIED, nothing, nothing, nothing);
    }

    private static Dossier.Proposal proposal(GoodDecision decision, Colour colour) {
        var mildest = decision.counterfactuals().stream()
                .filter(c -> c.colour() == colour && c.flips() && c.lever().isData())
                .min(Comparator.comparingDouble((Counterfactual c) -> c.count() > 0 ? c.count() : c.relative())
                        .thenComparing(Counterfactual::lever));
        return new Dossier.Proposal(
                decision.profile().product(),
                colour,
                Palette.shipped().menu(colour),
                decision.fired(colour),
                mildest,
                Palette.shipped().additions(decision));
    }

    private static List<Explanation> fill(DossierTemplate.Fill fill, List<Dossier.Subject> subjects, Request request) {
        var economy = Explanation.economy(request.assess().economy());
        return switch (fill) {
            case BLANK -> List.of();
            case DATASET -> {
                var manifest = request.assess().data().manifest();
                yield List.of(Explanation.of("dossier.fill.dataset", "title", manifest.title(), "id", manifest.id()));
            }
            case GOODS ->
                subjects.stream()
                        .map(s -> Explanation.of(
                                "dossier.fill.good",
                                "good",
                                s.name(),
                                "code",
                                s.code().toString()))
                        .toList();
            case YEARS -> perGood(subjects, "dossier.fill.year", economy, List.of());
            case IMPORTS -> perGood(subjects, "dossier.fill.figure", economy, List.of(GoodMeasure.IMPORTS));
            case TOP_SUPPLIER -> perGood(subjects, "dossier.fill.supplier", economy, List.of(GoodMeasure.TOP_SHARE));
            case HHI -> perGood(subjects, "dossier.fill.figure", economy, List.of(GoodMeasure.HHI));
            case WORLD_SHARE -> perGood(subjects, "dossier.fill.figure", economy, List.of(GoodMeasure.WORLD_SHARE));
        };
    }

    /** One value for each covered good whose figure is known; what is not known stays for people. */
    private static List<Explanation> perGood(
            List<Dossier.Subject> subjects, String key, Explanation.EconomyCode economy, List<GoodMeasure> measures) {
        var values = new ArrayList<Explanation>();
        for (var subject : subjects) {
            if (subject.decision().isEmpty()) {
                continue;
            }
            var profile = subject.decision().get().profile();
            var year = Integer.toString(profile.dataYear());
            if (measures.isEmpty()) {
                values.add(Explanation.of(key, "good", subject.name(), "year", year));
                continue;
            }
            var figure = profile.figure(measures.getFirst());
            int top = profile.newest().topSupplier();
            if (figure.isMissing() || figure.isUnbounded()) {
                continue;
            }
            if (measures.getFirst() != GoodMeasure.TOP_SHARE) {
                values.add(Explanation.of(key, "good", subject.name(), "figure", figure, "year", year));
            } else if (top >= 0) {
                values.add(Explanation.of(
                        key,
                        "good",
                        subject.name(),
                        "supplier",
                        Explanation.economy(profile.data().economies().get(top).code()),
                        "figure",
                        figure,
                        "economy",
                        economy,
                        "year",
                        year));
            }
        }
        return values;
    }
}
