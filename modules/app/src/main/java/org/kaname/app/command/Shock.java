package org.kaname.app.command;

import picocli.CommandLine.Command;

/** What happens if supply stops. */
@Command(
        name = "shock",
        description = "What if it stops: scenarios, days until stop, bounds, what the replay of a past case gives.",
        subcommands = {ShockRunVerb.class, ShockCases.class, ShockSchema.class, ShockNetwork.class})
final class Shock extends Verb {
    @Override
    public Integer call() {
        throw usage("Say what to run.\nMaybe kaname shock cases, or shock run re-2010, or shock run FILE.json.");
    }
}
