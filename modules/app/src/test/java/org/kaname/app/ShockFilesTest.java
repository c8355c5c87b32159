package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.app.json.Json;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;

/** The files and the page of {@code shock run --out}. */
class ShockFilesTest {
    private static final List<String> NAMES =
            List.of("flows.csv", "goods.csv", "report.html", "run.json", "scenario.json", "series.csv");

    @TempDir
    static Path folder;

    private static Cli cli;
    private static Path rareEarths;
    private static Path urea;
    private static Cli.Run ran;

    @BeforeAll
    static void run() {
        cli = new Cli(folder);
        rareEarths = folder.resolve("re");
        urea = folder.resolve("urea");
        ran = out("re-2010", rareEarths);
        assertThat(out("urea-2021", urea, "--lang", "ja").exit()).isZero();
    }

    private static Cli.Run out(String scenario, Path directory, String... more) {
        var all = new java.util.ArrayList<>(List.of(
                "shock",
                "run",
                scenario,
                "--dataset",
                "starter",
                "--draws",
                "200",
                "--json",
                "--out",
                directory.toString()));
        all.addAll(List.of(more));
        return cli.run(all.toArray(String[]::new));
    }

    private static Map<String, String> files(Path directory) throws IOException {
        var files = new TreeMap<String, String>();
        try (var entries = Files.list(directory)) {
            for (var file : (Iterable<Path>) entries::iterator) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static String read(Path directory, String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @Test
    void everyFileIsWrittenAndListedAndNothingIsLeftBeside() throws IOException {
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(files(rareEarths).keySet()).containsExactlyElementsOf(NAMES);
        NAMES.forEach(name -> assertThat(ran.err()).contains("Written: " + rareEarths.resolve(name)));
        try (var beside = Files.list(folder)) {
            assertThat(beside.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void theDocumentIsWhatWasPrinted() throws IOException {
        assertThat(read(rareEarths, "run.json")).isEqualTo(ran.out());
        assertThat(Json.MAPPER.readTree(read(rareEarths, "scenario.json")))
                .isEqualTo(ran.json().path("scenario"));
    }

    @Test
    void theScenarioAsItRanGivesTheSameNumbers() {
        var again = cli.run(
                "shock",
                "run",
                rareEarths.resolve("scenario.json").toString(),
                "--dataset",
                "starter",
                "--draws",
                "200",
                "--json");
        assertThat(again.json().path("goods")).isEqualTo(ran.json().path("goods"));
    }

    @Test
    void tablesAreRectangularAndHoldEveryRowOfTheDocument() throws IOException {
        for (var name : List.of("goods.csv", "flows.csv", "series.csv")) {
            var lines = read(rareEarths, name).lines().toList();
            int columns = lines.getFirst().split(",", -1).length;
            assertThat(lines).as(name).allMatch(line -> line.split(",", -1).length == columns);
        }
        var document = ran.json();
        var series = read(rareEarths, "series.csv").lines().toList();
        assertThat(series.getFirst()).isEqualTo("series,economy,sector,code,day,value");
        int values = 0;
        for (var one : document.path("series")) {
            values += one.path("values").size();
        }
        assertThat(series).hasSize(1 + values);
        assertThat(read(rareEarths, "flows.csv").lines())
                .hasSize(1 + document.path("flows").size());
        assertThat(read(rareEarths, "goods.csv").lines())
                .hasSize(1 + document.path("goods").size());
    }

    @Test
    void thePageIsWellFormedInBothLanguages() throws Exception {
        for (var directory : List.of(rareEarths, urea)) {
            var page = read(directory, "report.html");
            parse(page);
            assertThat(page).contains("<main class=\"tongue en\"", "<main class=\"tongue ja\"");
        }
        assertThat(read(rareEarths, "report.html"))
                .contains("<h1>Rare earths, autumn 2010</h1>", "レアアース", "Days until it stops", "止まるまでの日数");
        assertThat(read(rareEarths, "report.html")).contains("<html lang=\"en\">");
        assertThat(read(urea, "report.html")).contains("<html lang=\"ja\">", "<h1>Urea, 2021</h1>");
    }

    private static void parse(String page) throws ParserConfigurationException, IOException, SAXException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        var document = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replaceFirst("<!DOCTYPE html>", "")
                        .replaceAll("(?s)<script>.*?</script>", "")
                        .replaceAll("(?s)<style>.*?</style>", ""))));
        assertThat(document.getElementsByTagName("main").getLength()).isEqualTo(2);
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws IOException {
        var loads = Pattern.compile("(?i)(?:src|href|action|data)=\"(?!#|data:,)[^\"]*\"|url\\((?!#)|@import");
        for (var directory : List.of(rareEarths, urea)) {
            var page = read(directory, "report.html");
            assertThat(loads.matcher(page).results().map(r -> r.group()).toList())
                    .isEmpty();
            assertThat(page).contains("default-src &#39;none&#39;");
        }
    }

    @Test
    void thePageSaysStatusEvidenceBoundsBannerAndHowToRunItAgain() throws IOException {
        var page = read(rareEarths, "report.html");
        var good = ran.json().path("goods").path(0);
        assertThat(page)
                .contains("historical", "judgement", "secondary", "no response", "full response")
                .contains("not modelled", "exchange rates", "misses")
                .contains(ran.json().path("scenario_id").asString())
                .contains("kaname shock run scenario.json --dataset "
                        + ran.json().path("dataset").asString() + " --draws 200 --seed 20101")
                .contains(">" + good.path("code").asString() + "<")
                .contains("class=\"range\"", "class=\"course wide\"", "class=\"sankey narrow\"");
        assertThat(read(urea, "report.html")).contains("stock 30 d", "在庫30日");
    }

    @Test
    void twoRunsAreByteIdentical() throws IOException {
        var second = folder.resolve("again");
        assertThat(out("re-2010", second).exit()).isZero();
        assertThat(files(second)).isEqualTo(files(rareEarths));
    }

    @Test
    void aDirectoryThatHoldsFilesIsLeftAsItIs() throws IOException {
        var taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("mine.txt"), "mine");
        var run = out("urea-2021", taken);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("KAN-SHOCK-065", "Maybe another directory");
        assertThat(files(taken)).isEqualTo(Map.of("mine.txt", "mine"));
    }

    @Test
    void anEmptyDirectoryIsFilled() throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(out("urea-2021", empty).exit()).isZero();
        assertThat(files(empty).keySet()).containsExactlyElementsOf(NAMES);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTold() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "a file");
        assertThat(out("urea-2021", file).err()).contains("KAN-SHOCK-065");
        var run = out("urea-2021", file.resolve("below"));
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("KAN-SHOCK-066", "Maybe ");
        assertThat(Files.readString(file)).isEqualTo("a file");
    }

    @Test
    void severalGoodsOfOneCourseAreDrawnOnce() throws IOException {
        JsonNode goods = ran.json().path("goods");
        assertThat(goods.size()).isEqualTo(3);
        var page = read(rareEarths, "report.html");
        assertThat(Pattern.compile("class=\"sankey wide\"").matcher(page).results())
                .hasSize(2);
    }
}
