package org.kaname.app.shock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.model.Language;
import tools.jackson.databind.JsonNode;

/** The files of a run in a directory of their own: all of them, or no directory. */
public final class ShockFiles {
    private ShockFiles() {}

    /** Everything about one run, by file name. */
    public static Map<String, String> of(ShockAnswer answer, ShockJson json, Words words, Language language) {
        var document = json.document();
        var files = new LinkedHashMap<String, String>();
        files.put("run.json", Json.MAPPER.writeValueAsString(document) + "\n");
        files.put("goods.csv", lines(new ShockCsv(answer).goods()));
        files.put("flows.csv", lines(flows(document)));
        files.put("series.csv", lines(series(document)));
        files.put(
                "scenario.json", Json.MAPPER.writeValueAsString(answer.source().document()) + "\n");
        files.put("report.html", ShockHtml.write(answer, words, language));
        return files;
    }

    static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static List<String> flows(JsonNode document) {
        var lines = new ArrayList<String>();
        lines.add("from,to,code,sector,unit,before,after,kind");
        for (var flow : document.path("flows")) {
            lines.add(line(
                    text(flow, "from"),
                    text(flow, "to"),
                    text(flow, "code"),
                    text(flow, "sector"),
                    text(flow, "unit"),
                    number(flow.path("before")),
                    number(flow.path("after")),
                    text(flow, "kind")));
        }
        return lines;
    }

    /** One line for each series and day. */
    private static List<String> series(JsonNode document) {
        var lines = new ArrayList<String>();
        lines.add("series,economy,sector,code,day,value");
        for (var series : document.path("series")) {
            int day = series.path("day0").asInt();
            for (var value : series.path("values")) {
                lines.add(line(
                        text(series, "name"),
                        text(series, "economy"),
                        text(series, "sector"),
                        text(series, "code"),
                        Integer.toString(day++),
                        number(value)));
            }
        }
        return lines;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? Double.toString(value.asDouble()) : "";
    }

    private static String line(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0
                        ? '"' + cell.replace("\"", "\"\"") + '"'
                        : cell)
                .collect(Collectors.joining(","));
    }

    /** Why nothing can be written to a directory; empty where it is absent or an empty directory. */
    public static Optional<Refusal> taken(Path directory) {
        if (Files.notExists(directory)) {
            return Optional.empty();
        }
        if (Files.isDirectory(directory)) {
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isEmpty()) {
                    return Optional.empty();
                }
            } catch (IOException e) {
                return Optional.of(unwritable(directory, e));
            }
        }
        var other = directory + "-2";
        return Optional.of(Refusal.of("KAN-SHOCK-065", directory.toString(), 0, "other", other));
    }

    /**
     * Writes all files beside the directory, then moves them to their place in one step.
     *
     * @return the files written
     */
    public static Outcome<List<Path>> write(Path directory, Map<String, String> files) {
        var taken = taken(directory);
        if (taken.isPresent()) {
            return new Outcome.Refused<>(List.of(taken.get()));
        }
        var target = directory.toAbsolutePath().normalize();
        var written = new ArrayList<Path>();
        try {
            var parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            var part = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                Files.createDirectory(part);
                for (var file : files.entrySet()) {
                    Files.writeString(part.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
                    written.add(directory.resolve(file.getKey()));
                }
                Files.deleteIfExists(target);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                remove(part);
            }
            return new Outcome.Taken<>(List.copyOf(written));
        } catch (IOException e) {
            return new Outcome.Refused<>(List.of(unwritable(directory, e)));
        }
    }

    private static Refusal unwritable(Path directory, IOException e) {
        return Refusal.of("KAN-SHOCK-066", directory.toString(), 0, "reason", String.valueOf(e.getMessage()));
    }

    private static void remove(Path part) throws IOException {
        if (Files.notExists(part)) {
            return;
        }
        try (var entries = Files.walk(part)) {
            for (var entry : (Iterable<Path>) entries.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(entry);
            }
        }
    }
}
