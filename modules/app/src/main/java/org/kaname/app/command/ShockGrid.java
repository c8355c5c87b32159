package org.kaname.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kaname.app.shock.IndustryJson;
import org.kaname.app.shock.IndustryRun;
import org.kaname.app.shock.IndustryText;
import org.kaname.app.shock.ScenarioSource;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.shock.recovery.RecoveryGrid;
import org.kaname.shock.recovery.RecoveryParameters;
import org.kaname.shock.scenario.Membership;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One scenario under many stocks and restoration times. */
@Command(
        name = "grid",
        description =
                "Losses of industries by the stocks they hold and the time to restore them: which cells are stable.")
final class ShockGrid extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "FILE|CASE",
            description = "A scenario file, or a shipped case (see shock cases).")
    String scenario = "";

    @Mixin
    TableOptions table = new TableOptions();

    @Option(
            names = "--stock",
            paramLabel = "D,…",
            split = ",",
            description = "Days of inputs that industries hold (default: 5,10,20,30,60,90).")
    List<Double> stocks = new ArrayList<>();

    @Option(
            names = "--tau",
            paramLabel = "D,…",
            split = ",",
            description = "Days in which they restore them (default: 5,10,30,60,90).")
    List<Double> restorations = new ArrayList<>();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "kaname",
            description = "kaname, or reference: the quirks of the reference series (default: ${DEFAULT-VALUE}).")
    String mode = "kaname";

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Change a field, e.g. restrictions.stop.share_lost=0.9. May be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Override
    public Integer call() {
        var session = session();
        var stockDays = axis("--stock", stocks, RecoveryGrid.STOCK_DAYS);
        var tauDays = axis("--tau", restorations, RecoveryGrid.RESTORATION_DAYS);
        var chosenMode = IndustryOptions.mode(this, mode);
        var data = StarterPack.load().usd();
        var membership = Membership.of(data.economies(), data.blocs());
        var source = session.taken(ScenarioSource.read(scenario, set, membership));
        if (!IndustryRun.isFor(source.scenario())) {
            throw session.refused(List.of(IndustryOptions.noSectors(source)));
        }
        var read = table.read(session);
        echo(
                "scenario",
                source.id(),
                "table",
                read.table().head().id() + "  (" + table.origin(session) + ")",
                "mode",
                mode);
        var usual = RecoveryParameters.of(chosenMode, source.scenario().horizonDays());
        var choice = new IndustryRun.Choice(
                chosenMode,
                Optional.of(among(stockDays, usual.stockDays())),
                Optional.of(among(tauDays, usual.restorationDays())));
        var run = session.taken(IndustryRun.of(source, membership, read, choice, stockDays, tauDays));
        var words = session.words().with(data.economies());
        var text = new IndustryText(run, words.in(session.language()), session.console());
        switch (session.form()) {
            case JSON -> print(new IndustryJson(run, words).grid());
            case CSV -> text.rows().forEach(cells -> session.console().result(Csv.line(cells.toArray())));
            case TEXT -> text.grid().forEach(session.console()::result);
        }
        return 0;
    }

    private List<Double> axis(String option, List<Double> given, List<Double> usual) {
        given.forEach(value -> IndustryOptions.days(this, option, value));
        return given.isEmpty() ? usual : given;
    }

    /** The method's value where the axis has it, else the axis' largest: the grid holds what was asked for and no more. */
    private static double among(List<Double> axis, double usual) {
        return axis.contains(usual)
                ? usual
                : axis.stream().mapToDouble(Double::doubleValue).max().orElse(usual);
    }
}
