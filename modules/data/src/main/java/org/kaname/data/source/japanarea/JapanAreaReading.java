package org.kaname.data.source.japanarea;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.Recipe;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.csv.Numbers;
import org.kaname.data.csv.TextFile;
import org.kaname.data.source.Amounts;
import org.kaname.data.source.CoverageGap;
import org.kaname.data.source.CsvPass;
import org.kaname.data.source.Described;
import org.kaname.data.source.EconomyTexts;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.FlowTable.ReportedBy;
import org.kaname.data.source.FlowTable.ValueBasis;
import org.kaname.data.source.Intake;
import org.kaname.data.source.Layout;
import org.kaname.data.source.MeaningProbe;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.SecondLook;
import org.kaname.data.source.SourceRead;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/** One run of the reader over all files of a data set. */
final class JapanAreaReading {
    private static final int MIN_YEAR = 1900;

    /** A value of one row above which it is absurd, billion yen: several times all trade of any year (data-formats 6, row 28). */
    private static final double ABSURD_BN_YEN = 1e6;

    private static final double YEN_IN_BN = 1e9;

    /** What was said of the extent that makes the newest year a whole one. */
    private static final String COMPLETE = "COMPLETE";

    private final ReadRequest request;
    private final Recipe recipe;
    private final List<TextFile> files;
    private final Intake intake;
    private final AreaRules rules = AreaRules.load();
    private final AreaSums sums = new AreaSums();
    private final boolean dollars;
    private final List<Layout> layouts = new ArrayList<>();
    private final SecondLook look;

    record Prepared(ReadRequest request, Recipe recipe, List<TextFile> files) implements PreparedRead {
        @Override
        public Outcome<SourceRead> read(Progress progress) throws IOException {
            return new JapanAreaReading(this, progress).read();
        }
    }

    private JapanAreaReading(Prepared prepared, Progress progress) {
        request = prepared.request();
        recipe = prepared.recipe();
        files = prepared.files();
        intake = new Intake(files, Intake.Duplicates.IDENTICAL, request, progress);
        dollars = request.rates().stated();
        look = (ordinal, lines, found) -> CsvPass.find(
                layouts.get(ordinal), layouts.get(ordinal).column("value").orElse(-1), lines, found);
        if (dollars) {
            intake.flows().currency(rules.home("currency"));
            intake.totals().currency(rules.home("currency"));
        }
    }

    private Outcome<SourceRead> read() throws IOException {
        intake.progress().phase(2, 5, "phase.read");
        for (int ordinal = 0; ordinal < files.size() && !intake.refused(); ordinal++) {
            readFile(ordinal, files.get(ordinal));
        }
        intake.progress().phase(3, 5, "phase.check");
        if (intake.refused()) {
            return intake.refusal();
        }
        var gaps = gaps();
        areasNotListed();
        if (!intake.close(look)) {
            return intake.refusal();
        }
        gaps.forEach(intake::gap);
        if (!dollars) {
            intake.note("KAN-DATA-027", "note.no-rates", "currency", rules.home("currency"))
                    .count(1);
        }
        return intake.finish(described(gaps));
    }

    private void readFile(int ordinal, TextFile file) throws IOException {
        var form = request.quotes() ? Layout.Form.USUAL : Layout.Form.USUAL.withoutQuotes();
        var layout = Layout.of(file, form, JapanAreaReader.COLUMNS).shifted(request.shift());
        layouts.add(layout);
        intake.refuse(layout.faults());
        for (var name : layout.repeated()) {
            if (JapanAreaReader.COLUMNS.stream().anyMatch(c -> Layout.normal(c).equals(Layout.normal(name)))) {
                intake.refuse("KAN-DATA-021.repeated", file.shown(), 0, "column", name);
            }
        }
        for (var name : JapanAreaReader.COLUMNS) {
            if (layout.faults().isEmpty() && layout.column(name).isEmpty()) {
                intake.refuse(
                        "KAN-DATA-028", file.shown(), 0, "column", name, "columns", String.join(", ", layout.header()));
            }
        }
        if (!intake.refused()) {
            intake.fileNotes(ordinal, file);
            new FileRun(ordinal, file, layout).run();
        }
    }

    /** An amount in the unit of the data set, from whole yen; empty where the year has no rate. */
    private OptionalDouble value(double yen, int year) {
        if (!dollars) {
            return OptionalDouble.of(yen / YEN_IN_BN);
        }
        var rate = request.rates().find(rules.home("currency"), year, 0);
        return rate.isEmpty() ? rate : OptionalDouble.of(yen * rate.getAsDouble() / 1e3);
    }

    private FlowTable.Form form(AreaSums.Cell cell, boolean total, boolean derived, int file) {
        boolean imports = cell.side() == ReportedBy.IMPORTER;
        return new FlowTable.Form(
                rules.home("scheme"),
                cell.year(),
                0,
                rules.level(cell.good()),
                cell.side(),
                imports ? ValueBasis.CIF : ValueBasis.FOB,
                derived,
                false,
                total ? imports ? "M" : "X" : "",
                "",
                file);
    }

    /** Adds a row between the home economy and another one. */
    private void add(
            FlowTable table,
            AreaSums.Cell cell,
            String other,
            double yen,
            double amount,
            boolean derived,
            int flags,
            int file,
            long line) {
        int home = table.economy(rules.home("economy"));
        int there = table.economy(other);
        boolean imports = cell.side() == ReportedBy.IMPORTER;
        table.add(
                table.form(form(cell, table == intake.totals(), derived, file)),
                table.product(cell.good()),
                imports ? there : home,
                imports ? home : there,
                amount,
                Double.NaN,
                flags,
                line);
        if (dollars) {
            table.national(yen);
        }
    }

    /**
     * The part of each total that no listed area accounts for becomes a row of the remainder, so that shares have the total as their
     * whole (data-formats 3.8). It follows from rows of the file: its place is that of the total.
     */
    private void areasNotListed() throws IOException {
        var made = intake.note("KAN-DATA-046", "note.areas-not-listed");
        for (var cell : sums.cells()) {
            var total = sums.findTotal(cell);
            if (total.isEmpty()) {
                continue;
            }
            double rest = total.get().yen() - sums.listed(cell);
            var amount = value(rest, cell.year());
            if (rest < 0 || amount.isEmpty()) {
                intake.note("KAN-DATA-047", "note.areas-above-total")
                        .count(total.get().file(), total.get().line());
            } else if (rest > 0) {
                made.count(total.get().file(), total.get().line());
                add(
                        intake.flows(),
                        cell,
                        rules.home("rest"),
                        rest,
                        amount.getAsDouble(),
                        true,
                        FlowTable.PARTNER_UNSPECIFIED,
                        total.get().file(),
                        total.get().line());
                intake.derived();
                intake.classified(rules.home("scheme"), 1);
                intake.makeRoom(look);
            }
        }
    }

    /** Years of which the files hold a part only, although they hold rows. */
    private List<CoverageGap> gaps() {
        var scheme = rules.home("scheme");
        var yearsByGood = new TreeMap<String, TreeSet<Integer>>();
        var sideByGood = new HashMap<String, CoverageGap.Side>();
        var nameByGood = new HashMap<String, String>();
        var years = new TreeSet<Integer>();
        var gaps = new ArrayList<CoverageGap>();
        for (var cell : sums.cells()) {
            var good = cell.side() + "/" + cell.good();
            var side = cell.side() == ReportedBy.IMPORTER ? CoverageGap.Side.IMPORTER : CoverageGap.Side.EXPORTER;
            years.add(cell.year());
            yearsByGood.computeIfAbsent(good, unknown -> new TreeSet<>()).add(cell.year());
            sideByGood.put(good, side);
            nameByGood.put(good, cell.good());
            if (sums.findTotal(cell).isEmpty()) {
                intake.note("KAN-DATA-047", "note.total-absent").count(1);
                gaps.add(new CoverageGap(scheme, cell.good(), cell.year(), side));
            }
        }
        for (var entry : yearsByGood.entrySet()) {
            var side = sideByGood.getOrDefault(entry.getKey(), CoverageGap.Side.BOTH);
            var good = nameByGood.getOrDefault(entry.getKey(), "");
            int first = entry.getValue().first();
            int last = entry.getValue().last();
            // A list of goods changes in the middle of a year: its ends hold some months only.
            if (first > years.first()) {
                gaps.add(new CoverageGap(scheme, good, first, side));
            }
            if (last < years.last() && !(first > years.first() && first == last)) {
                gaps.add(new CoverageGap(scheme, good, last, side));
            }
        }
        if (!years.isEmpty() && !stated().startsWith(COMPLETE)) {
            gaps.add(new CoverageGap(scheme, "", years.last()));
        }
        return gaps;
    }

    private String stated() {
        Map<String, String> options = request.options();
        return options.getOrDefault("extent", "");
    }

    /** The pass over one file. */
    private final class FileRun {
        private final int ordinal;
        private final int direction;
        private final int area;
        private final int goods;
        private final int year;
        private final int value;
        private final CsvPass pass;
        private final EconomyTexts economies = new EconomyTexts(JapanAreaReader.READER);
        private final Amounts amounts = new Amounts();
        private final Intake.NoteCount zeros;

        FileRun(int ordinal, TextFile file, Layout layout) {
            this.ordinal = ordinal;
            direction = layout.column("ex_im").orElseThrow();
            area = layout.column("area").orElseThrow();
            goods = layout.column("goods").orElseThrow();
            year = layout.column("year").orElseThrow();
            value = layout.column("value").orElseThrow();
            zeros = intake.note("KAN-DATA-041", "note.explicit-zero", "column", layout.name(value));
            var expected = List.of(
                    new MeaningProbe.Expected(
                            "ex_im", direction, text -> rules.direction(text).isPresent(), "expected.direction"),
                    new MeaningProbe.Expected("year", year, text -> year(text) > 0, "expected.year"));
            pass = new CsvPass(intake, ordinal, layout, new MeaningProbe(expected, file.lines()), this::worth);
        }

        void run() throws IOException {
            pass.run(this::row, look);
        }

        private double worth(CsvRecords records) {
            double amount = value < records.fields() ? amount(records) : Double.NaN;
            // Without a rate for its year a row's worth beside rows in dollars is not known.
            return dollars
                    ? value(amount * YEN_IN_BN, year(records.text(year).strip()))
                            .orElse(Double.NaN)
                    : amount;
        }

        private int year(String text) {
            double number = Numbers.parse(text);
            return number == Math.rint(number) && number >= MIN_YEAR && number <= request.latestYear() + 1
                    ? (int) number
                    : -1;
        }

        private double amount(CsvRecords records) {
            double plain = records.number(value);
            return Double.isNaN(plain) && !records.isEmpty(value) ? amounts.parse(records.text(value)) : plain;
        }

        private void row(CsvRecords records) {
            var side = rules.direction(records.text(direction));
            if (side.isEmpty()) {
                pass.reject(records, direction, Reason.FLOW_UNKNOWN);
                return;
            }
            var other = economies.read(records, area, intake.flows());
            var unknown = other.reason();
            if (unknown != null) {
                pass.reject(records, area, unknown);
                return;
            }
            var good = records.text(goods).strip();
            if (good.isEmpty()) {
                pass.reject(records, goods, Reason.PRODUCT_MALFORMED);
                return;
            }
            int ofYear = year(records.text(year).strip());
            if (ofYear < 0) {
                pass.reject(records, year, Reason.YEAR_MALFORMED);
                return;
            }
            double billions = amount(records);
            if (!(billions >= 0)) {
                pass.reject(
                        records,
                        value,
                        billions < 0
                                ? Reason.VALUE_NEGATIVE
                                : records.text(value).isBlank() ? Reason.VALUE_MISSING : Reason.VALUE_NOT_A_NUMBER);
                return;
            }
            if (billions > ABSURD_BN_YEN) {
                pass.reject(records, value, Reason.VALUE_ABSURD);
                return;
            }
            if (other.kind() == Economy.Kind.GROUP) {
                intake.aside("group", records.line());
                return;
            }
            double yen = Math.rint(billions * YEN_IN_BN);
            var amount = dollars ? value(yen, ofYear) : OptionalDouble.of(billions);
            if (amount.isEmpty()) {
                pass.reject(records, year, Reason.RATE_MISSING);
                return;
            }
            var cell = new AreaSums.Cell(side.get(), good, ofYear);
            if (other.kind() == Economy.Kind.WORLD) {
                sums.total(cell, new AreaSums.Amount(yen, ordinal, (int) records.line()));
                add(
                        intake.totals(),
                        cell,
                        rules.home("world"),
                        yen,
                        amount.getAsDouble(),
                        false,
                        0,
                        ordinal,
                        records.line());
                return;
            }
            if (yen == 0) {
                zeros.count(ordinal, records.line());
            }
            sums.area(cell, other.code(), yen);
            intake.classified(rules.home("scheme"), 1);
            intake.taken(amount.getAsDouble());
            add(
                    intake.flows(),
                    cell,
                    other.code(),
                    yen,
                    amount.getAsDouble(),
                    false,
                    other.flags(),
                    ordinal,
                    records.line());
        }
    }

    private Described described(List<CoverageGap> gaps) {
        var licence = ReadRequest.first(request.licence(), rules.described("licence"));
        var vintage = request.vintage();
        var known = new ArrayList<>(List.of("gap.areas-folded", "gap.goods-overlap"));
        if (gaps.stream().anyMatch(g -> g.product().isEmpty())) {
            known.add("gap.newest-year-partial");
        }
        return new Described(
                recipe,
                rules.described("slug") + (vintage.isEmpty() ? "" : "-" + vintage),
                ReadRequest.first(request.title(), rules.described("title")),
                ReadRequest.first(request.provider(), rules.described("provider")),
                rules.described("product"),
                vintage.isEmpty() ? null : vintage,
                new Manifest.Licence(
                        licence,
                        null,
                        request.url().isEmpty() ? null : request.url(),
                        "unknown",
                        request.licence().isEmpty() ? "reader-default" : "user"),
                rules.home("scheme"),
                dollars ? Unit.KUSD : Unit.BN_JPY,
                known,
                List.of(),
                List.of());
    }
}
