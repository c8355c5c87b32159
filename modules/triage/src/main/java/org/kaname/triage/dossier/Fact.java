package org.kaname.triage.dossier;

import java.util.Optional;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Passport;
import org.kaname.triage.Colour;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.Robustness;

/** One line of evidence, or the statement that there is none. The figures in it carry their passports. */
public sealed interface Fact {
    /** The good it is about. */
    Code good();

    /**
     * A sentence built from figures.
     *
     * @param passport of the decision or verdict that the sentence counts, where no figure in it has one
     */
    record Told(Code good, Explanation sentence, Optional<Passport> passport) implements Fact {}

    /** A change that turns a colour, or a lever that cannot. */
    record Change(Code good, Counterfactual change, Passport passport) implements Fact {}

    /** How often a colour's truth stood in worlds with reporting noise. */
    record Steady(Code good, Colour colour, Robustness robustness, Passport passport) implements Fact {}

    /** The data are silent, and why. */
    record Absent(Code good, Explanation why) implements Fact {}
}
