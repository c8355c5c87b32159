package org.kaname.data.source.mapped;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.Recipe;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.Numbers;
import org.kaname.data.csv.TextFile;
import org.kaname.data.csv.TextPool;
import org.kaname.data.source.Amounts;
import org.kaname.data.source.CsvPass;
import org.kaname.data.source.Described;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.Intake;
import org.kaname.data.source.Layout;
import org.kaname.data.source.MeaningProbe;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.SecondLook;
import org.kaname.data.source.SourceRead;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/** One run of the mapped reader over all files of a data set. */
final class MappedReading {
    private static final double ABSURD_KUSD = 1e10;
    private static final double ABSURD_TONNES = 1e10;
    private static final int MIN_YEAR = 1900;
    private static final int MONTHS = 12;

    /** {@code HS}, an edition, and for headings and chapters their digits: HS17, HS17-4, HS-2. */
    private static final Pattern HARMONISED = Pattern.compile("HS\\d{0,2}(?:-(\\d))?");

    /** A date or a period that begins with its year: 2017-01-01, 2017-01, 201701. */
    private static final Pattern PERIOD = Pattern.compile("(\\d{4})-?(\\d{2})(?:-?\\d{2})?");

    /** A period that is a whole year. */
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private static final int DIGITS_OF_GOOD = 6;

    private final ReadRequest request;
    private final Mapping mapping;
    private final MappedReader.@Nullable OwnEconomies own;
    private final List<TextFile> files;
    private final Recipe recipe;
    private final Amounts amounts;
    private final Intake intake;
    private final List<Layout> layouts = new ArrayList<>();
    private final SecondLook look;
    private boolean months;
    private boolean wholeYears;

    /** What a product text means in a classification: a code, or why none. */
    private record Good(
            int text, int level, int flags, @Nullable Reason reason) {}

    MappedReading(
            ReadRequest request,
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
        amounts = new Amounts(mapping.csv().decimal(), mapping.csv().thousands());
        intake = new Intake(files, mapping.onDuplicate(), request, progress);
        intake.flows().currency(mapping.valueUnit().currency());
        intake.unit(mapping.valueUnit().unit());
        look = (ordinal, lines, found) -> CsvPass.find(
                layouts.get(ordinal),
                layouts.get(ordinal).column(mapping.value().from()).orElse(-1),
                lines,
                found);
    }

    Outcome<SourceRead> read() throws IOException {
        intake.progress().phase(2, 5, "phase.read");
        for (int ordinal = 0; ordinal < files.size(); ordinal++) {
            readFile(ordinal, files.get(ordinal));
        }
        intake.progress().phase(3, 5, "phase.check");
        return !intake.refused() && intake.close(look) ? intake.finish(described()) : intake.refusal();
    }

    private List<String> wantedColumns() {
        var wanted = new ArrayList<String>();
        mapping.year().ifPresent(c -> wanted.add(c.from()));
        mapping.month().ifPresent(c -> wanted.add(c.from()));
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

    private Layout.Form form() {
        var csv = mapping.csv();
        return new Layout.Form(csv.delimiter(), request.quotes() ? csv.quote() : -1, csv.header(), csv.skipLines());
    }

    private void readFile(int ordinal, TextFile file) throws IOException {
        var wanted = wantedColumns();
        var layout = Layout.of(file, form(), wanted).shifted(request.shift());
        layouts.add(layout);
        intake.refuse(layout.faults());
        if (intake.refused()) {
            return;
        }
        for (var name : new TreeSet<>(wanted)) {
            if (layout.column(name).isEmpty()) {
                var nearest = NearestName.find(name, layout.header());
                intake.refuse(
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
        for (var name : layout.repeated()) {
            if (wanted.contains(name)) {
                intake.refuse("KAN-DATA-021.repeated", file.shown(), 0, "column", name);
            }
        }
        if (!intake.refused()) {
            intake.fileNotes(ordinal, file);
            var run = new FileRun(ordinal, layout);
            run.run();
            run.exporter.seen().plus(run.importer.seen()).refuseOtherScheme(intake, file.shown());
        }
    }

    /** The pass over one file. */
    private final class FileRun {
        private final int ordinal;
        private final CsvPass pass;
        private final Layout layout;
        private final int year;
        private final int month;
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
        private final TextPool monthTexts = new TextPool();
        private final List<Integer> monthNumbers = new ArrayList<>();
        private final TextPool productTexts = new TextPool();
        private final TextPool classificationTexts = new TextPool();
        private final List<Optional<String>> classifications = new ArrayList<>();
        private final Map<String, Map<Integer, Good>> goods = new HashMap<>();
        private final TextPool flowTexts = new TextPool();
        private final TextPool quantityTexts = new TextPool();
        private final Map<String, Intake.NoteCount> notAvailable = new HashMap<>();
        private final Intake.NoteCount padded;
        private final Set<String> valueMissing;
        private final Set<String> quantityMissing;

        FileRun(int ordinal, Layout layout) {
            this.ordinal = ordinal;
            this.layout = layout;
            year = index(mapping.year());
            month = index(mapping.month());
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
            padded = intake.note("KAN-DATA-031", "note.zero-padded", "column", name(mapping.product()));
            pass = new CsvPass(
                    intake,
                    ordinal,
                    layout,
                    probe(),
                    records -> value < records.fields()
                            ? amount(records, value) * mapping.valueUnit().factor()
                            : Double.NaN);
        }

        /** Only what the mapping leaves no doubt about. */
        private MeaningProbe probe() {
            var expected = new ArrayList<MeaningProbe.Expected>();
            if (year >= 0 && month < 0 && mapping.year().orElseThrow().map().isEmpty()) {
                expected.add(new MeaningProbe.Expected(
                        mapping.year().orElseThrow().from(), year, text -> year(text) > 0, "expected.year"));
            }
            return new MeaningProbe(expected, layout.file().lines());
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
                intake.note("KAN-DATA-064", "note.country-null", "column", column.from())
                        .count(ordinal, 1);
            }
            return new EconomyColumn(
                    column,
                    column == null ? -1 : layout.column(column.from()).orElse(-1),
                    column == null ? mapping.constants().get(constant) : null,
                    mapping.csv().missing(),
                    own,
                    intake.flows());
        }

        void run() throws IOException {
            pass.run(this::row, look);
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

        private void row(CsvRecords records) {
            for (int i = 0; i < asideColumn.length; i++) {
                if (aside(records, i)) {
                    intake.aside(mapping.setAside().get(i).rule(), records.line());
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
                var period = PERIOD.matcher(text);
                years.add(year(month >= 0 && period.matches() ? period.group(1) : map.getOrDefault(text, text)));
            }
            return years.get(id);
        }

        private int year(String text) {
            double number = Numbers.parse(text);
            boolean good = number == Math.rint(number) && number >= MIN_YEAR && number <= request.latestYear() + 1;
            return good ? (int) number : -1;
        }

        /** 1 to 12, 0 for a whole year, or -1. */
        private int month(CsvRecords records) {
            if (month < 0) {
                return 0;
            }
            int id = records.pooled(month, monthTexts);
            while (id >= monthNumbers.size()) {
                var text = monthTexts.text(monthNumbers.size()).strip();
                var map = mapping.month().map(Mapping.Column::map).orElse(Map.of());
                var period = PERIOD.matcher(text);
                if (YEAR.matcher(text).matches() && !map.containsKey(text)) {
                    monthNumbers.add(0); // a year in a column of periods
                    continue;
                }
                double number = Numbers.parse(period.matches() ? period.group(2) : map.getOrDefault(text, text));
                boolean good = number == Math.rint(number) && number >= 1 && number <= MONTHS;
                monthNumbers.add(good ? (int) number : -1);
            }
            return monthNumbers.get(id);
        }

        /** Months and whole years never share a data set: one would be a part of the other (data-formats 2.1). */
        private void period(CsvRecords records, int ofMonth) {
            months |= ofMonth > 0;
            wholeYears |= ofMonth == 0;
            if (months && wholeYears && !intake.refused()) {
                intake.refuse(
                        "KAN-DATA-024.months",
                        layout.file().shown(),
                        records.line(),
                        "column",
                        layout.name(month),
                        "value",
                        records.text(month));
            }
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
            var bad = new Good(-1, 0, 0, Reason.PRODUCT_MALFORMED);
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
                return new Good(intake.flows().product(code), -1, flags, null);
            }
            int level = harmonised.group(1) == null ? DIGITS_OF_GOOD : Integer.parseInt(harmonised.group(1));
            return digits && code.length() == level ? new Good(intake.flows().product(code), level, flags, null) : bad;
        }

        private void values(CsvRecords records) {
            int ofYear = year(records);
            if (ofYear < 0) {
                pass.reject(records, year, Reason.YEAR_MALFORMED);
                return;
            }
            int ofMonth = month(records);
            if (ofMonth < 0) {
                pass.reject(records, month, Reason.YEAR_MALFORMED);
                return;
            }
            period(records, ofMonth);
            var scheme = classification(records);
            if (scheme.isEmpty()) {
                pass.reject(records, classification, Reason.PRODUCT_UNKNOWN);
                return;
            }
            var good = good(records, scheme.get());
            if (good.reason() != null) {
                pass.reject(records, product, good.reason());
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
                    pass.reject(records, flow, Reason.FLOW_UNKNOWN);
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
                pass.reject(records, unknown.index(), reason == null ? Reason.ECONOMY_UNKNOWN : reason);
                return;
            }
            // A total is a valid row, but no flow: it must never be added to its own parts.
            if (senderEconomy.kind() == Economy.Kind.WORLD || receiverEconomy.kind() == Economy.Kind.WORLD) {
                intake.aside("world", records.line());
                return;
            }
            if (senderEconomy.kind() == Economy.Kind.GROUP || receiverEconomy.kind() == Economy.Kind.GROUP) {
                intake.aside("group", records.line());
                return;
            }
            double amount = amount(records, value);
            if (Double.isNaN(amount) || amount < 0) {
                var text = records.text(value);
                boolean missing = valueMissing.contains(text.strip()) || text.isBlank();
                pass.reject(
                        records,
                        value,
                        amount < 0
                                ? Reason.VALUE_NEGATIVE
                                : missing ? Reason.VALUE_MISSING : Reason.VALUE_NOT_A_NUMBER);
                return;
            }
            double national = Double.NaN;
            var currency = mapping.valueUnit().currency();
            if (currency.isEmpty()) {
                amount *= mapping.valueUnit().factor();
            } else {
                national = amount * mapping.valueUnit().factor();
                var rate = request.rates().find(currency, ofYear, ofMonth);
                if (rate.isEmpty()) {
                    pass.reject(records, year, Reason.RATE_MISSING);
                    return;
                }
                amount = national * rate.getAsDouble() / 1e3;
            }
            if (mapping.valueUnit().unit() == Unit.KUSD && amount > ABSURD_KUSD) {
                pass.reject(records, value, Reason.VALUE_ABSURD);
                return;
            }
            double tonnes = Double.NaN;
            if (quantity >= 0) {
                tonnes = amount(records, quantity) * mapping.tonnesPerUnit();
                if (Double.isNaN(tonnes)) {
                    var text = quantityTexts
                            .text(records.pooled(quantity, quantityTexts))
                            .strip();
                    if (!quantityMissing.contains(text) && !text.isEmpty()) {
                        pass.reject(records, quantity, Reason.QUANTITY_NOT_A_NUMBER);
                        return;
                    }
                    notAvailable
                            .computeIfAbsent(
                                    text,
                                    spelling -> intake.note(
                                            "KAN-DATA-033", "note.quantity-not-available", "spelling", spelling))
                            .count(ordinal, records.line());
                } else if (tonnes < 0) {
                    pass.reject(records, quantity, Reason.QUANTITY_NEGATIVE);
                    return;
                } else if (tonnes > ABSURD_TONNES) {
                    pass.reject(records, quantity, Reason.VALUE_ABSURD);
                    return;
                } else if (tonnes == 0 && amount > 0) {
                    tonnes = Double.NaN; // nothing is traded without weight: the source means "not given"
                }
            }
            if ((good.flags() & FlowTable.CODE_PADDED) != 0) {
                padded.count(ordinal, records.line());
            }
            intake.classified(scheme.get(), 1);
            intake.taken(amount);
            var flows = intake.flows();
            flows.add(
                    flows.form(new FlowTable.Form(
                            scheme.get(),
                            ofYear,
                            ofMonth,
                            good.level(),
                            by,
                            mapping.valueBasis(),
                            false,
                            false,
                            "",
                            "",
                            ordinal)),
                    good.text(),
                    sender.text(),
                    receiver.text(),
                    amount,
                    tonnes,
                    good.flags() | sender.flags() | receiver.flags(),
                    records.line());
            if (!Double.isNaN(national)) {
                flows.national(national);
            }
        }

        private String name(Optional<Mapping.Column> column) {
            return column.map(Mapping.Column::from).orElse("");
        }
    }

    private Described described() {
        var classification = intake.mainClassification(mapping.constants().getOrDefault("classification", ""));
        var vintage = ReadRequest.first(request.vintage(), mapping.vintage());
        var provider = ReadRequest.first(request.provider(), mapping.provider());
        var name = List.of("mapped", classification, vintage).stream()
                .filter(s -> !s.isEmpty())
                .toList();
        var title = ReadRequest.first(request.title(), ReadRequest.first(mapping.title(), String.join(" ", name)));
        var licence = ReadRequest.first(request.licence(), mapping.licence());
        var url = ReadRequest.first(request.url(), mapping.url());
        return new Described(
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
                classification,
                mapping.valueUnit().unit(),
                List.of(),
                List.of(),
                own == null ? List.of() : new ArrayList<>(own.byCode().values()));
    }
}
