package org.kaname.data.inputoutput;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input–output table of one year (shock 1.1). Industries are numbered economy by economy, then sector by sector, both in the order
 * of the publisher: {@code industry = economy · sectors + sector}. Rows supply, columns buy. Money is in {@link #unit()} a year. The
 * arrays are the table's own: callers do not write to them.
 */
public final class IoTable {
    /** What a table may be used for. */
    public enum Scope {
        /** All economies of the world, some of them perhaps as one rest: every method. */
        MULTI_REGION,
        /** One economy: no method between economies. */
        NATIONAL,
        /** Some blocks only: profiles of purchases, no Leontief method. */
        PARTIAL
    }

    /** What a column of final demand is. */
    public enum FinalKind {
        DOMESTIC_USE,
        INVENTORY,
        EXPORT,
        /** Imports as negative use, in tables of one economy: output is then Z1 + F1. */
        IMPORT
    }

    /**
     * A column of final demand.
     *
     * @param economy index into {@link #economies()}
     * @param category the publisher's name of the category
     */
    public record FinalColumn(int economy, String category, FinalKind kind) {}

    /**
     * What stands at the head of a table.
     *
     * @param id the data set the table came from, as it stands in passports
     * @param unit for example {@code USD mn}
     * @param priceBasis for example {@code basic prices}; empty where the file does not say
     * @param edition the publisher's edition; empty where the file does not say
     * @param balancedInIntegers cells were rounded or cut to integers by the publisher, so that rows may miss their total by up to a unit a cell
     */
    public record Head(
            String id,
            String title,
            String unit,
            String priceBasis,
            int year,
            String edition,
            Scope scope,
            boolean balancedInIntegers) {}

    private final Head head;
    private final List<String> economies;
    private final List<String> sectors;
    private final List<String> sectorNames;
    private final List<FinalColumn> finalColumns;
    private final double[] deliveries;
    private final double[] finalDemand;
    private final double[] output;
    private final double @Nullable [] valueAdded;

    /**
     * @param economies alpha-3 codes, or the publisher's codes of rests such as {@code RoW}; distinct
     * @param sectors the publisher's codes; distinct, the same for every economy
     * @param sectorNames English names in the order of the sectors
     * @param deliveries Z, N × N row by row: from industry i to industry j
     * @param finalDemand F, N × columns row by row
     * @param output x, N
     * @param valueAdded N, as published; null where the table has none
     */
    public IoTable(
            Head head,
            List<String> economies,
            List<String> sectors,
            List<String> sectorNames,
            List<FinalColumn> finalColumns,
            double[] deliveries,
            double[] finalDemand,
            double[] output,
            double @Nullable [] valueAdded) {
        int n = economies.size() * sectors.size();
        require(sectorNames.size() == sectors.size(), "sector names", sectorNames.size(), sectors.size());
        require(deliveries.length == (long) n * n, "deliveries", deliveries.length, (long) n * n);
        long cells = (long) n * finalColumns.size();
        require(finalDemand.length == cells, "cells of final demand", finalDemand.length, cells);
        require(output.length == n, "outputs", output.length, n);
        require(
                valueAdded == null || valueAdded.length == n,
                "values added",
                valueAdded == null ? 0 : valueAdded.length,
                n);
        require(new HashSet<>(economies).size() == economies.size(), "distinct economies", 0, economies.size());
        require(new HashSet<>(sectors).size() == sectors.size(), "distinct sectors", 0, sectors.size());
        this.head = head;
        this.economies = List.copyOf(economies);
        this.sectors = List.copyOf(sectors);
        this.sectorNames = List.copyOf(sectorNames);
        this.finalColumns = List.copyOf(finalColumns);
        this.deliveries = deliveries;
        this.finalDemand = finalDemand;
        this.output = output;
        this.valueAdded = valueAdded;
    }

    private static void require(boolean holds, String what, long actual, long wanted) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "The table has (" + actual + ") " + what + " where (" + wanted + ") are needed.");
        }
    }

    public Head head() {
        return head;
    }

    /** Money of the table, a year. */
    public String unit() {
        return head.unit();
    }

    public List<String> economies() {
        return economies;
    }

    public List<String> sectors() {
        return sectors;
    }

    public List<String> sectorNames() {
        return sectorNames;
    }

    public List<FinalColumn> finalColumns() {
        return finalColumns;
    }

    /** N, the number of industries. */
    public int industries() {
        return output.length;
    }

    public int industry(int economy, int sector) {
        return economy * sectors.size() + sector;
    }

    public int economyOf(int industry) {
        return industry / sectors.size();
    }

    public int sectorOf(int industry) {
        return industry % sectors.size();
    }

    /** {@code JPN_c15}: economy and sector, as tables label their rows. */
    public String label(int industry) {
        return economies.get(economyOf(industry)) + "_" + sectors.get(sectorOf(industry));
    }

    /** The index of an economy, or -1. */
    public int economy(String code) {
        return economies.indexOf(code);
    }

    /** The index of a sector, or -1. */
    public int sector(String code) {
        return sectors.indexOf(code);
    }

    /** Z, N × N, row by row. */
    public double[] deliveries() {
        return deliveries;
    }

    /** F, N × {@link #finalColumns()}, row by row. */
    public double[] finalDemand() {
        return finalDemand;
    }

    /** x, N. */
    public double[] output() {
        return output;
    }

    /** As published, N; empty where the table has none. */
    public Optional<double[]> valueAdded() {
        return Optional.ofNullable(valueAdded);
    }
}
