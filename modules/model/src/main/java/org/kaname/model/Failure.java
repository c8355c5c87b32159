package org.kaname.model;

import java.util.List;

/**
 * Why something could not be done: a closed reason, a message key and its arguments.
 *
 * @param reason closed reason
 * @param detail plain English sentence for logs and JSON; never empty
 */
public record Failure(Reason reason, String detail, List<String> arguments) {
    public Failure {
        arguments = List.copyOf(arguments);
    }

    public Failure(Reason reason, String detail) {
        this(reason, detail, List.of());
    }
}
