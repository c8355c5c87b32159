package org.kaname.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of the repository, for tests that look at sources and documents. The build passes the root as {@code kaname.root}. */
final class Repository {
    private Repository() {}

    static Path root() {
        return Path.of(Objects.requireNonNull(
                        System.getProperty("kaname.root"), "The system property kaname.root is not set."))
                .normalize();
    }

    static String read(String relativePath) {
        try {
            return Files.readString(root().resolve(relativePath));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files under {@code modules/<any>/src/main} whose names end so, in a stable order. */
    static List<Path> listMainFiles(String ending) {
        var found = new ArrayList<Path>();
        for (var module : listModules()) {
            var main = root().resolve("modules").resolve(module).resolve("src").resolve("main");
            if (Files.isDirectory(main)) {
                try (Stream<Path> files = Files.walk(main)) {
                    files.filter(file -> file.toString().endsWith(ending))
                            .sorted()
                            .forEach(found::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    /** The directories under {@code modules} that have a pom. */
    static List<String> listModules() {
        try (Stream<Path> modules = Files.list(root().resolve("modules"))) {
            return modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .map(module -> module.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of the starter pack, each row by column name. */
    static List<Map<String, String>> readStarterTable(String name) {
        return parse(read("modules/data/src/main/starter/" + name + ".csv"));
    }

    /** RFC 4180 with a header; written here because a test must not trust the reader it may one day test. */
    static List<Map<String, String>> parse(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(cell.toString());
            rows.add(List.copyOf(row));
        }
        var header = rows.getFirst();
        var table = new ArrayList<Map<String, String>>();
        for (var values : rows.subList(1, rows.size())) {
            var named = new LinkedHashMap<String, String>();
            for (int i = 0; i < header.size(); i++) {
                named.put(header.get(i), i < values.size() ? values.get(i) : "");
            }
            table.add(named);
        }
        return table;
    }
}
