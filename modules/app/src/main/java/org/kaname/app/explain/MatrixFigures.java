package org.kaname.app.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.complexity.ComplexityMeasure;
import org.kaname.measure.complexity.ComplexityReference;
import org.kaname.measure.complexity.HeldMatrix;
import org.kaname.model.Passport;
import org.kaname.model.Result;

/** Figures of the matrix of goods held. Not thread-safe. */
final class MatrixFigures {
    private final DataSet data;
    private final References references;
    private final SourceRows sources;
    private final Map<List<Object>, Result<Complexity>> matrices = new HashMap<>();

    MatrixFigures(DataSet data, References references, SourceRows sources) {
        this.data = data;
        this.references = references;
        this.sources = sources;
    }

    Result<Explained> complexity(Passport passport, ComplexityMeasure measure, Settings settings) {
        return matrix(passport, settings)
                .then(matrix -> matrix.find(measure, passport).then(figure -> {
                    var reference = new ComplexityReference(matrix, references.reference(matrix.scheme(), settings));
                    boolean answered = reference.answers(measure);
                    double recomputed = figure.isMissing() || !answered
                            ? Double.NaN
                            : reference.recompute(measure, passport).orElse(Double.NaN);
                    var rows = sources.soldRows(soldBy(passport, measure, matrix), matrix.year());
                    return Result.ok(new Explained(
                            passport,
                            figure,
                            "",
                            recomputed,
                            "",
                            figure.isMissing() || !Double.isNaN(recomputed)
                                    ? ""
                                    : answered
                                            ? "the reference gives no row"
                                            : "it rests on every pair of goods, and there are too many for the reference",
                            measure.formula(),
                            measure.sqlFile(),
                            constants(measure, matrix, settings),
                            rows.shown(),
                            rows.restCount(),
                            rows.restSum(),
                            null));
                }));
    }

    /** The matrix behind a passport; many figures share one. */
    private Result<Complexity> matrix(Passport passport, Settings settings) {
        return matrices.computeIfAbsent(
                List.of(
                        passport.parameter("scheme"),
                        passport.parameter("product").replaceAll(":[^:]*$", ""),
                        passport.parameter("year"),
                        passport.parameter("part"),
                        settings.changes()),
                k -> Complexity.behind(data, passport, settings));
    }

    /** Constants that enter, the least trade as it is in force on this data set. */
    private static SortedMap<String, Double> constants(
            ComplexityMeasure measure, Complexity matrix, Settings settings) {
        var constants = new TreeMap<String, Double>();
        for (var constant : Complexity.constants()) {
            if (measure.needsIndex() || constant.name().startsWith(HeldMatrix.METHOD)) {
                constants.put(constant.name(), settings.get(constant.name()));
            }
        }
        constants.put(HeldMatrix.METHOD + ".min_trade_kusd", matrix.minTrade());
        return constants;
    }

    /** The exports that enter most: of the economy, of the good, or of both, as the figure is of one, of the other, or of a cell. */
    private List<SourceRows.Sold> soldBy(Passport passport, ComplexityMeasure measure, Complexity matrix) {
        int subject = data.economies().indexOf(passport.parameter("subject"));
        boolean ofGoods = switch (measure) {
            case RCA, UBIQUITY, PCI, PROXIMITY -> true;
            case DIVERSITY, ECI, DENSITY, COI, COG -> false;
        };
        var sold = new ArrayList<SourceRows.Sold>();
        for (var good : data.cube().products()) {
            boolean asked = good.toString().equals(passport.parameter("product"))
                    || good.toString().equals(passport.parameter("neighbour"));
            if (!good.scheme().equals(matrix.scheme()) || ofGoods && !asked) {
                continue;
            }
            var block = sources.observed(matrix.year(), good);
            for (int i = block.from(); i < block.to(); i++) {
                if (subject < 0 || block.exporter()[i] == subject) {
                    sold.add(new SourceRows.Sold(i, good));
                }
            }
        }
        return sold;
    }
}
