package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaname.data.Manifest;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;
import org.kaname.model.Explanation;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;

/**
 * Files broken on purpose, for every reader (data-formats 6): nothing is thrown, every row is somewhere or the file is refused with a code
 * that can be said in both languages, nothing is left half done. The build tries some hundred cases of each reader; a million are tried with
 *
 * <pre>./mvnw -pl modules/data -am test -Dtest=ReaderFuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dkaname.fuzz.cases=170000</pre>
 *
 * From {@link #BULK} cases on the originals are shorter, nothing is published, and a field of 2 MB is rarer, so that a case takes about a
 * millisecond. A find is named by its reader and its seed, which make it again:
 * {@code -Dkaname.fuzz.only=MAPPED -Dkaname.fuzz.seed=SEED -Dkaname.fuzz.cases=1} (of a bulk find, {@code cases=5000}).
 */
@Tag("fuzz")
class ReaderFuzzTest {
    private static final int CASES = Integer.getInteger("kaname.fuzz.cases", 300);
    private static final long FIRST_SEED = Long.getLong("kaname.fuzz.seed", 1);
    private static final String ONLY = System.getProperty("kaname.fuzz.only", ".*");
    private static final int BULK = 5_000;
    private static final int ROWS = 200;
    private static final int ROWS_IN_BULK = 40;
    private static final int PUBLISHED_ONE_IN = 50;
    private static final int MOST_FINDS = 10;
    private static final Map<Language, Phrasebook> PHRASES = Map.of(
            Language.EN, Phrasebook.read(Language.EN, List.of(Refusal.class)),
            Language.JA, Phrasebook.read(Language.JA, List.of(Refusal.class)));

    /** What is broken. */
    enum Original {
        BACI,
        BACI_2023,
        COMTRADE_PLUS,
        COMTRADE_LEGACY,
        COMTRADE_JSON,
        JAPAN_AREA,
        MAPPED,
        MAPPED_SUM,
        /** The mapping itself is broken, the file is not. */
        MAPPING_FILE;

        String fileName() {
            return switch (this) {
                case BACI -> "BACI_HS17_Y2021_V202501.csv";
                case COMTRADE_JSON -> "answer.json";
                default -> "trade.csv";
            };
        }

        byte[] bytes(int rows) {
            return switch (this) {
                case BACI -> baci(rows, false);
                case BACI_2023 -> baci(rows, true);
                case COMTRADE_PLUS -> ComtradeSamples.plus(rows);
                case COMTRADE_LEGACY -> ComtradeSamples.legacy(rows);
                case COMTRADE_JSON -> ComtradeSamples.json(rows);
                case JAPAN_AREA -> japanArea(rows);
                case MAPPED, MAPPED_SUM, MAPPING_FILE -> mapped(rows);
            };
        }

        boolean mapping() {
            return this == MAPPED || this == MAPPED_SUM || this == MAPPING_FILE;
        }
    }

    private static final String MAPPING = """
            { "schema": "kaname-mapping/1", "table": "flow",
              "constants": {"classification": "HS17", "reported_by": "IMPORTER"},
              "columns": {
                "year": {"from": "year"},
                "exporter": {"from": "from", "null": []},
                "importer": {"from": "to", "null": []},
                "product": {"from": "hs6", "pad": 6},
                "value_kusd": {"from": "value"},
                "quantity_tonnes": {"from": "weight"} },
              "on_duplicate": "%s" }
            """;

    @TempDir
    Path folder;

    private static byte[] mapped(int rows) {
        var text = new StringBuilder("year,from,to,hs6,value,weight,note\n");
        var exporters = new String[] {"CHN", "KOR", "DEU", "AUS", "CHL", "USA", "WLD"};
        for (int i = 0; i < rows; i++) {
            text.append(2015 + i % 8)
                    .append(',')
                    .append(exporters[i % 7])
                    .append(",JPN,\"0")
                    .append(30617 + i / 56)
                    .append("\",")
                    .append(i)
                    .append(".25,")
                    .append(i % 9 == 0 ? "" : "3")
                    .append(i % 11 == 0 ? ",\"a \"\"name\"\", quoted\"\n" : ",日本\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param older the style of 2023: quoted header, CRLF, lost zeros, padded quantities */
    private static byte[] baci(int rows, boolean older) {
        var text = new StringBuilder(older ? "\"t\",\"i\",\"j\",\"k\",\"v\",\"q\"\r\n" : "t,i,j,k,v,q\n");
        var codes = new int[] {156, 392, 842, 276, 490, 410, 699};
        var goods = new int[] {10121, 30617, 81310, 280530, 854231};
        for (int i = 0; i < rows; i++) {
            var weight = i % 9 == 0 ? "NA" : i + ".235";
            text.append(older ? 2015 + i % 8 : 2021)
                    .append(',')
                    .append(codes[i % 7])
                    .append(',')
                    .append(codes[(i + 1 + i / 35 % 6) % 7])
                    .append(',')
                    .append(String.format(Locale.ROOT, older ? "%d" : "%06d", goods[i / 7 % 5]))
                    .append(',')
                    .append(i)
                    .append(".001,")
                    .append(older ? "\"%13s\"\r\n".formatted(weight) : (i % 9 == 0 ? "" : weight) + "\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] japanArea(int rows) {
        var text = new StringBuilder("\"ex_im\",\"area\",\"goods\",\"year\",\"value\"\n");
        var areas = new String[] {"China", "Argent", "Venezla", "Grand Total", "EU"};
        var goods = new String[] {"(Car)", "Textile Yarn", "Telephony", "Semiconductors Etc"};
        for (int i = 0; i < rows; i++) {
            text.append(i % 2 == 0 ? "\"export\",\"" : "\"import\",\"")
                    .append(areas[i / 2 % 5])
                    .append("\",\"")
                    .append(goods[i / 10 % 4])
                    .append("\",")
                    .append(2009 + i / 40)
                    .append(',')
                    .append(i / 2 % 5 == 3 ? 900 : i % 17)
                    .append(".25\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private record Case(byte[] bytes, Path file) {}

    private Case broken(Original original, byte[] whole, Random random, int large) throws IOException {
        if (original == Original.MAPPING_FILE) {
            var map = MAPPING.formatted("identical").getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i >= 0; i--) {
                map = random.nextBoolean() ? Damage.member(map, random) : Damage.text(map, random, true, large);
            }
            Files.write(folder.resolve("map.json"), map);
            return new Case(whole, Files.write(folder.resolve(original.fileName()), whole));
        }
        var bytes = whole;
        int damages = 1 + random.nextInt(3);
        int wrapping = random.nextInt(8); // 0 gzip, 1 zip
        boolean outer = wrapping < 2 && random.nextBoolean();
        for (int i = outer ? 1 : 0; i < damages; i++) {
            bytes = Damage.text(bytes, random, original == Original.COMTRADE_JSON, large);
        }
        var name = original.fileName();
        if (wrapping == 0) {
            bytes = Archives.gzip(bytes);
            name += ".gz";
        } else if (wrapping == 1) {
            bytes = Archives.wrapped(name, bytes, random);
            name = "case.zip";
        }
        if (outer) {
            bytes = Archives.damaged(bytes, random);
        }
        var file = folder.resolve(name);
        Files.write(file, bytes);
        return new Case(bytes, file);
    }

    /** Most runs state nothing but what the format needs; some state what a user might try on a bad file. */
    private static void options(DataAdd.Request request, Original original, Random random) {
        if (original == Original.BACI_2023) {
            request.classification("HS17");
        }
        switch (random.nextInt(30)) {
            case 0 -> request.encoding("UTF-16LE");
            case 1 -> request.encoding("windows-31j");
            case 2 -> request.japanese(true);
            case 3 -> request.quotes(false);
            case 4 -> request.shift(random.nextInt(7) - 3);
            case 5 -> request.classification("HS12");
            case 6 -> request.report("both");
            case 7 -> request.report("prefer-importer");
            case 8 -> request.complete(true);
            case 9 -> request.excerpt(true);
            case 10 ->
                request.as(
                        KnownReaders.ids().get(random.nextInt(KnownReaders.ids().size())));
            default -> {
                // nothing
            }
        }
    }

    private static void assertRows(Manifest manifest) {
        var rows = manifest.rows();
        assertThat(rows.accepted() + rows.quarantined()).isEqualTo(rows.read());
        assertThat(rows.stored()
                        + rows.setAsideCounts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .isEqualTo(rows.accepted());
        assertThat(rows.quarantinedByReason().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(rows.quarantined());
        assertThat(manifest.inputs().stream().mapToLong(Manifest.Input::records).sum())
                .isEqualTo(rows.read());
        for (var phrases : PHRASES.values()) {
            for (var note : manifest.notes()) {
                var namesAndValues = new ArrayList<Object>();
                note.arguments().forEach((name, value) -> {
                    namesAndValues.add(name);
                    namesAndValues.add(value);
                });
                assertThat(phrases.render(Explanation.of(note.textKey(), namesAndValues.toArray())))
                        .isNotBlank();
            }
            manifest.knownGaps()
                    .forEach(gap ->
                            assertThat(phrases.render(Explanation.of(gap))).isNotBlank());
        }
    }

    private static long tableRows(Manifest manifest) {
        long rows = 0;
        for (var name : List.of("flow", "total", "reexport")) {
            var table = manifest.tables().get(name);
            rows += table == null ? 0 : table.rows();
        }
        return rows;
    }

    private static void assertSayable(List<Refusal> refusals) {
        assertThat(refusals).isNotEmpty();
        for (var phrases : PHRASES.values()) {
            for (var refusal : refusals) {
                assertThat(refusal.code()).matches("KAN-DATA-\\d{3}");
                assertThat(refusal.text(phrases)).startsWith(refusal.code() + " ");
            }
        }
    }

    /** How a case ended: {@code taken} or the code of the refusal. */
    private String tried(DataAdd.Request request, boolean dry) throws IOException {
        var end = switch (DataAdd.read(request.dryRun(dry), Progress.NONE, TestWorkspaces.CLOCK)) {
            case DataAdd.Published published -> {
                assertRows(published.manifest());
                assertThat(tableRows(published.manifest()))
                        .isEqualTo(published.manifest().rows().stored()
                                + published.manifest().rows().derived());
                yield "taken";
            }
            case DataAdd.DryRun run -> {
                assertRows(run.manifest());
                yield "taken";
            }
            case DataAdd.AlreadyPresent present -> "taken";
            case DataAdd.Refused refused -> {
                assertSayable(refused.refusals());
                yield refused.refusals().getFirst().code();
            }
        };
        var staging = folder.resolve("workspace/staging");
        if (!dry && Files.isDirectory(staging)) {
            try (Stream<Path> staged = Files.list(staging)) {
                assertThat(staged).isEmpty();
            }
        }
        return end;
    }

    @ParameterizedTest
    @EnumSource
    void everyRowOfABrokenFileIsSomewhereAndNothingIsThrown(Original original, TestReporter reporter)
            throws IOException {
        Assumptions.assumeTrue(original.name().matches(ONLY));
        boolean bulk = CASES >= BULK;
        var whole = original.bytes(bulk ? ROWS_IN_BULK : ROWS);
        var workspace = TestWorkspaces.in(folder);
        var map = Files.writeString(
                folder.resolve("map.json"), MAPPING.formatted(original == Original.MAPPED_SUM ? "sum" : "identical"));
        var ends = new TreeMap<String, Integer>();
        var finds = new ArrayList<String>();
        long slowest = 0;
        long slowestSeed = 0;
        long begun = System.nanoTime();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES && finds.size() < MOST_FINDS; seed++) {
            var random = new Random(seed * 31 + original.ordinal());
            var broken = broken(original, whole, random, bulk ? 2_000 : 60);
            var request = new DataAdd.Request(workspace, List.of(broken.file()))
                    .mapping(original.mapping() ? map : null)
                    .acceptLosses(random.nextBoolean());
            options(request, original, random);
            long at = System.nanoTime();
            try {
                ends.merge(tried(request, bulk || seed % PUBLISHED_ONE_IN != 0), 1, Integer::sum);
            } catch (RuntimeException | IOException | AssertionError | StackOverflowError | OutOfMemoryError e) {
                var trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                finds.add("seed " + seed + ": "
                        + trace.toString().lines().limit(14).toList());
            }
            long taken = System.nanoTime() - at;
            if (taken > slowest) {
                slowest = taken;
                slowestSeed = seed;
            }
            Files.deleteIfExists(broken.file());
        }
        reporter.publishEntry(
                original.name(),
                "%d cases, %.1f s, slowest %d ms (seed %d), ends %s"
                        .formatted(CASES, (System.nanoTime() - begun) / 1e9, slowest / 1_000_000, slowestSeed, ends));
        assertThat(finds).as("%s", original).isEmpty();
        if (CASES >= 100) {
            // a fuzzer whose cases all end alike tries nothing
            assertThat(ends.getOrDefault("taken", 0)).isGreaterThan(CASES / 50);
            assertThat(ends.size()).isGreaterThan(5);
        }
    }
}
