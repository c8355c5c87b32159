package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.app.explain.Explained;
import org.kaname.app.explain.Explainer;
import org.kaname.data.DataSet;
import org.kaname.data.Outcome;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.data.workspace.Workspace;
import org.kaname.model.Passport;
import org.kaname.model.Result;
import org.kaname.model.testing.SharedFolder;
import tools.jackson.databind.JsonNode;

/**
 * Every number of a document has a passport, and a passport alone leads back to its number: by the kernel, and by SQL where a reference
 * file holds it. A thousand of them are drawn by a fixed seed.
 */
@Tag("two-implementations")
class RandomPassportsTest {
    private static final int DRAWN = 1_000;
    private static final long SEED = 20_261_124;
    private static final int SHOWN = 30;

    @TempDir
    static Path folder;

    private static Cli cli;
    private static final List<JsonNode> documents = new ArrayList<>();

    @BeforeAll
    static void makeDocuments() {
        cli = new Cli(folder);
        make("assess", "JPN", "--year", "2023", "--draws", "20");
        make("assess", "KOR", "--draws", "120", "--seed", "7", "--set", "geodep@2024.import_hhi=0.3");
        make("assess", "DEU", "--year", "2022", "--draws", "0", "--partners", "CHN,USA");
        make("rules", "compare", "JPN", "--year", "2023");
        make("rules", "compare", "FRA", "--explain", "hjs@2020,cao@2021", "--flips", "3");
        make("rules", "compare", "USA", "--explain", "geodep@2024.year", "--against-year", "2021");
        make("rules", "compare", "JPN", "--bloc", "eu27", "--rules", "cao@2021,hjs@2020", "--partners", "CHN");
        make("dominance", "--partition", "identity");
    }

    private static JsonNode make(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--quiet"));
        var run = cli.run(all.toArray(String[]::new));
        assertThat(run.exit()).as(String.join(" ", all) + "\n" + run.err()).isZero();
        var document = run.json();
        documents.add(document);
        return document;
    }

    private static List<PassportClaims.Claim> claims(List<JsonNode> from) {
        var claims = new ArrayList<PassportClaims.Claim>();
        from.forEach(document -> claims.addAll(new PassportClaims(document).list()));
        return claims;
    }

    @Test
    void noNumberStandsWithoutAPassport() {
        var without = new TreeSet<String>();
        for (var document : documents) {
            new PassportClaims(document).listWithout().forEach(w -> without.add(w.replaceAll("/\\d+", "/·")));
        }

        assertThat(without).isEmpty();
    }

    @Test
    void aThousandPassportsDrawnByASeedLeadBack() {
        var claims = claims(documents);

        assertThat(problems(draw(claims), Map.of())).isEmpty();
    }

    @Test
    void aThousandPassportsOfARealFileLeadBackAlsoAfterMoreDataWereAdded() {
        var file = SharedFolder.require("data/trade/battery-hs6/comtrade_imports_by_partner_hs6.csv.gz");
        var own = new Cli(Path.of(folder.toString(), "real").toFile().mkdirs() ? folder.resolve("real") : folder);
        var added = own.run("data", "add", file.toString(), "--json", "--quiet");
        assertThat(added.exit()).as(added.err()).isZero();
        var id = added.json().path("id").asString();
        var kept = new ArrayList<JsonNode>();
        for (var economy : List.of("JPN", "DEU", "USA")) {
            var run = own.run("assess", economy, "--draws", "10", "--json", "--quiet");
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.json().path("dataset").asString()).isEqualTo(id);
            kept.add(run.json());
        }
        var map = SmallWorld.write(own);
        var other = own.run(
                "data",
                "add",
                folder.resolve("real").resolve(SmallWorld.FILE).toString(),
                "--map",
                map.toString(),
                "--complete",
                "--json",
                "--quiet");
        assertThat(other.exit()).as(other.err()).isZero();

        var problems = problems(draw(claims(kept)), Map.of(id, load(own.workspace(), id)));

        assertThat(problems).isEmpty();
        // the command itself: another data set is the newest now, and the passport names its own
        var first = claims(kept).getFirst().passport();
        var newest = own.run("data", "list", "--json", "--quiet");
        assertThat(newest.out()).contains(other.json().path("id").asString());
        assertThat(own.run("explain", first, "--json", "--quiet").exit()).isZero();
    }

    private static List<PassportClaims.Claim> draw(List<PassportClaims.Claim> claims) {
        assertThat(claims).hasSizeGreaterThan(DRAWN);
        var shuffled = new ArrayList<>(claims);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.subList(0, DRAWN);
    }

    private static DataSet load(Path workspace, String id) {
        var opened = ((Outcome.Taken<Workspace>) Workspace.open(workspace)).value();
        return ((Result.Ok<DataSet>) opened.load(id)).value();
    }

    /** One line for each claim that its passport does not lead back to. */
    private static List<String> problems(List<PassportClaims.Claim> claims, Map<String, DataSet> stored) {
        var problems = new ArrayList<String>();
        var explainers = new HashMap<String, Explainer>();
        try {
            for (var claim : claims) {
                if (!(Passport.parse(claim.passport()) instanceof Result.Ok<Passport> passport)) {
                    problems.add(claim.where() + ": " + claim.passport() + " is no passport");
                    continue;
                }
                var explainer = explainers.computeIfAbsent(
                        passport.value().dataset(),
                        id -> Explainer.withoutRows(Optional.ofNullable(stored.get(id))
                                .orElseGet(() -> StarterPack.load().usd())));
                switch (explainer.explain(passport.value())) {
                    case Result.Failed<Explained> failed ->
                        problems.add(claim.where() + ": " + claim.passport() + ": "
                                + failed.why().detail());
                    case Result.Ok<Explained> ok -> check(claim, ok.value(), problems);
                }
            }
        } finally {
            explainers.values().forEach(Explainer::close);
        }
        return problems.size() <= SHOWN ? problems : problems.subList(0, SHOWN);
    }

    private static void check(PassportClaims.Claim claim, Explained explained, List<String> problems) {
        if (!PassportClaims.same(explained, claim.carrier())) {
            var text = claim.carrier().toString();
            problems.add(claim.where() + ": " + claim.passport() + ": the document says "
                    + text.substring(0, Math.min(120, text.length())) + ", explain " + explained.figure()
                    + explained.outcome());
        }
        boolean silent = Double.isNaN(explained.recomputed())
                && explained.recomputedOutcome().isEmpty();
        boolean known = explained.figure() == null
                || !explained.figure().isMissing() && !explained.figure().isUnbounded();
        if (!explained.agrees()) {
            problems.add(claim.passport() + ": kernel " + explained.figure() + explained.outcome() + ", SQL "
                    + explained.recomputed() + explained.recomputedOutcome());
        } else if (known && silent && explained.recomputedMissing().isEmpty()) {
            problems.add(claim.passport() + ": no value by SQL, and no reason");
        }
    }
}
