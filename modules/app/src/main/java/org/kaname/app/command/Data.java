package org.kaname.app.command;

import picocli.CommandLine.Command;

/** Data sets of the workspace. */
@Command(
        name = "data",
        description = "Data sets: add your own table, convert, list, show, verify, remove.",
        subcommands = {
            DataAddVerb.class,
            DataConvertVerb.class,
            DataList.class,
            DataShow.class,
            DataVerify.class,
            DataRemove.class
        })
final class Data extends Verb {
    @Override
    public Integer call() {
        throw usage(
                "Say what to do with the data.\nMaybe kaname data list, data show ID, or data add FILE --map MAP.json.");
    }
}
