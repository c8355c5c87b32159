package org.kaname.data;

import java.util.Arrays;

/**
 * Flows of which both economies are reporters, with what each reported: the raw material of reporting noise (measurement 6.4). A flow
 * that one side alone reported has 0 for the other. One entry for each year, good, exporter and importer; months, all goods together
 * and flows of an economy to itself are not in it. Immutable, columns are not shared.
 */
public final class MirrorPairs {
    /** No flow was reported by both. */
    public static final MirrorPairs NONE = new Builder().build();

    private final short[] year;
    private final byte[] section;
    private final double[] importerKusd;
    private final double[] exporterKusd;

    private MirrorPairs(short[] year, byte[] section, double[] importerKusd, double[] exporterKusd) {
        this.year = year;
        this.section = section;
        this.importerKusd = importerKusd;
        this.exporterKusd = exporterKusd;
    }

    public int size() {
        return year.length;
    }

    public int year(int pair) {
        return year[pair];
    }

    /** Section of the Harmonized System, from 1; 0 where the good is of none. */
    public int section(int pair) {
        return section[pair];
    }

    /** In thousand US dollars; 0 where the importer is silent. */
    public double importerKusd(int pair) {
        return importerKusd[pair];
    }

    /** In thousand US dollars; 0 where the exporter is silent. */
    public double exporterKusd(int pair) {
        return exporterKusd[pair];
    }

    /** Both sides reported it. */
    public boolean both(int pair) {
        return importerKusd[pair] > 0 && exporterKusd[pair] > 0;
    }

    /** Collects pairs in any order. Not thread-safe. */
    public static final class Builder {
        private short[] year = new short[64];
        private byte[] section = new byte[64];
        private double[] importerKusd = new double[64];
        private double[] exporterKusd = new double[64];
        private int size;

        /**
         * Adds a flow.
         *
         * @param sectionNumber from 1, or 0 for none
         * @param importersKusd what the importer reported, 0 for nothing
         * @param exportersKusd what the exporter reported, 0 for nothing
         */
        public Builder add(int pairYear, int sectionNumber, double importersKusd, double exportersKusd) {
            if (!(importersKusd >= 0 && exportersKusd >= 0 && importersKusd + exportersKusd > 0)) {
                throw new IllegalArgumentException("The reports (" + importersKusd + ", " + exportersKusd
                        + ") of a flow are not zero or more with one above zero.");
            }
            if (size == year.length) {
                int larger = size * 2;
                year = Arrays.copyOf(year, larger);
                section = Arrays.copyOf(section, larger);
                importerKusd = Arrays.copyOf(importerKusd, larger);
                exporterKusd = Arrays.copyOf(exporterKusd, larger);
            }
            year[size] = (short) pairYear;
            section[size] = (byte) sectionNumber;
            importerKusd[size] = importersKusd;
            exporterKusd[size++] = exportersKusd;
            return this;
        }

        public MirrorPairs build() {
            return new MirrorPairs(
                    Arrays.copyOf(year, size),
                    Arrays.copyOf(section, size),
                    Arrays.copyOf(importerKusd, size),
                    Arrays.copyOf(exporterKusd, size));
        }
    }
}
