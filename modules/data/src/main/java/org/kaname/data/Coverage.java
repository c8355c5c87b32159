package org.kaname.data;

import java.util.BitSet;
import java.util.List;
import org.kaname.model.Code;

/**
 * What the absence of a row means. A data set answers for each good, year and importer, and for the world side of each good and year.
 *
 */
public interface Coverage {
    /** What is known of an importer's purchases of one good in one year. */
    enum State {
        /** It reported; no row is an observed zero. */
        REPORTED,
        /** The provider merged both sides; no row is an observed zero. */
        RECONCILED,
        /** It did not report: unknown. */
        NOT_REPORTED,
        /** The file is visibly partial: outside its rows everything is unknown. */
        EXCERPT,
        /** Its flows are inside a remainder, not listed one by one. */
        HIDDEN;

        public boolean known() {
            return this == REPORTED || this == RECONCILED;
        }
    }

    State importer(int year, Code product, int economyIndex);

    /** Indexes of the importers below {@code economies} whose purchases are {@link State#known}; a copy. */
    default BitSet importersKnown(int year, Code product, int economies) {
        var known = new BitSet(economies);
        for (int i = 0; i < economies; i++) {
            if (importer(year, product, i).known()) {
                known.set(i);
            }
        }
        return known;
    }

    /** The sum over all importers is in the set, so that exports, world shares and ranks can be asked for. */
    boolean worldDeclared(int year, Code product);

    /** Indexes of listed importers known to be absent from the world side of this good and year. */
    BitSet importersWithoutData(int year, Code product);

    /** Years in which this good is covered in any way, ascending. */
    List<Integer> years(Code product);

    /** Of the whole year the files hold a part only, although they hold rows: no year to compare with others. */
    default boolean partial(int year) {
        return false;
    }

    /** All goods of the economies are present, so that comparative advantage can be asked for. */
    boolean allProducts();

    /** True where the set is an excerpt whose world side is declared good by good. */
    boolean excerpt();
}
