package org.kaname.data.csv;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;

/**
 * What one sequential read tells about a file before any of it is believed (data-formats 3.0, pass 1): its hash, whether it is text, in
 * which encoding, with which line ends. A gzip file is read through; a member of a zip archive is read in place and never written under
 * its own name.
 *
 * @param member name inside the archive, empty where the file itself is the text
 * @param shown the path as the user gave it; of a member {@code outer.zip!inner.csv}
 * @param size bytes of the file; of a member, inflated
 * @param sha256 of the file as it lies there, compressed or not; of a member, inflated
 * @param outerSize bytes of the file that lies there
 * @param outerSha256 of the file that lies there
 * @param encoding name of the character set it is read in
 * @param guessed true where the encoding is neither stated nor proved
 * @param firstBadOffset place of the first byte that is not UTF-8, -1 where all are
 * @param validMultibyte some text is UTF-8 beyond ASCII, so that single bad rows are damage and not another encoding
 */
public record TextFile(
        Path path,
        String member,
        String shown,
        long size,
        FileTime modified,
        String sha256,
        long outerSize,
        String outerSha256,
        boolean gzip,
        String encoding,
        boolean guessed,
        boolean mark,
        long firstBadOffset,
        int firstBadByte,
        boolean validMultibyte,
        long crlf,
        long lf,
        long cr) {
    /** Rows with bad bytes below this number are damage of a UTF-8 file; from here on it is another encoding (row 5). */
    private static final int FEW_BAD_ROWS = 10;

    private static final long RATIO_LIMIT = 200;
    private static final long RATIO_FREE = 1L << 30;
    private static final long LARGEST_MEMBER = 64L << 30;
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Charset JAPANESE = Charset.forName("windows-31j");
    private static final int BUFFER = 1 << 16;

    /** Which encodings are tried for a text that is not UTF-8, after {@code --encoding}. */
    public enum Guess {
        /** Windows-1252. */
        WESTERN,
        /** Windows-31J where every byte decodes and a kana or kanji appears, then Windows-1252. */
        JAPANESE_FIRST
    }

    /** The same as {@link #scan(Path, String, Guess)} for western texts. */
    public static Outcome<TextFile> scan(Path path, String encodingStated) {
        return scan(path, encodingStated, Guess.WESTERN);
    }

    /** @param encodingStated a character set's name, or empty where the file itself shall tell */
    public static Outcome<TextFile> scan(Path path, String encodingStated, Guess guess) {
        var shown = shown(path);
        var absent = unreadable(path);
        if (absent.isPresent()) {
            return new Outcome.Refused<>(java.util.List.of(absent.get()));
        }
        try {
            long size = Files.size(path);
            var modified = Files.getLastModifiedTime(path);
            var digest = newDigest();
            var reading = new Scan();
            boolean gzip;
            try (var file =
                    new BufferedInputStream(new DigestInputStream(Files.newInputStream(path), digest), BUFFER)) {
                if (size == 0) {
                    return refuse("KAN-DATA-003", shown, "bytes", 0);
                }
                var read = read(file, shown, size, reading);
                if (read.refusal != null) {
                    return new Outcome.Refused<>(java.util.List.of(read.refusal));
                }
                gzip = read.gzip;
                file.skip(Long.MAX_VALUE); // bytes behind a gzip member are part of the hash too
            }
            var hash = HexFormat.of().formatHex(digest.digest());
            return judge(
                    new Found(path, "", shown, size, modified, hash, size, hash, gzip), reading, encodingStated, guess);
        } catch (IOException e) {
            return refuse("KAN-DATA-052", shown);
        }
    }

    /** Looks at one member of an archive that was found sound. */
    public static Outcome<TextFile> scan(
            ZipArchive archive, ZipArchive.Member member, String encodingStated, Guess guess) {
        var shown = archive.shown() + "!" + member.name();
        var digest = newDigest();
        var reading = new Scan();
        try (var zip = archive.open();
                var file = new BufferedInputStream(
                        new DigestInputStream(ZipArchive.stream(zip, member.name()), digest), BUFFER)) {
            // what the directory says of a size is only a claim; the archive itself is not
            var read = read(file, shown, Math.min(member.compressed(), archive.size()), reading);
            if (read.refusal != null) {
                return new Outcome.Refused<>(java.util.List.of(read.refusal));
            }
            file.skip(Long.MAX_VALUE);
            return judge(
                    new Found(
                            archive.path(),
                            member.name(),
                            shown,
                            reading.total,
                            archive.modified(),
                            HexFormat.of().formatHex(digest.digest()),
                            archive.size(),
                            archive.sha256(),
                            read.gzip),
                    reading,
                    encodingStated,
                    guess);
        } catch (ZipException e) {
            return refuse("KAN-DATA-007.damaged", shown, "lines", reading.lines());
        } catch (EOFException e) {
            return refuse("KAN-DATA-007", shown, "lines", reading.lines(), "bytes", reading.total);
        } catch (IOException e) {
            return refuse("KAN-DATA-052", shown);
        }
    }

    /** True for the name of a character set that this Java can read. */
    public static boolean knows(String encoding) {
        try {
            return Charset.isSupported(encoding);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    /** The path as the user gave it, with the separators of every system alike. */
    public static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** Why nothing can be read from a path, or empty. */
    public static java.util.Optional<Refusal> unreadable(Path path) {
        var shown = shown(path);
        var code = "";
        if (shown.matches("[a-z][a-z0-9+.-]+:/.*")) {
            code = "KAN-DATA-052.url";
        } else if (!Files.exists(path)) {
            code = "KAN-DATA-052.absent";
        } else if (Files.isDirectory(path)) {
            code = "KAN-DATA-052.directory";
        } else if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            code = "KAN-DATA-052";
        }
        return code.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(Refusal.of(code, shown, 0));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private record Found(
            Path path,
            String member,
            String shown,
            long size,
            FileTime modified,
            String sha256,
            long outerSize,
            String outerSha256,
            boolean gzip) {}

    private record Through(
            boolean gzip, @org.jspecify.annotations.Nullable Refusal refusal) {}

    private static Through read(BufferedInputStream file, String shown, long compressed, Scan reading)
            throws IOException {
        file.mark(16);
        var head = file.readNBytes(8);
        file.reset();
        var other = signature(head);
        if (!other.isEmpty()) {
            return new Through(
                    false, Refusal.of("KAN-DATA-005", shown, 0, "found", org.kaname.model.Explanation.key(other)));
        }
        boolean gzip = head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
        try {
            reading.read(gzip ? new GZIPInputStream(file, BUFFER) : file, most(compressed));
        } catch (EOFException e) {
            return new Through(
                    gzip, Refusal.of("KAN-DATA-007", shown, 0, "lines", reading.lines(), "bytes", reading.total));
        } catch (ZipException e) {
            return new Through(gzip, Refusal.of("KAN-DATA-007.damaged", shown, 0, "lines", reading.lines()));
        }
        if (reading.tooLarge) {
            return new Through(gzip, Refusal.of("KAN-DATA-008", shown, 0, "bytes", reading.total));
        }
        return new Through(gzip, reading.total == 0 ? Refusal.of("KAN-DATA-003", shown, 0, "bytes", 0) : null);
    }

    /** So much may come out of so many compressed bytes (row 34); measured while inflating, never taken from a header. */
    public static long most(long compressed) {
        return Math.min(
                LARGEST_MEMBER,
                Math.max(RATIO_FREE, Math.multiplyExact(Math.min(compressed, LARGEST_MEMBER), RATIO_LIMIT)));
    }

    private static Outcome<TextFile> judge(Found found, Scan reading, String encodingStated, Guess guess)
            throws IOException {
        var refusal = encodingStated.startsWith("UTF-16") ? null : reading.notText(found.shown());
        if (refusal != null) {
            return new Outcome.Refused<>(java.util.List.of(refusal));
        }
        boolean guessed = false;
        String encoding;
        if (!encodingStated.isEmpty()) {
            encoding = encodingStated;
        } else if (reading.wide != null) {
            encoding = "UTF-16";
        } else if (reading.badOffset < 0 || reading.badRows < FEW_BAD_ROWS && (reading.mark || reading.multibyte)) {
            encoding = StandardCharsets.UTF_8.name();
        } else {
            encoding = guess == Guess.JAPANESE_FIRST && isJapanese(found) ? JAPANESE.name() : WESTERN.name();
            guessed = true;
        }
        return new Outcome.Taken<>(new TextFile(
                found.path(),
                found.member(),
                found.shown(),
                found.size(),
                found.modified(),
                found.sha256(),
                found.outerSize(),
                found.outerSha256(),
                found.gzip(),
                encoding,
                guessed,
                reading.mark,
                reading.badOffset,
                reading.badByte,
                reading.multibyte,
                reading.crlf,
                reading.lf,
                reading.cr));
    }

    /** Every byte is Windows-31J and at least one kana or kanji appears (data-formats 3.0). */
    private static boolean isJapanese(Found found) throws IOException {
        var decoder = JAPANESE.newDecoder()
                .onMalformedInput(java.nio.charset.CodingErrorAction.REPORT)
                .onUnmappableCharacter(java.nio.charset.CodingErrorAction.REPORT);
        boolean seen = false;
        var chars = new char[BUFFER];
        try (var in = new java.io.InputStreamReader(bytes(found.path(), found.member()), decoder)) {
            for (int read = in.read(chars); read >= 0; read = in.read(chars)) {
                for (int i = 0; i < read && !seen; i++) {
                    var script = Character.UnicodeScript.of(chars[i]);
                    // half-width katakana are what western accents look like in this encoding
                    seen = script == Character.UnicodeScript.HAN
                            || script == Character.UnicodeScript.HIRAGANA
                            || script == Character.UnicodeScript.KATAKANA && chars[i] < 0xFF00;
                }
            }
        } catch (java.nio.charset.CharacterCodingException e) {
            return false;
        }
        return seen;
    }

    private static Outcome<TextFile> refuse(String code, String shown, Object... namesAndValues) {
        return new Outcome.Refused<>(java.util.List.of(Refusal.of(code, shown, 0, namesAndValues)));
    }

    /** The message key of what a file is instead of text, by its first bytes, or the empty text. */
    private static String signature(byte[] head) {
        var hex = HexFormat.of().formatHex(head);
        if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) {
            return "kind.excel-or-zip";
        }
        if (hex.startsWith("d0cf11e0")) {
            return "kind.old-excel";
        }
        if (hex.startsWith("25504446")) {
            return "kind.pdf";
        }
        return hex.startsWith("50415231") ? "kind.parquet" : "";
    }

    /** The file's text as UTF-8 bytes. */
    public InputStream open() throws IOException {
        return open(path, member, encoding);
    }

    /** The text of a file that was scanned at another time, as UTF-8 bytes. */
    public static InputStream open(Path path, String member, String encoding) throws IOException {
        var bytes = bytes(path, member);
        return encoding.equals(StandardCharsets.UTF_8.name())
                ? bytes
                : new Utf8Stream(bytes, Charset.forName(encoding));
    }

    private static InputStream bytes(Path path, String member) throws IOException {
        var outer = member.isEmpty() ? Files.newInputStream(path) : ZipArchive.stream(path, member);
        var file = new BufferedInputStream(outer, BUFFER);
        file.mark(4);
        boolean gzip = file.read() == 0x1F && file.read() == 0x8B;
        file.reset();
        return gzip ? new GZIPInputStream(file, BUFFER) : file;
    }

    /** The encoding is a guess that is only made where Japanese encodings are tried. */
    public boolean guessedJapanese() {
        return guessed && encoding.equals(JAPANESE.name());
    }

    /** The same file under another name: readers take editions and years from names. */
    public TextFile shownAs(String name) {
        return new TextFile(
                path,
                member,
                name,
                size,
                modified,
                sha256,
                outerSize,
                outerSha256,
                gzip,
                encoding,
                guessed,
                mark,
                firstBadOffset,
                firstBadByte,
                validMultibyte,
                crlf,
                lf,
                cr);
    }

    /** The file is not the one that was scanned. */
    public boolean changed() {
        try {
            return Files.size(path) != outerSize
                    || !Files.getLastModifiedTime(path).equals(modified);
        } catch (IOException e) {
            return true;
        }
    }

    /** Physical line ends, of any kind. */
    public long lines() {
        return crlf + lf + cr;
    }

    /** {@code CRLF}, {@code LF}, {@code CR} or {@code mixed}. */
    public String lineEnd() {
        int kinds = (crlf > 0 ? 1 : 0) + (lf > 0 ? 1 : 0) + (cr > 0 ? 1 : 0);
        return kinds > 1 ? "mixed" : crlf > 0 ? "CRLF" : cr > 0 ? "CR" : "LF";
    }

    private static final class Scan {
        long total;
        long crlf;
        long lf;
        long cr;
        boolean mark;

        @org.jspecify.annotations.Nullable String wide;

        long badOffset = -1;
        int badByte;
        long badRows;
        private boolean lineBroken = true;
        boolean multibyte;
        long firstNul = -1;
        long nulEven;
        long nulOdd;
        boolean tooLarge;
        private boolean afterCr;

        long lines() {
            return crlf + lf + cr;
        }

        void read(InputStream in, long most) throws IOException {
            var buffer = new byte[1 << 16];
            int held = 0;
            while (true) {
                int read = in.read(buffer, held, buffer.length - held);
                if (read < 0) {
                    break;
                }
                int limit = held + read;
                if (total == 0 && limit < 3) {
                    int more = in.readNBytes(buffer, limit, 3 - limit);
                    limit += more;
                    read += more;
                }
                if (total == 0) {
                    marks(buffer, limit);
                }
                count(buffer, held, limit);
                total += read;
                if (total > most) {
                    tooLarge = true;
                    return;
                }
                held = validate(buffer, limit, total - limit, false);
            }
            validate(buffer, held, total - held, true);
            if (afterCr) {
                cr++;
            }
        }

        private void marks(byte[] bytes, int limit) {
            int a = limit > 0 ? bytes[0] & 0xFF : 0;
            int b = limit > 1 ? bytes[1] & 0xFF : 0;
            int c = limit > 2 ? bytes[2] & 0xFF : 0;
            if (a == 0xEF && b == 0xBB && c == 0xBF) {
                mark = true;
            } else if (a == 0xFF && b == 0xFE || a == 0xFE && b == 0xFF) {
                mark = true;
                wide = "UTF-16";
            }
        }

        private void count(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                byte b = bytes[i];
                if (b > '\r') {
                    if (afterCr) {
                        cr++;
                        afterCr = false;
                    }
                    continue;
                }
                if (b == 0 && wide != null) {
                    continue; // the other half of a character
                }
                if (b == 0) {
                    long offset = total + i - from;
                    if (firstNul < 0) {
                        firstNul = offset;
                    }
                    if ((offset & 1) == 0) {
                        nulEven++;
                    } else {
                        nulOdd++;
                    }
                }
                if (b == '\n') {
                    if (afterCr) {
                        crlf++;
                    } else {
                        lf++;
                    }
                    afterCr = false;
                } else {
                    if (afterCr) {
                        cr++;
                    }
                    afterCr = b == '\r';
                }
            }
        }

        /** Checks UTF-8; returns how many bytes at the end wait for the rest of their sequence, moved to the front. */
        private int validate(byte[] bytes, int limit, long offset, boolean last) {
            if (wide != null) {
                return 0;
            }
            int i = 0;
            while (i < limit) {
                if (bytes[i] >= 0) {
                    lineBroken |= bytes[i] == '\n' || bytes[i] == '\r';
                    i++;
                    continue;
                }
                int size = Utf8.sequence(bytes, i, limit);
                if (size > 0) {
                    multibyte |= !(mark && offset + i == 0);
                    i += size;
                } else if (size < 0 && !last) {
                    System.arraycopy(bytes, i, bytes, 0, limit - i);
                    return limit - i;
                } else {
                    if (badOffset < 0) {
                        badOffset = offset + i;
                        badByte = bytes[i] & 0xFF;
                    }
                    if (lineBroken) {
                        badRows++;
                        lineBroken = false;
                    }
                    i++;
                }
            }
            return 0;
        }

        @org.jspecify.annotations.Nullable Refusal notText(String shown) {
            if (wide != null || firstNul < 0) {
                return null;
            }
            boolean everySecond = Math.max(nulEven, nulOdd) * 5 > total * 2 && Math.min(nulEven, nulOdd) * 20 < total;
            return everySecond
                    ? Refusal.of("KAN-DATA-004.utf16", shown, 0)
                    : Refusal.of("KAN-DATA-004", shown, 0, "offset", String.format(Locale.ROOT, "%d", firstNul));
        }
    }
}
