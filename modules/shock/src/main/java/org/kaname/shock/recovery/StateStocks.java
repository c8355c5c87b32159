package org.kaname.shock.recovery;

import java.util.Arrays;
import java.util.List;
import org.kaname.shock.recovery.Responses.Stockpile;
import org.kaname.shock.recovery.Responses.Tier;

/**
 * State stocks of one run (extension E5). A day releases at most {@code min(G, rate, Σ_f max(0, C_pf − S_pf))} to the industries of the
 * economy, by the rule of rationing; once every event is over and nothing is short, what was released is bought back from the suppliers
 * the economy has, as final demand.
 */
final class StateStocks {
    private final RecoveryTable table;
    private final List<Stockpile> stockpiles;
    private final int lastStart;
    private final double[] held;
    private final int[] firstShort;
    private final boolean[] lacking;
    /** By stockpile and economy of the supplier: shares of purchases, and today's orders. */
    private final double[][] share;

    private final double[][] ordered;
    private final double[] gaps = new double[Tier.values().length];

    StateStocks(RecoveryTable table, Responses responses, int lastStart) {
        this.table = table;
        this.stockpiles = responses.stockpiles();
        this.lastStart = lastStart;
        this.held = stockpiles.stream().mapToDouble(Stockpile::amount).toArray();
        this.firstShort = new int[held.length];
        Arrays.fill(firstShort, -1);
        this.lacking = new boolean[held.length];
        this.share = new double[held.length][table.economies];
        this.ordered = new double[held.length][table.economies];
        for (int s = 0; s < held.length; s++) {
            double all = 0;
            for (int h = 0; h < table.economies; h++) {
                share[s][h] = purchases(stockpiles.get(s), h);
                all += share[s][h];
            }
            for (int h = 0; h < table.economies; h++) {
                share[s][h] = all > 0 ? share[s][h] / all : 0;
            }
        }
    }

    private double purchases(Stockpile stockpile, int supplierEconomy) {
        int n = table.industries;
        int from = (supplierEconomy * table.sectors + stockpile.product()) * n + stockpile.economy() * table.sectors;
        double sum = 0;
        for (int f = 0; f < table.sectors; f++) {
            sum += table.yearlyDeliveries[from + f];
        }
        return sum;
    }

    /** Orders what is to be bought back today. */
    void order(int day, double directLoss, double[] refill) {
        for (int s = 0; s < held.length; s++) {
            var stockpile = stockpiles.get(s);
            boolean over = day > lastStart && directLoss == 0 && !lacking[s];
            double amount = over ? Math.min(stockpile.refillPerDay(), stockpile.amount() - held[s]) : 0;
            for (int h = 0; h < table.economies; h++) {
                ordered[s][h] = amount * share[s][h];
                refill[h * table.sectors + stockpile.product()] += ordered[s][h];
            }
        }
    }

    /** Adds what is released to the stocks of industries, before they produce. */
    void release(
            int day,
            double[] wanted,
            double psi,
            double[] perDayStock,
            double[] stock,
            Rationer rationer,
            boolean[] essential) {
        for (int s = 0; s < held.length; s++) {
            var stockpile = stockpiles.get(s);
            int from = stockpile.economy() * table.sectors;
            int at = stockpile.product() * table.industries;
            Arrays.fill(gaps, 0);
            for (int f = from; f < from + table.sectors; f++) {
                double gap = Math.max(0, psi * perDayStock[at + f] * wanted[f] - stock[at + f]);
                gaps[(essential[f] ? Tier.ESSENTIAL : Tier.INDUSTRIES).ordinal()] += gap;
            }
            double all = gaps[0] + gaps[1];
            lacking[s] = all > 0;
            if (all > 0 && firstShort[s] < 0) {
                firstShort[s] = day;
            }
            if (all <= 0 || day < firstShort[s] + stockpile.delayDays()) {
                continue;
            }
            double amount = Math.min(all, Math.min(held[s], stockpile.releasePerDay()));
            rationer.share(amount, gaps);
            for (int f = from; f < from + table.sectors; f++) {
                double gap = Math.max(0, psi * perDayStock[at + f] * wanted[f] - stock[at + f]);
                stock[at + f] += gap * rationer.filled[(essential[f] ? Tier.ESSENTIAL : Tier.INDUSTRIES).ordinal()];
            }
            held[s] = Math.max(0, held[s] - amount);
        }
    }

    /** Takes in the part of its orders that an industry filled. */
    void receive(int industry, double filled) {
        for (int s = 0; s < held.length; s++) {
            if (industry % table.sectors == stockpiles.get(s).product()) {
                held[s] += ordered[s][industry / table.sectors] * filled;
            }
        }
    }

    /** Writes what is held at the end of the day. */
    void endDay(double[] into) {
        System.arraycopy(held, 0, into, 0, held.length);
    }
}
