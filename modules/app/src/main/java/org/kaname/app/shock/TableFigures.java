package org.kaname.app.shock;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kaname.data.Outcome;
import org.kaname.data.inputoutput.IoTables;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.shock.exposure.ExposureMeasure;
import org.kaname.shock.exposure.Leontief;
import org.kaname.shock.exposure.SupplierShares;

/**
 * Resolves passports of exposures by the table that ships. Tables that a user gives by path, runs on them and networks of firms are kept
 * in no workspace: their passports say which file and which parameters to run again with.
 */
public final class TableFigures {
    private static final List<String> OF_FILES = List.of("extraction@1", "ario@1", "esri@1", "firms@1");

    private TableFigures() {}

    public static boolean answers(Passport passport) {
        return measure(passport).isPresent() || OF_FILES.contains(passport.method());
    }

    /** The measure of a passport; empty where it is of something else. */
    public static Optional<ExposureMeasure> measure(Passport passport) {
        return Arrays.stream(ExposureMeasure.values())
                .filter(measure -> measure.id().equals(passport.method()))
                .findFirst();
    }

    public static Result<Figure> explain(Passport passport) {
        var measure = measure(passport);
        var read = IoTables.starter();
        if (measure.isEmpty() || !read.table().head().id().equals(passport.dataset())) {
            return Result.failure(
                    Reason.DATASET_ABSENT,
                    "The figure is of the file (" + passport.dataset() + ") by (" + passport.method()
                            + "), which no workspace keeps.");
        }
        var buyer = passport.parameter("buyer");
        var supplier = passport.parameter("supplier");
        if (!(Leontief.of(read.table()) instanceof Outcome.Taken<Leontief> leontief)
                || !(ExposureAnswer.shares(leontief.value(), buyer) instanceof Outcome.Taken<SupplierShares> shares)
                || !read.table().economies().contains(supplier)) {
            return Result.failure(
                    Reason.MALFORMED, "The table has no such buyer or supplier: (" + buyer + "), (" + supplier + ").");
        }
        var row = ExposureAnswer.Row.of(supplier, shares.value().economy());
        var answer =
                ExposureAnswer.of(read, shares.value(), List.of(measure.get()), Optional.of(row), Optional.empty());
        return Result.ok(answer.share(measure.get(), row));
    }
}
