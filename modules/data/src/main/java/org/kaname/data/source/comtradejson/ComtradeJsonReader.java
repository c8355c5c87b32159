package org.kaname.data.source.comtradejson;

import java.util.List;
import org.kaname.data.Outcome;
import org.kaname.data.csv.TextFile;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.Recognition;
import org.kaname.data.source.Sighting;
import org.kaname.data.source.SourceReader;
import org.kaname.data.source.comtrade.ComtradeReading;

/** Reader {@code comtrade-json} (data-formats 3.2): an envelope, a bare array, or objects one after another. */
public final class ComtradeJsonReader implements SourceReader {
    private static final List<String> RECORD = List.of("\"reporterCode\"", "\"flowCode\"", "\"cmdCode\"");
    private static final List<String> ENVELOPE = List.of("\"elapsedTime\"", "\"data\"", "\"error\"");

    @Override
    public String id() {
        return "comtrade-json";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Recognition recognise(Sighting file) {
        if (!file.json()) {
            return Recognition.no("recognition.no-json");
        }
        var lacking = RECORD.stream().filter(f -> !file.head().contains(f)).toList();
        boolean envelope = ENVELOPE.stream().allMatch(file.head()::contains);
        return lacking.isEmpty() || envelope ? Recognition.yes() : Recognition.lacks(lacking);
    }

    @Override
    public Outcome<PreparedRead> prepare(ReadRequest request, List<TextFile> files) {
        return ComtradeReading.prepare(id(), version(), request, files, ComtradeJson::new);
    }
}
