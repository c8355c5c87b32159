package org.kaname.shock.exposure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.kaname.data.inputoutput.IoTable;

/**
 * Exposures of one buyer, an economy or one of its industries, to every supplier. Amounts add up over suppliers, so a bloc's share is the
 * share of its members together; the buyer is a supplier too, with a row of its own.
 */
public final class SupplierShares {
    private final IoTable table;
    private final String economy;
    private final String sector;
    private final Map<ExposureMeasure, double[]> amounts;
    private final Map<ExposureMeasure, double[]> wholes;

    /** @param wholes one value, or one a supplier where the denominator is the supplier's */
    SupplierShares(
            IoTable table,
            String economy,
            String sector,
            Map<ExposureMeasure, double[]> amounts,
            Map<ExposureMeasure, double[]> wholes) {
        this.table = table;
        this.economy = economy;
        this.sector = sector;
        this.amounts = amounts;
        this.wholes = wholes;
    }

    public IoTable table() {
        return table;
    }

    /** The buying economy. */
    public String economy() {
        return economy;
    }

    /** The buying sector; empty where all of an economy buys. */
    public String sector() {
        return sector;
    }

    /** Measures that are defined for this buyer. */
    public List<ExposureMeasure> measures() {
        return Stream.concat(amounts.keySet().stream(), Stream.of(ExposureMeasure.HIDDEN))
                .sorted()
                .toList();
    }

    /**
     * A measure's share for suppliers together; {@link ExposureMeasure#HIDDEN} may be below zero.
     *
     * @param suppliers codes of the table; unknown ones are a bug of the caller
     * @return empty where the measure is not defined for this buyer, or its denominator is zero
     */
    public OptionalDouble share(ExposureMeasure measure, Set<String> suppliers) {
        if (measure == ExposureMeasure.HIDDEN) {
            var through = share(ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, suppliers);
            var face = share(ExposureMeasure.FACE_INPUT_SHARE, suppliers);
            return through.isPresent() && face.isPresent()
                    ? OptionalDouble.of(through.getAsDouble() - face.getAsDouble())
                    : OptionalDouble.empty();
        }
        var values = amounts.get(measure);
        var whole = wholes.get(measure);
        if (values == null || whole == null) {
            return OptionalDouble.empty();
        }
        double part = 0;
        double all = whole.length == 1 ? whole[0] : 0;
        for (int s : places(suppliers)) {
            part += values[s];
            all += whole.length == 1 ? 0 : whole[s];
        }
        return all > 0 ? OptionalDouble.of(part / all) : OptionalDouble.empty();
    }

    /** The share of one supplier. */
    public OptionalDouble share(ExposureMeasure measure, String supplier) {
        return share(measure, Set.of(supplier));
    }

    /**
     * What a share's numerator is: the table's money for economies, money in a unit of output for industries.
     *
     * @return empty where the measure is not defined for this buyer, or is a difference of shares
     */
    public OptionalDouble amount(ExposureMeasure measure, Set<String> suppliers) {
        var values = amounts.get(measure);
        return values == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(places(suppliers))
                        .mapToDouble(s -> values[s])
                        .sum());
    }

    private int[] places(Set<String> suppliers) {
        return suppliers.stream()
                .mapToInt(code -> {
                    int s = table.economy(code);
                    if (s < 0) {
                        throw new IllegalArgumentException("The table has no economy (" + code + ").");
                    }
                    return s;
                })
                .sorted()
                .toArray();
    }
}
