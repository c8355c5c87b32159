package org.kaname.app.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.json.Json;
import org.kaname.app.shock.GreenGoods;
import org.kaname.app.shock.GreenGoodsTable;
import org.kaname.app.shock.IndustryBanner;
import org.kaname.app.shock.IndustryRun;
import org.kaname.app.shock.ScenarioSource;
import org.kaname.app.shock.ShockAnswer;
import org.kaname.app.shock.ShockCsv;
import org.kaname.app.shock.ShockFiles;
import org.kaname.app.shock.ShockJson;
import org.kaname.app.shock.ShockText;
import org.kaname.data.Refusal;
import org.kaname.shock.scenario.Membership;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one scenario. */
@Command(
        name = "run",
        description =
                "Run a scenario: days until stop and until recovery of each good, both bounds, intervals, what is not modelled.")
final class ShockRunVerb extends Verb {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|CASE",
            description = "A scenario file, or a shipped case (see shock cases).")
    String scenario = "";

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            description = "Data set whose flows supply (default: newest in the workspace, else the shipped one).")
    @Nullable String dataset;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Change a field, e.g. restrictions.customs-delay.share_lost=0.9, responses.stock_days=60 or 30:60:90. May be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "all",
            description =
                    "product (goods), ario (industries) or all that the scenario has data for (default: ${DEFAULT-VALUE}).")
    String engine = "all";

    @Mixin
    TableOptions table = new TableOptions();

    @Mixin
    IndustryOptions industry = new IndustryOptions();

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Draws of the ranges; 0 for none (default: the scenario's).")
    @Nullable Integer draws;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the draws (default: the scenario's).")
    @Nullable Long seed;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show so many goods (default: ${DEFAULT-VALUE}).")
    int limit = 20;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also write run.json, goods.csv, flows.csv, series.csv, scenario.json and report.html to a new directory.")
    @Nullable Path out;

    @Mixin
    GreenOptions green = new GreenOptions();

    private static final int MOST_DRAWS = 1_000_000;
    private static final String PRODUCT = "product";
    private static final String ARIO = "ario";
    private static final List<String> ENGINES = List.of(PRODUCT, ARIO, "all");

    @Override
    public Integer call() {
        var session = session();
        if (limit < 1) {
            throw usage("The limit (" + limit + ") is not 1 or more.\nMaybe 20.");
        }
        if (draws != null && (draws < 0 || draws > MOST_DRAWS)) {
            throw usage("The number of draws (" + draws + ") is not between 0 and 1,000,000.\nMaybe 1000.");
        }
        green.check(this, scenario, dataset != null || !set.isEmpty() || draws != null || seed != null);
        requireFree(session);
        if (green.asked()) {
            return greenGoods(session);
        }
        if (!ENGINES.contains(engine)) {
            throw usage("The engine (" + engine + ") is unknown.\nMaybe one of " + String.join(", ", ENGINES) + ".");
        }
        var choice = industry.choice(this);
        var data = session.dataSet(dataset);
        var membership = Membership.of(data.economies(), data.blocs());
        var source = session.taken(ScenarioSource.read(scenario, set, membership));
        // without a stock the grid is the answer: its cells are drawn where draws are asked for
        boolean grid = source.scenario().responses().stockDays().isEmpty();
        int drawn = draws != null ? draws : grid ? 0 : source.scenario().draws();
        long seeded = seed == null ? source.scenario().seed() : seed;
        echo(
                "scenario",
                source.id(),
                "dataset",
                data.id() + "  (" + session.dataSetOrigin(dataset) + ")",
                "draws",
                Integer.toString(drawn),
                "seed",
                Long.toString(seeded));
        boolean codes = source.scenario().restrictions().stream()
                .anyMatch(r -> !r.scope().codes().isEmpty());
        var answer = engine.equals(ARIO)
                ? ShockAnswer.withoutGoods(source, data, drawn, seeded)
                : ShockAnswer.run(source, data, membership, drawn, seeded);
        if (!engine.equals(ARIO) && codes && answer.goods().isEmpty() && answer.untouched() == 0) {
            throw session.refused(nothing(answer));
        }
        var industries = industries(session, source, membership, choice);
        answer = answer.withBanner(IndustryBanner.of(answer, industries));
        store(session, source);
        var words = session.words().with(data.economies());
        var plain = new ShockJson(answer, words);
        var json = industries.map(plain::with).orElse(plain);
        var written = out == null
                ? List.<Path>of()
                : session.taken(ShockFiles.write(out, ShockFiles.of(answer, json, words, session.language())));
        switch (session.form()) {
            case JSON -> print(json.document());
            case CSV -> new ShockCsv(answer).goods().forEach(session.console()::result);
            case TEXT -> {
                var text = new ShockText(answer, words.in(session.language()), session.console(), limit);
                industries.map(text::with).orElse(text).lines().forEach(session.console()::result);
            }
        }
        tell(session, written);
        return 0;
    }

    private int greenGoods(Session session) {
        var document = green.document(session);
        var terms = green.terms();
        var data = session.dataSet(document.path("dataset").asString());
        var words = session.words().with(data.economies());
        echo(
                "assessment",
                document.path("id").asString(),
                "dataset",
                data.id(),
                "share",
                Double.toString(terms.share()),
                "for",
                Integer.toString(terms.days()));
        var goods = GreenGoods.run(document, data, Membership.of(data.economies(), data.blocs()), terms, words);
        goods.runs().forEach(run -> store(session, run.answer().source()));
        var table = new GreenGoodsTable(goods, words);
        var written = out == null ? List.<Path>of() : session.taken(ShockFiles.write(out, table.files()));
        switch (session.form()) {
            case JSON -> print(table.document());
            case CSV -> table.csv().forEach(session.console()::result);
            case TEXT ->
                table.text(session.language(), session.console(), limit).forEach(session.console()::result);
        }
        tell(session, written);
        return 0;
    }

    private void tell(Session session, List<Path> written) {
        written.forEach(file -> session.console().tell(say("shock.written", "file", file.toString())));
    }

    /** Before anything is computed: a directory that holds files is not written over. */
    private void requireFree(Session session) {
        if (out != null) {
            ShockFiles.taken(out).ifPresent(refusal -> {
                throw session.refused(List.of(refusal));
            });
        }
    }

    /** Empty where the engine was not asked for, or the scenario names no sectors and all engines were. */
    private Optional<IndustryRun> industries(
            Session session, ScenarioSource source, Membership membership, IndustryRun.Choice choice) {
        if (engine.equals(PRODUCT)) {
            return Optional.empty();
        }
        if (!IndustryRun.isFor(source.scenario())) {
            if (engine.equals(ARIO)) {
                throw session.refused(List.of(IndustryOptions.noSectors(source)));
            }
            return Optional.empty();
        }
        var read = table.read(session);
        echo("table", read.table().head().id() + "  (" + table.origin(session) + ")", "mode", industry.mode);
        return Optional.of(session.taken(IndustryRun.of(source, membership, read, choice)));
    }

    private static List<Refusal> nothing(ShockAnswer answer) {
        return answer.missing().stream()
                .map(missing -> Refusal.of(
                        missing.near().isEmpty() ? "KAN-SHOCK-060" : "KAN-SHOCK-060.near",
                        answer.source().name(),
                        0,
                        "code",
                        missing.code(),
                        "dataset",
                        answer.data().id(),
                        "near",
                        String.join(" ", missing.near())))
                .toList();
    }

    /** The scenario as it ran stays in the workspace, so that its passports resolve tomorrow. */
    private static void store(Session session, ScenarioSource source) {
        var text = Json.MAPPER.writeValueAsString(source.document()) + "\n";
        try {
            session.workspace()
                    .runs()
                    .store(source.id(), Map.of("scenario.json", text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.io.UncheckedIOException e) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases()
                            .say(
                                    "error.store",
                                    "directory",
                                    session.workspacePath().toString(),
                                    "what",
                                    String.valueOf(e.getMessage())));
        }
    }
}
