package org.kaname.app.explain;

import java.util.Map;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.data.Partition;
import org.kaname.data.Partitions;
import org.kaname.measure.DominanceTable;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.Settings;
import org.kaname.measure.verify.Verification;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;

/** Figures of {@code dominance@2023}: how many goods a unit dominates, their value, and how many goods could be judged. */
final class DominanceFigures {
    private static final String JUDGED = "judged";
    private static final String GOODS = "goods";
    private static final String VALUE = "value_kusd";

    private final DataSet data;
    private final References references;

    /** @param data flows regrouped to the units asked about */
    DominanceFigures(DataSet data, References references) {
        this.data = data;
        this.references = references;
    }

    Result<Explained> find(Passport passport, Settings settings) {
        var name = passport.figure();
        if (!name.equals(JUDGED) && !name.equals(GOODS) && !name.equals(VALUE)) {
            return Result.failure(Reason.MALFORMED, "No figure of dominant positions: " + passport);
        }
        return Profiles.year(passport, "year").then(year -> {
            if (data.cube().yearIndex(year) < 0) {
                return Result.failure(Reason.TABLE_ABSENT, "The data set does not cover " + year + ".");
            }
            double limit = settings.get(MeasureConstants.DOMINANCE);
            var table = DominanceTable.of(data, Partition.of(Partitions.IDENTITY, Map.of()), year, limit, settings);
            var line = table.lines().stream()
                    .filter(l -> l.unit().equals(passport.parameter("subject")))
                    .findFirst();
            double value = name.equals(JUDGED)
                    ? table.judged()
                    : line.map(l -> name.equals(GOODS) ? (double) l.goods().size() : l.value())
                            .orElse(0.0);
            var figure = Figure.of(value, name.equals(VALUE) ? data.cube().unit() : Unit.COUNT, passport);
            var constants = new TreeMap<String, Double>();
            constants.put(MeasureConstants.DOMINANCE, limit);
            return Result.ok(new Explained(
                    passport,
                    figure,
                    "",
                    name.equals(JUDGED) ? Double.NaN : bySql(passport, year, limit, settings),
                    "",
                    name.equals(JUDGED) ? "the reference lists dominant exporters only" : "",
                    name.equals(JUDGED) ? "goods with a world side that could be judged" : "Σ over goods with w > t",
                    "dominance",
                    constants,
                    Rows.NONE.shown(),
                    0,
                    0,
                    null));
        });
    }

    private double bySql(Passport passport, int year, double limit, Settings settings) {
        double sum = 0;
        for (var scheme : Verification.schemes(data)) {
            for (var row : references.reference(scheme, settings).table("dominance", Map.of("t_world_share", limit))) {
                if (passport.parameter("subject").equals(row.get("exporter"))
                        && row.get("year") instanceof Double of
                        && of.intValue() == year
                        && row.get(passport.figure()) instanceof Double value) {
                    sum += value;
                }
            }
        }
        return sum;
    }
}
