package org.kaname.app.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.stage.StageProfiles;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.ThresholdFlip;
import org.kaname.triage.assess.Assessor;
import org.kaname.triage.field.FieldDecision;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.field.InputDecision;
import org.kaname.triage.field.InputTriage;
import org.kaname.triage.material.MaterialDecision;
import org.kaname.triage.material.MaterialTriage;

/** Figures and colours of materials, fields and published shares. Not thread-safe. */
final class StagesAndFields implements AutoCloseable {
    private static final Set<String> DECISIONS = Set.of("material", "field", "input");
    private static final Set<String> COUNTS = Set.of("materials", "fields", "inputs");
    private static final String MADE =
            "the figure is a comparison of the triage, made from figures with passports of their own";

    private final DataSet data;
    private final SourceRows sources;
    private final Map<List<Object>, FieldProfiles> fieldProfiles = new HashMap<>();
    private final Map<List<Object>, List<MaterialDecision>> materials = new HashMap<>();
    private final Map<List<Object>, List<FieldDecision>> fields = new HashMap<>();
    private final Map<List<Object>, List<InputDecision>> inputs = new HashMap<>();
    private @Nullable TableReference tables;

    StagesAndFields(DataSet data, SourceRows sources) {
        this.data = data;
        this.sources = sources;
    }

    /** A figure of a stage table. */
    Result<Explained> stage(Passport passport, Settings settings) {
        return table(
                passport,
                StageProfiles.recompute(data, passport),
                sources.stageRows(passport),
                "stage_concentration",
                settings);
    }

    /** A figure of a field's series. */
    Result<Explained> field(Passport passport, Settings settings) {
        return table(
                passport,
                Profiles.year(passport, "year")
                        .then(year -> fieldProfiles(year, settings).find(passport)),
                sources.fieldRows(passport),
                "field_profile",
                settings);
    }

    /** A published share. */
    Result<Explained> input(Passport passport, Settings settings) {
        return table(
                passport,
                Profiles.year(passport, "year")
                        .then(year ->
                                InputTriage.find(inputs(passport.parameter("economy"), year, settings), passport)),
                sources.shareRows(passport),
                "",
                settings);
    }

    Result<Explained> decision(Passport passport, Settings settings) {
        return Profiles.year(passport, "as_of").then(year -> otherDecision(passport, year, settings));
    }

    private Result<Explained> otherDecision(Passport passport, int year, Settings settings) {
        var subject = passport.parameter("economy");
        if (COUNTS.contains(passport.figure())) {
            return count(passport, subject, year, settings);
        }
        if (!passport.parameter("material").isEmpty()) {
            return materials(subject, year, settings).stream()
                    .filter(d -> d.material().equals(passport.parameter("material")))
                    .findFirst()
                    .map(d -> outcome(
                            passport,
                            d.colours(),
                            d.rows(),
                            d.flips(),
                            d.explanation(),
                            SourceRows.with(
                                    sources.stageRows(passport), sources.linkRows(l -> l.to().equals(d.material()))),
                            "rows G3, B3 of triage@1"))
                    .orElseGet(() -> Result.failure(Reason.TABLE_ABSENT, "No such material: " + passport));
        }
        if (!passport.parameter("field").isEmpty()) {
            return fields(subject, year, settings).stream()
                    .filter(d -> d.scheme().equals(passport.parameter("scheme"))
                            && d.field().equals(passport.parameter("field")))
                    .findFirst()
                    .map(d -> outcome(
                            passport,
                            d.colours(),
                            d.rows(),
                            d.flips(),
                            d.explanation(),
                            SourceRows.with(
                                    sources.fieldRows(passport),
                                    sources.linkRows(l -> l.to().equals(d.field())
                                            || (l.fromScheme().equals(d.scheme())
                                                    && l.fromCode().equals(d.field())))),
                            "rows B4, R1 of triage@1"))
                    .orElseGet(() -> Result.failure(Reason.TABLE_ABSENT, "No such field: " + passport));
        }
        return inputs(subject, year, settings).stream()
                .filter(d -> d.scheme().equals(passport.parameter("scheme"))
                        && d.code().equals(passport.parameter("code")))
                .findFirst()
                .map(d -> outcome(
                        passport,
                        d.colours(),
                        d.rows(),
                        d.flips(),
                        d.explanation(),
                        sources.shareRows(passport),
                        "rows B2e, B3 of triage@1"))
                .orElseGet(() ->
                        Result.failure(Reason.TABLE_ABSENT, "No such material, field or published share: " + passport));
    }

    private FieldProfiles fieldProfiles(int year, Settings settings) {
        return fieldProfiles.computeIfAbsent(
                List.of(year, settings.changes()), k -> new FieldProfiles(data, year, settings));
    }

    private List<MaterialDecision> materials(String subject, int year, Settings settings) {
        return materials.computeIfAbsent(List.of(subject, year, settings.changes()), k -> {
            var triage = new GoodTriage(data, subject, List.of(), List.of(), settings);
            return MaterialTriage.judgeAll(
                    data, subject, year, good -> Assessor.netImporter(triage, good, year), settings);
        });
    }

    private List<FieldDecision> fields(String subject, int year, Settings settings) {
        return fields.computeIfAbsent(
                List.of(subject, year, settings.changes()), k -> FieldTriage.judgeAll(data, subject, year, settings));
    }

    private List<InputDecision> inputs(String subject, int year, Settings settings) {
        return inputs.computeIfAbsent(
                List.of(subject, year, settings.changes()), k -> InputTriage.judgeAll(data, subject, year, settings));
    }

    /** The figure of a condition where the passport names one, else the colours. */
    private static Result<Explained> outcome(
            Passport passport,
            List<Colour> colours,
            List<RowOutcome> outcomes,
            List<ThresholdFlip> flips,
            Explanation explanation,
            Rows rows,
            String formula) {
        var told = Stream.concat(
                        outcomes.stream().flatMap(o -> o.conditions().stream()).map(Condition::actual),
                        figures(explanation))
                .filter(f -> f.passport().equals(passport))
                .findFirst();
        if (told.isEmpty() && !DECISIONS.contains(passport.figure())) {
            return number(passport, outcomes, flips)
                    .map(f -> Result.ok(Explained.made(passport, f, MADE, "of a row of the triage", rows, explanation)))
                    .orElseGet(() -> Result.failure(
                            Reason.MALFORMED, "The passport names no figure of a decision: " + passport));
        }
        var figure = told.orElse(null);
        return Result.ok(new Explained(
                passport,
                figure,
                figure == null ? colours.toString() : "",
                Double.NaN,
                "",
                figure == null ? "the colours follow from figures, each with its own passport and reference" : MADE,
                formula,
                "",
                new TreeMap<>(),
                rows.shown(),
                rows.restCount(),
                rows.restSum(),
                explanation));
    }

    /** The strength of a row, or the least change of a threshold that turns the colours. */
    private static Optional<Figure> number(Passport passport, List<RowOutcome> outcomes, List<ThresholdFlip> flips) {
        var row = passport.parameter("row");
        if (passport.figure().equals("strength")) {
            return outcomes.stream()
                    .filter(o -> row.isEmpty()
                            ? o.colour().name().equals(passport.parameter("colour"))
                            : o.row().equals(row))
                    .map(RowOutcome::strength)
                    .max(Double::compare)
                    .map(value -> Figure.of(value, Unit.RATIO, passport));
        }
        boolean value = passport.figure().equals("value_at_flip");
        if (!value && !passport.figure().equals("relative_change")) {
            return Optional.empty();
        }
        return flips.stream()
                .filter(f -> f.row().equals(row)
                        && f.condition().equals(passport.parameter("condition"))
                        && f.constant().equals(passport.parameter("constant")))
                .findFirst()
                .map(f -> Figure.of(value ? f.valueAtFlip() : f.relativeChange(), Unit.RATIO, passport));
    }

    /** How many materials, fields or inputs of the economy came out as this passport's outcome. */
    private Result<Explained> count(Passport passport, String subject, int year, Settings settings) {
        var outcomes = switch (passport.figure()) {
            case "materials" ->
                materials(subject, year, settings).stream()
                        .map(d -> outcome(d.colours(), d.insufficient()))
                        .toList();
            case "fields" ->
                fields(subject, year, settings).stream()
                        .map(d -> outcome(d.colours(), d.insufficient()))
                        .toList();
            default ->
                inputs(subject, year, settings).stream()
                        .map(d -> outcome(d.colours(), d.insufficient()))
                        .toList();
        };
        long count = outcomes.stream()
                .filter(o -> o.contains(passport.parameter("outcome")))
                .count();
        return Result.ok(Explained.made(
                passport,
                Figure.of(count, Unit.COUNT, passport),
                MADE,
                "number of " + passport.figure() + " with this outcome",
                Rows.NONE,
                null));
    }

    private static List<String> outcome(List<Colour> colours, boolean insufficient) {
        return colours.isEmpty()
                ? List.of(insufficient ? "INSUFFICIENT" : "NONE")
                : colours.stream().map(Enum::name).toList();
    }

    /** The figures that stand in the sentences of a tree: some are told and do not decide. */
    private static Stream<Figure> figures(Explanation tree) {
        return Stream.concat(
                tree.arguments().values().stream()
                        .filter(Figure.class::isInstance)
                        .map(Figure.class::cast),
                tree.children().stream().flatMap(StagesAndFields::figures));
    }

    private Result<Explained> table(
            Passport passport, Result<Figure> figure, Rows rows, String sqlFile, Settings settings) {
        return figure.then(f -> {
            if (tables == null) {
                tables = new TableReference(data);
            }
            double recomputed = sqlFile.isEmpty()
                    ? Double.NaN
                    : tables.recompute(passport, settings).orElse(Double.NaN);
            return Result.ok(new Explained(
                    passport,
                    f,
                    "",
                    recomputed,
                    "",
                    Double.isNaN(recomputed) && !f.isMissing()
                            ? sqlFile.isEmpty()
                                    ? "a published share is read, not computed"
                                    : "the reference gives no such column"
                            : "",
                    TableReference.formula(passport),
                    sqlFile,
                    new TreeMap<>(),
                    rows.shown(),
                    rows.restCount(),
                    rows.restSum(),
                    null));
        });
    }

    @Override
    public void close() {
        if (tables != null) {
            tables.close();
        }
    }
}
