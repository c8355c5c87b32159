package org.kaname.app.explain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.data.Partition;
import org.kaname.data.Partitions;
import org.kaname.measure.ConstantRange;
import org.kaname.measure.DominanceTable;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.Settings;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.stage.StageConcentration;
import org.kaname.measure.tournament.Tournament;
import org.kaname.model.Code;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.assess.AssessmentConstants;
import org.kaname.triage.field.InputTriage;

/**
 * Resolves the passports of one data set: the figure by the product's kernel, by the reference SQL, its formula and constants, and the
 * source rows. Opens the SQL views once and keeps their results, so that many passports cost little more than one. Not thread-safe.
 */
public final class Explainer implements AutoCloseable {
    private static final int ROWS_SHOWN = 20;
    private static final String SETTING = "set.";
    private static final String PARTITION = "partition";
    private static final String IMPORT_SHARE = "import-share@1";

    private final DataSet data;
    private final int rowsShown;
    private final Settings published = AssessmentConstants.settings();
    private final Map<String, Explainer> byPartition = new HashMap<>();
    private final References references;
    private final GoodFigures goodFigures;
    private final DecisionNumbers decisionNumbers;
    private final GoodOutcomes goodOutcomes;
    private final MatrixFigures matrixFigures;
    private final StagesAndFields stagesAndFields;
    private final TournamentFigures tournamentFigures;
    private final DominanceFigures dominanceFigures;
    private final LeverageAnswers leverageAnswers;

    /** @param allRows every source row instead of the largest */
    public Explainer(DataSet data, boolean allRows) {
        this(data, allRows ? Integer.MAX_VALUE : ROWS_SHOWN);
    }

    /** Values alone: no line of a source is looked up, for thousands of passports in one run. */
    public static Explainer withoutRows(DataSet data) {
        return new Explainer(data, 0);
    }

    private Explainer(DataSet data, int rowsShown) {
        this.data = data;
        this.rowsShown = rowsShown;
        var profiles = new Profiles(data);
        var sources = new SourceRows(data, rowsShown);
        references = new References(data);
        goodFigures = new GoodFigures(data, profiles, references, sources);
        decisionNumbers = new DecisionNumbers(data, profiles, sources);
        goodOutcomes = new GoodOutcomes(profiles, references, sources, decisionNumbers);
        matrixFigures = new MatrixFigures(data, references, sources);
        stagesAndFields = new StagesAndFields(data, sources);
        tournamentFigures = new TournamentFigures(data, references);
        dominanceFigures = new DominanceFigures(data, references);
        leverageAnswers = new LeverageAnswers(data, references, sources);
    }

    /**
     * The good of a passport that needs no flows of other goods, only sums over them, so that a set loaded for it
     * ({@code Workspace.load} of a good) leads to the same answer. Empty for what walks over goods: ranks among goods by the reference,
     * matrices, tournaments, dominance, leverage, counts of goods, and other partitions than the identity.
     */
    public static Optional<Code> findOnlyGood(Passport passport) {
        var good = Code.parse(passport.parameter("product"));
        var partition = passport.parameter(PARTITION);
        return good instanceof Result.Ok<Code> ok
                        && (partition.isEmpty() || partition.equals(Partitions.IDENTITY))
                        && asksOneGood(passport)
                ? Optional.of(ok.value())
                : Optional.empty();
    }

    /** In the order in which {@link #explain} looks for a method. */
    private static boolean asksOneGood(Passport passport) {
        var method = passport.method();
        if (method.equals(TriageConstants.METHOD)) {
            return DecisionNumbers.has(passport.figure()) || passport.figure().equals("decision");
        }
        var rule = RuleCatalogue.findRule(method);
        if (rule.isPresent()
                && (passport.figure().equals("verdict") || passport.figure().equals(GoodMeasure.YEARS_HELD.figure()))) {
            return !rule.get().countsGoods();
        }
        if (BesideMeasure.find(passport).isPresent() || method.equals(IMPORT_SHARE)) {
            return true;
        }
        return !LeverageAnswers.answers(method)
                && Complexity.findMeasure(passport).isEmpty()
                && Arrays.stream(GoodMeasure.values())
                        .anyMatch(m -> m.method().equals(method)
                                && m.figure().equals(passport.figure())
                                && m != GoodMeasure.YEARS_HELD
                                && !m.countsGoods());
    }

    /** Resolves a passport of this data set, or says why it cannot. */
    public Result<Explained> explain(Passport passport) {
        if (!passport.dataset().equals(data.id())) {
            return Result.failure(
                    Reason.DATASET_ABSENT,
                    "The passport is of the data set (" + passport.dataset() + "), not of (" + data.id() + ").");
        }
        var partition = passport.parameter(PARTITION);
        if (!partition.isEmpty() && !partition.equals(Partitions.IDENTITY)) {
            return ofUnits(passport, partition);
        }
        var settings = settings(passport);
        if (settings.isEmpty()) {
            return Result.failure(
                    Reason.MALFORMED,
                    "The passport changes a constant that does not exist, or to something outside its range: "
                            + passport);
        }
        var method = passport.method();
        if (method.equals(TriageConstants.METHOD)
                && !passport.parameter("product").isEmpty()) {
            return DecisionNumbers.has(passport.figure())
                    ? decisionNumbers.find(passport, settings.get())
                    : passport.figure().equals("decision")
                            ? goodOutcomes.decision(passport, settings.get())
                            : Result.failure(
                                    Reason.MALFORMED, "The passport names no figure of a decision: " + passport);
        }
        if (method.equals(TriageConstants.METHOD) && passport.figure().equals("goods")) {
            return decisionNumbers.goods(passport, settings.get());
        }
        if (method.equals(TriageConstants.METHOD)) {
            return stagesAndFields.decision(passport, settings.get());
        }
        if (method.equals(StageConcentration.METHOD)) {
            return stagesAndFields.stage(passport, settings.get());
        }
        if (method.equals(FieldProfiles.METHOD)) {
            return stagesAndFields.field(passport, settings.get());
        }
        if (method.equals(InputTriage.PUBLISHED)) {
            return stagesAndFields.input(passport, settings.get());
        }
        if (method.equals(DominanceTable.METHOD)) {
            return dominanceFigures.find(passport, settings.get());
        }
        if (method.equals(Tournament.METHOD)) {
            return tournamentFigures.find(passport, settings.get());
        }
        var rule = RuleCatalogue.findRule(method);
        if (rule.isPresent() && passport.figure().equals("verdict")) {
            return goodOutcomes.verdict(passport, new RuleJudge(rule.get(), settings.get()), settings.get());
        }
        if (rule.isPresent() && passport.figure().equals(GoodMeasure.YEARS_HELD.figure())) {
            return goodOutcomes.yearsHeld(passport, new RuleJudge(rule.get(), settings.get()), settings.get());
        }
        if (method.equals(GoodMeasure.IMPORTS.method()) && passport.figure().equals("imputed_share")) {
            return goodFigures.imputed(passport, settings.get());
        }
        var beside = BesideMeasure.find(passport);
        if (beside.isPresent()) {
            return goodFigures.beside(passport, beside.get(), settings.get());
        }
        if (method.equals(IMPORT_SHARE)) {
            return goodFigures.importShare(passport, settings.get());
        }
        if (LeverageAnswers.answers(method)) {
            return leverageAnswers.explain(passport, settings.get());
        }
        var ofMatrix = Complexity.findMeasure(passport);
        if (ofMatrix.isPresent()) {
            return matrixFigures.complexity(passport, ofMatrix.get(), settings.get());
        }
        return Arrays.stream(GoodMeasure.values())
                .filter(m -> m != GoodMeasure.YEARS_HELD) // of a rule, which the passport names as its method
                .filter(m -> m.method().equals(method) && m.figure().equals(passport.figure()))
                .findFirst()
                .map(m -> goodFigures.measure(passport, m, settings.get()))
                .orElseGet(() -> Result.failure(
                        Reason.MALFORMED, "No method (" + method + ") gives a figure (" + passport.figure() + ")."));
    }

    /** The same figure of the units of a partition: flows are regrouped, then the path is the same. */
    private Result<Explained> ofUnits(Passport passport, String name) {
        var year = Profiles.year(passport, "year");
        if (!(year instanceof Result.Ok<Integer> known)
                || passport.parameter("year").isEmpty()) {
            return Result.failure(Reason.MALFORMED, "The passport's year is no number: " + passport);
        }
        // membership counts at the end of the year asked about, which is not always the year of the figure
        var asOf = Profiles.year(passport, "as_of");
        int membership = asOf instanceof Result.Ok<Integer> at
                        && !passport.parameter("as_of").isEmpty()
                ? at.value()
                : known.value();
        var day = LocalDate.of(membership, 12, 31);
        return Partitions.of(data).resolve(name, day).then(units -> {
            var regrouped = byPartition.computeIfAbsent(
                    name + day,
                    unknown -> new Explainer(Partition.of(name, units).apply(data), rowsShown));
            var parameters = new TreeMap<>(passport.parameters());
            parameters.remove(PARTITION);
            return regrouped
                    .explain(new Passport(passport.dataset(), passport.method(), passport.figure(), parameters))
                    .then(explained -> Result.ok(explained.as(passport)));
        });
    }

    private Optional<Settings> settings(Passport passport) {
        var settings = published;
        for (var entry : passport.parameters().entrySet()) {
            if (entry.getKey().startsWith(SETTING)) {
                var name = entry.getKey().substring(SETTING.length());
                if (!settings.knows(name)) {
                    return Optional.empty();
                }
                try {
                    double value = Double.parseDouble(entry.getValue());
                    if (!ConstantRange.of(name).holds(value)) {
                        return Optional.empty();
                    }
                    settings = settings.with(name, value);
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(settings);
    }

    @Override
    public void close() {
        byPartition.values().forEach(Explainer::close);
        references.close();
        stagesAndFields.close();
    }
}
