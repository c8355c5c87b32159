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
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.RuleJudge;
import org.kaname.measure.Settings;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.stage.StageConcentration;
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
    private static final String SETTING = "set.";
    private static final String PARTITION = "partition";
    private static final String IMPORT_SHARE = "import-share@1";

    private final DataSet data;
    private final boolean allRows;
    private final Settings published = AssessmentConstants.settings();
    private final Map<String, Explainer> byPartition = new HashMap<>();
    private final References references;
    private final GoodFigures goodFigures;
    private final GoodOutcomes goodOutcomes;
    private final MatrixFigures matrixFigures;
    private final StagesAndFields stagesAndFields;

    /** @param allRows every source row instead of the largest */
    public Explainer(DataSet data, boolean allRows) {
        this.data = data;
        this.allRows = allRows;
        var profiles = new Profiles(data);
        var sources = new SourceRows(data, allRows);
        references = new References(data);
        goodFigures = new GoodFigures(data, profiles, references, sources);
        goodOutcomes = new GoodOutcomes(data, profiles, references, sources);
        matrixFigures = new MatrixFigures(data, references, sources);
        stagesAndFields = new StagesAndFields(data, sources);
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
                    "The passport changes a constant that does not exist, or not to a number: " + passport);
        }
        var method = passport.method();
        if (method.equals(TriageConstants.METHOD)
                && !passport.parameter("product").isEmpty()) {
            return goodOutcomes.decision(passport, settings.get());
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
        var rule = RuleCatalogue.findRule(method);
        if (rule.isPresent() && passport.figure().equals("verdict")) {
            return goodOutcomes.verdict(passport, new RuleJudge(rule.get(), settings.get()), settings.get());
        }
        if (method.equals(IMPORT_SHARE)) {
            return goodFigures.importShare(passport, settings.get());
        }
        var ofMatrix = Complexity.findMeasure(passport);
        if (ofMatrix.isPresent()) {
            return matrixFigures.complexity(passport, ofMatrix.get(), settings.get());
        }
        return Arrays.stream(GoodMeasure.values())
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
        var day = LocalDate.of(known.value(), 12, 31);
        return Partitions.of(data).resolve(name, day).then(units -> {
            var regrouped = byPartition.computeIfAbsent(
                    name + day,
                    unknown -> new Explainer(Partition.of(name, units).apply(data), allRows));
            var parameters = new TreeMap<>(passport.parameters());
            parameters.remove(PARTITION);
            return regrouped.explain(
                    new Passport(passport.dataset(), passport.method(), passport.figure(), parameters));
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
                    if (!Double.isFinite(value)) {
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
