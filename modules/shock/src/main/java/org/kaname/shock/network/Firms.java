package org.kaname.shock.network;

import java.util.List;

/**
 * The firms of a network as columns. The arrays are handed over: callers do not write to them again.
 *
 * @param names in files; empty for made-up firms, which are called by their number
 * @param economies codes, each once
 * @param sectors codes, each once
 * @param products codes of product groups, each once
 * @param economy of each firm, index into {@code economies}
 * @param sector of each firm, index into {@code sectors}
 * @param output money a year; NaN where not known
 * @param finalSales money a year to final consumers; NaN where not known: then what output leaves after the links
 * @param stockDays days of inputs a firm wants to hold; NaN where not known
 */
public record Firms(
        List<String> names,
        List<String> economies,
        List<String> sectors,
        List<String> products,
        int[] economy,
        int[] sector,
        double[] output,
        double[] finalSales,
        double[] stockDays) {
    public Firms {
        names = List.copyOf(names);
        economies = List.copyOf(economies);
        sectors = List.copyOf(sectors);
        products = List.copyOf(products);
        int n = economy.length;
        if (sector.length != n || output.length != n || finalSales.length != n || stockDays.length != n) {
            throw new IllegalArgumentException("The columns of (" + n + ") firms differ in length.");
        }
        if (!names.isEmpty() && names.size() != n) {
            throw new IllegalArgumentException("(" + n + ") firms have (" + names.size() + ") names.");
        }
    }

    public int size() {
        return economy.length;
    }

    /** As the file calls it, or its number from 1. */
    public String name(int firm) {
        return names.isEmpty() ? Integer.toString(firm + 1) : names.get(firm);
    }
}
