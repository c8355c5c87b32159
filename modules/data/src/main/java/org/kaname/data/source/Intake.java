package org.kaname.data.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.model.Unit;

/**
 * The books of one reading: every record ends in a table, set aside by a named rule, or in quarantine, and the three add up
 * (data-formats 0 and 1.5). Shared by all readers; each brings only what its columns mean. Not thread-safe.
 */
public final class Intake {
    /** What is done with rows of one key: refuse the file, add them up, or keep one of equal rows and quarantine the others. */
    public enum Duplicates {
        REFUSE,
        SUM,
        IDENTICAL
    }

    /** Above these shares of rows or value in quarantine a file is refused, unless the losses are accepted (data-formats 1.5). */
    private static final double ROWS_LIMIT = 0.01;

    private static final double VALUE_LIMIT = 0.005;
    private static final int FIRST_PLACES = 20;

    /** So many quarantined rows keep their whole text; of the others only the beginning is kept. */
    private static final int ROWS_WITH_TEXT = 100_000;

    private static final int SHORT_TEXT = 100;

    /** A repair or an oddity that is counted while rows are read. */
    public static final class NoteCount {
        private final String code;
        private final String textKey;
        private final Map<String, String> arguments;
        private long count;
        private final List<Origin> first = new ArrayList<>();

        private NoteCount(String code, String textKey, Map<String, String> arguments) {
            this.code = code;
            this.textKey = textKey;
            this.arguments = arguments;
        }

        /** One more, at a place. */
        public void count(int file, long line) {
            count++;
            if (first.size() < FIRST_PLACES) {
                first.add(new Origin(file, (int) line));
            }
        }

        /** More of them, at no single place. */
        public void count(long more) {
            count += more;
        }
    }

    private static final class Aside {
        long rows;
        final List<Integer> first = new ArrayList<>();
    }

    private final List<TextFile> files;
    private final Duplicates duplicates;
    private final ReadRequest request;
    private final Progress progress;
    private FlowTable flows = new FlowTable();
    private final FlowTable totals = new FlowTable();
    private final FlowTable reexports = new FlowTable();
    private final FlowSummary summary = new FlowSummary();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<QuarantinedRow> quarantine = new ArrayList<>();
    private final TreeMap<String, Long> quarantined = new TreeMap<>();
    private final TreeMap<String, Aside> setAside = new TreeMap<>();
    private final TreeMap<String, NoteCount> notes = new TreeMap<>();
    private final List<Manifest.Input> inputs = new ArrayList<>();
    private final TreeMap<String, Long> rowsByClassification = new TreeMap<>();
    private final List<CoverageGap> gaps = new ArrayList<>();
    private final long mostRecords;
    private boolean spilled;
    private boolean excerpt;
    private boolean hopeless;
    private long stored;
    private long derived;
    private long read;
    private double valueTaken;
    private double valueLost;

    public Intake(List<TextFile> files, Duplicates duplicates, ReadRequest request, Progress progress) {
        // A record needs a line, so that there are no more records than lines; the last one may have no end.
        this(
                files,
                duplicates,
                request,
                progress,
                files.stream().mapToLong(f -> f.lines() + 1).sum());
    }

    /** @param mostRecords the files hold no more records than that, lines or not */
    public Intake(
            List<TextFile> files, Duplicates duplicates, ReadRequest request, Progress progress, long mostRecords) {
        this.files = List.copyOf(files);
        this.duplicates = duplicates;
        this.request = request;
        this.progress = progress;
        this.mostRecords = mostRecords;
    }

    /** The user takes the file whatever it loses. */
    public boolean lossesAccepted() {
        return request.acceptLosses();
    }

    /** The unit of values, where it is not thousand US$. To be said before the first row. */
    public void unit(Unit ofValues) {
        request.room().runs().unit(ofValues);
    }

    public FlowTable flows() {
        return flows;
    }

    public FlowTable totals() {
        return totals;
    }

    public FlowTable reexports() {
        return reexports;
    }

    public Progress progress() {
        return progress;
    }

    /** Refuses the files; nothing of them will be published. */
    public void refuse(String code, String file, long line, Object... namesAndValues) {
        refusals.add(Refusal.of(code, file, line, namesAndValues));
    }

    /** Refuses the files for what is known of them already. */
    public void refuse(List<Refusal> why) {
        refusals.addAll(why);
    }

    public boolean refused() {
        return !refusals.isEmpty();
    }

    /** The count of one repair; names and values in turn. */
    public NoteCount note(String code, String textKey, String... namesAndValues) {
        var arguments = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return notes.computeIfAbsent(
                code + textKey + arguments, unknown -> new NoteCount(code, textKey, Map.copyOf(arguments)));
    }

    /** Notes that a look at the whole file gave: mixed line ends, a guessed encoding. */
    public void fileNotes(int ordinal, TextFile file) {
        if (file.lineEnd().equals("mixed")) {
            note(
                            "KAN-DATA-029",
                            "note.line-ends-mixed",
                            "crlf",
                            Long.toString(file.crlf()),
                            "lf",
                            Long.toString(file.lf()),
                            "cr",
                            Long.toString(file.cr()))
                    .count(ordinal, 1);
        }
        if (file.guessed()) {
            note(
                            "KAN-DATA-030",
                            "note.encoding-guessed",
                            "encoding",
                            file.encoding(),
                            "byte",
                            String.format(Locale.ROOT, "0x%02X", file.firstBadByte()),
                            "offset",
                            Long.toString(file.firstBadOffset()))
                    .count(ordinal, 1);
        }
    }

    /** One more record was read, whatever becomes of it. */
    public void countRead() {
        read++;
    }

    public long read() {
        return read;
    }

    /** The record is valid, but no flow; the rule says why. */
    public void aside(String rule, long line) {
        var aside = setAside.computeIfAbsent(rule, unknown -> new Aside());
        aside.rows++;
        if (aside.first.size() < FIRST_PLACES) {
            aside.first.add((int) line);
        }
    }

    /** Rows set aside by a rule so far. */
    public long aside(String rule) {
        var aside = setAside.get(rule);
        return aside == null ? 0 : aside.rows;
    }

    /** @param worth the value that is lost with the row, in the set's unit; zero where it cannot be read */
    public void reject(QuarantinedRow row, double worth) {
        if (worth > 0) {
            valueLost += worth;
        }
        long rows = quarantined.merge(row.reason().name(), 1L, Long::sum);
        hopeless |= !request.acceptLosses() && quarantine.size() > ROWS_LIMIT * mostRecords;
        if (hopeless && rows > FIRST_PLACES) {
            return; // the file will be refused: only the counts are wanted
        }
        quarantine.add(quarantine.size() < ROWS_WITH_TEXT ? row : row.shortened(SHORT_TEXT));
    }

    /** A flow was added whose value counts among those taken. */
    public void taken(double value) {
        valueTaken += value;
    }

    /** A row was added that is no record of a file, but follows from some: it is stored, and no row was read for it. */
    public void derived() {
        derived++;
    }

    /** One more flow of a scheme. */
    public void classified(String classification, long rows) {
        rowsByClassification.merge(classification, rows, Long::sum);
    }

    /** Rows of each scheme so far. */
    public TreeMap<String, Long> rowsByClassification() {
        return rowsByClassification;
    }

    /** Some flows have left memory: only what is still in {@link #flows} can be looked at again. */
    public boolean spilled() {
        return spilled;
    }

    /** The files are visibly a part of what was asked for, however large they are. */
    public void excerpt() {
        excerpt = true;
    }

    public void gap(CoverageGap gap) {
        gaps.add(gap);
    }

    /** The scheme of most rows, or the text given where there are none. */
    public String mainClassification(String otherwise) {
        var main = otherwise;
        long most = 0;
        for (var entry : rowsByClassification.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                main = entry.getKey();
            }
        }
        return main;
    }

    public void input(Manifest.Input input) {
        inputs.add(input);
    }

    /** Lets a full table leave memory. To be called between rows; a table asked for before may be another afterwards. */
    public void makeRoom(SecondLook look) throws IOException {
        if (flows.size() >= request.room().mostRows()) {
            spill(look);
        }
    }

    /** The same between files, so that a year that lies in one file stays in one run. */
    public void endOfFile(SecondLook look) throws IOException {
        if (flows.size() >= request.room().mostRows() / 2) {
            spill(look);
        }
    }

    private void spill(SecondLook look) throws IOException {
        if (!request.room().runs().ready()) {
            return;
        }
        spilled = true;
        settleRun(look);
        flows = flows.emptied();
    }

    /** Rows of one key stay together until all of them are known: those of this run, and those still to be read. */
    private void settleRun(SecondLook look) throws IOException {
        var repeatedYears = new TreeSet<Integer>();
        if (duplicates == Duplicates.IDENTICAL) {
            var table = flows;
            table.settle(rows -> {
                repeatedYears.add(table.year(rows.getFirst()));
                return FlowTable.Decision.KEEP_ALL;
            });
        } else {
            settle(flows, look);
        }
        account(flows);
        request.room().runs().add(flows, repeatedYears);
    }

    private void account(FlowTable settled) {
        summary.add(settled);
        stored += settled.size();
    }

    /** Settles rows of one key, and puts in quarantine those that contradict each other. */
    private void settle(FlowTable table, SecondLook look) throws IOException {
        var conflicts =
                new TreeMap<Origin, Long>(Comparator.comparingInt(Origin::file).thenComparingInt(Origin::line));
        var shared = new long[1];
        boolean counted = table == flows;
        table.settle(rows -> {
            int first = rows.getFirst();
            switch (duplicates) {
                case SUM -> {
                    for (int row : rows.subList(1, rows.size())) {
                        aside("summed", table.line(row));
                    }
                    return FlowTable.Decision.SUM;
                }
                case REFUSE -> {
                    int second = rows.get(1);
                    if (shared[0]++ < FIRST_PLACES) {
                        refuse(
                                "KAN-DATA-017",
                                files.get(table.origin(second).file()).shown(),
                                table.origin(second).line(),
                                "first",
                                table.value(first),
                                "second",
                                table.value(second),
                                "key",
                                key(table, first),
                                "other",
                                table.origin(first).line());
                    }
                    return FlowTable.Decision.DROP_ALL;
                }
                case IDENTICAL -> {
                    boolean equal = true;
                    for (int row : rows) {
                        equal &= table.value(row) == table.value(first)
                                && Double.compare(table.quantity(row), table.quantity(first)) == 0;
                    }
                    if (equal) {
                        for (int row : rows.subList(1, rows.size())) {
                            aside("repeated", table.line(row));
                            note("KAN-DATA-036", "note.repeated-row")
                                    .count(table.origin(row).file(), table.line(row));
                        }
                        return FlowTable.Decision.KEEP_FIRST;
                    }
                    for (int i = 0; i < rows.size(); i++) {
                        int other = rows.get(i == 0 ? 1 : 0);
                        conflicts.put(table.origin(rows.get(i)), (long) table.line(other));
                        if (counted) {
                            valueTaken -= table.value(rows.get(i));
                            valueLost += table.value(rows.get(i));
                            classified(table.classification(rows.get(i)), -1);
                        }
                    }
                    return FlowTable.Decision.DROP_ALL;
                }
            }
            throw new IllegalStateException("Every rule is decided above.");
        });
        contradict(conflicts, look);
    }

    private static String key(FlowTable table, int row) {
        return table.exporter(row) + " → " + table.importer(row) + " " + table.classification(row) + ":"
                + table.product(row) + " " + table.year(row);
    }

    /** Puts rows that were taken at first into quarantine, with their text read again. */
    private void contradict(TreeMap<Origin, Long> otherLineByPlace, SecondLook look) throws IOException {
        var linesByFile = new TreeMap<Integer, TreeSet<Integer>>();
        for (var place : otherLineByPlace.keySet()) {
            linesByFile
                    .computeIfAbsent(place.file(), unknown -> new TreeSet<>())
                    .add(place.line());
        }
        for (var entry : linesByFile.entrySet()) {
            int ordinal = entry.getKey();
            look.find(ordinal, entry.getValue(), (line, raw, truncated, value) -> {
                var place = new Origin(ordinal, line);
                var other = otherLineByPlace.remove(place);
                if (other != null) {
                    reject(new QuarantinedRow(place, null, Reason.DUPLICATE_CONFLICT, value, raw, truncated, other), 0);
                }
            });
        }
        if (!otherLineByPlace.isEmpty()) {
            var lost = otherLineByPlace.firstKey();
            refuse("KAN-DATA-051", files.get(lost.file()).shown(), lost.line());
        }
    }

    private void settleAcrossRuns(SecondLook look) throws IOException {
        var conflicts =
                new TreeMap<Origin, Long>(Comparator.comparingInt(Origin::file).thenComparingInt(Origin::line));
        var groups = request.room().runs().findRepeated();
        boolean tooMany = groups.stream().mapToInt(List::size).sum() > Runs.MOST_REPEATED;
        for (var group : groups) {
            var first = group.getFirst();
            boolean equal = duplicates == Duplicates.IDENTICAL
                    && group.stream()
                            .allMatch(r ->
                                    r.value() == first.value() && Double.compare(r.quantity(), first.quantity()) == 0);
            if (tooMany || duplicates != Duplicates.IDENTICAL) {
                refuse(
                        tooMany || duplicates == Duplicates.SUM ? "KAN-DATA-017.large" : "KAN-DATA-017",
                        files.get(group.get(1).origin().file()).shown(),
                        group.get(1).origin().line(),
                        "first",
                        first.value(),
                        "second",
                        group.get(1).value(),
                        "key",
                        first.key(),
                        "other",
                        first.origin().line());
                return;
            }
            for (int i = 0; i < group.size(); i++) {
                var row = group.get(i);
                if (equal && i == 0) {
                    continue;
                }
                request.room().runs().drop(row);
                summary.remove(row.year(), 1, row.value());
                stored--;
                if (equal) {
                    aside("repeated", row.origin().line());
                    note("KAN-DATA-036", "note.repeated-row")
                            .count(row.origin().file(), row.origin().line());
                } else {
                    conflicts.put(row.origin(), (long)
                            group.get(i == 0 ? 1 : 0).origin().line());
                    classified(row.classification(), -1);
                    valueTaken -= row.value();
                    valueLost += row.value();
                }
            }
        }
        contradict(conflicts, look);
    }

    /** Settles what is left in memory and judges the losses. {@link #finish} may be called when this is true. */
    public boolean close(SecondLook look) throws IOException {
        for (int ordinal = 0; ordinal < files.size(); ordinal++) {
            if (files.get(ordinal).changed()) {
                refuse("KAN-DATA-051", files.get(ordinal).shown(), 0);
            }
        }
        if (refused()) {
            return false;
        }
        if (spilled) {
            settleRun(look);
            flows = flows.emptied();
            flows.settle(rows -> FlowTable.Decision.KEEP_FIRST);
        } else {
            settle(flows, look);
        }
        settle(totals, look);
        settle(reexports, look);
        if (!refused() && spilled) {
            settleAcrossRuns(look);
        } else if (!refused()) {
            account(flows);
        }
        if (!refused()) {
            judgeLosses();
        }
        return !refused();
    }

    private long quarantinedRows() {
        return quarantined.values().stream().mapToLong(Long::longValue).sum();
    }

    private void judgeLosses() {
        double rowsLost = read == 0 ? 0 : (double) quarantinedRows() / read;
        double wholeValue = valueTaken + valueLost;
        double shareLost = wholeValue > 0 ? valueLost / wholeValue : 0;
        if (request.acceptLosses() || rowsLost <= ROWS_LIMIT && shareLost <= VALUE_LIMIT) {
            return;
        }
        var parts = new ArrayList<String>();
        quarantined.forEach((reason, count) -> parts.add(reason + " " + count));
        var first = quarantine.getFirst();
        refuse(
                "KAN-DATA-040",
                files.get(first.origin().file()).shown(),
                first.origin().line(),
                "rows",
                percent(rowsLost),
                "value",
                percent(shareLost),
                "reasons",
                String.join(", ", parts),
                "column",
                first.column() == null ? "" : first.column(),
                "text",
                first.value() == null ? "" : first.value());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", share * 100);
    }

    public Outcome<SourceRead> refusal() {
        return new Outcome.Refused<>(refusals);
    }

    public FlowSummary summary() {
        return summary;
    }

    /** Hands everything over. */
    public Outcome<SourceRead> finish(Described described) {
        quarantine.sort(Comparator.<QuarantinedRow>comparingInt(r -> r.origin().file())
                .thenComparingInt(r -> r.origin().line()));
        long lost = quarantinedRows();
        long accepted = read - lost;
        var asides = new TreeMap<String, Manifest.SetAside>();
        long aside = 0;
        for (var entry : setAside.entrySet()) {
            asides.put(entry.getKey(), new Manifest.SetAside(entry.getValue().rows, entry.getValue().first));
            aside += entry.getValue().rows;
        }
        var rows = new Manifest.Rows(read, accepted, accepted - aside, asides, lost, quarantined, derived);
        long kept = stored + totals.size() + reexports.size() - derived;
        if (rows.stored() != kept) {
            throw new IllegalStateException("The rows stored (" + kept + ") are not the rows accepted (" + accepted
                    + ") less those set aside (" + aside + ").");
        }
        var manifestNotes = new ArrayList<Manifest.Note>();
        for (var note : notes.values()) {
            if (note.count > 0) {
                manifestNotes.add(new Manifest.Note(
                        note.code, note.count, List.copyOf(note.first), note.textKey, note.arguments));
            }
        }
        return new Outcome.Taken<>(new SourceRead(
                described,
                inputs,
                files.stream().map(TextFile::path).toList(),
                flows,
                totals,
                reexports,
                summary,
                rowsByClassification,
                gaps,
                excerpt,
                quarantine,
                rows,
                manifestNotes));
    }
}
