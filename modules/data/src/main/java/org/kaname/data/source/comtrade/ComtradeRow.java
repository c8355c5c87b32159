package org.kaname.data.source.comtrade;

import org.jspecify.annotations.Nullable;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.csv.TextPool;

/** One record of a file of Comtrade, in whichever format. Valid until the next one is read. */
public interface ComtradeRow {
    /** Physical line, or in JSON the number of the record, from 1. */
    long line();

    /** The field has no text; also where the file does not have the field. */
    boolean isEmpty(Field field);

    /** The field's text, empty where there is none. */
    String text(Field field);

    /** The dense number of the field's text among all texts that the pool has met. */
    int pooled(Field field, TextPool pool);

    /** The field as a number, thousands set apart or not; NaN where it is empty or none. */
    double number(Field field);

    /** Puts the record into quarantine; without a field the whole record is bad. */
    void reject(@Nullable Field field, Reason reason);
}
