package org.kaname.data.source.comtradelegacy;

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

/** Reader {@code comtrade-legacy} (data-formats 3.4): 22 or 35 columns, with or without blanks in their names. */
public final class ComtradeLegacyReader implements SourceReader {
    private static final List<String> SIGNATURE =
            List.of("classification", "tradeflowcode", "reportercode", "partnercode", "commoditycode", "tradevalueus");

    @Override
    public String id() {
        return "comtrade-legacy";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Recognition recognise(Sighting file) {
        var lacking = file.lacking(SIGNATURE);
        return lacking.isEmpty() ? Recognition.yes() : Recognition.lacks(lacking);
    }

    @Override
    public Outcome<PreparedRead> prepare(ReadRequest request, List<TextFile> files) {
        return ComtradeReading.prepare(
                id(), version(), request, files, () -> new ComtradeCsv(ComtradeCsv.Names.LEGACY));
    }
}
