package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.kaname.data.csv.PhysicalLines;

/**
 * Where every 100,000th line of a text whose lines end with LF begins, kept in the cache beside the file's length and time, so that one
 * line is found without reading what is before it. Made only of a file whose hash was just checked; a file of another length or time has
 * no index. Immutable.
 */
final class LineIndex {
    private static final int STEP = 100_000;
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 2;

    private final Path file;
    private final long[] offsets;

    private LineIndex(Path file, long[] offsets) {
        this.file = file;
        this.offsets = offsets;
    }

    /** The index kept of a file that is still as it was; empty where there is none. */
    static Optional<LineIndex> kept(Path kept, Path file) throws IOException {
        if (!Files.isRegularFile(kept)
                || !Files.isRegularFile(file)
                || Files.size(kept) % Long.BYTES != 0
                || Files.size(kept) < Long.BYTES * (HEAD + 1)) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(kept));
        var numbers = new long[bytes.capacity() / Long.BYTES];
        bytes.asLongBuffer().get(numbers);
        return numbers[0] == Files.size(file)
                        && numbers[1] == Files.getLastModifiedTime(file).toMillis()
                ? Optional.of(new LineIndex(file, Arrays.copyOfRange(numbers, HEAD, numbers.length)))
                : Optional.empty();
    }

    /** Reads the file once and keeps what it found; a cache that cannot be written is done without. */
    static LineIndex make(Path kept, Path file) throws IOException {
        var numbers = new long[64];
        numbers[0] = Files.size(file);
        numbers[1] = Files.getLastModifiedTime(file).toMillis();
        int size = HEAD + 1;
        long lines = 0;
        long at = 0;
        var buffer = new byte[BUFFER];
        try (var in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n' && ++lines % STEP == 0) {
                        if (size == numbers.length) {
                            numbers = Arrays.copyOf(numbers, 2 * size);
                        }
                        numbers[size++] = at + i + 1;
                    }
                }
                at += read;
            }
        }
        var bytes = ByteBuffer.allocate(size * Long.BYTES);
        bytes.asLongBuffer().put(numbers, 0, size);
        try {
            var part = kept.resolveSibling(kept.getFileName() + ".part");
            Files.write(part, bytes.array());
            Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            return new LineIndex(file, Arrays.copyOfRange(numbers, HEAD, size));
        }
        return new LineIndex(file, Arrays.copyOfRange(numbers, HEAD, size));
    }

    /** One line, counted from 1; empty where the file has fewer. */
    Optional<String> find(int line) throws IOException {
        int block = (line - 1) / STEP;
        if (line < 1 || block >= offsets.length) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = offsets[block];
            int left = (line - 1) % STEP;
            var buffer = ByteBuffer.allocate(BUFFER);
            while (left > 0) {
                buffer.clear();
                int read = channel.read(buffer, at);
                if (read < 0) {
                    return Optional.empty();
                }
                int i = 0;
                while (i < read && left > 0) {
                    if (buffer.get(i++) == '\n') {
                        left--;
                    }
                }
                at += i;
            }
            channel.position(at);
            return PhysicalLines.find(Channels.newInputStream(channel), 1);
        }
    }
}
