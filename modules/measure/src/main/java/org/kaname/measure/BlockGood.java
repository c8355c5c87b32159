package org.kaname.measure;

/** What a pass over years keeps of one good: for each rule and economy a byte, the outcome below the truths of the window's years. */
final class BlockGood {
    private final byte[] cells;

    /** By economy: the year that outcomes are of; negative while the importer's purchases were never known. */
    final short[] dataYear;

    /** By economy: imports in {@link #newest}, in thousandths. */
    final double[] bought;

    /** The newest year judged. */
    int newest = Integer.MIN_VALUE;

    BlockGood(int rules, int economies) {
        cells = new byte[rules * economies];
        dataYear = new short[economies];
        bought = new double[economies];
    }

    boolean everKnown(int economy) {
        return dataYear[economy] > 0;
    }

    int outcome(int cell) {
        return cells[cell] & TruthCode.UNKNOWN;
    }

    int window(int cell) {
        return (cells[cell] & 0xFF) >>> TruthCode.BITS;
    }

    void put(int cell, int window, int outcome) {
        cells[cell] = (byte) (window << TruthCode.BITS | outcome);
    }
}
