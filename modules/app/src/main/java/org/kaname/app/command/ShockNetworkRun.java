package org.kaname.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaname.app.shock.network.DailyAnswer;
import org.kaname.app.shock.network.NetworkJson;
import org.kaname.app.shock.network.NetworkText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Firms fail and the network is followed day by day. */
@Command(
        name = "run",
        description = "Firms fail: output day by day without substitution and with it, and the firms that lose most.")
final class ShockNetworkRun extends Verb {
    private static final int MOST_DAYS = 10_000;

    @Mixin
    NetworkOptions from = new NetworkOptions();

    @Option(
            names = "--fail",
            paramLabel = "FIRM,…",
            split = ",",
            required = true,
            description = "Firms that fail on day 0, as the files name them; numbers from 1 in a made-up network.")
    List<String> fail = new ArrayList<>();

    @Option(
            names = "--share",
            paramLabel = "S",
            defaultValue = "1",
            description = "Share of their capacity that is lost, 0 to 1 (default: ${DEFAULT-VALUE}).")
    double share = 1;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "30",
            description = "Days for which it is lost (default: ${DEFAULT-VALUE}).")
    int days = 30;

    @Option(
            names = "--horizon",
            paramLabel = "H",
            defaultValue = "90",
            description = "Days simulated (default: ${DEFAULT-VALUE}).")
    int horizon = 90;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the stock days of firms that state none (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "So many of the firms that lose most (default: ${DEFAULT-VALUE}).")
    int top = 10;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Keep the state after the last day, one file for each bound.")
    @Nullable Path save;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Go on from a state that --save kept, up to the horizon.")
    @Nullable Path resume;

    @Override
    public Integer call() {
        var session = session();
        requireValues("--fail", fail);
        if (!(share >= 0 && share <= 1)) {
            throw usage(say("error.network.share", "value", Double.toString(share)));
        }
        atLeastOne("--days", days);
        atLeastOne("--horizon", horizon);
        atLeastOne("--top", top);
        if (horizon > MOST_DAYS) {
            throw usage(say(
                    "error.network.horizon", "value", Integer.toString(horizon), "most", Integer.toString(MOST_DAYS)));
        }
        var source = from.read(this);
        var failing = session.taken(source.find(fail));
        echo(
                "network",
                source.id() + "  (" + from.origin(source) + ")",
                "fail",
                String.join(",", fail),
                "share",
                Double.toString(share),
                "days",
                Integer.toString(days),
                "horizon",
                Integer.toString(horizon),
                "seed",
                Long.toString(seed));
        var request = new DailyAnswer.Request(fail.stream().distinct().toList(), failing, share, days, horizon, seed);
        var progress = session.console().progress(session.phrases());
        var answer = session.taken(DailyAnswer.run(source, request, save, resume, progress));
        switch (session.form()) {
            case JSON -> print(new NetworkJson(session.words()).daily(answer, top));
            case CSV -> csv(answer);
            case TEXT ->
                session.console().results(new NetworkText(session.phrases(), session.console()).daily(answer, top));
        }
        return 0;
    }

    private void atLeastOne(String option, int value) {
        if (value < 1) {
            throw usage(say("error.network.number", "option", option, "value", Integer.toString(value), "least", "1"));
        }
    }

    private void csv(DailyAnswer answer) {
        var console = session().console();
        console.result("day,substitution_rate,output_share");
        for (var bound : answer.bounds()) {
            for (int t = 0; t < bound.outputs().length; t++) {
                console.result(Csv.line(bound.firstDay() + t, bound.rate(), bound.outputs()[t]));
            }
        }
    }
}
