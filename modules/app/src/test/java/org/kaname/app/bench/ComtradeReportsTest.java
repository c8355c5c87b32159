package org.kaname.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The made-up Comtrade reports and the truth beside them: the filters of data-formats 3.2, applied here plainly, lead from one to the other. */
@Tag("invariant")
class ComtradeReportsTest {
    private static final String[] WORLD = {"--economies", "60", "--products", "192", "--rows", "20000", "--seed", "3"};

    @TempDir
    private static Path shared;

    private static BenchPrograms programs;
    private static String counts;
    private static List<Map<String, String>> rows;
    private static List<String[]> truth;

    @BeforeAll
    static void generate() throws IOException {
        programs = BenchPrograms.compile("synthetic", Files.createDirectories(shared.resolve("classes")));
        assertThat(programs.messages()).isEmpty();
        counts = write("csv", shared.resolve("reports.csv"), shared.resolve("truth.csv"));
        rows = rows(Files.readAllLines(shared.resolve("reports.csv")));
        truth = Files.readAllLines(shared.resolve("truth.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static String write(String format, Path out, Path truthFile) throws IOException {
        var arguments = new ArrayList<>(List.of(WORLD));
        arguments.addAll(List.of("--format", format, "--out", out.toString(), "--truth", truthFile.toString()));
        return programs.call("synthetic.GenerateComtrade", arguments.toArray(String[]::new));
    }

    /** Each row by the names of the header; the only quotes are those around a name with a comma. */
    private static List<Map<String, String>> rows(List<String> lines) {
        var names = lines.getFirst().split(",", -1);
        assertThat(names).hasSize(47);
        var read = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            var fields = fields(line);
            if (fields.length != 48 || !fields[47].isEmpty()) {
                throw new AssertionError("not 48 fields with an empty last one: " + line);
            }
            var row = new HashMap<String, String>();
            for (int f = 0; f < names.length; f++) {
                row.put(names[f], fields[f]);
            }
            read.add(row);
        }
        return read;
    }

    private static String[] fields(String line) {
        var fields = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '"') {
                quoted = !quoted;
            } else if (line.charAt(at) == ',' && !quoted) {
                fields.add(line.substring(start, at));
                start = at + 1;
            }
        }
        fields.add(line.substring(start));
        return fields.toArray(String[]::new);
    }

    private static String of(Map<String, String> row, String field) {
        return row.getOrDefault(field, "absent");
    }

    @Test
    void theFiltersLeaveExactlyTheFlowsOfTheTruth() {
        var aside = new HashMap<String, Integer>();
        var left = new HashSet<String>();
        int flows = 0;
        for (var row : rows) {
            var rule = of(row, "partnerCode").equals("0")
                    ? "world-partner"
                    : of(row, "reporterCode").matches("97|975")
                            ? "group-reporter"
                            : of(row, "partner2Code").equals("0") ? "" : "second-partner";
            if (!rule.isEmpty()) {
                aside.merge(rule, 1, Integer::sum);
                continue;
            }
            boolean imports = of(row, "flowCode").equals("M");
            flows++;
            left.add(String.join(
                    ",",
                    of(row, "cmdCode"),
                    of(row, imports ? "partnerCode" : "reporterCode"),
                    of(row, imports ? "reporterCode" : "partnerCode"),
                    imports ? "IMPORTER" : "EXPORTER",
                    of(row, "primaryValue"),
                    // zero and nothing both mean that it was not given
                    of(row, "netWgt").matches("|0.0") ? "" : of(row, "netWgt").replace(".0", "")));
        }
        var expected = new HashSet<String>();
        truth.forEach(fields -> expected.add(String.join(",", List.of(fields).subList(0, 6))));
        assertThat(left).isEqualTo(expected).hasSize(flows).hasSize(truth.size());
        var said = JsonMapper.builder().build().readTree(counts);
        assertThat(said.path("rows").asInt()).isEqualTo(rows.size());
        for (var rule : List.of("world-partner", "group-reporter", "second-partner")) {
            assertThat(said.path("set_aside").path(rule).asInt())
                    .as(rule)
                    .isEqualTo(aside.getOrDefault(rule, 0))
                    .isPositive();
        }
        for (var side : List.of("IMPORTER", "EXPORTER")) {
            var ofSide = truth.stream().filter(fields -> fields[3].equals(side)).toList();
            var sum = ofSide.stream().map(fields -> new BigDecimal(fields[4])).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(said.path("flows").path(side).asInt()).isEqualTo(ofSide.size());
            assertThat(counts).contains("\"" + side + "\": " + sum.toPlainString());
        }
    }

    @Test
    void theWorldRowIsTheSumOfThePartnersAndNoDetailIsInIt() {
        var partners = new HashMap<String, BigDecimal>();
        var world = new HashMap<String, BigDecimal>();
        for (var row : rows) {
            var key = of(row, "reporterCode") + of(row, "flowCode") + of(row, "cmdCode");
            var value = new BigDecimal(of(row, "primaryValue"));
            if (of(row, "partnerCode").equals("0")) {
                assertThat(world.put(key, value)).isNull();
            } else if (of(row, "partner2Code").equals("0")) {
                partners.merge(key, value, BigDecimal::add);
            }
        }
        assertThat(world).isEqualTo(partners);
    }

    @Test
    void theTwoSidesDisagreeAsMuchAsTheyShould() {
        var bySide = new HashMap<String, HashMap<String, Double>>();
        for (var fields : truth) {
            double log = Math.log(Double.parseDouble(fields[4]) / Double.parseDouble(fields[6]));
            // below 20 dollars the rounding of the true value to whole dollars shows
            if (Double.parseDouble(fields[6]) > 20) {
                bySide.computeIfAbsent(fields[3], side -> new HashMap<>())
                        .put(fields[0] + "/" + fields[1] + "/" + fields[2], log);
            }
        }
        var importer = bySide.getOrDefault("IMPORTER", new HashMap<>());
        var exporter = bySide.getOrDefault("EXPORTER", new HashMap<>());
        assertThat(mean(importer)).isCloseTo(0.05, within(0.01));
        assertThat(mean(exporter)).isCloseTo(0, within(0.01));
        assertThat(spread(importer)).isCloseTo(0.3, within(0.01));
        assertThat(spread(exporter)).isCloseTo(0.3, within(0.01));
        // 5,747 of 11,033 pairs of real reports have both sides, 2,526 the importer's alone
        double all = union(importer, exporter);
        double both = importer.size() + exporter.size() - all;
        assertThat(both / all).isCloseTo(0.521, within(0.02));
        assertThat((importer.size() - both) / all).isCloseTo(0.229, within(0.02));
    }

    private static double mean(Map<String, Double> logs) {
        return logs.values().stream().mapToDouble(x -> x).average().orElse(Double.NaN);
    }

    private static double spread(Map<String, Double> logs) {
        double mean = mean(logs);
        return Math.sqrt(logs.values().stream()
                .mapToDouble(x -> (x - mean) * (x - mean))
                .average()
                .orElse(Double.NaN));
    }

    private static double union(Map<String, Double> a, Map<String, Double> b) {
        var keys = new HashSet<>(a.keySet());
        keys.addAll(b.keySet());
        return keys.size();
    }

    @Test
    void theJsonHoldsTheSameRecords() throws IOException {
        var file = shared.resolve("reports.json");
        var sameTruth = shared.resolve("truth-of-json.csv");
        assertThat(write("json", file, sameTruth)).isEqualTo(counts);
        assertThat(sameTruth).hasSameBinaryContentAs(shared.resolve("truth.csv"));
        var json = JsonMapper.builder().build().readTree(Files.readString(file));
        assertThat(json.path("count").asInt()).isEqualTo(rows.size());
        assertThat(json.path("error").asString()).isEmpty();
        assertThat(json.path("data")).hasSize(rows.size());
        for (int n = 0; n < rows.size(); n += 397) {
            var record = json.path("data").get(n);
            var row = rows.get(n);
            assertThat(record.size()).isEqualTo(47);
            row.forEach((field, text) -> {
                var value = record.path(field);
                assertThat(value.isMissingNode()).as(field).isFalse();
                if (text.isEmpty()) {
                    assertThat(value.isNull()).as(field).isTrue();
                } else if (value.isNumber()) {
                    assertThat(value.decimalValue()).as(field).isEqualByComparingTo(new BigDecimal(text));
                } else {
                    assertThat(value.asString()).as(field).isEqualToIgnoringCase(text.replace("\"", ""));
                }
            });
            assertThat(record.path("period").isString()).isTrue();
            assertThat(record.path("mosCode").isString()).isTrue();
            assertThat(record.path("motCode").isNumber()).isTrue();
            assertThat(record.path("isReported").isBoolean()).isTrue();
        }
    }
}
