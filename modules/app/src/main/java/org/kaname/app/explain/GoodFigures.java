package org.kaname.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.Settings;
import org.kaname.measure.noise.ImputedShare;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;

/** Figures of goods: by the kernel, by the reference files, with the flows behind them. Not thread-safe. */
final class GoodFigures {
    private static final String SHARE = "import_share";
    private static final String OTHER_SHARE = "other_share";
    private static final String VALUE = "value_kusd";

    private final DataSet data;
    private final Profiles profiles;
    private final References references;
    private final SourceRows sources;

    GoodFigures(DataSet data, Profiles profiles, References references, SourceRows sources) {
        this.data = data;
        this.profiles = profiles;
        this.references = references;
        this.sources = sources;
    }

    Result<Explained> measure(Passport passport, GoodMeasure measure, Settings settings) {
        return profiles.asOf(passport, settings).then(profile -> {
            var year = profile.newest();
            var figure = profile.figure(measure, year);
            var constants = new TreeMap<String, Double>();
            if (measure == GoodMeasure.WORLD_SHARE
                    || measure == GoodMeasure.WORLD_RANK
                    || measure == GoodMeasure.WORLD_HHI
                    || measure == GoodMeasure.WORLD_HHI_OTHERS
                    || measure == GoodMeasure.OTHER_EXPORTERS
                    || measure == GoodMeasure.EFFECTIVE_SUPPLIERS_RATIO
                    || measure == GoodMeasure.SUPPLIER_COUNT_RATIO
                    || measure == GoodMeasure.PARTNER_WORLD_SHARE) {
                constants.put(MeasureConstants.WORLD_COVERAGE, settings.get(MeasureConstants.WORLD_COVERAGE));
            }
            if (measure == GoodMeasure.DEPENDENTS) {
                constants.put("cao@2021.top_share", settings.get("cao@2021.top_share"));
            }
            if (year.hasInterval(measure)) {
                constants.put(MeasureConstants.UNALLOCATED_LIMIT, settings.get(MeasureConstants.UNALLOCATED_LIMIT));
            }
            var rows = sources.flowRows(profile, measure);
            if (!profile.partners().isEmpty() && measure.sqlFile().equals("partner")) {
                return Result.ok(explained(
                        passport,
                        figure,
                        Double.NaN,
                        "the reference file answers for the top supplier only",
                        measure,
                        constants,
                        rows));
            }
            // A figure that is withheld is withheld by both.
            var sql = figure.isMissing() ? Optional.<Double>empty() : bySql(profile, measure, settings);
            return Result.ok(explained(
                    passport,
                    figure,
                    sql.orElse(Double.NaN),
                    sql.isPresent() || figure.isMissing() || figure.isUnbounded() ? "" : "the reference gives no row",
                    measure,
                    constants,
                    rows));
        });
    }

    private Explained explained(
            Passport passport,
            Figure figure,
            double recomputed,
            String missing,
            GoodMeasure measure,
            SortedMap<String, Double> constants,
            Rows rows) {
        return new Explained(
                passport,
                figure,
                "",
                recomputed,
                "",
                missing,
                measure.formula(),
                measure.sqlFile(),
                constants,
                rows.shown(),
                rows.restCount(),
                rows.restSum(),
                null);
    }

    private Optional<Double> bySql(GoodProfile profile, GoodMeasure measure, Settings settings) {
        var file = measure.sqlFile();
        var year = profile.newest().year();
        var product = profile.product();
        if (file.equals("ec_bottom_up")) {
            // A single economy without an inner set: every supplier is outer, which profile.sql already holds.
            var row = references.row("profile", profile, year, settings);
            return row.flatMap(r -> switch (measure) {
                case CDI1 -> References.number(r, "hhi");
                case CDI2 ->
                    References.number(r, "suppliers").filter(s -> s > 0).map(s -> 1.0);
                default -> References.number(r, "import_export_ratio");
            });
        }
        if (file.equals("world_share") || file.equals("rca") || file.equals("reverse_dependence")) {
            var keyed = references.index(file, product, settings, "exporter");
            var row = keyed.get(List.of(profile.subject(), product.value(), Integer.toString(year)));
            if (row == null) {
                boolean countsAsZero = switch (measure) {
                    case DEPENDENTS, WORLD_SHARE -> data.coverage().worldDeclared(year, product);
                    case RCA -> data.coverage().allProducts();
                    default -> false;
                };
                return countsAsZero ? Optional.of(0.0) : Optional.empty();
            }
            return References.number(row, measure.column());
        }
        if (file.equals("world_hhi")) {
            var keyed = references.index(file, product, settings, "");
            return Optional.ofNullable(keyed.get(List.of("", product.value(), Integer.toString(year))))
                    .flatMap(r -> References.number(r, "hhi_world"));
        }
        var own = references.row(file, profile, year, settings);
        if (own.isEmpty() && measure == GoodMeasure.EXPORTS) {
            // profile.sql has rows of importers that reported; exports are known of everybody
            var keyed = references.index("export_totals", product, settings, "exporter");
            var row = keyed.get(List.of(profile.subject(), product.value(), Integer.toString(year)));
            return row == null ? Optional.of(0.0) : References.number(row, "exports_kusd");
        }
        return own.flatMap(r -> References.number(r, measure.column()));
    }

    /** What a supplier sells of a good, its share, or the share of all named suppliers but those listed. */
    Result<Explained> importShare(Passport passport, Settings settings) {
        boolean others = passport.figure().equals(OTHER_SHARE);
        boolean value = passport.figure().equals(VALUE);
        if (!others && !value && !passport.figure().equals(SHARE)) {
            return Result.failure(Reason.MALFORMED, "No figure of import shares: " + passport);
        }
        var listed =
                List.of(passport.parameter(others ? "suppliers" : "supplier").split(" "));
        for (var supplier : listed) {
            if (data.economies().indexOf(supplier) < 0) {
                return Result.failure(Reason.MALFORMED, "The passport names no supplier of the data set: " + passport);
            }
        }
        return profiles.asOf(passport, settings).then(profile -> {
            int year = profile.newest().year();
            var block = sources.observed(year, profile.product());
            int subject = data.economies().indexOf(profile.subject());
            double base = 0;
            double bought = 0;
            var rows = new ArrayList<Integer>();
            for (int i = block.first(subject); i < block.end(subject); i++) {
                rows.add(i);
                var supplier = data.economies().get(block.exporter()[i]);
                if (supplier.named()) {
                    base += block.value()[i];
                    bought += listed.contains(supplier.code()) == others ? 0 : block.value()[i];
                }
            }
            var figure = value
                    ? Figure.of(bought / TradeCube.SCALE, data.cube().unit(), passport)
                    : base > 0
                            ? Figure.of(bought / base, Unit.SHARE, passport)
                            : Figure.missing(Reason.NO_DENOMINATOR, "nothing is imported", Unit.SHARE, passport);
            var sql = references
                    .reference(profile.product(), settings)
                    .query(
                            "select sum(" + (value ? "value_kusd" : SHARE) + ") as found from "
                                    + (value ? "pf" : "import_share")
                                    + " where year = " + year + " and importer = '"
                                    + References.quoted(profile.subject()) + "' and product = '"
                                    + References.quoted(profile.product().value()) + "' and "
                                    + (value ? "exporter " : "supplier ")
                                    + (others ? "not in (" : "in (")
                                    + listed.stream()
                                            .map(s -> "'" + References.quoted(s) + "'")
                                            .collect(Collectors.joining(", "))
                                    + ")",
                            List.of("import_share"),
                            Map.of());
            double none = figure.isMissing() ? Double.NaN : 0;
            double recomputed = References.number(sql.getFirst(), "found").orElse(none);
            var shown = sources.rows(rows, year, profile.product());
            return Result.ok(new Explained(
                    passport,
                    figure,
                    "",
                    recomputed,
                    "",
                    "",
                    others ? "Σ s over the suppliers not listed" : value ? "v" : "s = v / (M − n)",
                    "import_share",
                    new TreeMap<>(),
                    shown.shown(),
                    shown.restCount(),
                    shown.restSum(),
                    null));
        });
    }

    /** A number that stands beside a measure. */
    /** The share of an import value that the source estimated, which its file alone knows: no reference file holds it. */
    Result<Explained> imputed(Passport passport, Settings settings) {
        return profiles.asOf(passport, settings).then(profile -> {
            var block = data.cube()
                    .block(
                            data.cube().yearIndex(profile.dataYear()),
                            data.cube().productIndex(profile.product()));
            double value = ImputedShare.of(data.cube(), block, data.economies().indexOf(profile.subject()));
            var rows = sources.flowRows(profile, GoodMeasure.IMPORTS);
            return Result.ok(new Explained(
                    passport,
                    Double.isNaN(value)
                            ? Figure.missing(Reason.NOT_IN_SOURCE, "the source marks no value", Unit.SHARE, passport)
                            : Figure.of(value, Unit.SHARE, passport),
                    "",
                    Double.NaN,
                    "",
                    "no reference file holds what the source marks as estimated",
                    "Σ v marked as estimated / M",
                    "",
                    new TreeMap<>(),
                    rows.shown(),
                    rows.restCount(),
                    rows.restSum(),
                    null));
        });
    }

    Result<Explained> beside(Passport passport, BesideMeasure beside, Settings settings) {
        return profiles.asOf(passport, settings).then(profile -> {
            double value = beside.byKernel(profile.newest());
            var rows = sources.flowRows(profile, beside.measure());
            var figure = Double.isFinite(value)
                    ? Figure.of(value, beside.unit(), passport)
                    : Figure.missing(Reason.NO_DENOMINATOR, "nothing is traded", beside.unit(), passport);
            var side = switch (beside.sqlFile()) {
                case "profile" -> "importer";
                case "reverse_dependence" -> "exporter";
                default -> "";
            };
            var row = references
                    .index(beside.sqlFile(), profile.product(), settings, side)
                    .get(List.of(
                            side.isEmpty() ? "" : profile.subject(),
                            profile.product().value(),
                            Integer.toString(profile.newest().year())));
            double sql = row == null || figure.isMissing() ? Double.NaN : beside.bySql(row);
            return Result.ok(new Explained(
                    passport,
                    figure,
                    "",
                    sql,
                    "",
                    figure.isMissing() || !Double.isNaN(sql) ? "" : "the reference gives no row",
                    beside.formula(),
                    beside.sqlFile(),
                    new TreeMap<>(),
                    rows.shown(),
                    rows.restCount(),
                    rows.restSum(),
                    null));
        });
    }
}
