package org.kaname.app.command;

import picocli.CommandLine.Command;

/** What happens if supply stops. */
@Command(
        name = "shock",
        description = "What if it stops: scenarios, days until stop, bounds, what the replay of a past case gives.",
        subcommands = {
            ShockRunVerb.class,
            ShockExposure.class,
            ShockGrid.class,
            ShockCases.class,
            ShockNetwork.class,
            ShockSchema.class
        })
final class Shock extends Verb {
    @Override
    public Integer call() {
        throw usage(
                "Say what to run.\nMaybe kaname shock cases, shock run re-2010, shock run FILE.json, shock exposure ECONOMY or shock grid FILE.json.");
    }
}
