package org.kaname.data.source.kaname;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The bytes of the pack's tables, each read once: from the class path or from a folder. */
final class PackFiles {
    private static final String EMBEDDED = "/org/kaname/data/starter/";

    private final @Nullable Path folder;
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    private PackFiles(@Nullable Path folder) {
        this.folder = folder;
    }

    static PackFiles embedded() {
        return new PackFiles(null);
    }

    static PackFiles in(Path folder) {
        return new PackFiles(folder);
    }

    boolean isEmbedded() {
        return folder == null;
    }

    /** How a table's file is called in messages and passports. */
    String display(String table) {
        return (folder == null ? "starter/" : folder.toString().replace('\\', '/') + "/") + table + ".csv";
    }

    /** The file's bytes, shared: never change them. Empty where there is none. */
    Optional<byte[]> find(String table) {
        var known = read.get(table);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            byte[] bytes;
            if (folder == null) {
                try (InputStream in = PackFiles.class.getResourceAsStream(EMBEDDED + table + ".csv")) {
                    if (in == null) {
                        return Optional.empty();
                    }
                    bytes = in.readAllBytes();
                }
            } else {
                var file = folder.resolve(table + ".csv");
                if (!Files.isRegularFile(file)) {
                    return Optional.empty();
                }
                bytes = Files.readAllBytes(file);
            }
            read.put(table, bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The table (" + display(table) + ") cannot be read.", e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
