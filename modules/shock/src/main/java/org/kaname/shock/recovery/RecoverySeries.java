package org.kaname.shock.recovery;

import java.util.OptionalInt;

/**
 * What a run recorded, in money of the table a day (capital: money). Arrays are {@code [day][industry]} or {@code [day][column]} and are
 * empty (length 0) where only totals were asked for. The arrays are the series' own: callers do not write to them.
 */
public final class RecoverySeries {
    /** x. */
    public final double[][] production;
    /** c. */
    public final double[][] capacity;
    /** a, a factor. */
    public final double[][] overproduction;
    /** Λ, capital not yet recovered. */
    public final double[][] capitalLost;
    /** Orders of industries that reached a supplier. */
    public final double[][] ordersReceived;
    /** Orders of rebuilding that reached a supplier. */
    public final double[][] rebuildDemand;
    /** Delivered to rebuilding. */
    public final double[][] rebuildDelivered;
    /** Final demand by column that was wanted, let through, and not delivered. */
    public final double[][] finalShort;
    /** Final demand by column that restrictions of links refused. */
    public final double[][] finalRefused;
    /** Final demand not delivered, short only, by supplier. */
    public final double[][] finalShortBySupplier;
    /** Orders by buying industry that were refused, or for which no supplier was left. */
    public final double[][] ordersRefused;
    /** State stocks at the end of the day, {@code [day][stockpile]}. */
    public final double[][] stockpile;

    /** World output a day. */
    public final double[] totalOutput;
    /** World output a day that events take by themselves: capacity, refused flows and demand not wanted, at base. */
    public final double[] directLoss;

    /** x0, N. */
    final double[] baseOutput;
    /** Σ over days of x0 − x, N; negative where more was made. */
    final double[] outputLoss;
    /** Σ over days of {@code xopt − x} by binding input, products × N. */
    final double[] lossByInput;
    /** First day of production below 95 % of the base, or -1; N. */
    final int[] firstLowDay;
    /** First day on which an input held production back, or -1; N. */
    final int[] firstShortDay;

    double finalShortTotal;
    double finalRefusedTotal;
    double demandLostTotal;
    double ordersRefusedTotal;
    double overlapDifference;
    double highestOverproduction = 1;

    RecoverySeries(RecoveryTable table, int days, int stockpiles, boolean whole) {
        int n = table.industries;
        int d = whole ? days : 0;
        production = new double[d][n];
        capacity = new double[d][n];
        overproduction = new double[d][n];
        capitalLost = new double[d][n];
        ordersReceived = new double[d][n];
        rebuildDemand = new double[d][n];
        rebuildDelivered = new double[d][n];
        finalShort = new double[d][table.columns];
        finalRefused = new double[d][table.columns];
        finalShortBySupplier = new double[d][n];
        ordersRefused = new double[d][n];
        stockpile = new double[days][stockpiles];
        totalOutput = new double[days];
        directLoss = new double[days];
        baseOutput = table.output;
        outputLoss = new double[n];
        lossByInput = new double[table.sectors * n];
        firstLowDay = new int[n];
        firstShortDay = new int[n];
        java.util.Arrays.fill(firstLowDay, -1);
        java.util.Arrays.fill(firstShortDay, -1);
    }

    public int days() {
        return totalOutput.length;
    }

    /** World output a day before the shock. */
    public double baseTotal() {
        double sum = 0;
        for (double x : baseOutput) {
            sum += x;
        }
        return sum;
    }

    /** Σ over days of {@code x0 − x} of an industry, money; negative where more was made. */
    public double outputLoss(int industry) {
        return outputLoss[industry];
    }

    /** The same over all industries. */
    public double outputLoss() {
        double sum = 0;
        for (double loss : outputLoss) {
            sum += loss;
        }
        return sum;
    }

    /** Σ over days of what events take by themselves, money. */
    public double directLossTotal() {
        double sum = 0;
        for (double loss : directLoss) {
            sum += loss;
        }
        return sum;
    }

    /** Production that an input held back, money: orders and capacity were there. */
    public double lossByInput(int product, int industry) {
        return lossByInput[product * baseOutput.length + industry];
    }

    /** First day of production below 95 % of the base. */
    public OptionalInt firstDayBelow95(int industry) {
        return firstLowDay[industry] < 0 ? OptionalInt.empty() : OptionalInt.of(firstLowDay[industry]);
    }

    /** First day on which an input held production back. */
    public OptionalInt firstShortDay(int industry) {
        return firstShortDay[industry] < 0 ? OptionalInt.empty() : OptionalInt.of(firstShortDay[industry]);
    }

    /** Final demand not delivered though it was let through, money over all days. */
    public double finalShortTotal() {
        return finalShortTotal;
    }

    /** Final demand refused by restrictions of links, money over all days. */
    public double finalRefusedTotal() {
        return finalRefusedTotal;
    }

    /** Short and refused. */
    public double finalUnmetTotal() {
        return finalShortTotal + finalRefusedTotal;
    }

    /** Final demand that was not wanted any more, money over all days; no part of what is unmet. */
    public double demandLostTotal() {
        return demandLostTotal;
    }

    /** Orders of industries that were refused or found no supplier, money over all days; a refused order asked for again counts again. */
    public double ordersRefusedTotal() {
        return ordersRefusedTotal;
    }

    /** The largest difference between the two rules of overlap on any day; above .05 both should be run and shown. */
    public double overlapDifference() {
        return overlapDifference;
    }

    public double highestOverproduction() {
        return highestOverproduction;
    }

    /** The day with the least world output, the first of several. */
    public int lowestDay() {
        int lowest = 0;
        for (int t = 1; t < totalOutput.length; t++) {
            lowest = totalOutput[t] < totalOutput[lowest] ? t : lowest;
        }
        return lowest;
    }

    /** The least world output as a share of the base. */
    public double lowestShare() {
        return totalOutput[lowestDay()] / baseTotal();
    }
}
