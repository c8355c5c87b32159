package org.kaname.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The generator of made-up BACI years on small worlds (data-formats 7.1): it keeps its promises, and the check can say no. */
@Tag("invariant")
class SyntheticBaciTest {
    private static final String[] SMALL = {"--seed", "7", "--economies", "60", "--products", "960", "--rows", "300000"};
    private static final String[] TINY = {"--seed", "7", "--economies", "30", "--products", "192", "--rows", "20000"};

    @TempDir
    private static Path shared;

    private static BenchPrograms programs;
    private static Path tiny;
    private static List<String> tinyLines;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compileAndGenerate() throws Exception {
        programs = BenchPrograms.compile("synthetic", Files.createDirectories(shared.resolve("classes")));
        assertThat(programs.messages()).isEmpty();
        tiny = shared.resolve("tiny.csv");
        generate(TINY, "--out", tiny.toString());
        tinyLines = Files.readAllLines(tiny);
    }

    private static String generate(String[] world, String... more) throws IOException {
        return programs.call("synthetic.GenerateBaci", join(world, more));
    }

    private static void generateAsProcess(String heap, String... more) throws Exception {
        var ended = programs.run(heap, "synthetic.GenerateBaci", join(TINY, more));
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).isEmpty();
    }

    private static String[] join(String[] first, String... second) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(List.of(second));
        return all.toArray(String[]::new);
    }

    @Test
    void theCountersAndTheNormalsAreThePublishedOnes() throws Exception {
        try (var loader = new URLClassLoader(
                new java.net.URL[] {programs.classes().toUri().toURL()})) {
            var type = loader.loadClass("synthetic.Randomness");
            Method finish = type.getDeclaredMethod("finish", long.class);
            Method normal = type.getDeclaredMethod("normal", double.class);
            finish.setAccessible(true);
            normal.setAccessible(true);
            // SplitMix64 from the seed 1234567, the test vector of the public reference implementations
            var expected = new String[] {"6457827717110365317", "3203168211198807973", "9817491932198370423"};
            for (int n = 1; n <= expected.length; n++) {
                long bits = (long) finish.invoke(null, 1_234_567L + n * 0x9E3779B97F4A7C15L);
                assertThat(Long.toUnsignedString(bits)).isEqualTo(expected[n - 1]);
            }
            // quantiles from tables of the normal distribution; the approximation is good to 1.15e-9 relative
            var quantiles =
                    new TreeMap<>(Map.of(0.975, 1.959963984540054, 0.99, 2.326347874040841, 0.75, 0.6744897501960817));
            for (var quantile : quantiles.entrySet()) {
                double p = quantile.getKey();
                assertThat((double) normal.invoke(null, p)).isCloseTo(quantile.getValue(), within(3e-9));
                assertThat((double) normal.invoke(null, 1 - p)).isCloseTo(-quantile.getValue(), within(3e-9));
            }
            assertThat((double) normal.invoke(null, 0.5)).isZero();
            assertThat((double) normal.invoke(null, 0.0)).isBetween(-9.0, -8.0);
        }
    }

    @Test
    void aSmallWorldHasTheShapeOfARealYear() throws Exception {
        var file = folder.resolve("small.csv");
        generate(SMALL, "--out", file.toString());
        var checked = programs.run(
                "512m",
                "synthetic.CheckBaci",
                file.toString(),
                "--rows",
                "300000",
                "--economies",
                "60",
                "--products",
                "960");
        assertThat(checked.exit()).as(checked.out()).isZero();
        assertThat(checked.out().lines()).hasSizeGreaterThan(15).allMatch(line -> line.startsWith("ok "));
    }

    @Test
    void theCheckSaysNoToAFileThatIsBroken() throws Exception {
        var file = folder.resolve("broken.csv");
        var lines = new ArrayList<>(tinyLines.subList(0, 2000));
        lines.add(lines.get(100));
        lines.add("2023,36,36,010110,1.000,1.000");
        Files.write(file, lines);
        var checked = programs.run(
                "512m",
                "synthetic.CheckBaci",
                file.toString(),
                "--rows",
                "20000",
                "--economies",
                "30",
                "--products",
                "192");
        assertThat(checked.exit()).isEqualTo(4);
        assertThat(checked.out())
                .contains("NO   rows  ")
                .contains("NO   rows out of order")
                .contains("NO   rows of self trade")
                .contains("NO   keys that come twice");
    }

    @Test
    void theSameArgumentsGiveTheSameBytesWhateverTheThreadsAndTheHeap() throws Exception {
        var one = folder.resolve("one.csv");
        var many = folder.resolve("many.csv");
        generateAsProcess("40m", "--out", one.toString(), "--threads", "1");
        generateAsProcess("300m", "--out", many.toString(), "--threads", "5");
        assertThat(one).hasSameBinaryContentAs(tiny);
        assertThat(many).hasSameBinaryContentAs(tiny);
    }

    @Test
    void anotherSeedOrYearGivesAnotherWorld() throws Exception {
        for (var change : List.of(List.of("--seed", "8"), List.of("--year", "2022"))) {
            var world = new ArrayList<>(List.of(TINY));
            int at = world.indexOf(change.getFirst());
            if (at >= 0) {
                world.set(at + 1, change.getLast());
            } else {
                world.addAll(change);
            }
            var file = folder.resolve("other.csv");
            generate(world.toArray(String[]::new), "--out", file.toString());
            var keys = new HashSet<String>();
            tinyLines.forEach(line -> keys.add(line.substring(line.indexOf(',') + 1)));
            assertThat(Files.readAllLines(file).stream()
                            .skip(1)
                            .filter(line -> keys.contains(line.substring(line.indexOf(',') + 1)))
                            .count())
                    .as(change.toString())
                    .isLessThan(tinyLines.size() / 100);
        }
    }

    @Test
    void rowsAreInOrderWithoutRepeatsAndWithoutSelfTrade() {
        assertThat(tinyLines.getFirst()).isEqualTo("t,i,j,k,v,q");
        var before = "";
        for (var line : tinyLines.subList(1, tinyLines.size())) {
            var fields = line.split(",", -1);
            assertThat(fields).as(line).hasSize(6);
            assertThat(fields[1]).as(line).isNotEqualTo(fields[2]);
            assertThat(fields[3]).as(line).matches("(?!00|77|98|99)[0-9]{2}[0-9]{4}");
            assertThat(fields[4]).as(line).matches("(0|[1-9][0-9]*)\\.[0-9]{3}");
            assertThat(Double.parseDouble(fields[4])).as(line).isPositive();
            assertThat(fields[5]).as(line).matches("|(0|[1-9][0-9]*)\\.[0-9]{3}");
            var key = "%04d%03d%03d%s"
                    .formatted(
                            Integer.parseInt(fields[0]),
                            Integer.parseInt(fields[1]),
                            Integer.parseInt(fields[2]),
                            fields[3]);
            assertThat(key).as(line).isGreaterThan(before);
            before = key;
        }
    }

    @Test
    void theStyleOf2023HoldsTheSameRowsInTheLookOfThatYear() throws Exception {
        var file = folder.resolve("old.csv");
        generate(TINY, "--out", file.toString(), "--style", "2023");
        var text = Files.readString(file);
        assertThat(text).startsWith("\"t\",\"i\",\"j\",\"k\",\"v\",\"q\"\r\n").endsWith("\r\n");
        var lines = text.split("\r\n", -1);
        assertThat(lines).hasSize(tinyLines.size() + 1);
        int missing = 0;
        int lost = 0;
        for (int n = 1; n < tinyLines.size(); n++) {
            var plain = tinyLines.get(n).split(",", -1);
            var old = lines[n].split(",", -1);
            assertThat(old[3]).isEqualTo(plain[3].startsWith("0") ? plain[3].substring(1) : plain[3]);
            lost += plain[3].startsWith("0") ? 1 : 0;
            assertThat(old[4]).doesNotMatch(".*\\.[0-9]*0").doesNotEndWith(".");
            assertThat(Double.parseDouble(old[4])).isEqualTo(Double.parseDouble(plain[4]));
            assertThat(old[5]).matches("\" *(NA|[0-9]+\\.[0-9]{3})\"").hasSizeGreaterThanOrEqualTo(15);
            var quantity = old[5].replace("\"", "").trim();
            assertThat(quantity.equals("NA") ? "" : quantity).isEqualTo(plain[5]);
            missing += quantity.equals("NA") ? 1 : 0;
            if (quantity.equals("NA")) {
                assertThat(old[5]).isEqualTo("\"           NA\"");
            }
        }
        assertThat(missing).isBetween(400, 800);
        assertThat(lost).isPositive();
    }

    @Test
    void theListOfDamageIsExact() throws Exception {
        var file = folder.resolve("damaged.csv");
        var list = generate(
                TINY,
                "--out",
                file.toString(),
                "--damage",
                "dup-identical:7,dup-conflict:6,negative:5,absurd:4,unknown-economy:8,short-row:3,quote:2");
        var tree = tree(list);
        var lines = Files.readAllLines(file);
        assertThat(tree.path("rows").asInt()).isEqualTo(lines.size() - 1);
        assertThat(tree.path("bytes").asLong()).isEqualTo(Files.size(file));

        // what a reader would find: lines that are not in the clean file, and keys that come twice
        var clean = new HashSet<>(tinyLines);
        var byLine = byLine(tree);
        var found = new TreeMap<Integer, String>();
        var firstWithKey = new HashMap<String, Integer>();
        for (int n = 1; n < lines.size(); n++) {
            var line = lines.get(n);
            var fields = line.split(",", -1);
            if (fields.length != 6) {
                found.put(n + 1, "COLUMN_COUNT");
            } else if (!fields[4].matches("-?[0-9]+\\.[0-9]+")) {
                found.put(n + 1, "VALUE_NOT_A_NUMBER");
            } else if (fields[4].startsWith("-")) {
                found.put(n + 1, "VALUE_NEGATIVE");
            } else if (Double.parseDouble(fields[4]) > 1e10) {
                found.put(n + 1, "VALUE_ABSURD");
            } else if (fields[1].equals("998") || fields[2].equals("998")) {
                found.put(n + 1, "ECONOMY_UNKNOWN");
            } else {
                var other = firstWithKey.put(String.join(",", List.of(fields).subList(0, 4)), n);
                if (other == null) {
                    assertThat(clean.contains(line)).as("line " + (n + 1)).isTrue();
                } else if (lines.get(other).equals(line)) {
                    found.put(n + 1, "");
                    found.put(other + 1, "");
                } else {
                    found.put(n + 1, "DUPLICATE_CONFLICT");
                    found.put(other + 1, "DUPLICATE_CONFLICT");
                }
            }
        }
        assertThat(byLine).isEqualTo(found);
        var kinds = new TreeMap<String, Integer>();
        tree.path("damage").forEach(entry -> kinds.merge(entry.path("kind").asString(), 1, Integer::sum));
        assertThat(kinds)
                .isEqualTo(Map.of(
                        "dup-identical", 7,
                        "dup-conflict", 6,
                        "negative", 5,
                        "absurd", 4,
                        "unknown-economy", 8,
                        "short-row", 3,
                        "quote", 2));
        assertThat(lines).hasSize(tinyLines.size() + 13);
    }

    private static JsonNode tree(String json) {
        return JsonMapper.builder().build().readTree(json);
    }

    /** Reason of each damaged line, the lines of copies too. */
    private static TreeMap<Integer, String> byLine(JsonNode list) {
        var reasons = new TreeMap<Integer, String>();
        list.path("damage").forEach(entry -> {
            reasons.put(entry.path("line").asInt(), entry.path("reason").asString());
            if (!entry.path("other_line").isNull()) {
                reasons.put(
                        entry.path("other_line").asInt(), entry.path("reason").asString());
            }
        });
        return reasons;
    }

    @Test
    void shufflingKeepsEveryRowAndTheListStaysExact() throws Exception {
        var file = folder.resolve("shuffled.csv");
        var list = generate(TINY, "--out", file.toString(), "--damage", "shuffle,negative:9");
        var lines = Files.readAllLines(file);
        assertThat(lines).hasSameSizeAs(tinyLines);
        assertThat(lines.getFirst()).isEqualTo(tinyLines.getFirst());
        var moved = new ArrayList<>(lines.subList(1, lines.size()));
        moved.replaceAll(line -> line.replace(",-", ","));
        assertThat(moved).isNotEqualTo(tinyLines.subList(1, tinyLines.size()));
        assertThat(new TreeSet<>(moved)).isEqualTo(new TreeSet<>(tinyLines.subList(1, tinyLines.size())));
        var negative = new TreeSet<Integer>();
        for (int n = 1; n < lines.size(); n++) {
            if (lines.get(n).contains(",-")) {
                negative.add(n + 1);
            }
        }
        assertThat(byLine(tree(list)).keySet()).isEqualTo(negative).hasSize(9);
    }

    @Test
    void aTruncatedFileSaysWhichLineWasCut() throws Exception {
        var file = folder.resolve("cut.csv");
        var clean = Files.readString(tiny);
        for (int bytes : new int[] {1, 2, 20, 60, 1000}) {
            var list = generate(TINY, "--out", file.toString(), "--damage", "truncate:" + bytes);
            var text = Files.readString(file);
            assertThat(text).isEqualTo(clean.substring(0, clean.length() - bytes));
            int complete = (int) text.chars().filter(c -> c == '\n').count();
            var last = text.substring(text.lastIndexOf('\n') + 1);
            var entries = byLine(tree(list));
            if (last.isEmpty() || clean.charAt(text.length()) == '\n') {
                assertThat(entries).as(bytes + " bytes").isEmpty();
            } else {
                assertThat(entries)
                        .as(bytes + " bytes")
                        .isEqualTo(Map.of(complete + 1, last.split(",", -1).length < 6 ? "COLUMN_COUNT" : ""));
            }
        }
    }

    @Test
    void damageOfTheWholeFileChangesItsLookOnly() throws Exception {
        var file = folder.resolve("look.csv");
        var list = generate(TINY, "--out", file.toString(), "--damage", "bom,semicolon,lost-zeros,pad");
        var bytes = Files.readAllBytes(file);
        assertThat(Arrays.copyOf(bytes, 3)).isEqualTo(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        var lines = new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("t;i;j;k;v;q");
        for (int n = 1; n < lines.size(); n++) {
            var plain = tinyLines.get(n).split(",", -1);
            var look = lines.get(n).split(";", -1);
            assertThat(Integer.parseInt(look[3])).isEqualTo(Integer.parseInt(plain[3]));
            assertThat(look[3]).doesNotStartWith("0");
            assertThat(look[5]).startsWith("\"").endsWith("\"");
        }
        assertThat(tree(list).path("damage")).isEmpty();
    }

    @Test
    void theDictionaryOfEconomiesIsNotUtf8() throws Exception {
        var file = folder.resolve("dictionary.csv");
        var list = generate(
                new String[0],
                "--products",
                "20",
                "--rows",
                "5000",
                "--out",
                file.toString(),
                "--damage",
                "cp1252-names");
        var dictionary = folder.resolve(tree(list).path("dictionary").asString());
        var lines = Files.readAllLines(dictionary, Charset.forName("windows-1252"));
        assertThat(lines).hasSize(231).anyMatch(line -> line.startsWith("792,\"Türkiye\""));
        assertThat(Files.readAllBytes(dictionary)).contains((byte) 0xFC);
    }

    @Test
    void codesOfAListTakeThePlaceOfTheMadeUpOnes() throws Exception {
        var codes = folder.resolve("codes.csv");
        Files.write(codes, List.of("code,name", "020304,a", "010203,b", "990011,c"));
        var file = folder.resolve("codes-used.csv");
        generate(
                new String[0],
                "--economies",
                "30",
                "--codes",
                codes.toString(),
                "--rows",
                "500",
                "--out",
                file.toString());
        var used = new TreeSet<String>();
        Files.readAllLines(file).stream().skip(1).forEach(line -> used.add(line.split(",", -1)[3]));
        assertThat(used).containsExactly("010203", "020304", "990011");
    }

    @Test
    void anUnknownOptionOrDamageIsRefused() {
        for (var wrong : List.of(
                List.of("--sed", "1"),
                List.of("--style", "2024"),
                List.of("--damage", "holes:3"),
                List.of("--damage", "negative"),
                List.of("--economies", "231"),
                List.of("--rows", "many"))) {
            var arguments =
                    new ArrayList<>(List.of("--out", folder.resolve("none.csv").toString()));
            arguments.addAll(wrong);
            assertThatThrownBy(() -> generate(arguments.toArray(String[]::new)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong.getFirst().equals("--sed") ? "--sed" : wrong.getLast());
        }
        assertThat(folder.resolve("none.csv")).doesNotExist();
    }
}
