package org.kaname.shock.recovery;

import java.util.function.IntFunction;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.shock.ShockConstants;

/**
 * A table as the engine needs it: amounts a day, input coefficients by product, productive capital (shock 3.1). Immutable, may be
 * shared between runs and threads. Industries are numbered {@code economy · sectors + sector}; arrays by product and industry are
 * {@code product · N + industry}.
 */
public final class RecoveryTable {
    static final double DAY = 1 / ShockConstants.value("ario@1.days_of_year");

    final int economies;
    final int sectors;
    final int industries;
    final int columns;
    /** Z0, a year, N × N row by row: the caller's own array. */
    final double[] yearlyDeliveries;
    /** Y0, a day, N × columns. */
    final double[] finalDemand;
    /** x0, a day. */
    final double[] output;
    /** A_pf. */
    final double[] coefficients;
    /** Σ over suppliers of a product, a day. */
    final double[] purchases;
    /** K, a stock. */
    final double[] capital;

    private final IntFunction<String> label;
    private final String unit;

    private RecoveryTable(
            int economies,
            int sectors,
            int columns,
            double[] deliveries,
            double[] yearlyFinalDemand,
            double[] yearlyOutput,
            IntFunction<String> label,
            String unit) {
        int n = economies * sectors;
        if (deliveries.length != (long) n * n
                || yearlyFinalDemand.length != (long) n * columns
                || yearlyOutput.length != n) {
            throw new IllegalArgumentException("The arrays do not fit (" + economies + ") economies and (" + sectors
                    + ") sectors and (" + columns + ") columns of final demand.");
        }
        this.economies = economies;
        this.sectors = sectors;
        this.industries = n;
        this.columns = columns;
        this.yearlyDeliveries = deliveries;
        this.label = label;
        this.unit = unit;
        this.finalDemand = scaled(yearlyFinalDemand);
        this.output = scaled(yearlyOutput);
        this.coefficients = new double[sectors * n];
        for (int g = 0; g < n; g++) {
            int product = g % sectors * n;
            for (int f = 0; f < n; f++) {
                coefficients[product + f] += deliveries[g * n + f];
            }
        }
        this.purchases = scaled(coefficients);
        this.capital = new double[n];
        double years = ShockConstants.value("ario@1.capital_per_value_added");
        for (int f = 0; f < n; f++) {
            double inputs = 0;
            for (int p = 0; p < sectors; p++) {
                inputs += coefficients[p * n + f];
                coefficients[p * n + f] = yearlyOutput[f] == 0 ? 0 : coefficients[p * n + f] / yearlyOutput[f];
            }
            capital[f] = years * Math.max(0, yearlyOutput[f] - inputs);
        }
    }

    /** Industries and columns in the order of the table. */
    public static RecoveryTable of(IoTable table) {
        return new RecoveryTable(
                table.economies().size(),
                table.sectors().size(),
                table.finalColumns().size(),
                table.deliveries(),
                table.finalDemand(),
                table.output(),
                table::label,
                table.unit());
    }

    /**
     * From plain arrays, all a year; industries are labelled by their number.
     *
     * @param deliveries Z, N × N row by row
     * @param finalDemand F, N × columns row by row
     * @param output x, N
     */
    public static RecoveryTable of(
            int economies, int sectors, int columns, double[] deliveries, double[] finalDemand, double[] output) {
        return new RecoveryTable(
                economies, sectors, columns, deliveries, finalDemand, output, Integer::toString, "money");
    }

    public int industries() {
        return industries;
    }

    public int columns() {
        return columns;
    }

    public int sectors() {
        return sectors;
    }

    public int economies() {
        return economies;
    }

    public String label(int industry) {
        return label.apply(industry);
    }

    /** Money of the table. */
    public String unit() {
        return unit;
    }

    /** Output of an industry before the shock, a day. */
    public double dailyOutput(int industry) {
        return output[industry];
    }

    /** Productive capital of an industry. */
    public double capital(int industry) {
        return capital[industry];
    }

    private static double[] scaled(double[] yearly) {
        var daily = new double[yearly.length];
        for (int i = 0; i < daily.length; i++) {
            daily[i] = yearly[i] * DAY;
        }
        return daily;
    }
}
