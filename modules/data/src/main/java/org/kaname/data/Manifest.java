package org.kaname.data;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a data set is, where it came from and what was done to it (data-formats 1.4).
 *
 * @param given copies of the files that say how the inputs were read: mapping, economies, rates
 * @param conversion of a data set that was converted from another one: from which, and how; null for one that was read
 */
public record Manifest(
        String id,
        String title,
        String reader,
        int readerVersion,
        SortedMap<String, String> options,
        String provider,
        String product,
        @Nullable String vintage,
        Licence licence,
        @Nullable String publishedAt,
        List<Input> inputs,
        String classification,
        String unit,
        SortedMap<String, Table> tables,
        String contentHash,
        Rows rows,
        CoverageSummary coverage,
        List<Note> notes,
        List<String> knownGaps,
        List<String> unconfirmed,
        List<FileEntry> given,
        @Nullable Conversion conversion) {

    /** A manifest without files that the user gave beside the inputs. */
    public Manifest(
            String id,
            String title,
            String reader,
            int readerVersion,
            SortedMap<String, String> options,
            String provider,
            String product,
            @Nullable String vintage,
            Licence licence,
            @Nullable String publishedAt,
            List<Input> inputs,
            String classification,
            String unit,
            SortedMap<String, Table> tables,
            String contentHash,
            Rows rows,
            CoverageSummary coverage,
            List<Note> notes,
            List<String> knownGaps,
            List<String> unconfirmed) {
        this(
                id,
                title,
                reader,
                readerVersion,
                options,
                provider,
                product,
                vintage,
                licence,
                publishedAt,
                inputs,
                classification,
                unit,
                tables,
                contentHash,
                rows,
                coverage,
                notes,
                knownGaps,
                unconfirmed,
                List.of(),
                null);
    }

    public record Licence(
            String text, @Nullable String spdx, @Nullable String url, String redistribute, String statedBy) {}

    /** The same manifest once copies of given files, and of the inputs, lie in the workspace. */
    public Manifest with(List<FileEntry> copies, boolean inputsKept) {
        return new Manifest(
                id,
                title,
                reader,
                readerVersion,
                options,
                provider,
                product,
                vintage,
                licence,
                publishedAt,
                inputsKept ? inputs.stream().map(Input::asKept).toList() : inputs,
                classification,
                unit,
                tables,
                contentHash,
                rows,
                coverage,
                notes,
                knownGaps,
                unconfirmed,
                List.copyOf(copies),
                conversion);
    }

    /**
     * What a converted data set was made of (data-formats 2.5).
     *
     * @param parent id of the data set that was converted
     * @param parentHash its content hash
     * @param target list of goods converted to
     * @param weights tables of weights used, in the order of the steps
     * @param counted what became of the parent's rows: by {@code in_target}, {@code one_to_one}, {@code many_to_one},
     *     {@code one_to_many}, {@code unweighted}, {@code unlisted} and {@code other_level}
     */
    public record Conversion(
            String parent,
            String parentHash,
            String target,
            List<Weights> weights,
            SortedMap<String, Counted> counted) {
        public Conversion {
            weights = List.copyOf(weights);
        }
    }

    /** A table of weights, and the SHA-256 of its bytes. */
    public record Weights(String table, String sha256) {}

    /**
     * Goods of one relation.
     *
     * @param rows of the parent's flows
     * @param value of those rows, in the set's unit
     */
    public record Counted(long goods, long rows, double value) {}

    /**
     * @param path as the user gave it; of a member of an archive {@code outer.zip!inner.csv}
     * @param member name inside the archive, else empty
     * @param bytes of the text's file, of a member inflated
     * @param sha256 of those bytes
     * @param outerBytes of the file that lies there
     * @param outerSha256 of the file that lies there
     * @param records read
     * @param lineKind what {@code line} counts: {@code line} or {@code record}
     * @param kept a copy lies in the workspace
     */
    public record Input(
            int ordinal,
            String path,
            String member,
            long bytes,
            String sha256,
            long outerBytes,
            String outerSha256,
            String encoding,
            boolean bom,
            String lineEnd,
            String delimiter,
            List<String> header,
            long records,
            String lineKind,
            boolean kept) {
        /** An input of which no copy is kept. */
        public Input(
                int ordinal,
                String path,
                String member,
                long bytes,
                String sha256,
                long outerBytes,
                String outerSha256,
                String encoding,
                boolean bom,
                String lineEnd,
                String delimiter,
                List<String> header,
                long records,
                String lineKind) {
            this(
                    ordinal,
                    path,
                    member,
                    bytes,
                    sha256,
                    outerBytes,
                    outerSha256,
                    encoding,
                    bom,
                    lineEnd,
                    delimiter,
                    header,
                    records,
                    lineKind,
                    false);
        }

        /** The same input with a copy in the workspace. */
        public Input asKept() {
            return new Input(
                    ordinal,
                    path,
                    member,
                    bytes,
                    sha256,
                    outerBytes,
                    outerSha256,
                    encoding,
                    bom,
                    lineEnd,
                    delimiter,
                    header,
                    records,
                    lineKind,
                    true);
        }
    }

    public record Table(long rows, List<FileEntry> files, String contentHash) {}

    /**
     * One file of a table.
     *
     * @param constants columns that the file does not hold because all its rows have one value there; empty is null
     */
    public record FileEntry(String path, long bytes, String sha256, SortedMap<String, String> constants) {
        /** A file that holds all its columns. */
        public FileEntry(String path, long bytes, String sha256) {
            this(path, bytes, sha256, new TreeMap<>());
        }
    }

    /** Rows that are valid and no flow, by one rule. */
    public record SetAside(long rows, List<Integer> lines) {
        public SetAside {
            lines = List.copyOf(lines);
        }
    }

    /**
     * {@code accepted + quarantined = read} and {@code accepted = stored + Σ setAside}; the constructor asserts both.
     *
     * @param derived rows that the tables hold besides, made of rows read and not read themselves
     */
    public record Rows(
            long read,
            long accepted,
            long stored,
            SortedMap<String, SetAside> setAside,
            long quarantined,
            SortedMap<String, Long> quarantinedByReason,
            long derived) {
        public Rows {
            if (read != accepted + quarantined) {
                throw new IllegalStateException("Rows read (" + read + ") are not rows accepted (" + accepted
                        + ") and quarantined (" + quarantined + ").");
            }
            long aside = setAside.values().stream().mapToLong(SetAside::rows).sum();
            if (accepted != stored + aside) {
                throw new IllegalStateException("Rows accepted (" + accepted + ") are not rows stored (" + stored
                        + ") and set aside (" + aside + ").");
            }
        }

        /** Rows set aside by each rule. */
        public SortedMap<String, Long> setAsideCounts() {
            var counts = new TreeMap<String, Long>();
            setAside.forEach((rule, aside) -> counts.put(rule, aside.rows()));
            return counts;
        }
    }

    public record CoverageSummary(
            List<Integer> years,
            int economiesAsExporter,
            int economiesAsImporter,
            int products,
            SortedMap<String, Long> flowsPerYear,
            SortedMap<String, Double> valuePerYear,
            String state) {}

    /** A repair or an oddity that was accepted, with its first places. */
    public record Note(String code, long count, List<Origin> first, String textKey, Map<String, String> arguments) {}
}
