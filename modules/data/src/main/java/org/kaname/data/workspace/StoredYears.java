package org.kaname.data.workspace;

import java.util.List;
import java.util.TreeSet;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.Outcome;
import org.kaname.model.Code;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/**
 * A published data set that is read one year at a time. Economies, goods and coverage are those of the whole set, so that an absent row
 * means the same as where all years are in memory; only flows are of one year. Immutable.
 */
public final class StoredYears {
    private final Economies economies;
    private final List<Code> products;
    private final Coverage coverage;
    private final Read read;

    /** Reads the flows of a year. */
    interface Read {
        Outcome<DataSet> year(int year, Coverage coverage);
    }

    StoredYears(Economies economies, List<Code> products, Coverage coverage, Read read) {
        this.economies = economies;
        this.products = products;
        this.coverage = coverage;
        this.read = read;
    }

    public Economies economies() {
        return economies;
    }

    /** Goods with rows in any year, ascending by code. */
    public List<Code> products() {
        return products;
    }

    public Coverage coverage() {
        return coverage;
    }

    /** Years in which any good is covered, ascending. */
    public List<Integer> listYears() {
        var years = new TreeSet<Integer>();
        products.forEach(product -> years.addAll(coverage.years(product)));
        return List.copyOf(years);
    }

    /** The set with the flows of one year, goods of that year alone in its cube; fails where files are absent or changed. */
    public Result<DataSet> load(int year) {
        return switch (read.year(year, coverage)) {
            case Outcome.Taken<DataSet> loaded -> Result.ok(loaded.value());
            case Outcome.Refused<DataSet> damaged ->
                new Result.Failed<>(damaged.refusals().getFirst().toFailure(Reason.MALFORMED));
        };
    }
}
