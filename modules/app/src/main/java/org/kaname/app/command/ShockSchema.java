package org.kaname.app.command;

import org.kaname.shock.scenario.Cases;
import picocli.CommandLine.Command;

/** The JSON Schema of scenario files. */
@Command(name = "schema", description = "The JSON Schema (2020-12) of scenario files, for editors and checks.")
final class ShockSchema extends Verb {
    @Override
    public Integer call() {
        session().console().result(Cases.schema().stripTrailing());
        return 0;
    }
}
