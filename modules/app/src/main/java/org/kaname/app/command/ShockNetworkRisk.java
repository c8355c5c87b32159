package org.kaname.app.command;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaname.app.shock.network.EssentialityFile;
import org.kaname.app.shock.network.NetworkJson;
import org.kaname.app.shock.network.NetworkText;
import org.kaname.app.shock.network.RiskAnswer;
import org.kaname.shock.network.risk.Essentiality;
import org.kaname.shock.network.risk.SystemicRisk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The economic systemic risk index of every firm. */
@Command(
        name = "risk",
        description = "How much of all deliveries between firms stops for good if one fails: the index of every firm.")
final class ShockNetworkRisk extends Verb {
    private static final int SHOWN = 20;

    @Mixin
    NetworkOptions from = new NetworkOptions();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "So many firms, the largest index first (default: 20 in text, all in JSON and CSV).")
    @Nullable Integer top;

    @Option(
            names = "--eps",
            paramLabel = "E",
            description = "The cascade ends when no loss changes by more; part of the figure (default: 1e-6).")
    @Nullable Double eps;

    @Option(
            names = "--replaceable",
            description = "A failing supplier is replaced by firms of its sector as far as these still make the goods.")
    boolean replaceable;

    @Option(
            names = "--essentiality",
            paramLabel = "FILE",
            description = "Classes of inputs: supplier_sector,buyer_sector,class (none, non_essential, essential).")
    @Nullable Path essentiality;

    @Override
    public Integer call() {
        var session = session();
        if (top != null && top < 1) {
            throw usage(say("error.network.number", "option", "--top", "value", top.toString(), "least", "1"));
        }
        var standard = SystemicRisk.Options.standard();
        double end = eps == null ? standard.eps() : eps;
        if (!(end > 0 && end < 1)) {
            throw usage(say("error.network.eps", "value", Double.toString(end)));
        }
        if (from.firms == null && from.links != null && (replaceable || essentiality != null)) {
            throw usage(say("error.network.sectors"));
        }
        var source = from.read(this);
        int assumed = source.firmsKnown() ? Essentiality.ESSENTIAL : Essentiality.NON_ESSENTIAL;
        Optional<EssentialityFile.Classes> classes = essentiality == null
                ? Optional.empty()
                : Optional.of(session.taken(EssentialityFile.read(
                        essentiality, source.network().firms().sectors(), assumed)));
        echo(
                "network",
                source.id() + "  (" + from.origin(source) + ")",
                "eps",
                Double.toString(end),
                "replaceable",
                Boolean.toString(replaceable),
                "essentiality",
                essentiality == null ? EssentialityFile.word(assumed) : essentiality.toString());
        var progress = session.console().progress(session.phrases());
        progress.phase(1, 1, "phase.network.risk");
        var answer = RiskAnswer.compute(source, classes, assumed, new SystemicRisk.Options(end, replaceable), progress);
        int all = answer.order().size();
        switch (session.form()) {
            case JSON -> print(new NetworkJson(session.words()).risk(answer, top == null ? all : top));
            case CSV -> csv(answer, top == null ? all : Math.min(all, top));
            case TEXT ->
                session.console()
                        .results(new NetworkText(session.phrases(), session.console())
                                .risk(answer, top == null ? SHOWN : top));
        }
        return 0;
    }

    private void csv(RiskAnswer answer, int shown) {
        var console = session().console();
        console.result("rank,firm,economy,sector,esri,esri_d,esri_u,eps,steps");
        for (int k = 0; k < shown; k++) {
            int i = answer.order().get(k);
            var index = answer.indexes().get(i);
            console.result(Csv.line(
                    k + 1,
                    answer.source().name(i),
                    answer.source().economy(i),
                    answer.source().sector(i),
                    index.total(),
                    index.downstream(),
                    index.upstream(),
                    answer.options().eps(),
                    index.steps()));
        }
    }
}
