package org.kaname.data.source.japanarea;

import java.util.LinkedHashSet;
import java.util.List;
import org.kaname.data.Outcome;
import org.kaname.data.csv.TextFile;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.Recipes;
import org.kaname.data.source.Recognition;
import org.kaname.data.source.Sighting;
import org.kaname.data.source.SourceReader;

/** Reader {@code japan-area} (data-formats 3.8): {@code ex_im,area,goods,year,value} in billion yen. */
public final class JapanAreaReader implements SourceReader {
    static final String READER = "japan-area";
    static final int VERSION = 1;
    static final List<String> COLUMNS = List.of("ex_im", "area", "goods", "year", "value");

    /** The same as {@link Sighting#header} gives them. */
    private static final List<String> NORMAL = List.of("exim", "area", "goods", "year", "value");

    @Override
    public String id() {
        return READER;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public Recognition recognise(Sighting file) {
        if (file.header().size() == NORMAL.size() && new LinkedHashSet<>(file.header()).containsAll(NORMAL)) {
            return Recognition.yes();
        }
        return Recognition.no("recognition.header-exactly", "columns", String.join(",", COLUMNS));
    }

    @Override
    public Outcome<PreparedRead> prepare(ReadRequest request, List<TextFile> files) {
        var recipe = Recipes.of(READER, VERSION, request, "", Reference.load().fingerprint(), files);
        return new Outcome.Taken<>(new JapanAreaReading.Prepared(request, recipe, files));
    }
}
