package org.kaname.shock.recovery;

import org.kaname.data.inputoutput.IoTable;

/**
 * A table as the dynamic engine may start from (shock 1.2): without it an imbalance would run as a loss of its own. Negative cells of final
 * demand are 0, output is {@code Z1 + F1}.
 *
 * @param table the table with that final demand and output; deliveries are the same array
 * @param negativeCells how many cells of final demand were set to 0
 * @param changedShare {@code Σ |x' − x| / Σ x}
 */
public record BalancedTable(IoTable table, int negativeCells, double changedShare) {
    /** @param published of several economies: import columns of a national table are no negative purchases */
    public static BalancedTable of(IoTable published) {
        int n = published.industries();
        int columns = published.finalColumns().size();
        var finals = published.finalDemand().clone();
        int negative = 0;
        for (int at = 0; at < finals.length; at++) {
            if (finals[at] < 0) {
                finals[at] = 0;
                negative++;
            }
        }
        var output = new double[n];
        double all = 0;
        double changed = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                output[i] += published.deliveries()[i * n + j];
            }
            for (int k = 0; k < columns; k++) {
                output[i] += finals[i * columns + k];
            }
            all += published.output()[i];
            changed += Math.abs(output[i] - published.output()[i]);
        }
        var table = new IoTable(
                published.head(),
                published.economies(),
                published.sectors(),
                published.sectorNames(),
                published.finalColumns(),
                published.deliveries(),
                finals,
                output,
                published.valueAdded().orElse(null));
        return new BalancedTable(table, negative, all > 0 ? changed / all : 0);
    }
}
