package org.kaname.data.source;

import java.util.Map;

/**
 * What the user said of files that are about to be read; a text that is empty was not stated.
 *
 * @param classification scheme of the goods where the files do not tell
 * @param shift columns by which values stand left of their names
 * @param quotes false where the files do not use quotation marks
 * @param report whose reports to keep: {@code importer}, {@code exporter}, {@code both}, {@code prefer-importer} or {@code prefer-exporter}
 * @param options that change what the rows mean; part of the identity of the data set
 * @param latestYear years after the next one are absurd
 */
public record ReadRequest(
        String classification,
        int shift,
        boolean quotes,
        String report,
        Rates rates,
        Map<String, String> options,
        boolean acceptLosses,
        String title,
        String vintage,
        String licence,
        String provider,
        String url,
        int latestYear,
        Room room) {
    public ReadRequest {
        options = Map.copyOf(options);
    }

    /** The same request with whose reports to keep and the scheme of the goods as a reader understands them. */
    public ReadRequest understood(String reportKept, String scheme) {
        return new ReadRequest(
                scheme,
                shift,
                quotes,
                reportKept,
                rates,
                options,
                acceptLosses,
                title,
                vintage,
                licence,
                provider,
                url,
                latestYear,
                room);
    }

    /** The same request where nothing may leave memory. */
    public ReadRequest inMemory() {
        return new ReadRequest(
                classification,
                shift,
                quotes,
                report,
                rates,
                options,
                acceptLosses,
                title,
                vintage,
                licence,
                provider,
                url,
                latestYear,
                new Room(Integer.MAX_VALUE, Runs.NONE));
    }

    /**
     * @param mostRows a table of more rows leaves memory
     * @param runs where it goes
     */
    public record Room(int mostRows, Runs runs) {}

    /** The first of two texts that says something. */
    public static String first(String stated, String otherwise) {
        return stated.isBlank() ? otherwise : stated;
    }
}
