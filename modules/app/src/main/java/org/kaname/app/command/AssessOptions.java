package org.kaname.app.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.data.DataSet;
import org.kaname.triage.NoiseChoice;
import org.kaname.triage.NoiseModel;
import org.kaname.triage.RobustnessRun;
import org.kaname.triage.assess.Assessor;
import picocli.CommandLine.Option;

/** Options that {@code assess} and {@code demo} share, and their reading: rules, and worlds with reporting noise. */
final class AssessOptions extends RuleOptions {
    private static final String ON = "on";
    private static final String OFF = "off";
    private static final String FIXED = "fixed:";
    private static final double EXAMPLE_SIGMA = 0.25;

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

    @Override
    boolean drawsWorlds() {
        return true;
    }

    /** The reporting noise asked for. Ends the verb where it needs both reports of flows and the set has too few. */
    NoiseChoice noise(DataSet data, int asOf, Session session) {
        var choice = noise(session);
        if (choice.needsMirror() && !NoiseModel.hasMirror(data, settings(session), asOf)) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases()
                            .say("error.noise.mirror", "noise", set.getOrDefault(NOISE, ""), "dataset", data.id()));
        }
        var drop = set.getOrDefault(DROP, OFF);
        if (!drop.equals(ON) && !drop.equals(OFF)) {
            throw new Stop(Stop.USAGE, session.phrases().say("error.set.drop", "value", drop));
        }
        return choice.withDrop(drop.equals(ON));
    }

    private NoiseChoice noise(Session session) {
        var noise = set.get(NOISE);
        if (noise == null) {
            return NoiseChoice.BEST;
        }
        for (var kind : List.of(NoiseChoice.Kind.MIRROR, NoiseChoice.Kind.FALLBACK, NoiseChoice.Kind.EMPIRICAL)) {
            if (noise.equals(kind.name().toLowerCase(Locale.ROOT))) {
                return NoiseChoice.of(kind);
            }
        }
        if (noise.startsWith(FIXED)) {
            double sigma = number(NOISE, noise.substring(FIXED.length()), session);
            requireRange(NOISE, sigma, noise, EXAMPLE_SIGMA, session);
            return NoiseChoice.fixed(sigma);
        }
        throw new Stop(Stop.USAGE, session.phrases().say("error.noise", "value", noise));
    }
}
