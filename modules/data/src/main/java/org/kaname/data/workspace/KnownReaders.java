package org.kaname.data.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kaname.data.source.Recognition;
import org.kaname.data.source.Sighting;
import org.kaname.data.source.SourceReader;
import org.kaname.data.source.baci.BaciReader;
import org.kaname.data.source.comtradejson.ComtradeJsonReader;
import org.kaname.data.source.comtradelegacy.ComtradeLegacyReader;
import org.kaname.data.source.comtradeplus.ComtradePlusReader;
import org.kaname.data.source.japanarea.JapanAreaReader;
import org.kaname.model.Explanation;

/** The formats that are known by themselves, and which of them a file is of. */
final class KnownReaders {
    static final List<SourceReader> ALL = List.of(
            new BaciReader(),
            new ComtradePlusReader(),
            new ComtradeLegacyReader(),
            new ComtradeJsonReader(),
            new JapanAreaReader());

    /** Which readers know a file; of the others, why not. */
    record Answer(List<SourceReader> yes, List<Explanation> no, boolean companion) {
        Answer {
            yes = List.copyOf(yes);
            no = List.copyOf(no);
        }
    }

    private KnownReaders() {}

    static Optional<SourceReader> find(String id) {
        return ALL.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return ALL.stream().map(SourceReader::id).toList();
    }

    static Answer ask(Sighting file) {
        var yes = new ArrayList<SourceReader>();
        var no = new ArrayList<Explanation>();
        boolean companion = false;
        for (var reader : ALL) {
            companion |= reader.companion(file);
            switch (reader.recognise(file)) {
                case Recognition.Yes known -> yes.add(reader);
                case Recognition.No unknown ->
                    no.add(Explanation.of("recognition.reader", "reader", reader.id(), "unmet", unknown.unmet()));
            }
        }
        return new Answer(yes, no, companion);
    }
}
