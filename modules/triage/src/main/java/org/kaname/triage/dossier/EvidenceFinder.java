package org.kaname.triage.dossier;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.kaname.data.DataSet;
import org.kaname.data.Link;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.GoodYear;
import org.kaname.measure.Verdict;
import org.kaname.measure.stage.StageCell;
import org.kaname.measure.stage.StageProfile;
import org.kaname.measure.stage.StageProfiles;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.model.Figure;
import org.kaname.model.Interval;
import org.kaname.model.Language;
import org.kaname.model.Rounding;
import org.kaname.model.Truth;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.field.InputTriage;

/** The facts of each kind of evidence for one good, built from the figures of its assessment, or why there are none. */
final class EvidenceFinder {
    private static final String GOOD_TO_MATERIAL = "hs-material";
    private static final String IMPORT_SHARE = "import-share@1";

    /** Other suppliers shown for a good, the largest exporters first. */
    private static final int ALTERNATIVES_SHOWN = 10;

    private static final Pattern REQUIREMENT = Pattern.compile("(\\w+)\\((\\d+)\\): ([A-Z_]+),.*", Pattern.DOTALL);

    private final DataSet data;
    private final String economy;
    private final int asOf;
    private final GoodTriage triage;
    private final StageProfiles stages;
    private final List<Link> links;
    private final List<Dossier.ListCheck> lists;
    private final List<Dossier.Proposal> proposals;
    private final DossierWriter.Request request;
    private final Map<Integer, GoodEvaluator> evaluators = new TreeMap<>();

    EvidenceFinder(DossierWriter.Request request, List<Dossier.ListCheck> lists, List<Dossier.Proposal> proposals) {
        var assess = request.assess();
        this.request = request;
        this.data = assess.data();
        this.economy = assess.economy();
        this.asOf = assess.year();
        this.triage = new GoodTriage(data, economy, assess.partners(), List.of(), assess.settings());
        this.stages = new StageProfiles(data, assess.settings());
        this.links = request.links();
        this.lists = lists;
        this.proposals = proposals;
    }

    /** The facts; one {@link Fact.Absent} at least where there are none. */
    List<Fact> find(DossierTemplate.Evidence asked, Dossier.Subject subject) {
        var kind = asked.kind();
        var facts = switch (kind) {
            case RULES -> ofDecision(subject, d -> rules(subject, d));
            case TOP_SUPPLIER -> ofDecision(subject, d -> topSupplier(subject, d.profile()));
            case CONCENTRATION -> ofDecision(subject, d -> concentration(subject, d.profile()));
            case TREND -> ofDecision(subject, d -> trend(subject, d.profile()));
            case ROBUSTNESS -> ofDecision(subject, d -> robustness(subject, d));
            case COUNTERFACTUALS -> ofDecision(subject, d -> changes(subject, d));
            case SUPPLIER_DOMINANCE -> ofDecision(subject, d -> dominance(subject, d.profile()));
            case EXPORTS -> ofDecision(subject, d -> exports(subject, d.profile()));
            case WORLD_SHARE -> {
                var published = published(subject);
                yield subject.decision().isEmpty() && !published.isEmpty()
                        ? published
                        : joined(ofDecision(subject, d -> worldShare(subject, d.profile())), published);
            }
            case ALTERNATIVES -> ofDecision(subject, d -> alternatives(subject, d.profile()));
            case INSTRUMENTS -> ofDecision(subject, d -> instruments(subject, d));
            case STAGES -> stages(subject);
            case LIST_MEMBERSHIP -> membership(subject, asked.list());
            case LINKED_INPUTS -> inputs(subject);
            case DOMESTIC_OUTPUT -> output(subject);
            case DOWNSTREAM_USE, PAST_MEASURES, ROUTE, TIME_TO_STOP, EXISTING_MEASURES, DOMESTIC_SUPPLIER_SHARE ->
                List.<Fact>of();
        };
        return facts.isEmpty() ? List.of(absent(subject, kind)) : facts;
    }

    private static Fact absent(Dossier.Subject subject, EvidenceKind kind) {
        return new Fact.Absent(subject.code(), Explanation.of("dossier.absent." + kind, "good", subject.name()));
    }

    private List<Fact> ofDecision(Dossier.Subject subject, Function<GoodDecision, List<Fact>> facts) {
        return subject.decision()
                .map(facts)
                .orElseGet(() -> List.of(new Fact.Absent(
                        subject.code(),
                        Explanation.of(
                                "dossier.uncovered.short", "good", subject.name(), "year", Integer.toString(asOf)))));
    }

    private static Fact told(Dossier.Subject subject, Explanation sentence) {
        return new Fact.Told(subject.code(), sentence, Optional.empty());
    }

    /** The figure that a sentence rests on is not known: the sentence is not written, the reason is. */
    private static List<Fact> unknown(Dossier.Subject subject, Figure figure, GoodYear year) {
        return List.of(new Fact.Absent(
                subject.code(),
                Explanation.of(
                        "dossier.unknown",
                        "good",
                        subject.name(),
                        "figure",
                        figure,
                        "year",
                        Integer.toString(year.year()))));
    }

    private List<Fact> rules(Dossier.Subject subject, GoodDecision decision) {
        var facts = new ArrayList<Fact>();
        var lead = new TreeMap<String, Truth>();
        for (var verdict : decision.judges()) {
            if (verdict.truth() != Truth.UNKNOWN) {
                lead.putIfAbsent(verdict.rule().family().name(), verdict.truth());
            }
        }
        long families = lead.values().stream().filter(t -> t == Truth.YES).count();
        facts.add(new Fact.Told(
                subject.code(),
                Explanation.of(
                        "dossier.rules",
                        "good",
                        subject.name(),
                        "year",
                        Integer.toString(decision.profile().dataYear()),
                        "flagged",
                        Explanation.number(decision.flagged(), Unit.COUNT),
                        "applicable",
                        Explanation.number(decision.applicable(), Unit.COUNT),
                        "families",
                        Explanation.number(families, Unit.COUNT),
                        "ofFamilies",
                        Explanation.number(lead.size(), Unit.COUNT),
                        "open",
                        Explanation.number((double) decision.judges().size() - decision.applicable(), Unit.COUNT)),
                Optional.of(decision.passport())));
        decision.verdicts().forEach(verdict -> facts.add(verdict(subject, verdict)));
        return facts;
    }

    private static Fact verdict(Dossier.Subject subject, Verdict verdict) {
        var sentence = Explanation.of(
                        verdict.rule().votes() ? "dossier.verdict" : "dossier.verdict.novote",
                        "rule",
                        verdict.rule().id(),
                        "family",
                        verdict.rule().family().name(),
                        "status",
                        Explanation.key("status." + verdict.rule().status().name()),
                        "outcome",
                        Explanation.key("dossier.outcome." + verdict.outcome()))
                .withTruth(verdict.truth());
        var persistence = verdict.persistence();
        if (persistence != null && !verdict.years().isEmpty()) {
            sentence = sentence.with(Explanation.of(
                            "condition.persists",
                            "held",
                            Long.toString(verdict.yearsHeld()),
                            "years",
                            verdict.years().stream()
                                    .map(y -> Integer.toString(y.year()))
                                    .toList(),
                            "needed",
                            Integer.toString(persistence.years()),
                            "window",
                            Integer.toString(persistence.window()))
                    .withTruth(verdict.truth()));
        }
        for (var condition : verdict.newest()) {
            sentence = sentence.with(condition.explain());
        }
        for (var lacking : verdict.missing()) {
            var parts = REQUIREMENT.matcher(lacking);
            if (parts.matches()) {
                sentence = sentence.with(Explanation.of(
                        "dossier.lacking",
                        "what",
                        Explanation.key("requirement." + parts.group(1)),
                        "year",
                        parts.group(2),
                        "reason",
                        Explanation.key("reason." + parts.group(3))));
            }
        }
        return new Fact.Told(subject.code(), sentence, Optional.of(verdict.passport()));
    }

    private Explanation.EconomyCode code(int index) {
        return Explanation.economy(data.economies().get(index).code());
    }

    private List<Fact> topSupplier(Dossier.Subject subject, GoodProfile profile) {
        var newest = profile.newest();
        var share = profile.figure(GoodMeasure.TOP_SHARE);
        if (newest.topSupplier() < 0 || share.isMissing()) {
            return unknown(subject, share, newest);
        }
        var sentence = Explanation.of(
                "dossier.top-supplier",
                "good",
                subject.name(),
                "year",
                Integer.toString(newest.year()),
                "share",
                share,
                "imports",
                profile.figure(GoodMeasure.IMPORTS),
                "economy",
                Explanation.economy(economy),
                "supplier",
                code(newest.topSupplier()),
                "suppliers",
                Explanation.number(newest.suppliers(), Unit.COUNT));
        if (newest.tied() > 1) {
            sentence = sentence.with(
                    Explanation.of("dossier.tied", "count", Explanation.number(newest.tied(), Unit.COUNT)));
        }
        return List.of(told(subject, sentence));
    }

    private static List<Fact> concentration(Dossier.Subject subject, GoodProfile profile) {
        var hhi = profile.figure(GoodMeasure.HHI);
        if (hhi.isMissing()) {
            return unknown(subject, hhi, profile.newest());
        }
        var interval = hhi.interval().filter(EvidenceFinder::shows);
        var arguments = new ArrayList<Object>(List.of(
                "good",
                subject.name(),
                "year",
                Integer.toString(profile.dataYear()),
                "hhi",
                hhi,
                "effective",
                profile.figure(GoodMeasure.EFFECTIVE_SUPPLIERS),
                "world",
                profile.figure(GoodMeasure.WORLD_HHI)));
        if (interval.isPresent()) {
            arguments.addAll(List.of(
                    "low",
                    Explanation.number(interval.get().low(), Unit.HHI),
                    "high",
                    Explanation.number(interval.get().high(), Unit.HHI)));
        }
        return List.of(told(
                subject,
                Explanation.of(
                        interval.isPresent() ? "dossier.concentration.interval" : "dossier.concentration",
                        arguments.toArray())));
    }

    /** The two ends differ once they are rounded for people. */
    private static boolean shows(Interval interval) {
        return !Rounding.text(interval.low(), Unit.HHI, Language.EN)
                .equals(Rounding.text(interval.high(), Unit.HHI, Language.EN));
    }

    private List<Fact> trend(Dossier.Subject subject, GoodProfile profile) {
        var facts = new ArrayList<Fact>();
        for (int year : data.coverage().years(profile.product())) {
            if (year > profile.dataYear()) {
                continue;
            }
            var numbers = triage.evaluator().evaluate(year, profile.product());
            var share = profile.figure(GoodMeasure.TOP_SHARE, numbers);
            if (numbers.topSupplier() < 0 || share.isMissing()) {
                facts.add(told(
                        subject,
                        Explanation.of("dossier.trend.unknown", "year", Integer.toString(year), "share", share)));
                continue;
            }
            facts.add(told(
                    subject,
                    Explanation.of(
                            "dossier.trend",
                            "year",
                            Integer.toString(year),
                            "supplier",
                            code(numbers.topSupplier()),
                            "share",
                            share,
                            "hhi",
                            profile.figure(GoodMeasure.HHI, numbers),
                            "imports",
                            profile.figure(GoodMeasure.IMPORTS, numbers))));
        }
        return facts;
    }

    private static List<Fact> robustness(Dossier.Subject subject, GoodDecision decision) {
        var facts = new ArrayList<Fact>();
        decision.robustness().forEach((colour, robustness) -> {
            if (decision.colours().isEmpty() || decision.colours().contains(colour)) {
                facts.add(new Fact.Steady(subject.code(), colour, robustness, decision.passport()));
            }
        });
        return facts.isEmpty()
                ? List.of(told(subject, Explanation.of("dossier.robustness.none", "good", subject.name())))
                : facts;
    }

    /** For the good's colours what would turn them; without a colour, what would give it one. */
    private static List<Fact> changes(Dossier.Subject subject, GoodDecision decision) {
        var wanted = decision.colours().isEmpty() ? List.of(Colour.values()) : List.copyOf(decision.colours());
        return decision.counterfactuals().stream()
                .filter(c -> wanted.contains(c.colour()))
                .sorted(Comparator.comparing((Counterfactual c) -> c.colour())
                        .thenComparing(c -> !c.flips())
                        .thenComparing(c -> c.lever().isData() ? 0 : 1))
                .map(c -> (Fact) new Fact.Change(subject.code(), c, decision.passport()))
                .toList();
    }

    private List<Fact> dominance(Dossier.Subject subject, GoodProfile profile) {
        var newest = profile.newest();
        if (newest.topSupplier() < 0) {
            return unknown(subject, profile.figure(GoodMeasure.TOP_SHARE), newest);
        }
        var supplier = profileOf(newest.topSupplier(), profile);
        var share = supplier.figure(GoodMeasure.WORLD_SHARE);
        if (share.isMissing()) {
            return unknown(subject, share, newest);
        }
        return List.of(told(
                subject,
                Explanation.of(
                        "dossier.dominance",
                        "good",
                        subject.name(),
                        "year",
                        Integer.toString(newest.year()),
                        "supplier",
                        code(newest.topSupplier()),
                        "share",
                        share,
                        "rank",
                        supplier.figure(GoodMeasure.WORLD_RANK),
                        "world",
                        profile.figure(GoodMeasure.WORLD_HHI))));
    }

    /** The good in the same year, seen from another economy. */
    private GoodProfile profileOf(int other, GoodProfile profile) {
        var evaluator = evaluators.computeIfAbsent(
                other,
                index -> new GoodEvaluator(
                        data, index, new BitSet(), request.assess().settings()));
        return GoodProfile.at(
                data,
                evaluator,
                profile.product(),
                profile.dataYear(),
                List.of(),
                request.assess().settings());
    }

    private List<Fact> exports(Dossier.Subject subject, GoodProfile profile) {
        var exports = profile.figure(GoodMeasure.EXPORTS);
        if (exports.isMissing()) {
            return unknown(subject, exports, profile.newest());
        }
        return List.of(told(
                subject,
                Explanation.of(
                        "dossier.exports",
                        "good",
                        subject.name(),
                        "year",
                        Integer.toString(profile.dataYear()),
                        "economy",
                        Explanation.economy(economy),
                        "exports",
                        exports,
                        "ratio",
                        profile.figure(GoodMeasure.RATIO))));
    }

    private List<Fact> worldShare(Dossier.Subject subject, GoodProfile profile) {
        var share = profile.figure(GoodMeasure.WORLD_SHARE);
        if (share.isMissing()) {
            return unknown(subject, share, profile.newest());
        }
        return List.of(told(
                subject,
                Explanation.of(
                        "dossier.world-share",
                        "good",
                        subject.name(),
                        "year",
                        Integer.toString(profile.dataYear()),
                        "economy",
                        Explanation.economy(economy),
                        "share",
                        share,
                        "rank",
                        profile.figure(GoodMeasure.WORLD_RANK),
                        "dependents",
                        profile.figure(GoodMeasure.DEPENDENTS))));
    }

    private static List<Fact> joined(List<Fact> own, List<Fact> others) {
        var all = new ArrayList<>(own);
        all.addAll(others);
        return all;
    }

    /** Shares that others published for this very code: one year, no partners. */
    private List<Fact> published(Dossier.Subject subject) {
        return InputTriage.judgeAll(data, economy, asOf, request.assess().settings()).stream()
                .filter(i -> i.scheme().equals(subject.code().scheme())
                        && i.code().equals(subject.code().value())
                        && !i.share().isMissing())
                .map(i -> told(
                        subject,
                        Explanation.of(
                                "dossier.published." + i.kind(),
                                "good",
                                subject.name(),
                                "year",
                                Integer.toString(i.dataYear()),
                                "economy",
                                Explanation.economy(economy),
                                "share",
                                i.share(),
                                "source",
                                i.source())))
                .toList();
    }

    /** What another economy sells of a good: to everybody, and to the subject. */
    private record Seller(int economy, double exports, double toSubject) {}

    private List<Fact> alternatives(Dossier.Subject subject, GoodProfile profile) {
        var newest = profile.newest();
        var block = triage.evaluator().observed(newest.year(), profile.product());
        int self = data.economies().indexOf(economy);
        var exports = new LinkedHashMap<Integer, Double>();
        var bought = new LinkedHashMap<Integer, Double>();
        for (int i = block.from(); i < block.to(); i++) {
            int exporter = block.exporter()[i];
            if (exporter == self
                    || exporter == newest.topSupplier()
                    || !data.economies().get(exporter).named()) {
                continue;
            }
            exports.merge(exporter, block.value()[i], Double::sum);
            if (block.importer()[i] == self) {
                bought.merge(exporter, block.value()[i], Double::sum);
            }
        }
        double base = newest.value(GoodMeasure.IMPORTS) * (1 - newest.unallocatedShare());
        var facts = new ArrayList<Fact>();
        exports.entrySet().stream()
                .map(e -> new Seller(e.getKey(), e.getValue(), bought.getOrDefault(e.getKey(), 0.0)))
                .sorted(Comparator.comparingDouble(Seller::exports)
                        .reversed()
                        .thenComparing(s -> data.economies().get(s.economy()).code()))
                .limit(ALTERNATIVES_SHOWN)
                .forEach(seller -> facts.add(told(subject, seller(seller, base, profile))));
        if (!facts.isEmpty()) {
            facts.add(
                    0,
                    told(
                            subject,
                            Explanation.of(
                                    "dossier.alternatives",
                                    "good",
                                    subject.name(),
                                    "year",
                                    Integer.toString(newest.year()),
                                    "shown",
                                    Explanation.number(facts.size(), Unit.COUNT),
                                    "of",
                                    Explanation.number(exports.size(), Unit.COUNT))));
        }
        return facts;
    }

    private Explanation seller(Seller seller, double base, GoodProfile profile) {
        var other = profileOf(seller.economy(), profile);
        var exports = other.figure(GoodMeasure.EXPORTS);
        var world = other.figure(GoodMeasure.WORLD_SHARE);
        var year = Integer.toString(profile.dataYear());
        if (!(base > 0) || !(seller.toSubject() > 0)) {
            return Explanation.of(
                    profile.newest().importsKnown() ? "dossier.alternative.new" : "dossier.alternative.unknown",
                    "year",
                    year,
                    "supplier",
                    code(seller.economy()),
                    "exports",
                    exports,
                    "world",
                    world);
        }
        var passport = profile.passport(IMPORT_SHARE, "import_share", profile.dataYear())
                .with("supplier", data.economies().get(seller.economy()).code());
        return Explanation.of(
                "dossier.alternative",
                "year",
                year,
                "supplier",
                code(seller.economy()),
                "share",
                Figure.of(seller.toSubject() / TradeCube.SCALE / base, Unit.SHARE, passport),
                "exports",
                exports,
                "world",
                world);
    }

    private List<Fact> instruments(Dossier.Subject subject, GoodDecision decision) {
        if (decision.colours().isEmpty()) {
            return List.of(told(subject, Explanation.of("dossier.instruments.none", "good", subject.name())));
        }
        return proposals.stream()
                .filter(p -> p.good().equals(subject.code()))
                .map(p -> told(
                        subject,
                        Explanation.of(
                                "dossier.instruments",
                                "good",
                                subject.name(),
                                "colour",
                                Explanation.key("colour.short." + p.colour()),
                                "aim",
                                p.menu().aim(),
                                "pairs",
                                Explanation.number(p.menu().pairs().size(), Unit.COUNT))))
                .toList();
    }

    private List<Link> materialsOf(Dossier.Subject subject) {
        return links.stream()
                .filter(l -> l.kind().equals(GOOD_TO_MATERIAL) && DossierWriter.from(l, subject.code()))
                .toList();
    }

    private static Object confidence(Link link) {
        return Explanation.key("dossier.confidence." + link.confidence().toLowerCase(Locale.ROOT));
    }

    private List<Fact> stages(Dossier.Subject subject) {
        var facts = new ArrayList<Fact>();
        for (var link : materialsOf(subject)) {
            var profile = stages.profile(link.to(), economy, asOf);
            var sentence = Explanation.of(
                    "dossier.material",
                    "good",
                    subject.name(),
                    "material",
                    request.materialName().apply(link.to()),
                    "stage",
                    stages.name(link.stage()),
                    "confidence",
                    confidence(link));
            for (var cell : profile.stages()) {
                sentence = sentence.with(stage(cell, cell.stage().equals(profile.bindingStage())));
            }
            for (var missing : missing(profile, link)) {
                sentence = sentence.with(Explanation.of("dossier.stage.missing", "stage", missing));
            }
            facts.add(told(subject, sentence));
        }
        return facts;
    }

    /** The stage that the good is linked to, where no source covers it. */
    private List<Object> missing(StageProfile profile, Link link) {
        return link.stage().isEmpty()
                        || profile.stages().stream().anyMatch(c -> c.stage().equals(link.stage()))
                ? List.of()
                : List.of(stages.name(link.stage()));
    }

    private Explanation stage(StageCell cell, boolean binding) {
        if (cell.topShare().isMissing() || cell.topEconomy().isEmpty()) {
            return Explanation.of(
                    "dossier.stage.unknown",
                    "stage",
                    cell.name(),
                    "year",
                    Integer.toString(cell.year()),
                    "source",
                    cell.source(),
                    "share",
                    cell.topShare());
        }
        return Explanation.of(
                binding ? "dossier.stage.binding" : "dossier.stage",
                "stage",
                cell.name(),
                "year",
                Integer.toString(cell.year()),
                "source",
                cell.source(),
                "supplier",
                Explanation.economy(cell.topEconomy()),
                "share",
                cell.topShare(),
                "hhi",
                cell.hhi(),
                "economy",
                Explanation.economy(economy),
                "own",
                cell.subjectShare());
    }

    private List<Fact> output(Dossier.Subject subject) {
        var facts = new ArrayList<Fact>();
        for (var link : materialsOf(subject)) {
            stages.profile(link.to(), economy, asOf).stages().stream()
                    .filter(c ->
                            c.stage().equals(link.stage()) && !c.subjectShare().isMissing())
                    .forEach(c -> facts.add(told(
                            subject,
                            Explanation.of(
                                    "dossier.output",
                                    "economy",
                                    Explanation.economy(economy),
                                    "own",
                                    c.subjectShare(),
                                    "stage",
                                    c.name(),
                                    "material",
                                    request.materialName().apply(link.to()),
                                    "year",
                                    Integer.toString(c.year()),
                                    "source",
                                    c.source()))));
        }
        return facts;
    }

    private List<Fact> membership(Dossier.Subject subject, String listId) {
        var facts = new ArrayList<Fact>();
        for (var check : lists) {
            if (!check.list().id().equals(listId)) {
                continue;
            }
            for (var member : check.members()) {
                if (member.good().equals(subject.code())) {
                    facts.add(told(subject, member(subject, check.list().name(), member)));
                }
            }
            if (facts.isEmpty()) {
                facts.add(new Fact.Absent(
                        subject.code(),
                        Explanation.of(
                                check.list().links().isEmpty() ? "dossier.member.untied" : "dossier.member.none",
                                "good",
                                subject.name(),
                                "list",
                                check.list().name())));
            }
        }
        return facts;
    }

    private static Explanation member(Dossier.Subject subject, Bilingual list, Dossier.Member member) {
        return Explanation.of(
                "dossier.member",
                "good",
                subject.name(),
                "entry",
                member.entry().name(),
                "list",
                list,
                "confidence",
                Explanation.key("dossier.confidence." + member.confidence().toLowerCase(Locale.ROOT)),
                "status",
                Explanation.key("dossier.status." + member.entry().status()));
    }

    private List<Fact> inputs(Dossier.Subject subject) {
        var facts = new ArrayList<Fact>();
        for (var own : materialsOf(subject)) {
            for (var link : links) {
                if (link.kind().equals(GOOD_TO_MATERIAL)
                        && link.to().equals(own.to())
                        && stages.isBefore(link.stage(), own.stage())) {
                    facts.add(told(subject, input(link)));
                }
            }
        }
        return facts;
    }

    private Explanation input(Link link) {
        var code = new Code(link.fromScheme(), link.fromCode());
        var profile = triage.profile(code, asOf);
        var known = profile.filter(p -> p.newest().topSupplier() >= 0);
        var arguments = new ArrayList<Object>(List.of(
                "good",
                request.goodName().apply(code),
                "code",
                code.toString(),
                "material",
                request.materialName().apply(link.to()),
                "stage",
                stages.name(link.stage()),
                "confidence",
                confidence(link)));
        if (known.isEmpty()) {
            return Explanation.of("dossier.input.unknown", arguments.toArray());
        }
        var found = known.get();
        arguments.addAll(List.of(
                "year",
                Integer.toString(found.dataYear()),
                "economy",
                Explanation.economy(economy),
                "supplier",
                code(found.newest().topSupplier()),
                "share",
                found.figure(GoodMeasure.TOP_SHARE),
                "imports",
                found.figure(GoodMeasure.IMPORTS),
                "hhi",
                found.figure(GoodMeasure.HHI)));
        return Explanation.of("dossier.input", arguments.toArray());
    }
}
