package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Progress;
import org.kaname.data.Refusal;

/**
 * The one lock of a workspace. Its file names the process that holds it. Between threads of one process a lock in memory comes first:
 * closing any channel of a locked file would release the lock of all of them. Not to be taken twice by one thread.
 */
final class WorkspaceLock implements AutoCloseable {
    static final String FILE = "workspace.lock";

    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SAID_AFTER = Duration.ofSeconds(1);

    /** The byte that is locked lies behind every text, so that the text can be read while it is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_PID = 20;

    /** Another process, or another thread of this one, held the lock for too long. */
    static final class Held extends IOException {
        private static final long serialVersionUID = 1L;
        private final String process;
        private final long seconds;

        Held(String process, Duration patience) {
            super("The workspace is locked by process " + process + ".");
            this.process = process;
            seconds = patience.toSeconds();
        }

        Refusal refusal(Path workspace) {
            return Refusal.of("KAN-DATA-053", workspace.toString(), 0, "process", process, "seconds", seconds);
        }
    }

    private final ReentrantLock threads;
    private final FileChannel channel;

    private WorkspaceLock(ReentrantLock threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /** Takes the lock, or throws {@link Held} when patience is over. */
    static WorkspaceLock take(Path root, Duration patience, Progress progress) throws IOException {
        var file = root.resolve(FILE);
        var threads = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), unknown -> new ReentrantLock());
        try {
            if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Held(Long.toString(ProcessHandle.current().pid()), patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Held(Long.toString(ProcessHandle.current().pid()), patience);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            await(channel, root, patience, progress);
            name(channel);
            return new WorkspaceLock(threads, channel);
        } catch (IOException e) {
            threads.unlock();
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static void await(FileChannel channel, Path root, Duration patience, Progress progress) throws IOException {
        long began = System.nanoTime();
        boolean said = false;
        while (tryLock(channel) == null) {
            long waited = System.nanoTime() - began;
            if (waited >= patience.toNanos()) {
                throw new Held(holder(channel), patience);
            }
            if (!said && waited > SAID_AFTER.toNanos()) {
                progress.tell(
                        "wait.lock",
                        "place",
                        root.toString(),
                        "process",
                        holder(channel),
                        "seconds",
                        patience.toSeconds());
                said = true;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Held(holder(channel), patience);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        return channel.tryLock(LOCKED_BYTE, 1, false);
    }

    private static void name(FileChannel channel) throws IOException {
        var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** The number of the process that holds the lock, or a question mark where it has not written it yet. */
    private static String holder(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(LONGEST_PID);
        int read = channel.read(bytes, 0);
        var text = read <= 0 ? "" : new String(bytes.array(), 0, read, StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? "?" : text;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            threads.unlock();
        }
    }
}
