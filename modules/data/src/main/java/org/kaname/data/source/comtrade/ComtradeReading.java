package org.kaname.data.source.comtrade;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.Recipe;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.Described;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.Intake;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.Recipes;
import org.kaname.data.source.SourceRead;
import org.kaname.model.Unit;

/**
 * One data set out of files of Comtrade. The files are read once; a second time where their goods turn out to be headings or chapters
 * only, or where one side's reports are to be filled up from the other's, for who did not report is known at the end only.
 */
public final class ComtradeReading implements PreparedRead {
    /** Schemes that the user may state where the files have no column for them. */
    private static final Set<String> SCHEMES = Set.of("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22");

    private static final String LICENCE =
            "UN Comtrade terms of use: rows may not be passed on without permission, as others state; to be checked";

    private final ReadRequest request;
    private final Report report;
    private final Recipe recipe;
    private final List<TextFile> files;
    private final Supplier<ComtradeFormat> format;

    private ComtradeReading(
            ReadRequest request, Report report, Recipe recipe, List<TextFile> files, Supplier<ComtradeFormat> format) {
        this.request = request;
        this.report = report;
        this.recipe = recipe;
        this.files = List.copyOf(files);
        this.format = format;
    }

    /** Schemes of goods, for messages. */
    public static String schemes() {
        return String.join(", ", new TreeSet<>(SCHEMES));
    }

    /**
     * @param reader name of the reader
     * @param format makes a fresh one for each pass
     */
    public static Outcome<PreparedRead> prepare(
            String reader, int version, ReadRequest asked, List<TextFile> files, Supplier<ComtradeFormat> format) {
        var refusals = new ArrayList<Refusal>();
        var report = Report.of(asked.report());
        if (report.isEmpty()) {
            refusals.add(Refusal.of("KAN-DATA-087", asked.report(), 0, "known", String.join(", ", Report.ids())));
        }
        var scheme = asked.classification().toUpperCase(Locale.ROOT);
        if (!scheme.isEmpty() && !SCHEMES.contains(scheme)) {
            refusals.add(Refusal.of(
                    "KAN-DATA-023.unknown", files.getFirst().shown(), 0, "classification", scheme, "known", schemes()));
        }
        if (!refusals.isEmpty()) {
            return new Outcome.Refused<>(refusals);
        }
        var request = asked.understood(report.orElseThrow().id(), scheme);
        var recipe = Recipes.of(reader, version, request, "", Reference.load().fingerprint(), files);
        return new Outcome.Taken<>(new ComtradeReading(request, report.orElseThrow(), recipe, files, format));
    }

    @Override
    public Recipe recipe() {
        return recipe;
    }

    @Override
    public Outcome<SourceRead> read(Progress progress) throws IOException {
        progress.phase(2, 5, "phase.read");
        var known = new Survey();
        int level = Goods.DIGITS;
        if (report.prefers()) {
            var survey = new Pass(request.inMemory(), progress, level, true, known);
            survey.run();
            if (survey.intake.refused()) {
                return survey.intake.refusal();
            }
            known = survey.rows.seen();
            level = known.finest() < 0 ? level : known.finest();
        }
        var pass = new Pass(request, progress, level, false, known);
        pass.run();
        int finest = pass.rows.seen().finest();
        if (!pass.intake.refused() && finest >= 0 && finest < level) {
            pass = new Pass(request, progress, finest, false, known);
            pass.run();
        }
        progress.phase(3, 5, "phase.check");
        return pass.close();
    }

    /** One pass over all files. */
    private final class Pass {
        private final Intake intake;
        private final ComtradeRows rows;
        private final ComtradeFormat records = format.get();
        private final ReadRequest asked;

        Pass(ReadRequest asked, Progress progress, int level, boolean surveyOnly, Survey known) {
            this.asked = asked;
            intake = new Intake(files, Intake.Duplicates.IDENTICAL, asked, progress, records.mostRecords(files));
            rows = new ComtradeRows(intake, asked, report, level, surveyOnly, known);
        }

        void run() throws IOException {
            for (int ordinal = 0; ordinal < files.size() && !intake.refused(); ordinal++) {
                var file = files.get(ordinal);
                intake.fileNotes(ordinal, file);
                rows.begin(ordinal, file.shown());
                records.read(ordinal, file, new ComtradeFormat.Sink(asked, intake, rows, records));
            }
            rows.economies().refuseOtherScheme(intake, files.getFirst().shown());
        }

        Outcome<SourceRead> close() throws IOException {
            if (intake.refused()) {
                return intake.refusal();
            }
            rows.finish();
            var found = intake.rowsByClassification().keySet();
            if (!asked.classification().isEmpty() && !found.isEmpty() && !found.contains(asked.classification())) {
                intake.refuse(
                        "KAN-DATA-024.stated",
                        files.getFirst().shown(),
                        0,
                        "stated",
                        asked.classification(),
                        "found",
                        String.join(", ", found));
            }
            if (intake.refused() || !intake.close(records)) {
                return intake.refusal();
            }
            var main = rows.mainScheme();
            if (intake.spilled()) {
                intake.note("KAN-DATA-081", "note.not-checked").count(1);
            } else {
                flagRevisions(main);
                var mismatch = intake.note("KAN-DATA-080", "note.total-mismatch");
                TotalsCheck.run(intake.flows(), intake.totals(), place -> mismatch.count(place.file(), place.line()));
            }
            return intake.finish(described(main));
        }

        private void flagRevisions(String main) {
            var flows = intake.flows();
            var others = intake.note("KAN-DATA-084", "note.mixed-revision", "main", main);
            for (int row = 0; row < flows.size(); row++) {
                if (!flows.classification(row).equals(main)) {
                    flows.flag(row, FlowTable.MIXED_REVISION);
                    others.count(flows.origin(row).file(), flows.line(row));
                }
            }
        }

        private Described described(String main) {
            var gaps = new ArrayList<String>();
            if (rows.proxies()) {
                gaps.add("gap.taiwan-as-490");
            }
            var unconfirmed = new ArrayList<String>();
            if (rows.reexports()) {
                unconfirmed.add("unconfirmed.reexports-in-exports");
            }
            var years = intake.summary().flowsPerYear();
            var period = years.isEmpty()
                    ? ""
                    : years.size() == 1 ? ", " + years.firstKey() : ", " + years.firstKey() + "–" + years.lastKey();
            var licence = ReadRequest.first(asked.licence(), LICENCE);
            @Nullable String vintage = asked.vintage().isEmpty() ? null : asked.vintage();
            return new Described(
                    recipe,
                    recipe.reader()
                            + (main.isEmpty() ? "" : "-" + main)
                            + (asked.vintage().isEmpty() ? "" : "-" + asked.vintage()),
                    ReadRequest.first(asked.title(), ("UN Comtrade " + main).strip() + period),
                    ReadRequest.first(asked.provider(), "UN Comtrade"),
                    "Comtrade",
                    vintage,
                    new Manifest.Licence(
                            licence,
                            null,
                            asked.url().isEmpty() ? null : asked.url(),
                            asked.licence().isEmpty() ? "no" : "unknown",
                            asked.licence().isEmpty() ? "reader-default" : "user"),
                    main,
                    Unit.KUSD,
                    gaps,
                    unconfirmed,
                    List.of());
        }
    }
}
