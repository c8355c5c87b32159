package org.kaname.app.command;

import picocli.CommandLine.Command;

/** Firms that supply each other. */
@Command(
        name = "network",
        description = "Networks of firms: how much stops if one fails, at once and day by day; made-up networks.",
        subcommands = {ShockNetworkRisk.class, ShockNetworkBuild.class, ShockNetworkRun.class})
final class ShockNetwork extends Verb {
    @Override
    public Integer call() {
        throw usage(say("error.network.verb"));
    }
}
