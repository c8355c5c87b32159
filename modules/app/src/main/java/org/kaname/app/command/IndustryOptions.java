package org.kaname.app.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaname.app.shock.IndustryRun;
import org.kaname.app.shock.ScenarioSource;
import org.kaname.data.Refusal;
import org.kaname.shock.recovery.RecoveryParameters;
import picocli.CommandLine.Option;

/** How industries are run. */
final class IndustryOptions {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "kaname",
            description = "kaname, or reference: the quirks of the reference series (default: ${DEFAULT-VALUE}).")
    String mode = "kaname";

    @Option(
            names = "--inventory",
            paramLabel = "D",
            description = "Days of inputs that industries hold (default: the method's).")
    @Nullable Double stock;

    @Option(
            names = "--tau",
            paramLabel = "D",
            description = "Days in which industries restore their stocks (default: the method's).")
    @Nullable Double tau;

    static RecoveryParameters.Mode mode(Verb verb, String name) {
        return Arrays.stream(RecoveryParameters.Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> verb.usage("The mode (" + name + ") is unknown.\nMaybe reference or kaname."));
    }

    /** A number of days that the engine takes. */
    static double days(Verb verb, String option, double value) {
        if (!(value > 0 && value < MOST_DAYS)) {
            throw verb.usage(
                    "The value (" + value + ") of " + option + " is not above 0 and below 10,000 days.\nMaybe 30.");
        }
        return value;
    }

    private static final int MOST_DAYS = 10_000;

    IndustryRun.Choice choice(Verb verb) {
        return new IndustryRun.Choice(
                mode(verb, mode),
                Optional.ofNullable(stock).map(value -> days(verb, "--inventory", value)),
                Optional.ofNullable(tau).map(value -> days(verb, "--tau", value)));
    }

    /** Why a scenario cannot be run through industries. */
    static Refusal noSectors(ScenarioSource source) {
        return Refusal.of("KAN-SHOCK-064", source.name(), 0);
    }
}
