package org.kaname.data.csv;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
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
 * which encoding, with which line ends. A gzip file is read through.
 *
 * @param shown the path as the user gave it
 * @param sha256 of the file as it lies there, compressed or not
 * @param encoding name of the character set it is read in
 * @param guessed true where the encoding is neither stated nor proved
 * @param firstBadOffset place of the first byte that is not UTF-8, -1 where all are
 * @param validMultibyte some text is UTF-8 beyond ASCII, so that single bad rows are damage and not another encoding
 */
public record TextFile(
        Path path,
        String shown,
        long size,
        FileTime modified,
        String sha256,
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

    /** @param encodingStated a character set's name, or empty where the file itself shall tell */
    public static Outcome<TextFile> scan(Path path, String encodingStated) {
        var shown = path.toString().replace('\\', '/');
        if (shown.matches("[a-z][a-z0-9+.-]+:/.*")) {
            return refuse("KAN-DATA-052.url", shown);
        }
        if (!Files.exists(path)) {
            return refuse("KAN-DATA-052.absent", shown);
        }
        if (Files.isDirectory(path)) {
            return refuse("KAN-DATA-052.directory", shown);
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return refuse("KAN-DATA-052", shown);
        }
        var reading = new Scan();
        try {
            long size = Files.size(path);
            var modified = Files.getLastModifiedTime(path);
            var digest = MessageDigest.getInstance("SHA-256");
            boolean gzip;
            try (var file =
                    new BufferedInputStream(new DigestInputStream(Files.newInputStream(path), digest), 1 << 16)) {
                file.mark(16);
                var head = file.readNBytes(8);
                file.reset();
                var other = signature(head);
                if (!other.isEmpty()) {
                    return new Outcome.Refused<>(java.util.List.of(
                            Refusal.of("KAN-DATA-005", shown, 0, "found", org.kaname.model.Explanation.key(other))));
                }
                if (size == 0) {
                    return refuse("KAN-DATA-003", shown, "bytes", 0);
                }
                gzip = head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
                try {
                    var text = gzip ? new GZIPInputStream(file, 1 << 16) : file;
                    reading.read(
                            text,
                            gzip ? Math.min(LARGEST_MEMBER, Math.max(RATIO_FREE, size * RATIO_LIMIT)) : Long.MAX_VALUE);
                } catch (EOFException e) {
                    return refuse("KAN-DATA-007", shown, "lines", reading.lines(), "bytes", reading.total);
                } catch (ZipException e) {
                    return refuse("KAN-DATA-007.damaged", shown, "lines", reading.lines());
                }
                if (reading.tooLarge) {
                    return refuse("KAN-DATA-008", shown, "bytes", reading.total);
                }
                file.skip(Long.MAX_VALUE); // bytes behind a gzip member are part of the hash too
            }
            if (reading.total == 0) {
                return refuse("KAN-DATA-003", shown, "bytes", 0);
            }
            var refusal = encodingStated.startsWith("UTF-16") ? null : reading.notText(shown);
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
                encoding = WESTERN.name();
                guessed = true;
            }
            return new Outcome.Taken<>(new TextFile(
                    path,
                    shown,
                    size,
                    modified,
                    HexFormat.of().formatHex(digest.digest()),
                    gzip,
                    encoding,
                    guessed,
                    reading.mark,
                    reading.badOffset,
                    reading.badByte,
                    reading.multibyte,
                    reading.crlf,
                    reading.lf,
                    reading.cr));
        } catch (IOException e) {
            return refuse("KAN-DATA-052", shown);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
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
        return open(path, encoding);
    }

    /** The text of a file that was scanned at another time, as UTF-8 bytes. */
    public static InputStream open(Path path, String encoding) throws IOException {
        var file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        file.mark(4);
        boolean gzip = file.read() == 0x1F && file.read() == 0x8B;
        file.reset();
        var bytes = gzip ? new GZIPInputStream(file, 1 << 16) : file;
        return encoding.equals(StandardCharsets.UTF_8.name())
                ? bytes
                : new Utf8Stream(bytes, Charset.forName(encoding));
    }

    /** The file is not the one that was scanned. */
    public boolean changed() {
        try {
            return Files.size(path) != size || !Files.getLastModifiedTime(path).equals(modified);
        } catch (IOException e) {
            return true;
        }
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
