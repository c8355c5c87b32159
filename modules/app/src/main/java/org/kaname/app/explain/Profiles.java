package org.kaname.app.explain;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/** Profiles of goods behind passports. Not thread-safe. */
final class Profiles {
    private final DataSet data;
    private final Map<List<Object>, GoodEvaluator> evaluators = new HashMap<>();

    Profiles(DataSet data) {
        this.data = data;
    }

    /** The profile of exactly the year in the passport. */
    Result<GoodProfile> asOf(Passport passport, Settings settings) {
        return switch (Code.parse(passport.parameter("product"))) {
            case Result.Failed<Code> failed -> new Result.Failed<>(failed.why());
            case Result.Ok<Code> ok -> asOf(passport, ok.value(), settings);
        };
    }

    private Result<GoodProfile> asOf(Passport passport, Code product, Settings settings) {
        int subject = data.economies().indexOf(passport.parameter("subject"));
        if (subject < 0) {
            return Result.failure(Reason.MALFORMED, "The passport's economy is not in the data set: " + passport);
        }
        int year;
        try {
            year = Integer.parseInt(passport.parameter("year"));
        } catch (NumberFormatException e) {
            return Result.failure(Reason.MALFORMED, "The passport's year is no number: " + passport);
        }
        if (!data.coverage().years(product).contains(year)) {
            return Result.failure(Reason.TABLE_ABSENT, "The data set does not cover " + product + " in " + year + ".");
        }
        var partners = partners(passport);
        for (var partner : partners) {
            if (data.economies().indexOf(partner) < 0) {
                return Result.failure(
                        Reason.MALFORMED,
                        "The passport's partner (" + partner + ") is not in the data set: " + passport);
            }
        }
        var evaluator = evaluators.computeIfAbsent(List.of(subject, partners, settings.changes()), k -> {
            var set = new BitSet();
            partners.forEach(p -> set.set(data.economies().indexOf(p)));
            return new GoodEvaluator(data, subject, set, settings);
        });
        return Result.ok(GoodProfile.at(data, evaluator, product, year, partners, settings));
    }

    /** The partners asked about; none for the top supplier. */
    static List<String> partners(Passport passport) {
        return passport.parameter("partners").isEmpty()
                ? List.of()
                : List.of(passport.parameter("partners").split(" "));
    }

    /** The year of a parameter; without it, the newest there is. */
    static Result<Integer> year(Passport passport, String key) {
        var text = passport.parameter(key);
        try {
            return Result.ok(text.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Result.failure(Reason.MALFORMED, "The passport's year (" + text + ") is no number: " + passport);
        }
    }
}
