package org.kaname.app.command;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.shock.network.NetworkDescription;
import org.kaname.app.shock.network.NetworkFiles;
import org.kaname.app.shock.network.NetworkJson;
import org.kaname.app.shock.network.NetworkText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a network up, or checks one. */
@Command(
        name = "build",
        description =
                "Make a network up and write firms.csv and links.csv, or check and describe files of firms and links.")
final class ShockNetworkBuild extends Verb {
    @Mixin
    NetworkOptions from = new NetworkOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for firms.csv and links.csv; needed with --synthetic.")
    @Nullable Path out;

    @Override
    public Integer call() {
        var session = session();
        if (out == null && from.links == null && !from.synthetic.isEmpty()) {
            throw usage(say("error.network.out"));
        }
        if (session.form() == Session.Form.CSV) {
            throw usage(say("error.network.csv"));
        }
        var source = from.read(this);
        echo("network", source.id() + "  (" + from.origin(source) + ")", "out", out == null ? "–" : out.toString());
        var described = NetworkDescription.of(source);
        if (out != null) {
            NetworkFiles.write(source, out).ifPresent(refusal -> {
                throw session.refused(List.of(refusal));
            });
        }
        if (session.form() == Session.Form.JSON) {
            print(new NetworkJson(session.words()).description(described));
        } else {
            session.console().results(new NetworkText(session.phrases(), session.console()).description(described));
        }
        return 0;
    }
}
