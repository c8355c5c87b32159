package org.kaname.data.source.comtradeplus;

import java.util.List;
import org.kaname.data.Outcome;
import org.kaname.data.csv.TextFile;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.Recognition;
import org.kaname.data.source.Sighting;
import org.kaname.data.source.SourceReader;
import org.kaname.data.source.comtrade.ComtradeCsv;
import org.kaname.data.source.comtrade.ComtradeReading;
import org.kaname.data.source.comtrade.Field;

/** Reader {@code comtrade-plus} (data-formats 3.3): 47 columns, or some of them in any order, beside columns of the user's own. */
public final class ComtradePlusReader implements SourceReader {
    private static final List<String> SIGNATURE = List.of("flowcode", "partnercode", "cmdcode", "primaryvalue");

    @Override
    public String id() {
        return "comtrade-plus";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Recognition recognise(Sighting file) {
        var lacking = file.lacking(SIGNATURE);
        if (!lacking.isEmpty()) {
            return Recognition.lacks(lacking);
        }
        boolean reporter = Field.REPORTER.names().stream()
                .anyMatch(name -> file.header().contains(org.kaname.data.source.Layout.normal(name)));
        return reporter
                ? Recognition.yes()
                : Recognition.lacks(List.of(Field.REPORTER.names().getFirst()));
    }

    @Override
    public Outcome<PreparedRead> prepare(ReadRequest request, List<TextFile> files) {
        return ComtradeReading.prepare(id(), version(), request, files, () -> new ComtradeCsv(ComtradeCsv.Names.PLUS));
    }
}
