package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.data.csv.ZipArchive;

/**
 * The texts behind what a user named: files, folders with all that is in them, patterns with an asterisk, archives with their members.
 *
 * @param files texts that can be read
 * @param found those that were not named one by one: what no reader knows among them is left out, not refused
 * @param leftOut files among those that are no tables at all
 */
record InputFiles(List<TextFile> files, Set<TextFile> found, List<String> leftOut) {
    private static final Set<String> NO_TABLE = Set.of("KAN-DATA-003", "KAN-DATA-004", "KAN-DATA-005");

    InputFiles {
        leftOut = List.copyOf(leftOut);
        files = List.copyOf(files);
        found = Set.copyOf(found);
    }

    static Outcome<InputFiles> find(List<Path> paths, String encoding, TextFile.Guess guess) {
        var refusals = new ArrayList<Refusal>();
        var files = new ArrayList<TextFile>();
        var found = new HashSet<TextFile>();
        var leftOut = new ArrayList<Refusal>();
        for (var path : paths) {
            var named = expand(path);
            boolean several = named.size() != 1 || !named.getFirst().equals(path);
            if (named.isEmpty()) {
                refusals.add(Refusal.of("KAN-DATA-052.nothing", TextFile.shown(path), 0));
            }
            for (var file : named) {
                var unreadable = TextFile.unreadable(file);
                if (unreadable.isPresent()) {
                    refusals.add(unreadable.get());
                } else if (ZipArchive.looksLike(file)) {
                    members(file, encoding, guess, files, found, leftOut, refusals);
                } else {
                    switch (TextFile.scan(file, encoding, guess)) {
                        case Outcome.Taken<TextFile> taken -> {
                            files.add(taken.value());
                            if (several) {
                                found.add(taken.value());
                            }
                        }
                        case Outcome.Refused<TextFile> bad -> {
                            boolean noTable =
                                    NO_TABLE.contains(bad.refusals().getFirst().code());
                            (noTable && several ? leftOut : refusals).addAll(bad.refusals());
                        }
                    }
                }
            }
        }
        if (files.isEmpty() && refusals.isEmpty()) {
            // nothing is left beside which these could be left out; no path at all is a defect of the caller
            refusals.addAll(leftOut);
        }
        return refusals.isEmpty()
                ? new Outcome.Taken<>(new InputFiles(
                        files, found, leftOut.stream().map(Refusal::file).toList()))
                : new Outcome.Refused<>(refusals);
    }

    private static void members(
            Path file,
            String encoding,
            TextFile.Guess guess,
            List<TextFile> files,
            Set<TextFile> found,
            List<Refusal> leftOut,
            List<Refusal> refusals) {
        switch (ZipArchive.read(file)) {
            case Outcome.Refused<ZipArchive> bad -> refusals.addAll(bad.refusals());
            case Outcome.Taken<ZipArchive> archive -> {
                long bytes = 0;
                for (var member : archive.value().members()) {
                    switch (TextFile.scan(archive.value(), member, encoding, guess)) {
                        case Outcome.Taken<TextFile> taken -> {
                            files.add(taken.value());
                            bytes += taken.value().size();
                            if (bytes > TextFile.most(archive.value().size())) {
                                // members may share their compressed bytes: none is too large, all together are
                                refusals.add(Refusal.of(
                                        "KAN-DATA-008.members-size",
                                        archive.value().shown(),
                                        0,
                                        "bytes",
                                        bytes));
                                return;
                            }
                            if (archive.value().members().size() > 1) {
                                found.add(taken.value());
                            }
                        }
                        case Outcome.Refused<TextFile> bad -> {
                            // a picture or an empty note beside the tables is no reason to refuse them
                            boolean noTable =
                                    NO_TABLE.contains(bad.refusals().getFirst().code());
                            boolean several = archive.value().members().size() > 1;
                            (noTable && several ? leftOut : refusals).addAll(bad.refusals());
                        }
                    }
                }
            }
        }
    }

    /** Folders and patterns as the files they mean, in the order of their names. */
    private static List<Path> expand(Path path) {
        if (Files.isDirectory(path)) {
            return below(path, "**");
        }
        var name = path.getFileName();
        if (name != null && !Files.exists(path) && name.toString().indexOf('*') >= 0) {
            var parent = path.getParent();
            return below(parent == null ? Path.of("") : parent, name.toString());
        }
        return List.of(path);
    }

    private static List<Path> below(Path folder, String pattern) {
        boolean all = pattern.equals("**");
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> entries = all ? Files.walk(folder) : Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(e -> all || matcher.matches(e.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(folder);
        }
    }
}
