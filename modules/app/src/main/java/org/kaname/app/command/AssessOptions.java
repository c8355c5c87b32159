package org.kaname.app.command;

import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.data.DataSet;
import org.kaname.triage.RobustnessRun;
import org.kaname.triage.assess.Assessor;
import picocli.CommandLine.Option;

/** Options that {@code assess} and {@code demo} share, and their reading: rules, and worlds with reporting noise. */
final class AssessOptions extends RuleOptions {
    private static final String FALLBACK = "fallback";
    private static final String FIXED = "fixed:";

    @Option(
            names = "--draws",
            paramLabel = "N",
            description =
                    "Worlds with reporting noise for each good, 0 for none (default: 1,000; 100 in a set of more than 500 goods).")
    @Nullable Integer draws;

    @Option(
            names = "--all-goods",
            description =
                    "In a set of more than 500 goods: robustness and changes of the world also for goods without a colour and not near a threshold.")
    boolean allGoods;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
    long seed = 42;

    /** Worlds drawn where nothing else is said. */
    static final int DRAWS = 1_000;

    /** Worlds to draw: as asked for, else enough for the size of the set. */
    int draws(DataSet data) {
        if (draws != null) {
            return draws;
        }
        return Assessor.isLarge(data) ? RobustnessRun.FIRST_PASS : DRAWS;
    }

    /** σ of every flow, or NaN for the table by value class. */
    double fixedSigma(Session session) {
        var noise = set.getOrDefault(NOISE, FALLBACK);
        if (noise.equals(FALLBACK)) {
            return Double.NaN;
        }
        if (noise.startsWith(FIXED)) {
            double sigma = number(NOISE, noise.substring(FIXED.length()), session);
            if (sigma >= 0) {
                return sigma;
            }
        }
        throw new Stop(Stop.USAGE, session.phrases().say("error.set.number", "key", NOISE, "value", noise));
    }
}
