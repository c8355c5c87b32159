package org.kaname.app.shock;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.data.Outcome;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.shock.product.SurviveRecover;
import org.kaname.shock.run.Provisions;
import org.kaname.shock.run.Responsiveness;
import org.kaname.shock.run.SupplyShares;
import org.kaname.shock.scenario.Cases;
import org.kaname.shock.scenario.Draw;
import org.kaname.shock.scenario.LossPath;
import org.kaname.shock.scenario.Membership;

/** Resolves the passports of runs: the scenario as it ran, the supply of the good, and the figure computed again. */
public final class ShockExplainer {
    /** Reads a file of a stored run; empty where it is not there. */
    public interface StoredRuns {
        Optional<byte[]> scenario(String id);
    }

    /**
     * A figure with what it was made of.
     *
     * @param supply who supplies, with shares
     * @param lost largest share that each supplier loses, by economy, 0..1
     * @param source the scenario as it ran
     */
    public record Explained(
            Passport passport, Figure figure, SupplyShares supply, Map<String, Double> lost, ScenarioSource source) {}

    private final DataSet data;
    private final StoredRuns runs;

    /** @param data the set of the passport, or any with the economies where the scenario brought its own shares */
    public ShockExplainer(DataSet data, StoredRuns runs) {
        this.data = data;
        this.runs = runs;
    }

    public static boolean answers(Passport passport) {
        return passport.method().equals(SurviveRecover.METHOD);
    }

    /** True where the passport names no data set, because the scenario brought the shares. */
    public static boolean ofScenario(Passport passport) {
        return passport.parameter("scenario").startsWith(passport.dataset() + ".");
    }

    public Result<Explained> explain(Passport passport) {
        var membership = Membership.of(data.economies(), data.blocs());
        var source = source(passport.parameter("scenario"), membership);
        if (source == null) {
            return Result.failure(
                    Reason.MALFORMED,
                    "The scenario (" + passport.parameter("scenario")
                            + ") is neither shipped nor stored in this workspace.");
        }
        var scenario = source.scenario();
        var supply = new SupplyFinder(data, scenario, membership)
                .find().stream()
                        .filter(one -> one.code().equals(passport.parameter("code"))
                                && one.economy().equals(passport.parameter("economy"))
                                && one.dataset().equals(passport.dataset()))
                        .findFirst();
        var level = level(passport.parameter("responses"));
        var stock = number(passport.parameter("stock_days"));
        if (supply.isEmpty() || level.isEmpty() || stock.isEmpty()) {
            return Result.failure(
                    Reason.MALFORMED, "The passport names no good, responses or stock of the run: " + passport);
        }
        if (!ShockFigures.NAMES.contains(passport.figure())) {
            return Result.failure(
                    Reason.MALFORMED,
                    "The run has no figure (" + passport.figure() + "); it has " + String.join(", ", ShockFigures.NAMES)
                            + ".");
        }
        var provisions = new Provisions(scenario, membership, supply.get());
        var mid = Draw.mid(scenario);
        var survival = SurviveRecover.run(provisions.of(mid, level.get(), stock.get(), scenario.overlap()));
        var lost = new TreeMap<String, Double>();
        for (var part : supply.get().parts()) {
            double most = 0;
            for (double share :
                    LossPath.combined(scenario, provisions.acting(part.economy()), mid, scenario.overlap())) {
                most = Math.max(most, share);
            }
            lost.put(part.economy(), most);
        }
        return Result.ok(new Explained(
                passport,
                ShockFigures.figure(survival, scenario.horizonDays(), passport.figure(), passport),
                supply.get(),
                lost,
                source));
    }

    private @Nullable ScenarioSource source(String id, Membership membership) {
        if (!id.matches("[a-z0-9-]{2,40}\\.[0-9a-f]{12}")) {
            return null;
        }
        int dot = id.lastIndexOf('.');
        var name = id.substring(0, dot);
        var shipped = Cases.text(name);
        if (shipped.isPresent()
                && ScenarioSource.parsed(name, shipped.get(), Map.of(), membership)
                        instanceof Outcome.Taken<ScenarioSource> taken
                && taken.value().id().equals(id)) {
            return taken.value();
        }
        var stored = runs.scenario(id);
        if (stored.isPresent()
                && ScenarioSource.parsed(
                                name,
                                new String(stored.get(), java.nio.charset.StandardCharsets.UTF_8),
                                Map.of(),
                                membership)
                        instanceof Outcome.Taken<ScenarioSource> taken
                && taken.value().id().equals(id)) {
            return taken.value();
        }
        return null;
    }

    private static Optional<Responsiveness> level(String text) {
        try {
            return Optional.of(Responsiveness.valueOf(text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
