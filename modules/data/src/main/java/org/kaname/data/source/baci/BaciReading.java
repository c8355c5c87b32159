package org.kaname.data.source.baci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kaname.data.Manifest;
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
import org.kaname.data.source.EconomyTexts;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.GoodTexts;
import org.kaname.data.source.Intake;
import org.kaname.data.source.Layout;
import org.kaname.data.source.MeaningProbe;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.SecondLook;
import org.kaname.data.source.SourceRead;
import org.kaname.model.Unit;

/** One run of the BACI reader over all files of a data set. */
final class BaciReading {
    /** BACI's value of one flow above which it is absurd, thousand US$ (data-formats 4.5). */
    private static final double ABSURD_KUSD = 1e10;

    private static final double ABSURD_TONNES = 1e10;
    private static final int MIN_YEAR = 1900;

    /** A full year of world trade lies between these, thousand US$ (data-formats 6, row 29). */
    private static final double LEAST_WORLD_KUSD = 5e9;

    private static final double MOST_WORLD_KUSD = 6e10;

    /** From so many flows on, a year is the whole world's and its total can be judged. */
    private static final long FLOWS_OF_WORLD = 3_000_000;

    private static final String LICENCE = "Etalab 2.0, as the provider is said to state; to be checked";

    private static final Set<String> NO_QUANTITY = Set.of("", "NA", "N/A");

    private final ReadRequest request;
    private final String classification;
    private final String vintage;
    private final Recipe recipe;
    private final List<TextFile> files;
    private final Intake intake;
    private final List<Layout> layouts = new ArrayList<>();
    private final Set<String> codes = new TreeSet<>();
    private final SecondLook look = (ordinal, lines, found) -> CsvPass.find(
            layouts().get(ordinal), layouts().get(ordinal).column("v").orElse(-1), lines, found);

    record Prepared(ReadRequest request, String classification, String vintage, Recipe recipe, List<TextFile> files)
            implements PreparedRead {
        @Override
        public Outcome<SourceRead> read(Progress progress) throws IOException {
            return new BaciReading(this, progress).read();
        }
    }

    private BaciReading(Prepared prepared, Progress progress) {
        request = prepared.request();
        classification = prepared.classification();
        vintage = prepared.vintage();
        recipe = prepared.recipe();
        files = prepared.files();
        intake = new Intake(files, Intake.Duplicates.IDENTICAL, request, progress);
    }

    private List<Layout> layouts() {
        return layouts;
    }

    private Outcome<SourceRead> read() throws IOException {
        intake.progress().phase(2, 5, "phase.read");
        var seen = EconomyTexts.Seen.NONE;
        for (int ordinal = 0; ordinal < files.size() && !intake.refused(); ordinal++) {
            var file = files.get(ordinal);
            var form = request.quotes() ? Layout.Form.USUAL : Layout.Form.USUAL.withoutQuotes();
            var layout = Layout.of(file, form, BaciReader.COLUMNS).shifted(request.shift());
            layouts.add(layout);
            intake.refuse(layout.faults());
            for (var name : layout.repeated()) {
                if (BaciReader.COLUMNS.contains(Layout.normal(name))) {
                    intake.refuse("KAN-DATA-021.repeated", file.shown(), 0, "column", name);
                }
            }
            for (var name : BaciReader.COLUMNS) {
                if (layout.faults().isEmpty() && layout.column(name).isEmpty()) {
                    intake.refuse(
                            "KAN-DATA-028",
                            file.shown(),
                            0,
                            "column",
                            name,
                            "columns",
                            String.join(", ", layout.header()));
                }
            }
            if (!intake.refused()) {
                intake.fileNotes(ordinal, file);
                var run = new FileRun(ordinal, file, layout);
                run.run();
                seen = seen.plus(run.economies.seen());
            }
        }
        intake.progress().phase(3, 5, "phase.check");
        seen.refuseOtherScheme(intake, files.getFirst().shown());
        if (!intake.refused()) {
            GoodTexts.judgeFit(intake, classification, codes, files.getFirst().shown());
        }
        if (intake.refused() || !intake.close(look)) {
            return intake.refusal();
        }
        intake.summary().flowsPerYear().forEach((year, flows) -> {
            double total = intake.summary().valuePerYear().getOrDefault(year, 0.0);
            if (flows >= FLOWS_OF_WORLD && (total < LEAST_WORLD_KUSD || total > MOST_WORLD_KUSD)) {
                intake.note(
                                "KAN-DATA-037",
                                "note.world-total",
                                "year",
                                year,
                                "total",
                                String.format(java.util.Locale.ROOT, "%.3g", total))
                        .count(1);
            }
        });
        return intake.finish(described());
    }

    private final class FileRun {
        private final int ordinal;
        private final TextFile file;
        private final Layout layout;
        private final int t;
        private final int i;
        private final int j;
        private final int k;
        private final int v;
        private final int q;
        private final CsvPass pass;
        private final EconomyTexts economies = new EconomyTexts("baci");
        private final GoodTexts goods = new GoodTexts();
        private final TextPool yearTexts = new TextPool();
        private final List<Integer> forms = new ArrayList<>();
        private final TextPool quantityTexts = new TextPool();
        private final Amounts amounts = new Amounts();
        private final Intake.NoteCount padded;
        private final List<Optional<Intake.NoteCount>> notAvailable = new ArrayList<>();
        private final Intake.NoteCount zeros;
        private final Intake.NoteCount otherRevision;
        private long rows;

        FileRun(int ordinal, TextFile file, Layout layout) {
            this.ordinal = ordinal;
            this.file = file;
            this.layout = layout;
            t = layout.column("t").orElseThrow();
            i = layout.column("i").orElseThrow();
            j = layout.column("j").orElseThrow();
            k = layout.column("k").orElseThrow();
            v = layout.column("v").orElseThrow();
            q = layout.column("q").orElseThrow();
            padded = intake.note("KAN-DATA-031", "note.zero-padded", "column", "k");
            otherRevision = intake.note("KAN-DATA-014", "note.other-revision", "classification", classification);
            zeros = intake.note("KAN-DATA-041", "note.explicit-zero", "column", "v");
            var expected = List.of(
                    new MeaningProbe.Expected("t", t, text -> year(text) > 0, "expected.year"),
                    new MeaningProbe.Expected("i", i, text -> text.matches("\\d{1,3}"), "expected.numeric-code"),
                    new MeaningProbe.Expected("j", j, text -> text.matches("\\d{1,3}"), "expected.numeric-code"),
                    new MeaningProbe.Expected("k", k, text -> text.matches("\\d{5,6}"), "expected.good"));
            pass = new CsvPass(
                    intake,
                    ordinal,
                    layout,
                    new MeaningProbe(expected, file.lines()),
                    records -> v < records.fields() ? amount(records) : Double.NaN);
        }

        void run() throws IOException {
            pass.run(this::row, look);
            intake.classified(classification, rows);
            codes.addAll(goods.codes(classification));
        }

        private int year(String text) {
            double number = Numbers.parse(text);
            return number == Math.rint(number) && number >= MIN_YEAR && number <= request.latestYear() + 1
                    ? (int) number
                    : -1;
        }

        private double amount(CsvRecords records) {
            double plain = records.number(v);
            return Double.isNaN(plain) && !records.isEmpty(v) ? amounts.parse(records.text(v)) : plain;
        }

        /** Number of the form of the record's year, or -1. */
        private int form(CsvRecords records) {
            int id = records.pooled(t, yearTexts);
            while (id >= forms.size()) {
                int year = year(yearTexts.text(forms.size()).strip());
                forms.add(
                        year < 0
                                ? -1
                                : intake.flows()
                                        .form(FlowTable.Form.of(
                                                classification,
                                                year,
                                                GoodTexts.DIGITS,
                                                FlowTable.ReportedBy.RECONCILED,
                                                FlowTable.ValueBasis.FOB_EQUIVALENT,
                                                ordinal)));
                int named = BaciReader.named(file).year();
                if (year > 0 && named > 0 && named != year) {
                    intake.refuse("KAN-DATA-024", file.shown(), records.line(), "named", named, "found", year);
                }
            }
            return forms.get(id);
        }

        private void row(CsvRecords records) {
            int form = form(records);
            if (form < 0) {
                pass.reject(records, t, Reason.YEAR_MALFORMED);
                return;
            }
            var exporter = economies.read(records, i, intake.flows());
            var importer = economies.read(records, j, intake.flows());
            if (exporter.reason() != null || importer.reason() != null) {
                var reason = exporter.reason() != null ? exporter.reason() : importer.reason();
                pass.reject(
                        records, exporter.reason() != null ? i : j, reason == null ? Reason.ECONOMY_UNKNOWN : reason);
                return;
            }
            if (exporter.total() || importer.total()) {
                intake.aside("world", records.line());
                return;
            }
            var good = goods.read(records, k, classification, intake.flows());
            var badGood = good.reason();
            if (badGood != null) {
                pass.reject(records, k, badGood);
                return;
            }
            double amount = amount(records);
            if (!(amount >= 0)) {
                pass.reject(
                        records,
                        v,
                        amount < 0
                                ? Reason.VALUE_NEGATIVE
                                : records.text(v).isBlank()
                                                || NO_QUANTITY.contains(
                                                        records.text(v).strip())
                                        ? Reason.VALUE_MISSING
                                        : Reason.VALUE_NOT_A_NUMBER);
                return;
            }
            if (amount > ABSURD_KUSD) {
                pass.reject(records, v, Reason.VALUE_ABSURD);
                return;
            }
            double tonnes = records.number(q);
            if (Double.isNaN(tonnes)) {
                int id = records.pooled(q, quantityTexts);
                while (id >= notAvailable.size()) {
                    var text = quantityTexts.text(notAvailable.size()).strip();
                    notAvailable.add(
                            NO_QUANTITY.contains(text)
                                    ? Optional.of(intake.note(
                                            "KAN-DATA-033", "note.quantity-not-available", "spelling", text))
                                    : Optional.empty());
                }
                if (notAvailable.get(id).isEmpty()) {
                    tonnes = amounts.parse(records.text(q));
                    if (Double.isNaN(tonnes)) {
                        pass.reject(records, q, Reason.QUANTITY_NOT_A_NUMBER);
                        return;
                    }
                } else {
                    notAvailable.get(id).get().count(ordinal, records.line());
                }
            }
            if (tonnes < 0) {
                pass.reject(records, q, Reason.QUANTITY_NEGATIVE);
                return;
            }
            if (tonnes > ABSURD_TONNES) {
                pass.reject(records, q, Reason.VALUE_ABSURD);
                return;
            }
            if (tonnes == 0 && amount > 0) {
                tonnes = Double.NaN; // nothing is traded without weight: the source means "not given"
            }
            if (amount == 0) {
                zeros.count(ordinal, records.line());
            }
            if (good.flags() != 0) {
                if ((good.flags() & FlowTable.CODE_PADDED) != 0) {
                    padded.count(ordinal, records.line());
                }
                if ((good.flags() & FlowTable.MIXED_REVISION) != 0) {
                    otherRevision.count(ordinal, records.line());
                }
            }
            rows++;
            intake.taken(amount);
            intake.flows()
                    .add(
                            form,
                            good.text(),
                            exporter.text(),
                            importer.text(),
                            amount,
                            tonnes,
                            good.flags() | exporter.flags() | importer.flags(),
                            records.line());
        }
    }

    private Described described() {
        var licence = ReadRequest.first(request.licence(), LICENCE);
        return new Described(
                recipe,
                "baci-" + classification + (vintage.isEmpty() ? "" : "-" + vintage),
                ReadRequest.first(
                        request.title(), "BACI " + classification + (vintage.isEmpty() ? "" : ", edition " + vintage)),
                ReadRequest.first(request.provider(), "CEPII"),
                "BACI",
                vintage.isEmpty() ? null : vintage,
                new Manifest.Licence(
                        licence,
                        null,
                        request.url().isEmpty() ? null : request.url(),
                        "unknown",
                        request.licence().isEmpty() ? "reader-default" : "user"),
                classification,
                Unit.KUSD,
                List.of("gap.baci-quantities-partly-estimated"),
                List.of(),
                List.of());
    }
}
