package org.kaname.data.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;

/**
 * A zip archive whose directory was checked before any member is read (data-formats 6, rows 33 to 35): no encryption, no unsafe, doubled
 * or linked names, no archive in the archive. Members are streamed, never written under their own names.
 */
public record ZipArchive(Path path, String shown, long size, FileTime modified, String sha256, List<Member> members) {
    /** @param compressed bytes in the archive */
    public record Member(String name, long compressed) {}

    /** What the end of an archive says: where its directory begins and how many entries it has. */
    private record End(long directory, long entries) {}

    private static final int MOST_MEMBERS = 10_000;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int WIDE_END_SIGNATURE = 0x06064b50;
    private static final int WIDE_END_SIZE = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final long ABSENT = 0xFFFFFFFFL;
    private static final int LINK_MODE = 0xA000;
    private static final int MODE_MASK = 0xF000;

    public ZipArchive {
        members = List.copyOf(members);
    }

    /** True where a file begins like a zip archive, whatever its name. */
    public static boolean looksLike(Path path) {
        try (var in = Files.newInputStream(path)) {
            var head = HexFormat.of().formatHex(in.readNBytes(4));
            return head.equals("504b0304") || head.equals("504b0506");
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads the directory and hashes the file. Workbooks of spreadsheets are archives too; they are told apart by their members. */
    public static Outcome<ZipArchive> read(Path path) {
        var shown = TextFile.shown(path);
        var members = new ArrayList<Member>();
        try {
            var modified = Files.getLastModifiedTime(path);
            long size = Files.size(path);
            var names = new HashSet<String>();
            try (var file = new RandomAccessFile(path.toFile(), "r")) {
                var end = end(file);
                if (end.entries() > MOST_MEMBERS) {
                    return refuse("KAN-DATA-008.members", shown, "members", end.entries());
                }
                long at = end.directory();
                for (long entry = 0; entry < end.entries(); entry++) {
                    var head = bytes(file, at, ENTRY_SIZE);
                    if (head.getInt(0) != ENTRY_SIGNATURE) {
                        throw new ZipException("no entry");
                    }
                    int nameLength = head.getShort(28) & 0xFFFF;
                    var nameBytes = bytes(file, at + ENTRY_SIZE, nameLength).array();
                    var name = new String(nameBytes, StandardCharsets.UTF_8);
                    if (unsafe(name) || (head.getInt(38) >>> 16 & MODE_MASK) == LINK_MODE) {
                        return refuse("KAN-DATA-009", shown, "name", name.replace('\0', '?'));
                    }
                    if (!names.add(name.toLowerCase(Locale.ROOT))) {
                        return refuse("KAN-DATA-009.twice", shown, "name", name);
                    }
                    if ((head.getShort(8) & 1) != 0) {
                        return refuse("KAN-DATA-007.encrypted", shown, "name", name);
                    }
                    if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                        return refuse("KAN-DATA-007.nested", shown, "name", name);
                    }
                    if (!name.endsWith("/")) {
                        members.add(new Member(name, head.getInt(20) & ABSENT));
                    }
                    at += ENTRY_SIZE + nameLength + (head.getShort(30) & 0xFFFF) + (head.getShort(32) & 0xFFFF);
                }
            }
            if (names.contains("[content_types].xml")) {
                return refuse("KAN-DATA-005", shown, "found", org.kaname.model.Explanation.key("kind.excel-or-zip"));
            }
            if (members.isEmpty()) {
                return refuse("KAN-DATA-003.archive", shown);
            }
            return new Outcome.Taken<>(new ZipArchive(path, shown, size, modified, sha256(path), members));
        } catch (ZipException e) {
            return shown.toLowerCase(Locale.ROOT).endsWith(".zip")
                    ? refuse("KAN-DATA-007.directory", shown)
                    : refuse("KAN-DATA-005", shown, "found", org.kaname.model.Explanation.key("kind.excel-or-zip"));
        } catch (IOException e) {
            return refuse("KAN-DATA-052", shown);
        }
    }

    private static Outcome<ZipArchive> refuse(String code, String shown, Object... namesAndValues) {
        return new Outcome.Refused<>(List.of(Refusal.of(code, shown, 0, namesAndValues)));
    }

    private static boolean unsafe(String name) {
        var parts = List.of(name.split("/", -1));
        return name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.matches("[A-Za-z]:.*")
                || parts.contains("..")
                || parts.contains(".");
    }

    private static ByteBuffer bytes(RandomAccessFile file, long at, int count) throws IOException {
        if (at < 0 || at + count > file.length()) {
            throw new ZipException("outside the file");
        }
        var bytes = new byte[count];
        file.seek(at);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static End end(RandomAccessFile file) throws IOException {
        int most = (int) Math.min(file.length(), END_SIZE + 0xFFFF);
        long base = file.length() - most;
        var tail = bytes(file, base, most);
        for (int at = most - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) != END_SIGNATURE) {
                continue;
            }
            long entries = tail.getShort(at + 10) & 0xFFFF;
            long directory = tail.getInt(at + 16) & ABSENT;
            if (entries == 0xFFFF || directory == ABSENT) {
                var locator = bytes(file, base + at - LOCATOR_SIZE, LOCATOR_SIZE);
                if (locator.getInt(0) == LOCATOR_SIGNATURE) {
                    var wide = bytes(file, locator.getLong(8), WIDE_END_SIZE);
                    if (wide.getInt(0) != WIDE_END_SIGNATURE) {
                        throw new ZipException("no end");
                    }
                    entries = wide.getLong(32);
                    directory = wide.getLong(48);
                }
            }
            return new End(directory, entries);
        }
        throw new ZipException("no directory");
    }

    private static String sha256(Path path) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            try (var in = Files.newInputStream(path)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    ZipFile open() throws IOException {
        return new ZipFile(path.toFile());
    }

    /** A member's bytes, inflated as they are read. */
    static InputStream stream(ZipFile zip, String member) throws IOException {
        var entry = zip.getEntry(member);
        var in = entry == null ? null : zip.getInputStream(entry);
        if (in == null) {
            throw new ZipException("The archive no longer holds " + member + ".");
        }
        return in;
    }

    /** The same of an archive that is opened for it; closing closes the archive. */
    static InputStream stream(Path path, String member) throws IOException {
        var zip = new ZipFile(path.toFile());
        InputStream in;
        try {
            in = stream(zip, member);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
        return new FilterInputStream(in) {
            @Override
            public void close() throws IOException {
                super.close();
                zip.close();
            }
        };
    }
}
