package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kaname.data.Progress;

/** A directory under construction, locked by its owner so that nobody takes it for a leftover. Gone when closed. */
final class Staging implements AutoCloseable {
    static final String OWNER_LOCK = "owner.lock";

    private static final Set<Staging> LIVE = ConcurrentHashMap.newKeySet();
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int ATTEMPTS = 50;

    private static volatile boolean published;

    private final Path holder;
    private final FileChannel channel;
    private boolean abandoned;

    private Staging(Path holder, FileChannel channel) {
        this.holder = holder;
        this.channel = channel;
    }

    /** Under the workspace's lock, so that a directory without its owner's lock is always a leftover; leftovers go first. */
    static Staging create(Workspace workspace, Progress progress) throws IOException {
        return workspace.locked(progress, () -> {
            workspace.removeLeftovers();
            return in(Files.createTempDirectory(workspace.staging(), "new-"));
        });
    }

    /** The same outside any workspace, for a run that publishes nothing. */
    static Staging createTemporary() throws IOException {
        return in(Files.createTempDirectory("kaname-"));
    }

    private static Staging in(Path holder) throws IOException {
        var channel =
                FileChannel.open(holder.resolve(OWNER_LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        // held until the channel is closed
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("A directory just made is locked: " + holder);
        }
        var made = new Staging(holder, channel);
        LIVE.add(made);
        Files.createDirectory(holder.resolve("content"));
        return made;
    }

    /** True for a directory of this process: its lock must not even be tried, for closing a channel would release it. */
    static boolean own(Path holder) {
        return LIVE.stream().anyMatch(s -> s.holder.equals(holder));
    }

    /** What will be renamed into place; the lock lies beside it. */
    Path content() {
        return holder.resolve("content");
    }

    /** Renames the content into place; false where something is there already. */
    synchronized boolean moveTo(Path target) throws IOException {
        if (abandoned) {
            throw new IOException("interrupted");
        }
        if (Files.exists(target)) {
            return false;
        }
        Files.move(content(), target, StandardCopyOption.ATOMIC_MOVE);
        published = true;
        return true;
    }

    private synchronized void abandon() {
        abandoned = true;
    }

    /**
     * Deletes everything under construction in this process, while other threads may still write there: for a program that is being
     * ended. What is renamed into place already stays.
     *
     * @return whether anything was
     */
    static boolean abandonAll() {
        for (var staging : LIVE) {
            staging.abandon();
            for (int attempt = 0; attempt < ATTEMPTS && Files.exists(staging.holder); attempt++) {
                try {
                    Disk.deleteTree(staging.holder);
                } catch (IOException e) {
                    // a file was added meanwhile; again
                }
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return published;
                }
            }
        }
        return published;
    }

    @Override
    public void close() throws IOException {
        abandon();
        try {
            Disk.deleteTree(content());
            Disk.deleteTree(holder.resolve("sort"));
        } finally {
            channel.close();
            Disk.deleteTree(holder);
            LIVE.remove(this);
        }
    }
}
