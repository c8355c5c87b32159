package org.kaname.data.source.mapped;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.Recipe;
import org.kaname.data.Refusal;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.TextFile;
import org.kaname.data.csv.TextPool;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.SourceRead;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/** One run of the mapped reader over all files of a data set. */
final class MappedReading {
    /** Above these shares of rows or value in quarantine a file is refused, unless the losses are accepted (data-formats 1.5). */
    private static final double ROWS_LIMIT = 0.01;

    private static final double VALUE_LIMIT = 0.005;
    private static final double ABSURD_KUSD = 1e10;
    private static final double ABSURD_TONNES = 1e10;
    private static final int MIN_YEAR = 1900;
    private static final int FIRST_PLACES = 20;
    private static final int MOST_PENDING = 1000;
    private static final int PROGRESS_EVERY = 1 << 16;

    /** {@code HS}, an edition, and for headings and chapters their digits: HS17, HS17-4, HS-2. */
    private static final Pattern HARMONISED = Pattern.compile("HS\\d{0,2}(?:-(\\d))?");

    private static final int DIGITS_OF_GOOD = 6;

    private final MappedReader.Request request;
    private final Mapping mapping;
    private final MappedReader.@Nullable OwnEconomies own;
    private final List<TextFile> files;
    private final Recipe recipe;
    private final Progress progress;
    private final Amounts amounts;
    private final FlowTable table = new FlowTable();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<QuarantinedRow> quarantine = new ArrayList<>();
    private final TreeMap<String, Long> setAside = new TreeMap<>();
    private final TreeMap<String, NoteCount> notes = new TreeMap<>();
    private final List<Manifest.Input> inputs = new ArrayList<>();
    private final List<Layout> layouts = new ArrayList<>();
    private final Map<String, Long> rowsByClassification = new TreeMap<>();
    private long read;
    private double valueTaken;
    private double valueLost;

    private static final class NoteCount {
        final String textKey;
        final Map<String, String> arguments;
        long count;
        final List<Origin> first = new ArrayList<>();

        NoteCount(String textKey, Map<String, String> arguments) {
            this.textKey = textKey;
            this.arguments = arguments;
        }
    }

    /** What a product text means in a classification: a code, or why none. */
    private record Good(
            int text, int level, int flags, @Nullable Reason reason, long rowsCounted) {}

    MappedReading(
            MappedReader.Request request,
            Mapping mapping,
            MappedReader.@Nullable OwnEconomies own,
            List<TextFile> files,
            Recipe recipe,
            Progress progress) {
        this.request = request;
        this.mapping = mapping;
        this.own = own;
        this.files = files;
        this.recipe = recipe;
        this.progress = progress;
        amounts = new Amounts(mapping.csv());
    }

    Outcome<SourceRead> read() throws IOException {
        progress.phase(2, 4, "phase.read");
        for (int ordinal = 0; ordinal < files.size(); ordinal++) {
            readFile(ordinal, files.get(ordinal));
            if (files.get(ordinal).changed()) {
                refuse("KAN-DATA-051", files.get(ordinal).shown(), 0);
            }
        }
        if (!refusals.isEmpty()) {
            return new Outcome.Refused<>(refusals);
        }
        progress.phase(3, 4, "phase.check");
        var settled = settle();
        if (!refusals.isEmpty()) {
            return new Outcome.Refused<>(refusals);
        }
        return judgeLosses(settled);
    }

    private void refuse(String code, String file, long line, Object... namesAndValues) {
        refusals.add(Refusal.of(code, file, line, namesAndValues));
    }

    private void note(String code, String textKey, long count, @Nullable Origin place, String... namesAndValues) {
        var arguments = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        var note = notes.computeIfAbsent(
                code + textKey + arguments, unknown -> new NoteCount(code + " " + textKey, arguments));
        note.count += count;
        if (place != null && note.first.size() < FIRST_PLACES) {
            note.first.add(place);
        }
    }

    private List<String> wantedColumns() {
        var wanted = new ArrayList<String>();
        mapping.year().ifPresent(c -> wanted.add(c.from()));
        mapping.classification().ifPresent(c -> wanted.add(c.from()));
        mapping.product().ifPresent(c -> wanted.add(c.from()));
        if (mapping.exporter() != null) {
            wanted.add(mapping.exporter().from());
        }
        if (mapping.importer() != null) {
            wanted.add(mapping.importer().from());
        }
        var direction = mapping.direction();
        if (direction != null) {
            wanted.add(direction.reporter().from());
            wanted.add(direction.partner().from());
            wanted.add(direction.flow().from());
        }
        wanted.add(mapping.value().from());
        mapping.quantity().ifPresent(c -> wanted.add(c.from()));
        mapping.setAside().forEach(rule -> wanted.add(rule.column()));
        return wanted;
    }

    private void fileNotes(int ordinal, TextFile file) {
        var place = new Origin(ordinal, 1);
        if (file.lineEnd().equals("mixed")) {
            note(
                    "KAN-DATA-029",
                    "note.line-ends-mixed",
                    1,
                    place,
                    "crlf",
                    Long.toString(file.crlf()),
                    "lf",
                    Long.toString(file.lf()),
                    "cr",
                    Long.toString(file.cr()));
        }
        if (file.guessed()) {
            note(
                    "KAN-DATA-030",
                    "note.encoding-guessed",
                    1,
                    place,
                    "encoding",
                    file.encoding(),
                    "byte",
                    String.format(java.util.Locale.ROOT, "0x%02X", file.firstBadByte()),
                    "offset",
                    Long.toString(file.firstBadOffset()));
        }
    }

    private void readFile(int ordinal, TextFile file) throws IOException {
        var wanted = wantedColumns();
        var layout = Layout.of(file, mapping.csv(), wanted);
        layouts.add(layout);
        if (!layout.readable()) {
            refuse(layout.header().isEmpty() ? "KAN-DATA-003.blank" : "KAN-DATA-039", file.shown(), 1);
            return;
        }
        for (var name : new TreeSet<>(wanted)) {
            if (layout.column(name).isEmpty()) {
                var nearest = org.kaname.data.NearestName.find(name, layout.header());
                refuse(
                        nearest.isPresent() ? "KAN-DATA-028.nearest" : "KAN-DATA-028",
                        file.shown(),
                        0,
                        "column",
                        name,
                        "columns",
                        String.join(", ", layout.header()),
                        "nearest",
                        nearest.orElse(""));
            }
        }
        var repeated = layout.repeated();
        for (var name : repeated) {
            if (wanted.contains(name)) {
                refuse("KAN-DATA-021.repeated", file.shown(), 0, "column", name);
            }
        }
        if (!refusals.isEmpty()) {
            return;
        }
        fileNotes(ordinal, file);
        long rowsBefore = read;
        new FileRun(ordinal, file, layout).run();
        if (!refusals.isEmpty()) {
            return;
        }
        long records = read - rowsBefore;
        if (records == 0) {
            refuse("KAN-DATA-006", file.shown(), 0, "columns", String.join(", ", layout.header()));
            return;
        }
        inputs.add(new Manifest.Input(
                ordinal,
                file.shown(),
                file.size(),
                file.sha256(),
                file.encoding(),
                file.mark(),
                file.lineEnd(),
                String.valueOf(layout.delimiter()),
                layout.header(),
                records));
    }

    /** The pass over one file. */
    private final class FileRun {
        private final int ordinal;
        private final TextFile file;
        private final Layout layout;
        private final int year;
        private final int classification;
        private final int product;
        private final int value;
        private final int quantity;
        private final int flow;
        private final EconomyColumn exporter;
        private final EconomyColumn importer;
        private final int[] asideColumn;
        private final List<List<Boolean>> asideByText = new ArrayList<>();
        private final List<TextPool> asideTexts = new ArrayList<>();
        private final TextPool yearTexts = new TextPool();
        private final List<Integer> years = new ArrayList<>();
        private final TextPool productTexts = new TextPool();
        private final TextPool classificationTexts = new TextPool();
        private final List<Optional<String>> classifications = new ArrayList<>();
        private final Map<String, Map<Integer, Good>> goods = new HashMap<>();
        private final TextPool flowTexts = new TextPool();
        private final TextPool quantityTexts = new TextPool();
        private final List<QuarantinedRow> pending = new ArrayList<>();
        private final Set<String> valueMissing;
        private final Set<String> quantityMissing;

        FileRun(int ordinal, TextFile file, Layout layout) {
            this.ordinal = ordinal;
            this.file = file;
            this.layout = layout;
            year = index(mapping.year());
            classification = index(mapping.classification());
            product = index(mapping.product());
            value = layout.column(mapping.value().from()).orElse(-1);
            quantity = index(mapping.quantity());
            var direction = mapping.direction();
            flow = direction == null
                    ? -1
                    : layout.column(direction.flow().from()).orElse(-1);
            // With a direction these two are reporter and partner until the flow code of a row says who is who.
            exporter = side(direction == null ? mapping.exporter() : direction.reporter(), "exporter");
            importer = side(direction == null ? mapping.importer() : direction.partner(), "importer");
            asideColumn = new int[mapping.setAside().size()];
            for (int i = 0; i < asideColumn.length; i++) {
                asideColumn[i] =
                        layout.column(mapping.setAside().get(i).column()).orElse(-1);
                asideTexts.add(new TextPool());
                asideByText.add(new ArrayList<>());
            }
            valueMissing = missing(mapping.value());
            quantityMissing = mapping.quantity().map(this::missing).orElse(Set.of());
        }

        private Set<String> missing(Mapping.Column column) {
            var stated = column.missing();
            return stated == null ? mapping.csv().missing() : stated;
        }

        private int index(Optional<Mapping.Column> column) {
            return column.isEmpty() ? -1 : layout.column(column.get().from()).orElse(-1);
        }

        private EconomyColumn side(Mapping.@Nullable Column column, String constant) {
            if (column != null
                    && column.missing() == null
                    && mapping.csv().missing().stream().anyMatch(s -> !s.isEmpty())) {
                note("KAN-DATA-064", "note.country-null", 1, new Origin(ordinal, 1), "column", column.from());
            }
            return new EconomyColumn(
                    column,
                    column == null ? -1 : layout.column(column.from()).orElse(-1),
                    column == null ? mapping.constants().get(constant) : null,
                    mapping.csv().missing(),
                    own,
                    table);
        }

        void run() throws IOException {
            try (var in = file.open()) {
                var records = layout.open(in);
                if (mapping.csv().header()) {
                    records.next();
                }
                boolean checkText = file.firstBadOffset() >= 0 && !file.guessed();
                while (refusals.isEmpty() && records.next()) {
                    read++;
                    if ((read & (PROGRESS_EVERY - 1)) == 0) {
                        progress.advance(file.shown(), records.records(), -1);
                    }
                    if (records.shape() == CsvRecords.Shape.QUOTE_UNCLOSED
                            && records.quotedLines() > CsvRecords.MOST_QUOTED_LINES) {
                        refuse("KAN-DATA-011", file.shown(), records.line());
                        return;
                    }
                    row(records, checkText);
                }
                for (var footer : pending) {
                    setAside.merge("footer", 1L, Long::sum);
                    note("KAN-DATA-038", "note.not-data", 1, footer.origin());
                }
                if (records.oddRecords() > 0) {
                    note("KAN-DATA-032", "note.odd-quotes", records.oddRecords(), null);
                }
                if (layout.extraField()) {
                    note(
                            "KAN-DATA-034",
                            "note.extra-field",
                            1,
                            new Origin(ordinal, 1),
                            "found",
                            Integer.toString(layout.header().size() + 1),
                            "expected",
                            Integer.toString(layout.header().size()));
                }
                progress.advance(file.shown(), records.records(), records.records());
            }
        }

        private Origin origin(CsvRecords records) {
            return new Origin(ordinal, (int) records.line());
        }

        private QuarantinedRow rejected(
                CsvRecords records, @Nullable String column, Reason reason, @Nullable String text) {
            var shown = text == null || text.length() <= QuarantinedRow.LONGEST_VALUE
                    ? text
                    : text.substring(0, QuarantinedRow.LONGEST_VALUE);
            var raw = records.raw(QuarantinedRow.LONGEST_RAW);
            return new QuarantinedRow(
                    origin(records),
                    column,
                    reason,
                    shown,
                    raw,
                    records.rawLength() > QuarantinedRow.LONGEST_RAW && raw.length() >= QuarantinedRow.LONGEST_RAW,
                    0);
        }

        private void reject(CsvRecords records, @Nullable String column, Reason reason, @Nullable String text) {
            quarantine.add(rejected(records, column, reason, text));
            if (records.shape() == CsvRecords.Shape.WHOLE && value < records.fields()) {
                double amount = amount(records, value);
                if (amount > 0 && reason != Reason.VALUE_ABSURD) {
                    valueLost += amount * mapping.valueUnit().factor();
                }
            }
        }

        private double amount(CsvRecords records, int column) {
            if (amounts.plain()) {
                double plain = records.number(column);
                if (!Double.isNaN(plain)) {
                    return plain;
                }
            }
            return records.isEmpty(column) ? Double.NaN : amounts.parse(records.text(column));
        }

        private boolean footer(CsvRecords records) {
            int filled = 0;
            for (int i = 0; i < records.fields(); i++) {
                filled += records.isEmpty(i) ? 0 : 1;
            }
            return filled <= 1 && layout.header().size() > 2 && pending.size() < MOST_PENDING;
        }

        private boolean repeatsHeader(CsvRecords records) {
            if (!mapping.csv().header() || records.fields() != layout.header().size()) {
                return false;
            }
            for (int i = 0; i < records.fields(); i++) {
                if (!records.text(i).strip().equals(layout.header().get(i))) {
                    return false;
                }
            }
            return true;
        }

        private void row(CsvRecords records, boolean checkText) {
            switch (records.shape()) {
                case QUOTE_UNCLOSED -> {
                    reject(records, null, Reason.QUOTE_UNCLOSED, null);
                    return;
                }
                case TOO_LONG -> {
                    reject(records, null, Reason.LINE_TOO_LONG, null);
                    return;
                }
                case WHOLE -> {
                    // goes on
                }
            }
            if (checkText && !records.validText()) {
                reject(records, null, Reason.BAD_ENCODING, null);
                return;
            }
            int fields = layout.header().size();
            boolean extra = layout.extraField() && records.fields() == fields + 1;
            if (extra && !records.isEmpty(fields)) {
                refuse(
                        "KAN-DATA-021.extra",
                        file.shown(),
                        records.line(),
                        "value",
                        records.text(fields),
                        "expected",
                        fields);
                return;
            }
            if (footer(records)) {
                pending.add(rejected(records, null, Reason.COLUMN_COUNT, Integer.toString(records.fields())));
                return;
            }
            if (!pending.isEmpty()) {
                quarantine.addAll(pending); // rows follow: it was no footer
                pending.clear();
            }
            if (records.fields() != fields && !extra) {
                reject(records, null, Reason.COLUMN_COUNT, Integer.toString(records.fields()));
                return;
            }
            if (repeatsHeader(records)) {
                setAside.merge("repeated-header", 1L, Long::sum);
                note("KAN-DATA-038", "note.not-data", 1, origin(records));
                return;
            }
            for (int i = 0; i < asideColumn.length; i++) {
                if (aside(records, i)) {
                    setAside.merge(mapping.setAside().get(i).rule(), 1L, Long::sum);
                    return;
                }
            }
            values(records);
        }

        private boolean aside(CsvRecords records, int rule) {
            var pool = asideTexts.get(rule);
            int id = records.pooled(asideColumn[rule], pool);
            var known = asideByText.get(rule);
            while (id >= known.size()) {
                var of = mapping.setAside().get(rule);
                known.add(of.values().contains(pool.text(known.size()).strip()) != of.unless());
            }
            return known.get(id);
        }

        /** The row's year, or -1. */
        private int year(CsvRecords records) {
            if (year < 0) {
                return Integer.parseInt(mapping.constants().getOrDefault("year", "-1"));
            }
            int id = records.pooled(year, yearTexts);
            while (id >= years.size()) {
                var text = yearTexts.text(years.size()).strip();
                var map = mapping.year().map(Mapping.Column::map).orElse(Map.of());
                double number = org.kaname.data.csv.Numbers.parse(map.getOrDefault(text, text));
                boolean good = number == Math.rint(number) && number >= MIN_YEAR && number <= request.latestYear() + 1;
                years.add(good ? (int) number : -1);
            }
            return years.get(id);
        }

        private Optional<String> classification(CsvRecords records) {
            if (classification < 0) {
                return Optional.of(
                        request.classification().isEmpty()
                                ? mapping.constants().getOrDefault("classification", "")
                                : request.classification());
            }
            int id = records.pooled(classification, classificationTexts);
            while (id >= classifications.size()) {
                var text = classificationTexts.text(classifications.size()).strip();
                var map = mapping.classification().map(Mapping.Column::map).orElse(Map.of());
                var translated = map.isEmpty() ? text : map.getOrDefault(text, "");
                classifications.add(translated.isEmpty() ? Optional.empty() : Optional.of(translated));
            }
            return classifications.get(id);
        }

        private Good good(CsvRecords records, String scheme) {
            int id = product < 0 ? 0 : records.pooled(product, productTexts);
            return goods.computeIfAbsent(scheme, unknown -> new HashMap<>()).computeIfAbsent(id, unknown -> {
                var text = product < 0
                        ? mapping.constants().getOrDefault("product", "")
                        : productTexts.text(id).strip();
                return good(text, scheme);
            });
        }

        private Good good(String text, String scheme) {
            var map = mapping.product().map(Mapping.Column::map).orElse(Map.of());
            var bad = new Good(-1, 0, 0, Reason.PRODUCT_MALFORMED, 0);
            if (text.isEmpty() || !map.isEmpty() && !map.containsKey(text)) {
                return bad;
            }
            var code = map.getOrDefault(text, text);
            int pad = mapping.product().map(Mapping.Column::pad).orElse(0);
            int flags = 0;
            boolean digits = code.chars().allMatch(c -> c >= '0' && c <= '9');
            if (digits && code.length() < pad) {
                code = "0".repeat(pad - code.length()) + code;
                flags = FlowTable.CODE_PADDED;
            }
            var harmonised = HARMONISED.matcher(scheme);
            if (!harmonised.matches()) {
                return new Good(table.text(code), -1, flags, null, 0);
            }
            int level = harmonised.group(1) == null ? DIGITS_OF_GOOD : Integer.parseInt(harmonised.group(1));
            return digits && code.length() == level ? new Good(table.text(code), level, flags, null, 0) : bad;
        }

        private void values(CsvRecords records) {
            int ofYear = year(records);
            if (ofYear < 0) {
                reject(records, name(mapping.year()), Reason.YEAR_MALFORMED, records.text(year));
                return;
            }
            var scheme = classification(records);
            if (scheme.isEmpty()) {
                reject(records, name(mapping.classification()), Reason.PRODUCT_UNKNOWN, records.text(classification));
                return;
            }
            var good = good(records, scheme.get());
            if (good.reason() != null) {
                reject(records, name(mapping.product()), good.reason(), product < 0 ? null : records.text(product));
                return;
            }
            var from = exporter;
            var to = importer;
            var by = mapping.reportedBy().orElse(FlowTable.ReportedBy.IMPORTER);
            var direction = mapping.direction();
            if (direction != null) {
                var code = flowTexts.text(records.pooled(flow, flowTexts)).strip();
                if (direction.imports().contains(code)) {
                    from = importer;
                    to = exporter;
                } else if (direction.exports().contains(code)) {
                    by = FlowTable.ReportedBy.EXPORTER;
                } else {
                    reject(records, direction.flow().from(), Reason.FLOW_UNKNOWN, code);
                    return;
                }
            }
            var sender = from.read(records);
            var receiver = to.read(records);
            var unknown = sender.reason() != null ? from : to;
            var reason = sender.reason() != null ? sender.reason() : receiver.reason();
            var senderEconomy = sender.economy();
            var receiverEconomy = receiver.economy();
            if (reason != null || senderEconomy == null || receiverEconomy == null) {
                reject(
                        records,
                        unknown.name(),
                        reason == null ? Reason.ECONOMY_UNKNOWN : reason,
                        unknown.index() < 0 ? null : records.text(unknown.index()));
                return;
            }
            // A total is a valid row, but no flow: it must never be added to its own parts.
            if (senderEconomy.kind() == Economy.Kind.WORLD || receiverEconomy.kind() == Economy.Kind.WORLD) {
                setAside.merge("world", 1L, Long::sum);
                return;
            }
            if (senderEconomy.kind() == Economy.Kind.GROUP || receiverEconomy.kind() == Economy.Kind.GROUP) {
                setAside.merge("group", 1L, Long::sum);
                return;
            }
            double amount = amount(records, value) * mapping.valueUnit().factor();
            if (Double.isNaN(amount) || amount < 0) {
                var text = records.text(value);
                boolean missing = valueMissing.contains(text.strip()) || text.isBlank();
                reject(
                        records,
                        mapping.value().from(),
                        amount < 0 ? Reason.VALUE_NEGATIVE : missing ? Reason.VALUE_MISSING : Reason.VALUE_NOT_A_NUMBER,
                        text);
                return;
            }
            if (mapping.valueUnit().unit() == Unit.KUSD && amount > ABSURD_KUSD) {
                reject(records, mapping.value().from(), Reason.VALUE_ABSURD, records.text(value));
                return;
            }
            double tonnes = Double.NaN;
            if (quantity >= 0) {
                tonnes = amount(records, quantity) * mapping.tonnesPerUnit();
                var column = mapping.quantity().map(Mapping.Column::from).orElse("");
                if (Double.isNaN(tonnes)) {
                    var text = quantityTexts
                            .text(records.pooled(quantity, quantityTexts))
                            .strip();
                    if (!quantityMissing.contains(text) && !text.isEmpty()) {
                        reject(records, column, Reason.QUANTITY_NOT_A_NUMBER, text);
                        return;
                    }
                    note("KAN-DATA-033", "note.quantity-not-available", 1, origin(records), "spelling", text);
                } else if (tonnes < 0) {
                    reject(records, column, Reason.QUANTITY_NEGATIVE, records.text(quantity));
                    return;
                } else if (tonnes > ABSURD_TONNES) {
                    reject(records, column, Reason.VALUE_ABSURD, records.text(quantity));
                    return;
                } else if (tonnes == 0 && amount > 0) {
                    tonnes = Double.NaN; // nothing is traded without weight: the source means "not given"
                }
            }
            if ((good.flags() & FlowTable.CODE_PADDED) != 0) {
                note("KAN-DATA-031", "note.zero-padded", 1, origin(records), "column", name(mapping.product()));
            }
            rowsByClassification.merge(scheme.get(), 1L, Long::sum);
            valueTaken += amount;
            table.add(
                    table.text(scheme.get()),
                    ofYear,
                    good.text(),
                    good.level(),
                    sender.text(),
                    receiver.text(),
                    by,
                    mapping.valueBasis(),
                    amount,
                    tonnes,
                    good.flags() | sender.flags() | receiver.flags(),
                    origin(records));
        }

        private String name(Optional<Mapping.Column> column) {
            return column.map(Mapping.Column::from).orElse("");
        }
    }

    /** Settles rows of one key, and puts in quarantine those that contradict each other. */
    private FlowTable settle() throws IOException {
        var conflicts = new TreeMap<Origin, Long>(
                java.util.Comparator.comparingInt(Origin::file).thenComparingInt(Origin::line));
        var shared = new long[1];
        var settled = table.settled(rows -> {
            int first = rows.getFirst();
            switch (mapping.onDuplicate()) {
                case SUM -> {
                    setAside.merge("summed", rows.size() - 1L, Long::sum);
                    return FlowTable.Decision.SUM;
                }
                case REFUSE -> {
                    if (shared[0]++ < FIRST_PLACES) {
                        refuse(
                                "KAN-DATA-017",
                                files.get(table.origin(rows.get(1)).file()).shown(),
                                table.origin(rows.get(1)).line(),
                                "first",
                                table.value(first),
                                "second",
                                table.value(rows.get(1)),
                                "key",
                                key(first),
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
                        setAside.merge("repeated", rows.size() - 1L, Long::sum);
                        note("KAN-DATA-036", "note.repeated-row", rows.size() - 1L, table.origin(rows.get(1)));
                        return FlowTable.Decision.KEEP_FIRST;
                    }
                    for (int i = 0; i < rows.size(); i++) {
                        int other = rows.get(i == 0 ? 1 : 0);
                        conflicts.put(table.origin(rows.get(i)), (long)
                                table.origin(other).line());
                        valueTaken -= table.value(rows.get(i));
                        valueLost += table.value(rows.get(i));
                    }
                    return FlowTable.Decision.DROP_ALL;
                }
            }
            throw new IllegalStateException("Every rule is decided above.");
        });
        if (!conflicts.isEmpty()) {
            fetchRaw(conflicts);
        }
        return settled;
    }

    private String key(int row) {
        return table.exporter(row) + " → " + table.importer(row) + " " + table.classification(row) + ":"
                + table.product(row) + " " + table.year(row);
    }

    /** Second look at the files for the text of rows that were taken at first. */
    private void fetchRaw(TreeMap<Origin, Long> otherLineByPlace) throws IOException {
        for (int ordinal = 0; ordinal < files.size(); ordinal++) {
            try (var in = files.get(ordinal).open()) {
                var records = layouts.get(ordinal).open(in);
                while (records.next()) {
                    var origin = new Origin(ordinal, (int) records.line());
                    var other = otherLineByPlace.get(origin);
                    if (other != null) {
                        int value = layouts.get(ordinal)
                                .column(mapping.value().from())
                                .orElse(0);
                        var text = records.text(value);
                        quarantine.add(new QuarantinedRow(
                                origin,
                                mapping.value().from(),
                                Reason.DUPLICATE_CONFLICT,
                                text.length() > QuarantinedRow.LONGEST_VALUE
                                        ? text.substring(0, QuarantinedRow.LONGEST_VALUE)
                                        : text,
                                records.raw(QuarantinedRow.LONGEST_RAW),
                                false,
                                other));
                    }
                }
            }
        }
    }

    private Outcome<SourceRead> judgeLosses(FlowTable settled) {
        var byReason = new TreeMap<String, Long>();
        for (var row : quarantine) {
            byReason.merge(row.reason().name(), 1L, Long::sum);
        }
        double rowsLost = read == 0 ? 0 : (double) quarantine.size() / read;
        double wholeValue = valueTaken + valueLost;
        double shareLost = wholeValue > 0 ? valueLost / wholeValue : 0;
        if (!request.acceptLosses() && (rowsLost > ROWS_LIMIT || shareLost > VALUE_LIMIT)) {
            var parts = new ArrayList<String>();
            byReason.forEach((reason, count) -> parts.add(reason + " " + count));
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
            return new Outcome.Refused<>(refusals);
        }
        quarantine.sort(java.util.Comparator.<QuarantinedRow>comparingInt(
                        r -> r.origin().file())
                .thenComparingInt(r -> r.origin().line()));
        long accepted = read - quarantine.size();
        long aside = setAside.values().stream().mapToLong(Long::longValue).sum();
        var rows = new Manifest.Rows(read, accepted, accepted - aside, setAside, quarantine.size(), byReason);
        if (rows.stored() != settled.size()) {
            throw new IllegalStateException("The rows stored (" + settled.size() + ") are not the rows accepted ("
                    + accepted + ") less those set aside (" + aside + ").");
        }
        return new Outcome.Taken<>(result(settled, rows));
    }

    private static String percent(double share) {
        return String.format(java.util.Locale.ROOT, "%.2f", share * 100);
    }

    private SourceRead result(FlowTable settled, Manifest.Rows rows) {
        var paths = files.stream().map(TextFile::path).toList();
        var classification = mainClassification();
        var vintage = MappedReader.first(request.vintage(), mapping.vintage());
        var provider = MappedReader.first(request.provider(), mapping.provider());
        var name = List.of("mapped", classification, vintage).stream()
                .filter(s -> !s.isEmpty())
                .toList();
        var title = MappedReader.first(request.title(), MappedReader.first(mapping.title(), String.join(" ", name)));
        var licence = MappedReader.first(request.licence(), mapping.licence());
        var url = MappedReader.first(request.url(), mapping.url());
        var manifestNotes = new ArrayList<Manifest.Note>();
        for (var note : notes.values()) {
            int blank = note.textKey.indexOf(' ');
            manifestNotes.add(new Manifest.Note(
                    note.textKey.substring(0, blank),
                    note.count,
                    note.first,
                    note.textKey.substring(blank + 1),
                    note.arguments));
        }
        var gaps = new ArrayList<String>();
        if (settled.size() == 0) {
            gaps.add("gap.no-flows");
        }
        var sides = new TreeSet<FlowTable.ReportedBy>();
        for (int row = 0; row < settled.size(); row++) {
            sides.add(settled.reportedBy(row));
        }
        if (sides.size() > 1) {
            gaps.add("gap.two-reports");
        }
        return new SourceRead(
                recipe,
                String.join("-", name),
                title,
                provider,
                mapping.productName(),
                vintage.isEmpty() ? null : vintage,
                new Manifest.Licence(
                        licence.isEmpty() ? "unknown" : licence,
                        null,
                        url.isEmpty() ? null : url,
                        "unknown",
                        licence.isEmpty() ? "reader-default" : "user"),
                inputs,
                paths,
                classification,
                mapping.valueUnit().unit(),
                settled,
                quarantine,
                rows,
                manifestNotes,
                gaps,
                own == null ? List.of() : new ArrayList<>(own.byCode().values()));
    }

    /** The scheme of most rows. */
    private String mainClassification() {
        var main = mapping.constants().getOrDefault("classification", "");
        long most = 0;
        for (var entry : rowsByClassification.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                main = entry.getKey();
            }
        }
        return main;
    }
}
