package org.kaname.data.inputoutput;

import java.util.List;
import org.kaname.data.Refusal;

/** Carries refusals from the depth of a reader to {@link IoTables}, which hands them back as a value. Never leaves the package. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Refusal> refusals;

    Refused(List<Refusal> refusals) {
        super(refusals.toString());
        this.refusals = List.copyOf(refusals);
    }

    /** As {@link Refusal#of}. */
    Refused(String codeAndVariant, String file, long line, Object... namesAndValues) {
        this(List.of(Refusal.of(codeAndVariant, file, line, namesAndValues)));
    }

    List<Refusal> refusals() {
        return refusals;
    }
}
