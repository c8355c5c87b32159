package org.kaname.triage.material;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.measure.stage.StageCell;
import org.kaname.measure.stage.StageProfile;
import org.kaname.measure.stage.StageProfiles;
import org.kaname.model.Code;
import org.kaname.model.Comparison;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Truth;
import org.kaname.model.Unit;
import org.kaname.triage.Clause;
import org.kaname.triage.Colour;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.ThresholdFlip;

/** Rows G3 and B3 of {@code triage@1} for materials. */
public final class MaterialTriage {
    public static final String METHOD = "triage@1";
    public static final String WORLD_STAGE_ONLY = "WORLD_STAGE_ONLY";
    public static final String OLD_DATA = "OLD_DATA";
    private static final String G3 = "G3";
    private static final String B3 = "B3";
    private static final String TOP_SHARE = METHOD + ".g3_top_share";
    private static final String SHARE = METHOD + ".b3_share";
    private static final String OLD_YEARS = METHOD + ".old_data_years";
    private static final String NARROW = METHOD + ".narrow_margin";
    private static final List<String> CONFIDENCE = confidence();

    private MaterialTriage() {}

    /**
     * All materials as of a year: those coloured first, then by strength, old data last, then by name.
     *
     * @param netImporter whether the subject is a net importer of a good; UNKNOWN where the data do not say
     */
    public static List<MaterialDecision> judgeAll(
            DataSet data, String subject, int asOf, Function<Code, Truth> netImporter, Settings settings) {
        var profiles = new StageProfiles(data, settings);
        return profiles.listMaterials(asOf).stream()
                .map(m -> judge(profiles.profile(m, subject, asOf), netImporter, settings))
                .sorted(Comparator.comparing((MaterialDecision d) -> d.tags().contains(OLD_DATA))
                        .thenComparing(d -> d.colours().isEmpty())
                        .thenComparingDouble(d -> -d.rows().stream()
                                .mapToDouble(RowOutcome::strength)
                                .max()
                                .orElse(0))
                        .thenComparing(MaterialDecision::material))
                .toList();
    }

    public static MaterialDecision judge(StageProfile profile, Function<Code, Truth> netImporter, Settings settings) {
        var goods = linkedGoods(profile);
        var importer = netImporter(goods, netImporter);
        var rows = rows(profile, goods, importer, settings);
        var colours = Clause.colours(rows);
        var tags = new ArrayList<String>();
        if (importer == Truth.UNKNOWN && rows.getFirst().truth() == Truth.YES) {
            tags.add(WORLD_STAGE_ONLY);
        }
        if (profile.dataYear()
                .filter(y -> profile.asOf() - y > settings.get(OLD_YEARS))
                .isPresent()) {
            tags.add(OLD_DATA);
        }
        return new MaterialDecision(
                profile.subject(),
                profile.material(),
                colours,
                profile.dataYear(),
                profile.stages(),
                profile.bindingStage(),
                profile.stagesMissing(),
                goods,
                tags,
                rows,
                ThresholdFlip.search(
                        levers(profile),
                        settings,
                        colours,
                        changed -> Clause.colours(rows(profile, goods, importer, changed))),
                explain(profile, colours, rows, settings),
                passport(profile, "material", settings));
    }

    private static List<RowOutcome> rows(StageProfile profile, List<Code> goods, Truth importer, Settings settings) {
        return List.of(g3(profile, goods, importer, settings), b3(profile, settings));
    }

    /** The top economy of the binding stage is another and holds enough; the subject is a net importer of a linked good, or unknown. */
    private static RowOutcome g3(StageProfile profile, List<Code> goods, Truth importer, Settings settings) {
        var binding = profile.findBinding();
        var share = binding.map(StageCell::topShare)
                .orElseGet(() -> Figure.missing(
                        Reason.NOT_IN_SOURCE,
                        "no stage has a share of a printed world total",
                        Unit.SHARE,
                        passport(profile, "top_share", settings)));
        var another = truth(
                binding.map(b -> topIsAnother(b, profile.subject())).orElse(Truth.UNKNOWN),
                "top_is_another",
                profile,
                settings);
        var needs = truth(importer, "net_importer", profile, settings);
        var parts = new ArrayList<Clause>();
        parts.add(Clause.of(
                new Condition("stage_top_is_another", another, Comparison.AT_LEAST, 1, settings.origin(TOP_SHARE))));
        parts.add(Clause.of(limit("stage_top_share", share, TOP_SHARE, settings)));
        var need = Clause.of(
                new Condition("stage_net_importer", needs, Comparison.AT_LEAST, 1, settings.origin(TOP_SHARE)));
        if (importer != Truth.UNKNOWN) {
            parts.add(need);
        }
        var node = Explanation.of(
                "material.g3",
                "stage",
                binding.map(StageCell::name).orElse("–"),
                "top",
                binding.map(b -> (Object) Explanation.economy(b.topEconomy())).orElse("–"),
                "source",
                binding.map(StageCell::source).orElse("–"),
                "year",
                binding.map(b -> Integer.toString(b.year())).orElse("–"));
        var clause = Clause.all(node, parts);
        if (importer == Truth.UNKNOWN) {
            // unknown does not hold the row back, it is said beside it
            clause = new Clause(
                    clause.truth(),
                    clause.strength(),
                    clause.conditions(),
                    clause.explanation()
                            .with(need.explanation().nonDeciding())
                            .with((goods.isEmpty()
                                            ? Explanation.of("material.noLinkedGood")
                                            : Explanation.of("material.worldStageOnly", "goods", List.copyOf(goods)))
                                    .nonDeciding()));
        }
        return clause.row(G3, Colour.GREEN);
    }

    private static Truth topIsAnother(StageCell stage, String subject) {
        boolean leads = stage.topEconomy().equals(subject);
        return stage.topMayBeUnlisted() && (leads || stage.subjectShare().isMissing())
                ? Truth.UNKNOWN
                : Truth.of(!leads);
    }

    /** The subject holds enough of a stage of production. */
    private static RowOutcome b3(StageProfile profile, Settings settings) {
        var parts = new ArrayList<Clause>();
        for (var stage : profile.stages()) {
            if (stage.binding()) {
                var node = Explanation.of(
                        "material.b3",
                        "stage",
                        stage.name(),
                        "source",
                        stage.source(),
                        "year",
                        Integer.toString(stage.year()));
                parts.add(Clause.all(
                        node,
                        List.of(Clause.of(limit(
                                stage.subjectShare().isMissing() ? "stage_subject_limit" : "stage_subject_share",
                                stage.subjectLimit(),
                                SHARE,
                                settings)))));
            }
        }
        if (parts.isEmpty()) {
            var share = Figure.missing(
                    Reason.NOT_IN_SOURCE,
                    "no stage has a share of a printed world total",
                    Unit.SHARE,
                    passport(profile, "subject_share", settings));
            parts.add(Clause.of(limit("stage_subject_share", share, SHARE, settings)));
        }
        return Clause.any(Explanation.of("material.anyStage"), parts).row(B3, Colour.BLUE);
    }

    private static List<ThresholdFlip.Lever> levers(StageProfile profile) {
        var levers = new ArrayList<ThresholdFlip.Lever>();
        profile.findBinding()
                .ifPresent(b -> levers.add(new ThresholdFlip.Lever(
                        G3, "stage_top_share", TOP_SHARE, b.topShare().value())));
        for (var stage : profile.stages()) {
            if (stage.binding() && !stage.subjectShare().isMissing()) {
                levers.add(new ThresholdFlip.Lever(
                        B3, "stage_subject_share", SHARE, stage.subjectShare().value()));
            }
        }
        return levers;
    }

    private static Condition limit(String name, Figure actual, String constant, Settings settings) {
        return new Condition(name, actual, Comparison.AT_LEAST, settings.get(constant), settings.origin(constant));
    }

    private static Figure truth(Truth truth, String name, StageProfile profile, Settings settings) {
        var passport = passport(profile, name, settings);
        return truth == Truth.UNKNOWN
                ? Figure.missing(Reason.NOT_REPORTED, "the data do not say", Unit.TRUTH, passport)
                : Figure.of(truth == Truth.YES ? 1 : 0, Unit.TRUTH, passport);
    }

    private static List<Code> linkedGoods(StageProfile profile) {
        return profile.links().stream()
                .filter(l -> CONFIDENCE.contains(l.confidence()))
                .map(l -> new Code(l.fromScheme(), l.fromCode()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Of some linked good; without a link nobody knows. */
    private static Truth netImporter(List<Code> goods, Function<Code, Truth> netImporter) {
        return goods.isEmpty()
                ? Truth.UNKNOWN
                : Truth.any(goods.stream().map(netImporter).toList());
    }

    private static Explanation explain(
            StageProfile profile, List<Colour> colours, List<RowOutcome> rows, Settings settings) {
        boolean insufficient = Clause.insufficient(rows);
        var root = Explanation.of(
                insufficient ? "material.insufficient" : colours.isEmpty() ? "material.none" : "material.decision",
                "economy",
                Explanation.economy(profile.subject()),
                "material",
                profile.material());
        if (!insufficient) {
            root = root.withArgument(
                    "year", profile.dataYear().map(y -> Integer.toString(y)).orElse("–"));
        }
        root = Clause.withColours(root, colours).with(Clause.explain(rows));
        for (var row : rows) {
            for (var condition : row.conditions()) {
                root = root.with(narrow(condition, settings));
            }
        }
        for (var stage : profile.stages()) {
            var name = stage.name();
            if (stage.unbalanced()) {
                root = root.with(Explanation.of(
                                "stage.unbalanced", "stage", name, "source", stage.source(), "size", stage.unbalance())
                        .nonDeciding());
            }
            if (stage.tied()) {
                root = root.with(Explanation.of(
                                "stage.tied",
                                "stage",
                                name,
                                "source",
                                stage.source(),
                                "economy",
                                Explanation.economy(stage.topEconomy()))
                        .nonDeciding());
            }
            for (var other : stage.beside()) {
                root = root.with(Explanation.of(
                                "stage.beside",
                                "stage",
                                name,
                                "source",
                                other.source(),
                                "year",
                                Integer.toString(other.year()),
                                "economy",
                                Explanation.economy(other.topEconomy()),
                                "share",
                                other.topShare())
                        .nonDeciding());
            }
        }
        if (!profile.stagesMissing().isEmpty()) {
            root = root.with(Explanation.of("stage.missing", "stages", profile.namesMissing())
                    .nonDeciding());
        }
        return root;
    }

    private static List<Explanation> narrow(Condition condition, Settings settings) {
        var margin = condition.margin();
        return condition.actual().unit() != Unit.TRUTH
                        && !condition.actual().intervalDecides()
                        && margin.isPresent()
                        && Math.abs(margin.getAsDouble()) < settings.get(NARROW)
                ? List.of(Explanation.of(
                                "decision.narrow",
                                "name",
                                Explanation.key("condition." + condition.name()),
                                "margin",
                                Explanation.number(margin.getAsDouble(), Unit.SHARE))
                        .nonDeciding())
                : List.of();
    }

    private static Passport passport(StageProfile profile, String figure, Settings settings) {
        var parameters = new TreeMap<String, String>(settings.parameters());
        parameters.put("material", profile.material());
        parameters.put("economy", profile.subject());
        parameters.put("as_of", Integer.toString(profile.asOf()));
        return new Passport(profile.dataset(), METHOD, figure, parameters);
    }

    private static List<String> confidence() {
        try (InputStream in = MaterialTriage.class.getResourceAsStream("link-confidence.txt")) {
            if (in == null) {
                throw new IllegalStateException("The list (link-confidence.txt) is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
