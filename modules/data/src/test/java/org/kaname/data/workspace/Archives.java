package org.kaname.data.workspace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Archives made by hand, so that they can hold what no library would write. */
final class Archives {
    /**
     * @param mode Unix file mode of the entry; 0 for none
     * @param flags general purpose flags
     */
    record Entry(String name, byte[] content, int mode, int flags) {
        static Entry of(String name, byte[] content) {
            return new Entry(name, content, 0, 0);
        }

        static Entry of(String name, String content) {
            return of(name, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int UTF8_NAMES = 0x0800;
    private static final int DEFLATED = 8;
    private static final int MADE_BY_UNIX = 3 << 8 | 20;

    private static final List<String> NAMES = List.of(
            "../x.csv",
            "a/../../x.csv",
            "/x.csv",
            "C:/x.csv",
            "C:x.csv",
            "a\\x.csv",
            "a\0.csv",
            "./x.csv",
            "x.csv",
            "X.CSV",
            "inner.zip",
            "",
            "folder/",
            "[Content_Types].xml",
            "日本.csv",
            "n".repeat(3000),
            " ",
            "%s{place}");

    private Archives() {}

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] zip(Entry... entries) {
        return zip(List.of(entries));
    }

    static byte[] zip(List<Entry> entries) {
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (var entry : entries) {
            var name = entry.name().getBytes(StandardCharsets.UTF_8);
            var packed = deflated(entry.content());
            var crc = new CRC32();
            crc.update(entry.content());
            int at = out.size();
            var local = little(30);
            local.putInt(LOCAL).putShort((short) 20).putShort((short) (UTF8_NAMES | entry.flags()));
            local.putShort((short) DEFLATED).putInt(0).putInt((int) crc.getValue());
            local.putInt(packed.length).putInt(entry.content().length).putShort((short) name.length);
            out.writeBytes(local.array());
            out.writeBytes(name);
            out.writeBytes(packed);
            var central = little(46);
            central.putInt(CENTRAL).putShort((short) MADE_BY_UNIX).putShort((short) 20);
            central.putShort((short) (UTF8_NAMES | entry.flags()))
                    .putShort((short) DEFLATED)
                    .putInt(0);
            central.putInt((int) crc.getValue()).putInt(packed.length).putInt(entry.content().length);
            central.putShort((short) name.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0);
            central.putShort((short) 0).putInt(entry.mode() << 16).putInt(at);
            directory.writeBytes(central.array());
            directory.writeBytes(name);
        }
        var end = little(22);
        end.putInt(END).putInt(0).putShort((short) entries.size()).putShort((short) entries.size());
        end.putInt(directory.size()).putInt(out.size());
        out.writeBytes(directory.toByteArray());
        out.writeBytes(end.array());
        return out.toByteArray();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(byte[] content) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[1 << 13];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** The text in an archive, alone or beside others, under its own or another name. */
    static byte[] wrapped(String name, byte[] text, Random random) {
        var entries = new ArrayList<Entry>();
        boolean odd = random.nextInt(8) == 0;
        entries.add(new Entry(
                odd ? NAMES.get(random.nextInt(NAMES.size())) : name,
                text,
                random.nextInt(40) == 0 ? 0xA1FF : 0,
                random.nextInt(40) == 0 ? 1 : 0));
        if (random.nextInt(3) == 0) {
            entries.add(Entry.of("Readme.txt", "A note."));
        }
        if (random.nextInt(12) == 0) {
            entries.add(Entry.of(NAMES.get(random.nextInt(NAMES.size())), text));
        }
        return zip(entries);
    }

    /** Another byte, an end, a beginning or a number of the directory: of a zip or a gzip file. */
    static byte[] damaged(byte[] archive, Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> Damage.flip(archive, random, 0);
            case 1 -> Damage.flip(archive, random, Math.max(0, archive.length - 90)); // the directory, or the check sum
            case 2 -> Arrays.copyOf(archive, random.nextInt(archive.length + 1));
            case 3 -> Damage.insert(archive, random, new byte[] {(byte) random.nextInt(256)});
            case 4 -> {
                var longer = Arrays.copyOf(archive, archive.length + 1 + random.nextInt(40));
                Arrays.fill(longer, archive.length, longer.length, (byte) random.nextInt(256));
                yield longer;
            }
            case 5 -> {
                var number = archive.clone();
                int from = Math.max(0, number.length - 110);
                for (int i = 0; i < 4 && number.length > 4; i++) {
                    number[Math.min(number.length - 1, from + random.nextInt(number.length - from))] =
                            (byte) (random.nextBoolean() ? 0xFF : 0);
                }
                yield number;
            }
            default -> Arrays.copyOfRange(archive, Math.min(archive.length, random.nextInt(40)), archive.length);
        };
    }
}
