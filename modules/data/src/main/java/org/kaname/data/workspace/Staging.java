package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A directory under construction, locked by its owner so that nobody takes it for a leftover. Gone when closed. */
final class Staging implements AutoCloseable {
    static final String OWNER_LOCK = "owner.lock";

    private final Path holder;
    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private Staging(Path holder, FileChannel channel, @Nullable FileLock lock) {
        this.holder = holder;
        this.channel = channel;
        this.lock = lock;
    }

    static Staging create(Workspace workspace) throws IOException {
        return in(Files.createTempDirectory(workspace.staging(), "new-"));
    }

    /** The same outside any workspace, for a run that publishes nothing. */
    static Staging createTemporary() throws IOException {
        return in(Files.createTempDirectory("kaname-"));
    }

    private static Staging in(Path holder) throws IOException {
        Files.createDirectory(holder.resolve("content"));
        var channel =
                FileChannel.open(holder.resolve(OWNER_LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        return new Staging(holder, channel, channel.tryLock());
    }

    /** What will be renamed into place; the lock lies beside it. */
    Path content() {
        return holder.resolve("content");
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.release();
        }
        channel.close();
        Disk.deleteTree(holder);
    }
}
