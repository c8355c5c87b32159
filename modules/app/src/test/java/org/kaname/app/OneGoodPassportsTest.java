package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.app.explain.Explained;
import org.kaname.app.explain.Explainer;
import org.kaname.data.DataSet;
import org.kaname.data.Outcome;
import org.kaname.data.workspace.Workspace;
import org.kaname.measure.GoodMeasure;
import org.kaname.model.Passport;
import org.kaname.model.Result;

/**
 * A passport leads to the same answer whether the whole data set was loaded or the passport's good alone: every figure of every method
 * that says it needs one good.
 */
@Tag("two-implementations")
class OneGoodPassportsTest {
    private static final int OF_EACH_FIGURE = 4;
    private static final long SEED = 20_261_124;
    private static final double SQL_PRECISION = 1e-12;

    @TempDir
    Path folder;

    @Test
    void theWholeSetAndTheGoodAloneGiveTheSame() {
        var cli = new Cli(folder);
        var map = SmallWorld.write(cli);
        var added = cli.run(
                "data",
                "add",
                folder.resolve(SmallWorld.FILE).toString(),
                "--map",
                map.toString(),
                "--complete",
                "--complete-products",
                "--json",
                "--quiet");
        assertThat(added.exit()).as(added.err()).isZero();
        var id = added.json().path("id").asString();
        var passports = new LinkedHashSet<String>();
        for (var arguments : List.of(
                List.of("assess", "BET", "--year", "2023", "--draws", "20"),
                List.of("assess", "GAM", "--year", "2022", "--draws", "0", "--partners", "ALF,DEL"),
                List.of("assess", "ETA", "--draws", "0", "--set", "geodep@2024.import_hhi=0.3"))) {
            var all = new ArrayList<>(arguments);
            all.addAll(List.of("--dataset", id, "--json", "--quiet"));
            var run = cli.run(all.toArray(String[]::new));
            assertThat(run.exit()).as(run.err()).isZero();
            new PassportClaims(run.json()).list().forEach(claim -> passports.add(claim.passport()));
        }
        var workspace = ((Outcome.Taken<Workspace>) Workspace.open(cli.workspace())).value();
        var problems = new ArrayList<String>();
        var kinds = new TreeMap<String, Integer>();
        var narrow = new HashMap<List<Object>, Explainer>();
        try (var whole = new Explainer(value(workspace.load(id)), true)) {
            for (var passport : draw(withEveryMeasure(passports, id))) {
                var kind = kind(passport);
                if (Explainer.findOnlyGood(passport).isEmpty() || kinds.merge(kind, 1, Integer::sum) > OF_EACH_FIGURE) {
                    continue;
                }
                var good = Explainer.findOnlyGood(passport).get();
                var subject = passport.parameter("subject");
                var one = narrow.computeIfAbsent(List.of(good, subject), k -> {
                    var data = value(workspace.load(id, good, subject));
                    assertThat(data.cube().allGoods()).isPresent();
                    return new Explainer(data, true);
                });
                compare(passport, whole.explain(passport), one.explain(passport), problems);
            }
        } finally {
            narrow.values().forEach(Explainer::close);
        }

        assertThat(problems).isEmpty();
        for (var measure : GoodMeasure.values()) {
            boolean shown = !measure.countsGoods() && measure != GoodMeasure.YEARS_HELD;
            assertThat(kinds.containsKey(measure.method() + "/" + measure.figure()))
                    .as(measure.figure())
                    .isEqualTo(shown);
        }
        assertThat(kinds)
                .containsKeys(
                        "triage@1/decision",
                        "triage@1/robustness",
                        "triage@1/strength",
                        "geodep@2024/verdict",
                        "import-share@1/import_share");
        assertThat(kinds).doesNotContainKeys("fki@2022/verdict", "triage@1/goods");
    }

    /** Documents show some measures only; each has a passport all the same. */
    private static List<Passport> withEveryMeasure(Iterable<String> texts, String id) {
        var passports = new ArrayList<Passport>();
        for (var text : texts) {
            if (Passport.parse(text) instanceof Result.Ok<Passport> ok) {
                passports.add(ok.value());
            }
        }
        for (var measure : GoodMeasure.values()) {
            for (var good : SmallWorld.GOODS) {
                for (int year = 2021; year <= 2023; year++) {
                    passports.add(new Passport(
                            id,
                            measure.method(),
                            measure.figure(),
                            new TreeMap<>(
                                    Map.of("product", "OTHER:small:" + good, "subject", "DEL", "year", "" + year))));
                }
            }
        }
        return passports;
    }

    private static List<Passport> draw(List<Passport> passports) {
        var shuffled = new ArrayList<>(passports);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled;
    }

    private static String kind(Passport passport) {
        return passport.method() + "/" + passport.figure();
    }

    private static void compare(
            Passport passport, Result<Explained> whole, Result<Explained> one, List<String> problems) {
        if (!(whole instanceof Result.Ok<Explained> first) || !(one instanceof Result.Ok<Explained> second)) {
            if (!whole.equals(one)) {
                problems.add(passport + ": " + whole + " is not " + one);
            }
            return;
        }
        var all = text(first.value());
        var alone = text(second.value());
        double recomputed = first.value().recomputed();
        double again = second.value().recomputed();
        // the engine adds in no fixed order
        boolean near = Double.isNaN(recomputed)
                ? Double.isNaN(again)
                : Math.abs(recomputed - again) <= SQL_PRECISION * Math.max(1, Math.abs(recomputed));
        if (!all.equals(alone) || !near) {
            problems.add(passport + ": " + all + " " + recomputed + " is not " + alone + " " + again);
        }
    }

    /** Everything but the number that the engine made. */
    private static String text(Explained e) {
        var figure = e.figure();
        return Stream.of(
                        figure == null || figure.isMissing() || figure.isUnbounded() ? "" : figure.value(),
                        figure == null ? "" : figure.interval(),
                        figure == null ? "" : figure.reason(),
                        figure == null ? "" : figure.detail(),
                        e.outcome(),
                        e.recomputedOutcome(),
                        e.recomputedMissing(),
                        e.formula(),
                        e.sqlFile(),
                        e.constants(),
                        e.rows(),
                        e.restCount(),
                        e.restSum(),
                        String.valueOf(e.explanation()))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private static DataSet value(Result<DataSet> loaded) {
        return switch (loaded) {
            case Result.Ok<DataSet> ok -> ok.value();
            case Result.Failed<DataSet> failed ->
                throw new AssertionError(failed.why().toString());
        };
    }
}
