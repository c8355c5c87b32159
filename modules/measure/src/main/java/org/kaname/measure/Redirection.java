package org.kaname.measure;

/**
 * Purchases of one importer taken from one supplier and given to others. By economy index, in thousandths; only named economies receive.
 * False, with nothing changed, where nobody can receive.
 */
public final class Redirection {
    private Redirection() {}

    /** To all other named suppliers in proportion to what they supply today. */
    public static boolean toOthers(double[] bought, boolean[] named, int from, double moved) {
        double rest = 0;
        for (int j = 0; j < bought.length; j++) {
            if (j != from && named[j]) {
                rest += bought[j];
            }
        }
        if (rest == 0) {
            return false;
        }
        for (int j = 0; j < bought.length; j++) {
            if (j != from && named[j]) {
                bought[j] *= (rest + moved) / rest;
            }
        }
        bought[from] -= moved;
        return true;
    }

    /** To one supplier. */
    public static boolean toOne(double[] bought, int receiver, int from, double moved) {
        if (receiver < 0 || from == receiver) {
            return false;
        }
        bought[receiver] += moved;
        bought[from] -= moved;
        return true;
    }

    /** Evenly to all economies that supply nothing today, the importer itself left out: many new, small suppliers. */
    public static boolean toNew(double[] bought, boolean[] named, int importer, int from, double moved) {
        int free = 0;
        for (int j = 0; j < bought.length; j++) {
            if (named[j] && bought[j] == 0 && j != importer) {
                free++;
            }
        }
        if (free == 0) {
            return false;
        }
        for (int j = 0; j < bought.length; j++) {
            if (named[j] && bought[j] == 0 && j != importer) {
                bought[j] = moved / free;
            }
        }
        bought[from] -= moved;
        return true;
    }

    /** The largest named supplier but one, or -1. */
    public static int second(double[] bought, boolean[] named, int top) {
        int second = -1;
        for (int j = 0; j < bought.length; j++) {
            if (j != top && named[j] && bought[j] > 0 && (second < 0 || bought[j] > bought[second])) {
                second = j;
            }
        }
        return second;
    }
}
