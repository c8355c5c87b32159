package org.kaname.data.inputoutput;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.kaname.data.Outcome;
import org.kaname.data.csv.TextFile;
import org.kaname.data.csv.ZipArchive;

/**
 * The files a table may lie in: one file with its neighbours, the files of a folder, the members of a zip archive. A part is read when
 * it is asked for, gzip read through; what was read makes the content hash.
 */
final class IoInput {
    private static final int BUFFER = 1 << 18;
    private static final int DEPTH = 2;
    private static final Comparator<Path> NEAREST_FIRST =
            Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder());

    /**
     * @param name without folder, as layouts know it; {@code .gz} kept
     * @param bytes unpacked; shared, never changed
     * @param sha256 of the file as it lies there
     */
    record Part(String name, String shown, byte[] bytes, String sha256) {}

    /** Where a part's bytes come from. */
    private interface Source {
        byte[] read() throws IOException;
    }

    private record Place(String shown, Source source) {}

    private final String shown;
    private final List<String> anchors;
    private final Map<String, Place> places;
    private final Map<String, Part> loaded = new TreeMap<>();
    private final Map<String, Part> read = new TreeMap<>();

    private IoInput(String shown, List<String> anchors, Map<String, Place> places) {
        this.shown = shown;
        this.anchors = List.copyOf(anchors);
        this.places = places;
    }

    static IoInput of(Path path) throws Refused {
        try {
            if (Files.isDirectory(path)) {
                return folder(path);
            }
            var unreadable = TextFile.unreadable(path);
            if (unreadable.isPresent()) {
                throw new Refused(List.of(unreadable.get()));
            }
            if (ZipArchive.looksLike(path) && !isWorkbook(path)) {
                return archive(path);
            }
            var parent = path.toAbsolutePath().getParent();
            var name = name(path);
            var places = parent == null ? new LinkedHashMap<String, Place>() : places(parent, 1);
            places.put(name, place(path));
            return new IoInput(TextFile.shown(path), List.of(name), places);
        } catch (IOException e) {
            throw new Refused("KAN-DATA-052", TextFile.shown(path), 0);
        }
    }

    /** Tables that lie in memory, such as those of the starter pack. */
    static IoInput of(String shown, Map<String, byte[]> files) {
        var places = new LinkedHashMap<String, Place>();
        files.forEach((name, bytes) -> places.put(name, new Place(shown + "/" + name, () -> bytes)));
        return new IoInput(shown, List.copyOf(files.keySet()), places);
    }

    private static IoInput folder(Path path) throws IOException {
        var places = places(path, DEPTH);
        return new IoInput(TextFile.shown(path), List.copyOf(places.keySet()), places);
    }

    private static Map<String, Place> places(Path folder, int depth) throws IOException {
        var places = new LinkedHashMap<String, Place>();
        try (Stream<Path> files = Files.walk(folder, depth)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted(NEAREST_FIRST)::iterator) {
                places.putIfAbsent(name(file), place(file)); // a folder's own files stand before those below it
            }
        }
        return places;
    }

    private static Place place(Path file) {
        return new Place(TextFile.shown(file), () -> Files.readAllBytes(file));
    }

    private static String name(Path path) {
        var name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private static boolean isWorkbook(Path path) throws IOException {
        try (var zip = new ZipFile(path.toFile())) {
            return zip.getEntry("xl/workbook.xml") != null;
        } catch (ZipException e) {
            return false;
        }
    }

    private static IoInput archive(Path path) throws Refused {
        var archive = switch (ZipArchive.read(path)) {
            case Outcome.Taken<ZipArchive> taken -> taken.value();
            case Outcome.Refused<ZipArchive> refused -> throw new Refused(refused.refusals());
        };
        var places = new LinkedHashMap<String, Place>();
        for (var member : archive.members()) {
            var name = member.name().substring(member.name().lastIndexOf('/') + 1);
            if (!name.isEmpty()) {
                places.putIfAbsent(name, new Place(archive.shown() + "!" + member.name(), () -> member(path, member)));
            }
        }
        return new IoInput(archive.shown(), List.copyOf(places.keySet()), places);
    }

    private static byte[] member(Path path, ZipArchive.Member member) throws IOException {
        try (var zip = new ZipFile(path.toFile())) {
            var entry = zip.getEntry(member.name());
            if (entry == null) {
                throw new ZipException(member.name());
            }
            try (var in = zip.getInputStream(entry)) {
                return limited(in, member.compressed());
            }
        }
    }

    private static byte[] limited(InputStream in, long compressed) throws IOException {
        long most = Math.min(TextFile.most(compressed), Integer.MAX_VALUE - 16);
        var bytes = in.readNBytes((int) most);
        if (in.read() >= 0) {
            throw new TooLarge();
        }
        return bytes;
    }

    /** What unpacks to more than is sensible. */
    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** The path as the user gave it. */
    String shown() {
        return shown;
    }

    /** Names a table may begin with: the file that was named, or all of a folder or an archive. */
    List<String> anchors() {
        return anchors;
    }

    /** Names of all files that may belong to a table. */
    List<String> names() {
        return List.copyOf(places.keySet());
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    /** The first of several names, with or without {@code .gz}, that is there; empty where none is. */
    Optional<String> first(List<String> candidates) {
        for (var candidate : candidates) {
            for (var name : List.of(candidate, candidate + ".gz")) {
                if (has(name)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    /** A part that must be there; it counts towards the content hash. */
    Part part(String name) throws Refused {
        var part = load(name);
        read.put(name, part);
        return part;
    }

    private Part load(String name) throws Refused {
        var known = loaded.get(name);
        if (known != null) {
            return known;
        }
        var place = places.get(name);
        if (place == null) {
            throw new Refused("KAN-DATA-095", shown, 0, "part", name);
        }
        byte[] raw;
        try {
            raw = place.source().read();
        } catch (TooLarge e) {
            throw new Refused("KAN-DATA-008", place.shown(), 0, "bytes", Integer.MAX_VALUE);
        } catch (IOException e) {
            throw new Refused("KAN-DATA-052", place.shown(), 0);
        }
        var part = new Part(name, place.shown(), unpacked(raw, place.shown()), sha256(raw));
        if (part.bytes().length == 0) {
            throw new Refused("KAN-DATA-003", place.shown(), 0, "bytes", 0);
        }
        loaded.put(name, part);
        return part;
    }

    private static byte[] unpacked(byte[] raw, String shown) throws Refused {
        if (raw.length < 2 || raw[0] != (byte) 0x1F || raw[1] != (byte) 0x8B) {
            return raw;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(raw), BUFFER)) {
            return limited(in, raw.length);
        } catch (TooLarge e) {
            throw new Refused("KAN-DATA-008", shown, 0, "bytes", Integer.MAX_VALUE);
        } catch (EOFException e) {
            throw new Refused("KAN-DATA-007", shown, 0, "lines", 0, "bytes", 0);
        } catch (IOException e) {
            throw new Refused("KAN-DATA-007.damaged", shown, 0, "lines", 0);
        }
    }

    /** The first line of a part, without mark. Only looked at: the part does not count as read. */
    String firstLine(String name) throws Refused {
        var bytes = load(name).bytes();
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        var line = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    /** SHA-256 over the hashes of all parts that were read, in the order of their names. A single part's own hash where there is one. */
    String contentHash() {
        if (read.size() == 1) {
            return read.values().iterator().next().sha256();
        }
        var text = new StringBuilder();
        read.values().forEach(part -> text.append(part.sha256()).append('\n'));
        return sha256(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** What was read, by name. */
    List<ReadTable.Source> sources() {
        var sources = new ArrayList<ReadTable.Source>();
        read.values().forEach(part -> sources.add(new ReadTable.Source(part.name(), part.sha256())));
        return sources;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
