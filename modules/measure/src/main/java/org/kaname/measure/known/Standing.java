package org.kaname.measure.known;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kaname.measure.tournament.Attribution;
import org.kaname.model.Explanation;
import org.kaname.model.Truth;

/**
 * Where a known answer stands on a data set.
 *
 * @param counts one for each published number, in the order of the question; empty where no rule of the source is known
 * @param needs what is missing for readings or numbers that were not run, each once
 * @param outcome NO where a gated number fails, else YES where one passes, else UNKNOWN
 * @param explanation the sentence that says so
 */
public record Standing(
        KnownAnswer answer, List<Counted> counts, List<Need> needs, Truth outcome, Explanation explanation) {
    public Standing {
        counts = List.copyOf(counts);
        needs = List.copyOf(needs);
    }

    /** How a number came out. */
    public enum State {
        /** Within the gate, whatever the goods that could not be judged are. */
        INSIDE,
        /** Beyond the gate on the very edition that the source used. */
        BEYOND,
        /** Beyond the gate on another edition, or where the source names none in full: no fault of the rule is shown by it. */
        OTHER_EDITION,
        /** The goods that could not be judged decide. */
        OPEN,
        /** Computed for comparison only. */
        REPORTED,
        NOT_RUN;

        public Truth outcome() {
            return switch (this) {
                case INSIDE -> Truth.YES;
                case BEYOND -> Truth.NO;
                case OTHER_EDITION, OPEN, REPORTED, NOT_RUN -> Truth.UNKNOWN;
            };
        }
    }

    /**
     * What one reading gives.
     *
     * @param value the count, or the part where the question asks for one; NaN where nothing is flagged to take a part of
     * @param open goods that may belong to it and could not be judged
     * @param goods goods looked at, judged or not
     */
    public record Value(Reading reading, double value, int open, int goods) {}

    /**
     * One published number beside ours.
     *
     * @param values by reading, in the order of the question
     * @param best the reading that fits best; empty where none was run
     * @param attribution beyond the gate: from the best reading to all other readings at once
     * @param candidates beyond the gate: what the plain difference to the published number may come from
     */
    public record Counted(
            Question.Count count,
            State state,
            List<Value> values,
            Optional<Value> best,
            Optional<Shared> attribution,
            List<Explanation> candidates,
            List<Need> needs,
            Explanation explanation) {
        public Counted {
            values = List.copyOf(values);
            candidates = List.copyOf(candidates);
            needs = List.copyOf(needs);
        }

        /** Published less computed. */
        public OptionalDouble difference() {
            return best.isPresent()
                    ? OptionalDouble.of(count.published() - best.get().value())
                    : OptionalDouble.empty();
        }
    }

    /**
     * A difference between two of our own readings, shared out.
     *
     * @param from where the parts begin
     */
    public record Shared(Reading from, Attribution attribution) {}
}
