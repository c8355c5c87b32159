package org.kaname.data.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.source.mapped.MappedReader;

/**
 * Bytes of the files beside the inputs that say what they mean: a mapping, the economies it declares, a table of rates. A copy lies in
 * the data set, so that its inputs can be read again in the same way.
 */
record Given(SortedMap<String, byte[]> files) {
    static final String MAPPING = "given/mapping.json";
    static final String ECONOMIES = "given/economies.csv";
    static final String RATES = "given/rates.csv";

    static final Given NOTHING = new Given(new TreeMap<>());

    static Given read(@Nullable Path mapping, @Nullable Path rates) throws IOException {
        var files = new TreeMap<String, byte[]>();
        if (mapping != null) {
            files.put(MAPPING, Files.readAllBytes(mapping));
            var economies = MappedReader.economies(mapping);
            if (economies.isPresent()) {
                files.put(ECONOMIES, Files.readAllBytes(economies.get()));
            }
        }
        if (rates != null) {
            files.put(RATES, Files.readAllBytes(rates));
        }
        return new Given(files);
    }

    /** Writes the copies below a directory. */
    List<Manifest.FileEntry> write(Path directory) throws IOException {
        var entries = new ArrayList<Manifest.FileEntry>();
        for (var file : files.entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
            entries.add(new Manifest.FileEntry(file.getKey(), file.getValue().length, Disk.sha256(path)));
        }
        return entries;
    }
}
