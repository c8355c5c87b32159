package org.kaname.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.json.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What every verb has: the session, the echo of its effective arguments, and usage errors. */
@picocli.CommandLine.Command
abstract class Verb implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    final Session session() {
        return ((Kaname) Objects.requireNonNull(spec).root().userObject()).session();
    }

    final ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    /** Ends the verb for an option with a list that was given and names nothing, or holds a blank place. */
    final void requireValues(String option, List<String> values) {
        boolean given =
                Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption(option);
        if (given && (values.isEmpty() || values.stream().anyMatch(String::isBlank))) {
            throw usage(say("error.option.blank", "option", option));
        }
    }

    /** Name and value in turn. */
    final void echo(String... namesAndValues) {
        var arguments = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        session().console().echo("kaname " + Version.text() + "  " + name(), arguments);
    }

    private String name() {
        var qualified = Objects.requireNonNull(spec).qualifiedName();
        int space = qualified.indexOf(' ');
        return space < 0 ? qualified : qualified.substring(space + 1);
    }

    final void print(JsonNode node) {
        session().console().result(Json.MAPPER.writeValueAsString(node));
    }

    /** The sentence of a key in the session's language. */
    final String say(String key, Object... namesAndValues) {
        return session().phrases().say(key, namesAndValues);
    }
}
