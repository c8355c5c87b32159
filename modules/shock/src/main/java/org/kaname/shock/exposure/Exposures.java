package org.kaname.shock.exposure;

import java.util.EnumMap;
import org.kaname.data.Outcome;
import org.kaname.data.inputoutput.IoTable;

/**
 * All exposures of all economies of one table. Made by two sets of transposed solutions, one right side an economy: {@code 1_S L} and {@code
 * v_S L}; what is asked for afterwards is sums. Safe for several threads.
 */
public final class Exposures {
    private final Leontief leontief;
    private final IoTable table;
    /** Economies × N: {@code Σ_{i∈S} L_if}. */
    private final double[][] tiers;
    /** Economies × N: {@code Σ_{i∈S} v_i L_if}. */
    private final double[][] valueAdded;

    private Exposures(Leontief leontief, double[][] tiers, double[][] valueAdded) {
        this.leontief = leontief;
        this.table = leontief.table();
        this.tiers = tiers;
        this.valueAdded = valueAdded;
    }

    /** Refused with {@code KAN-SHOCK-031} where the table is of one economy. */
    public static Outcome<Exposures> of(Leontief leontief) {
        var table = leontief.table();
        if (table.head().scope() != IoTable.Scope.MULTI_REGION) {
            return Leontief.refused("KAN-SHOCK-031", "table", table.head().id());
        }
        var ones = new double[table.industries()];
        java.util.Arrays.fill(ones, 1);
        return new Outcome.Taken<>(
                new Exposures(leontief, rows(leontief, ones), rows(leontief, leontief.valueAddedRates())));
    }

    /** {@code w_S L} for each economy, w zero outside its industries. */
    private static double[][] rows(Leontief leontief, double[] weights) {
        var table = leontief.table();
        int n = table.industries();
        int economies = table.economies().size();
        var right = new double[n * economies];
        for (int i = 0; i < n; i++) {
            right[i * economies + table.economyOf(i)] = weights[i];
        }
        var solved = leontief.solveManyTransposed(right, economies);
        var rows = new double[economies][n];
        for (int s = 0; s < economies; s++) {
            for (int f = 0; f < n; f++) {
                rows[s][f] = solved[f * economies + s];
            }
        }
        return rows;
    }

    public Leontief leontief() {
        return leontief;
    }

    /** Exposures of an economy to every supplier; refused with {@code KAN-SHOCK-030} where the table does not have it. */
    public Outcome<SupplierShares> ofEconomy(String economy) {
        int c = table.economy(economy);
        if (c < 0) {
            return unknownEconomy(economy);
        }
        int suppliers = table.economies().size();
        int sectors = table.sectors().size();
        int first = table.industry(c, 0);
        var x = table.output();
        var amounts = new EnumMap<ExposureMeasure, double[]>(ExposureMeasure.class);
        var wholes = new EnumMap<ExposureMeasure, double[]>(ExposureMeasure.class);
        var face = purchases(first, sectors);
        var through = new double[suppliers];
        var origin = new double[suppliers];
        var sold = new double[suppliers];
        var finals = finalDemandOf(c);
        for (int s = 0; s < suppliers; s++) {
            int own = table.industry(s, 0);
            for (int f = 0; f < x.length; f++) {
                double tier = tiers[s][f] - (f >= own && f < own + sectors ? 1 : 0);
                sold[s] += x[f] * tier;
                if (f >= first && f < first + sectors) {
                    through[s] += x[f] * tier;
                }
                origin[s] += valueAdded[s][f] * finals[f];
            }
        }
        put(amounts, wholes, ExposureMeasure.FACE_INTERMEDIATE, face);
        put(amounts, wholes, ExposureMeasure.FACE_INPUT_SHARE, face);
        put(amounts, wholes, ExposureMeasure.FACE_FINAL, bySupplier(finals));
        put(amounts, wholes, ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, through);
        amounts.put(ExposureMeasure.VA_BY_ORIGIN, origin);
        wholes.put(
                ExposureMeasure.VA_BY_ORIGIN,
                new double[] {java.util.Arrays.stream(finals).sum()});
        amounts.put(ExposureMeasure.SALES_LOOKTHROUGH, through);
        wholes.put(ExposureMeasure.SALES_LOOKTHROUGH, sold);
        return new Outcome.Taken<>(new SupplierShares(table, economy, "", amounts, wholes));
    }

    /** Exposures of one industry to every supplier; refused with {@code KAN-SHOCK-030} where the table does not have it. */
    public Outcome<SupplierShares> ofIndustry(String economy, String sector) {
        int c = table.economy(economy);
        if (c < 0) {
            return unknownEconomy(economy);
        }
        int k = table.sector(sector);
        if (k < 0) {
            return Leontief.refused(
                    "KAN-SHOCK-030.sector",
                    "sector",
                    sector,
                    "table",
                    table.head().id(),
                    "known",
                    String.join(", ", table.sectors()));
        }
        int f = table.industry(c, k);
        int suppliers = table.economies().size();
        var amounts = new EnumMap<ExposureMeasure, double[]>(ExposureMeasure.class);
        var wholes = new EnumMap<ExposureMeasure, double[]>(ExposureMeasure.class);
        var face = new double[suppliers];
        var through = new double[suppliers];
        var origin = new double[suppliers];
        for (int i = 0; i < table.industries(); i++) {
            face[table.economyOf(i)] += leontief.coefficients()[i * table.industries() + f];
        }
        for (int s = 0; s < suppliers; s++) {
            through[s] = tiers[s][f] - (s == c ? 1 : 0);
            origin[s] = valueAdded[s][f];
        }
        put(amounts, wholes, ExposureMeasure.FACE_INPUT_SHARE, face);
        put(amounts, wholes, ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, through);
        amounts.put(ExposureMeasure.VA_IN_INDUSTRY, origin);
        // of one unit of output, where there is any
        wholes.put(ExposureMeasure.VA_IN_INDUSTRY, new double[] {table.output()[f] == 0 ? 0 : 1});
        return new Outcome.Taken<>(new SupplierShares(table, economy, sector, amounts, wholes));
    }

    private <T> Outcome<T> unknownEconomy(String economy) {
        return Leontief.refused(
                "KAN-SHOCK-030",
                "economy",
                economy,
                "table",
                table.head().id(),
                "known",
                String.join(", ", table.economies()));
    }

    private static void put(
            EnumMap<ExposureMeasure, double[]> amounts,
            EnumMap<ExposureMeasure, double[]> wholes,
            ExposureMeasure measure,
            double[] values) {
        amounts.put(measure, values);
        wholes.put(measure, new double[] {java.util.Arrays.stream(values).sum()});
    }

    /** By supplier: {@code Σ Z[S, from..from+count)}. */
    private double[] purchases(int from, int count) {
        int n = table.industries();
        var sums = new double[table.economies().size()];
        for (int i = 0; i < n; i++) {
            for (int j = from; j < from + count; j++) {
                sums[table.economyOf(i)] += table.deliveries()[i * n + j];
            }
        }
        return sums;
    }

    /** {@code F_c}, N: all of an economy's final demand, as published. */
    private double[] finalDemandOf(int economy) {
        int columns = table.finalColumns().size();
        var sums = new double[table.industries()];
        for (int k = 0; k < columns; k++) {
            if (table.finalColumns().get(k).economy() == economy) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += table.finalDemand()[i * columns + k];
                }
            }
        }
        return sums;
    }

    private double[] bySupplier(double[] byIndustry) {
        var sums = new double[table.economies().size()];
        for (int i = 0; i < byIndustry.length; i++) {
            sums[table.economyOf(i)] += byIndustry[i];
        }
        return sums;
    }
}
