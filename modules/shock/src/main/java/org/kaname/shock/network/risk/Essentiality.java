package org.kaname.shock.network.risk;

/** What the loss of an input does to the buyer (shock 4.4): the class of a link. */
@FunctionalInterface
public interface Essentiality {
    /** The buyer does not need it. */
    int NONE = 0;
    /** Output falls with its share of all purchases. */
    int NON_ESSENTIAL = 1;
    /** Output falls with the share of the supplier's sector that is lost. */
    int ESSENTIAL = 2;

    /** @return {@link #NONE}, {@link #NON_ESSENTIAL} or {@link #ESSENTIAL} */
    int of(int link, int supplierSector, int buyerSector);

    /** All inputs alike. */
    static Essentiality all(int kind) {
        return (link, from, to) -> kind;
    }

    /** By sectors, row = supplier's, column = buyer's. */
    static Essentiality bySectors(int[][] kinds) {
        return (link, from, to) -> kinds[from][to];
    }
}
