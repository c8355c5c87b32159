package org.kaname.data.source.comtrade;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kaname.data.source.FlowTable.ReportedBy;

/** Whose reports of a flow are kept (data-formats 4.2). */
enum Report {
    IMPORTER,
    EXPORTER,
    BOTH,
    /** The importer's; the exporter's where the importer did not report in that year. */
    PREFER_IMPORTER,
    PREFER_EXPORTER;

    /**
     * What an import costs at the border more than at the ship's rail. Median of cifvalue / fobvalue in the 38,590 import rows of the battery
     * file where both are positive: 1.054, quartiles 1.020 and 1.115 (data-formats 4.2).
     */
    static final double CIF_FOB_FACTOR = 1.05;

    /** The name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Both sides where the text says nothing: measures choose. */
    static Optional<Report> of(String id) {
        return id.isEmpty()
                ? Optional.of(BOTH)
                : Stream.of(values()).filter(r -> r.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return Stream.of(values()).map(Report::id).toList();
    }

    /** One side is filled up from the other. */
    boolean prefers() {
        return this == PREFER_IMPORTER || this == PREFER_EXPORTER;
    }

    /** The side whose reports are never left out; both of them where neither is preferred. */
    boolean keeps(ReportedBy side) {
        return switch (this) {
            case BOTH -> true;
            case IMPORTER, PREFER_IMPORTER -> side == ReportedBy.IMPORTER;
            case EXPORTER, PREFER_EXPORTER -> side == ReportedBy.EXPORTER;
        };
    }
}
