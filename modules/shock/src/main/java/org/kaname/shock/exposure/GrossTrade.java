package org.kaname.shock.exposure;

import org.kaname.data.inputoutput.IoTable;

/** Trade between economies as a table has it, intermediate and final together, in the table's money. */
public final class GrossTrade {
    private GrossTrade() {}

    /** What each industry sells to each economy, N × economies row by row; its own economy 0. */
    public static double[] bilateral(IoTable table) {
        int n = table.industries();
        int columns = table.finalColumns().size();
        int economies = table.economies().size();
        var trade = new double[n * economies];
        for (int i = 0; i < n; i++) {
            int own = table.economyOf(i);
            for (int j = 0; j < n; j++) {
                trade[i * economies + table.economyOf(j)] += table.deliveries()[i * n + j];
            }
            for (int k = 0; k < columns; k++) {
                trade[i * economies + table.finalColumns().get(k).economy()] += table.finalDemand()[i * columns + k];
            }
            trade[i * economies + own] = 0;
        }
        return trade;
    }

    /** Each industry's sales to other economies, N. */
    public static double[] exports(IoTable table) {
        int economies = table.economies().size();
        var trade = bilateral(table);
        var sums = new double[table.industries()];
        for (int at = 0; at < trade.length; at++) {
            sums[at / economies] += trade[at];
        }
        return sums;
    }

    /** What an economy buys of a sector's product from all other economies, at the place of its own industry of that sector, N. */
    public static double[] imports(IoTable table) {
        int economies = table.economies().size();
        var trade = bilateral(table);
        var sums = new double[table.industries()];
        for (int i = 0; i < table.industries(); i++) {
            for (int e = 0; e < economies; e++) {
                sums[table.industry(e, table.sectorOf(i))] += trade[i * economies + e];
            }
        }
        return sums;
    }
}
