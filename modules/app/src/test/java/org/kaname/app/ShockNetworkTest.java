package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.model.Passport;
import org.kaname.model.Result;
import tools.jackson.databind.JsonNode;

/** The verbs {@code shock network …} on five firms that can be computed by hand, and on made-up ones. */
class ShockNetworkTest {
    private static final String FIRMS = """
            firm,economy,sector,output,final_sales,stock_days
            A,JPN,mining,,,5
            D,VNM,mining,,,5
            E,JPN,services,,,5
            B,JPN,chemistry,,,5
            C,JPN,cars,100,100,5
            """;
    private static final String LINKS = """
            supplier,buyer,product,value,evidence
            A,B,ore,10,verified
            D,B,ore,30,declared
            E,B,advice,60,suggested
            B,C,paint,20,verified
            """;
    private static final List<String> COLUMNS = List.of("esri", "esri_d", "esri_u");

    @TempDir
    Path folder;

    private Cli cli;
    private String firms = "";
    private String links = "";

    @BeforeEach
    void files() {
        cli = new Cli(folder);
        firms = cli.write("firms.csv", FIRMS).toString();
        links = cli.write("links.csv", LINKS).toString();
    }

    private static void assertIndex(JsonNode document, String name, double... expected) {
        var firm = document.path("firms").values().stream()
                .filter(f -> f.path("firm").asString().equals(name))
                .findFirst()
                .orElseThrow();
        for (int k = 0; k < expected.length; k++) {
            assertThat(firm.path(COLUMNS.get(k)).path("value").asDouble())
                    .as(name + " " + COLUMNS.get(k))
                    .isCloseTo(expected[k], within(1e-12));
        }
    }

    @Test
    void theIndexOfFiveFirmsIsThatComputedByHand() {
        var run = cli.run("shock", "network", "risk", "--firms", firms, "--links", links, "--json");

        // deliveries A 10, D 30, E 60, B 20, C 0: 120. A is a quarter of the ore of B, and B all the paint of C
        assertThat(run.exit()).as(run.err()).isZero();
        var document = run.json();
        assertIndex(document, "A", (10 + 20 * .25) / 120, (10 + 20 * .25) / 120, 10 / 120.0);
        assertIndex(document, "D", (30 + 20 * .75) / 120, (30 + 20 * .75) / 120, 30 / 120.0);
        assertIndex(document, "E", (60 + 20) / 120.0, (60 + 20) / 120.0, 60 / 120.0);
        assertIndex(document, "B", 1, 20 / 120.0, 1);
        assertIndex(document, "C", 1, 0, 1);
        assertThat(document.path("essentiality").path("assumed").asString()).isEqualTo("essential");
        assertThat(document.path("firms").values().stream()
                        .map(f -> f.path("firm").asString()))
                .containsExactly("B", "C", "E", "D", "A");
    }

    @Test
    void aFileOfClassesChangesTheIndexAndIsCounted() {
        var classes = cli.write("classes.csv", "supplier_sector,buyer_sector,class\nmining,chemistry,non_essential\n");
        var run = cli.run(
                "shock",
                "network",
                "risk",
                "--firms",
                firms,
                "--links",
                links,
                "--essentiality",
                classes.toString(),
                "--json");

        // ore is now a share of all purchases of B: 10 of 100
        assertThat(run.exit()).as(run.err()).isZero();
        assertIndex(run.json(), "A", (10 + 20 * .1) / 120, (10 + 20 * .1) / 120);
        assertThat(run.json().path("essentiality").path("pairs_given").asInt()).isOne();
    }

    @Test
    void linksAloneAssumeNonEssentialInputsAndSayThatSectorsAreUnknown() {
        var run = cli.run("shock", "network", "risk", "--links", links, "--json");
        var text = cli.run("shock", "network", "risk", "--links", links);

        assertIndex(run.json(), "A", (10 + 20 * .1) / 120, (10 + 20 * .1) / 120, 10 / 120.0);
        assertThat(run.json().path("firms").get(0).path("sector").isNull()).isTrue();
        assertThat(text.out()).contains("sectors are unknown").contains("ESRI (eps 1.0E-6)");
        assertThat(cli.run("shock", "network", "risk", "--links", links, "--replaceable")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void figuresCarryPassportsWithTheNetworkTheFirmAndEps() {
        var run = cli.run("shock", "network", "risk", "--firms", firms, "--links", links, "--json", "--eps", "0.001");
        var figure = run.json().path("firms").get(0).path("esri");
        var parsed = Passport.parse(figure.path("passport").asString());

        assertThat(parsed).isInstanceOf(Result.Ok.class);
        var passport = ((Result.Ok<Passport>) parsed).value();
        assertThat(passport.dataset())
                .isEqualTo(run.json().path("network").asString())
                .startsWith("firms-");
        assertThat(passport.method()).isEqualTo("esri@1");
        assertThat(passport.parameter("firm")).isEqualTo("B");
        assertThat(passport.parameter("eps")).isEqualTo("0.001");
        assertThat(figure.path("unit").asString()).isEqualTo("share");
    }

    @Test
    void theNameOfANetworkIsOfItsContentNotOfTheOrderOfLinks() {
        var turned = cli.write("turned.csv", """
                supplier,buyer,product,value,evidence
                B,C,paint,20,verified
                E,B,advice,60,suggested
                D,B,ore,30,declared
                A,B,ore,10,verified
                """);
        var changed = cli.write("changed.csv", LINKS.replace("ore,10", "ore,11"));
        var name = network(links);

        assertThat(network(turned.toString())).isEqualTo(name);
        assertThat(network(changed.toString())).isNotEqualTo(name);
    }

    private String network(String file) {
        return cli.run("shock", "network", "risk", "--firms", firms, "--links", file, "--json")
                .json()
                .path("network")
                .asString();
    }

    @Test
    void badInputIsRefusedWithItsCode() {
        var negative = cli.write("negative.csv", LINKS.replace("ore,10", "ore,-10"));
        var column = cli.write("column.csv", LINKS.replace(",value,", ",amount,"));
        var classes = cli.write("classes.csv", "supplier_sector,buyer_sector,class\nminig,chemistry,2\n");
        refused(3, "KAN-SHOCK-051", "risk", "--firms", firms, "--links", negative.toString());
        refused(3, "KAN-SHOCK-050", "risk", "--firms", firms, "--links", column.toString());
        refused(3, "KAN-SHOCK-070", "run", "--firms", firms, "--links", links, "--fail", "Z");
        refused(2, "KAN-SHOCK-071", "risk", "--synthetic", "economy=JPN,firms=-5");
        refused(2, "KAN-SHOCK-071", "risk", "--synthetic", "economy=JPN,size=5");
        refused(2, "KAN-SHOCK-071", "risk", "--synthetic", "firms=100");
        refused(3, "KAN-SHOCK-072", "risk", "--firms", firms, "--links", links, "--essentiality", classes.toString());
        refused(2, "eps", "risk", "--links", links, "--eps", "0");
        refused(2, "share", "run", "--links", links, "--fail", "A", "--share", "40");
        refused(2, "--links", "risk");
        refused(2, "--out", "build", "--synthetic", "economy=JPN");
    }

    private void refused(int exit, String said, String... arguments) {
        var all = new java.util.ArrayList<>(List.of("shock", "network"));
        all.addAll(List.of(arguments));
        var run = cli.run(all.toArray(String[]::new));
        assertThat(run.exit()).as(String.join(" ", arguments) + run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(said).contains("Maybe");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aMadeUpNetworkIsTheSameBytesAndReadsBackAsItself() throws IOException {
        var parameters = "economy=JPN,firms=120,mean_degree=3,seed=7";
        var one = cli.run(
                "shock",
                "network",
                "build",
                "--synthetic",
                parameters,
                "--out",
                folder.resolve("1").toString(),
                "--json");
        var two = cli.run(
                "shock",
                "network",
                "build",
                "--synthetic",
                parameters,
                "--out",
                folder.resolve("2").toString(),
                "--json");
        assertThat(one.exit()).as(one.err()).isZero();
        assertThat(two.out()).isEqualTo(one.out());
        for (var name : List.of("firms.csv", "links.csv")) {
            assertThat(folder.resolve("2").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("1").resolve(name));
        }
        var read = cli.run(
                "shock",
                "network",
                "build",
                "--firms",
                folder.resolve("1/firms.csv").toString(),
                "--links",
                folder.resolve("1/links.csv").toString(),
                "--json");
        assertThat(read.json().path("network")).isEqualTo(one.json().path("network"));
        assertThat(one.json().path("label").path("en").asString())
                .isEqualTo("synthetic network: structure plausible, firms not real");
        assertThat(Files.readAllLines(folder.resolve("1/firms.csv"))).hasSize(121);

        var again = cli.run(
                "shock",
                "network",
                "build",
                "--synthetic",
                parameters,
                "--out",
                folder.resolve("1").toString());
        assertThat(again.exit()).isEqualTo(3);
        assertThat(again.err()).contains("KAN-SHOCK-073");
    }

    @Test
    void aFirmWithoutItsOnlySupplierStopsWhenItsStockIsUsedUp() {
        var run = cli.run(
                "shock",
                "network",
                "run",
                "--firms",
                firms,
                "--links",
                links,
                "--fail",
                "E",
                "--days",
                "20",
                "--horizon",
                "20",
                "--csv");

        // 5 days of advice are in stock: B stops on day 5. C has paint for days 5 to 9. B orders ore on day 6 as
        // before, less a
        // sixth (6 days of adjustment) of the day of ore that it did not use
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.lines()).hasSize(1 + 2 * 20);
        assertThat(output(run, 0)).isCloseTo(160 / 220.0, within(1e-12));
        assertThat(output(run, 4)).isCloseTo(160 / 220.0, within(1e-12));
        assertThat(output(run, 5)).isCloseTo(140 / 220.0, within(1e-12));
        assertThat(output(run, 6)).isCloseTo((100 + 40 * 5 / 6.0) / 220, within(1e-12));
        assertThat(output(run, 9)).isGreaterThan(100 / 220.0);
        assertThat(output(run, 10)).isLessThanOrEqualTo(40 / 220.0);
    }

    private static double output(Cli.Run run, int day) {
        return Double.parseDouble(run.lines().get(day + 1).split(",")[2]);
    }

    @Test
    void aRunGoesOnToTheSameNumbers() {
        var state = folder.resolve("state").toString();
        String[] whole = {
            "shock",
            "network",
            "run",
            "--firms",
            firms,
            "--links",
            links,
            "--fail",
            "D",
            "--days",
            "10",
            "--horizon",
            "40",
            "--csv"
        };
        var all = cli.run(whole);
        assertThat(cli.run(whole).out()).isEqualTo(all.out());
        var head = cli.run(
                "shock",
                "network",
                "run",
                "--firms",
                firms,
                "--links",
                links,
                "--fail",
                "D",
                "--days",
                "10",
                "--horizon",
                "15",
                "--csv",
                "--save",
                state);
        var tail = cli.run(
                "shock",
                "network",
                "run",
                "--firms",
                firms,
                "--links",
                links,
                "--fail",
                "D",
                "--days",
                "10",
                "--horizon",
                "40",
                "--csv",
                "--resume",
                state);
        assertThat(tail.exit()).as(tail.err()).isZero();
        var expected =
                all.lines().stream().filter(l -> !head.lines().contains(l)).toList();
        assertThat(tail.lines().stream().skip(1)).containsExactlyElementsOf(expected);

        var late = cli.run(
                "shock",
                "network",
                "run",
                "--firms",
                firms,
                "--links",
                links,
                "--fail",
                "D",
                "--days",
                "10",
                "--horizon",
                "15",
                "--resume",
                state);
        assertThat(late.exit()).isEqualTo(3);
        assertThat(late.err()).contains("KAN-SHOCK-074");
    }

    @Test
    void bothBoundsStandBesideEachOther() {
        var run = cli.run("shock", "network", "run", "--firms", firms, "--links", links, "--fail", "D", "--json");
        var rates = run.json().path("bounds").values().stream()
                .map(b -> b.path("substitution_rate").asDouble())
                .toList();
        assertThat(rates).containsExactly(0.0, .5);
        assertThat(cli.run("shock", "network", "run", "--firms", firms, "--links", links, "--fail", "D")
                        .out())
                .contains("substitution 0.0 %", "substitution 50.0 %", "first day below 95 %");
    }

    @Test
    void everyCodeOfTheVerbsHasAPage() throws IOException {
        var pages = Repository.read("docs/errors.md");
        var words = Repository.read("modules/app/src/main/resources/org/kaname/app/wording/messages_en.properties");
        var codes = Pattern.compile("refusal\\.(KAN-SHOCK-07\\d)=")
                .matcher(words)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(codes).isNotEmpty();
        assertThat(codes).allSatisfy(code -> assertThat(pages).contains("\n## " + code + "\n"));
    }
}
