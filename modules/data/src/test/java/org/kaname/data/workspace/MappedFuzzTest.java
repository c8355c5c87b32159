package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Progress;

/** Files broken on purpose: nothing is thrown, every row is somewhere, nothing is left half done. */
@Tag("fuzz")
class MappedFuzzTest {
    private static final int CASES = 300;

    @TempDir
    Path folder;

    private static byte[] original() {
        var text = new StringBuilder("year,from,to,hs6,value,weight,note\n");
        var exporters = new String[] {"CHN", "KOR", "DEU", "AUS", "CHL", "USA", "WLD"};
        for (int i = 0; i < 150; i++) {
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

    private static byte[] damaged(byte[] bytes, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> {
                var flipped = bytes.clone();
                if (flipped.length > 0) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
            case 2 ->
                text(bytes).replace("\n", random.nextBoolean() ? "\r\n" : "\r").getBytes(StandardCharsets.UTF_8);
            case 3 -> text(bytes).getBytes(Charset.forName(random.nextBoolean() ? "windows-31j" : "UTF-16"));
            case 4 -> insert(bytes, random, new byte[] {0});
            case 5 -> insert(bytes, random, "x".repeat(2 << 20).getBytes(StandardCharsets.UTF_8));
            case 6 -> insert(bytes, random, new byte[] {'"'});
            case 7 -> lines(bytes, random, Damage.SHUFFLE);
            case 8 -> lines(bytes, random, Damage.REPEAT_HEADER);
            case 9 -> lines(bytes, random, Damage.DROP_FIELD);
            case 10 -> lines(bytes, random, Damage.DOUBLE_FIELD);
            default -> text(bytes).replace("\"0", "\"").getBytes(StandardCharsets.UTF_8);
        };
    }

    private enum Damage {
        SHUFFLE,
        REPEAT_HEADER,
        DROP_FIELD,
        DOUBLE_FIELD
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] insert(byte[] bytes, Random random, byte[] what) {
        int at = random.nextInt(bytes.length + 1);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(what);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private static byte[] lines(byte[] bytes, Random random, Damage damage) {
        var lines = new java.util.ArrayList<>(Arrays.asList(text(bytes).split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (damage) {
            case SHUFFLE -> java.util.Collections.shuffle(lines, random);
            case REPEAT_HEADER -> lines.add(at, lines.getFirst());
            case DROP_FIELD -> lines.set(at, lines.get(at).replaceFirst("[^,]*,", ""));
            case DOUBLE_FIELD -> lines.set(at, lines.get(at).replaceFirst("([^,]*,)", "$1$1"));
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyRowOfADamagedFileIsSomewhereAndNothingIsThrown() throws IOException {
        var map = folder.resolve("map.json");
        Files.writeString(map, """
                { "schema": "kaname-mapping/1", "table": "flow",
                  "constants": {"classification": "HS17", "reported_by": "IMPORTER"},
                  "columns": {
                    "year": {"from": "year"},
                    "exporter": {"from": "from", "null": []},
                    "importer": {"from": "to", "null": []},
                    "product": {"from": "hs6", "pad": 6},
                    "value_kusd": {"from": "value"},
                    "quantity_tonnes": {"from": "weight"} } }
                """);
        var workspace = TestWorkspaces.in(folder);
        int taken = 0;
        int refusedCount = 0;
        for (long seed = 1; seed <= CASES; seed++) {
            var random = new Random(seed);
            var bytes = original();
            for (int i = 0; i <= random.nextInt(3); i++) {
                bytes = damaged(bytes, random);
            }
            var file = folder.resolve("case.csv");
            Files.write(file, bytes);
            boolean losses = random.nextBoolean();
            boolean dry = seed % 10 != 0;
            var request = DataAdd.Request.of(workspace, map, file)
                    .acceptLosses(losses)
                    .dryRun(dry);
            switch (DataAdd.read(request, Progress.NONE, TestWorkspaces.CLOCK)) {
                case DataAdd.Published published -> {
                    assertThat(published.manifest().rows().stored())
                            .as("seed %d", seed)
                            .isEqualTo(tableRows(published));
                    taken++;
                }
                case DataAdd.DryRun run -> {
                    var rows = run.manifest().rows();
                    assertThat(rows.accepted() + rows.quarantined())
                            .as("seed %d", seed)
                            .isEqualTo(rows.read());
                    taken++;
                }
                case DataAdd.AlreadyPresent present -> taken++;
                case DataAdd.Refused refused -> {
                    assertThat(refused.refusals()).as("seed %d", seed).isNotEmpty();
                    assertThat(refused.refusals().getFirst().code()).startsWith("KAN-DATA-");
                    refusedCount++;
                }
            }
            if (Files.isDirectory(workspace.staging())) {
                try (Stream<Path> staged = Files.list(workspace.staging())) {
                    assertThat(staged).as("seed %d", seed).isEmpty();
                }
            }
        }
        assertThat(taken).isGreaterThan(CASES / 4);
        assertThat(refusedCount).isGreaterThan(CASES / 20);
    }

    private static long tableRows(DataAdd.Published published) {
        var table = published.manifest().tables().get("flow");
        return table == null ? 0 : table.rows();
    }
}
