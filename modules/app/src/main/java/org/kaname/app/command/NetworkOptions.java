package org.kaname.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.shock.network.NetworkSource;
import org.kaname.data.Outcome;
import picocli.CommandLine.Option;

/** Where a network of firms comes from: files, or parameters of a made-up one. */
final class NetworkOptions {
    @Option(
            names = "--links",
            paramLabel = "FILE",
            description = "Links: supplier,buyer,product,value,evidence (verified, declared, suggested, synthetic).")
    @Nullable Path links;

    @Option(
            names = "--firms",
            paramLabel = "FILE",
            description =
                    "Firms: firm,economy,sector,output,final_sales and, where known, stock_days. Without it firms are those the links name, and their sectors are unknown.")
    @Nullable Path firms;

    @Option(
            names = "--synthetic",
            paramLabel = "KEY=VALUE,…",
            split = ",",
            description =
                    "A made-up network over the shipped input-output table: economy (needed), firms, mean_degree, calibration, seed. Structure plausible, firms not real.")
    Map<String, String> synthetic = new LinkedHashMap<>();

    /** The network, or the end of the verb. */
    NetworkSource read(Verb verb) {
        var session = verb.session();
        if (synthetic.isEmpty() == (links == null)) {
            throw verb.usage(verb.say(links == null ? "error.network.none" : "error.network.both"));
        }
        if (links == null && firms != null) {
            throw verb.usage(verb.say("error.network.both"));
        }
        if (links != null) {
            return session.taken(NetworkSource.read(firms, links));
        }
        return switch (NetworkSource.make(synthetic)) {
            case Outcome.Taken<NetworkSource> taken -> taken.value();
            case Outcome.Refused<NetworkSource> refused -> throw usage(session, refused);
        };
    }

    /** Parameters are the command's own: a fault in them is a fault of usage. */
    private static Stop usage(Session session, Outcome.Refused<NetworkSource> refused) {
        return new Stop(
                Stop.USAGE,
                refused.refusals().stream().map(r -> r.text(session.phrases())).collect(Collectors.joining("\n")));
    }

    /** For the echo: the files, or the parameters in force. */
    String origin(NetworkSource source) {
        return source.made()
                .map(made -> made.spec().parameters().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(",")))
                .orElse(firms == null ? String.valueOf(links) : firms + " " + links);
    }
}
