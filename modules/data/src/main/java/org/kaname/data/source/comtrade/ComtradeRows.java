package org.kaname.data.source.comtrade;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.QuarantinedRow.Reason;
import org.kaname.data.source.EconomyTexts;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.FlowTable.Form;
import org.kaname.data.source.FlowTable.ReportedBy;
import org.kaname.data.source.FlowTable.ValueBasis;
import org.kaname.data.source.Intake;
import org.kaname.data.source.ReadRequest;
import org.kaname.model.Economy;

/**
 * Puts each record where it belongs (data-formats 3.2): rows that would be counted twice are set aside, each by the first rule that it
 * meets, in the order world-partner, group-reporter, second-partner, customs-detail, transport-detail, supply-detail, re-flow,
 * other-flow, not-six-digits. Not thread-safe.
 */
public final class ComtradeRows {
    /** One flow above which a value is absurd, thousand US$, and a weight, tonnes (data-formats 4.5). */
    private static final double ABSURD_KUSD = 1e10;

    private static final double ABSURD_TONNES = 1e10;

    /** US$ in a thousand US$, and kilograms in a tonne. */
    private static final double THOUSAND = 1000;

    /** How these files write that a number is not known; anything else that is no number is damage. */
    private static final Set<String> NOT_GIVEN =
            Set.of("", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "#N/A");

    private enum Kind {
        M,
        X,
        RX,
        RM,
        OTHER,
        NONE;

        boolean exports() {
            return this == X || this == RX;
        }

        boolean again() {
            return this == RX || this == RM;
        }
    }

    private final Intake intake;
    private final ReadRequest request;
    private final Report report;
    private final int levelOfFlows;
    private final boolean surveyOnly;
    private final Survey known;
    private final Survey seen = new Survey();
    private final EconomyTexts economies = new EconomyTexts("comtrade");
    private final Meanings<EconomyTexts.Meaning> sides;
    private final Periods periods;
    private final Goods goods;
    private final Meanings<Boolean> services =
            new Meanings<>(text -> text.strip().equals("S"));
    private final Meanings<Boolean> serviceLists = new Meanings<>(Goods::services);
    private final Meanings<Kind> kinds = new Meanings<>(ComtradeRows::kind);
    private final Meanings<Optional<String>> schemes = new Meanings<>(Goods::scheme);
    private final Meanings<Boolean> secondPartner = new Meanings<>(ComtradeRows::notZero);
    private final Meanings<Boolean> customs = new Meanings<>(ComtradeRows::customsDetail);
    private final Meanings<Boolean> transport = new Meanings<>(ComtradeRows::notZero);
    private final Meanings<Boolean> supply = new Meanings<>(ComtradeRows::notZero);
    private final Meanings<String> units = new Meanings<>(Units::of);
    private final Meanings<String> otherUnits = new Meanings<>(Units::of);
    private final Meanings<Optional<Boolean>> weightEstimated = new Meanings<>(ComtradeRows::truth);
    private final Meanings<Boolean> estimation = new Meanings<>(ComtradeRows::weightEstimation);
    private final Meanings<Optional<Intake.NoteCount>> weightNotGiven;
    private final Map<String, double[]> valueByScheme = new TreeMap<>();
    private final Map<String, double[]> totalByScheme = new TreeMap<>();
    private final Map<String, Integer> schemeNumbers = new HashMap<>();
    private final Map<String, Integer> unitNumbers = new HashMap<>();
    private final Map<Integer, long[]> rowsByForm = new HashMap<>();
    private final Forms flowForms = new Forms();
    private final Forms totalForms = new Forms();
    private final Forms reexportForms = new Forms();
    private final Intake.NoteCount padded;
    private final Intake.NoteCount zeroValues;
    private final Intake.NoteCount zeroWeights;
    private int file;
    private String fileShown = "";
    private @Nullable String monthsIn;
    private @Nullable String yearsIn;
    private boolean proxies;
    private boolean reexports;

    ComtradeRows(
            Intake intake, ReadRequest request, Report report, int levelOfFlows, boolean surveyOnly, Survey known) {
        this.intake = intake;
        this.request = request;
        this.report = report;
        this.levelOfFlows = levelOfFlows;
        this.surveyOnly = surveyOnly;
        this.known = known;
        sides = new Meanings<>(text -> economies.read(Meanings.code(text), intake.flows()));
        periods = new Periods(request.latestYear() + 1);
        goods = new Goods(intake);
        padded = intake.note(
                "KAN-DATA-031", "note.zero-padded", "column", Field.GOOD.names().getFirst());
        zeroValues = intake.note(
                "KAN-DATA-041",
                "note.explicit-zero",
                "column",
                Field.VALUE.names().getFirst());
        zeroWeights = intake.note("KAN-DATA-033", "note.zero-quantity");
        weightNotGiven = new Meanings<>(text -> NOT_GIVEN.contains(text.strip())
                ? Optional.of(intake.note("KAN-DATA-033", "note.quantity-not-available", "spelling", text.strip()))
                : Optional.empty());
    }

    /** The rows to come are of this file. */
    void begin(int ordinal, String shown) {
        file = ordinal;
        fileShown = shown;
        flowForms.clear();
        totalForms.clear();
        reexportForms.clear();
    }

    private static Kind kind(String text) {
        var code = Meanings.code(text);
        return switch (code) {
            case "M", "1" -> Kind.M;
            case "X", "2" -> Kind.X;
            case "RX", "3" -> Kind.RX;
            case "RM", "4" -> Kind.RM;
            default -> code.matches("[A-Z]{2,4}") ? Kind.OTHER : Kind.NONE;
        };
    }

    /** The text is one of the flows' codes. */
    static boolean isFlow(String text) {
        return kind(text) != Kind.NONE;
    }

    private static boolean notZero(String text) {
        var code = Meanings.code(text);
        return !code.isEmpty() && !code.equals("0");
    }

    private static boolean customsDetail(String text) {
        var code = text.strip();
        return !code.isEmpty() && !code.equals("C00");
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text.strip()) {
            case "true", "True", "TRUE", "1", "1.0" -> Optional.of(true);
            case "false", "False", "FALSE", "0", "0.0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** 2 = quantity, 4 = net weight, 6 = both (data-formats 3.2). */
    private static boolean weightEstimation(String text) {
        var flag = Meanings.code(text);
        return flag.equals("4") || flag.equals("6");
    }

    /** The value that a record would bring, thousand US$; NaN where it has none. */
    public static double worth(ComtradeRow row) {
        return row.number(Field.VALUE) / THOUSAND;
    }

    /** Takes one record. */
    public void read(ComtradeRow row) {
        if (services.of(row, Field.TYPE) || serviceLists.of(row, Field.CLASSIFICATION)) {
            intake.refuse("KAN-DATA-025", fileShown, row.line());
            return;
        }
        var period = periods.read(row);
        if (period.year() < 0) {
            row.reject(row.isEmpty(Field.PERIOD) ? Field.YEAR : Field.PERIOD, Reason.YEAR_MALFORMED);
            return;
        }
        if (frequencyClashes(row, period)) {
            return;
        }
        var kind = kinds.of(row, Field.FLOW);
        if (kind == Kind.NONE) {
            row.reject(Field.FLOW, Reason.FLOW_UNKNOWN);
            return;
        }
        var reporter = sides.of(row, Field.REPORTER);
        var partner = sides.of(row, Field.PARTNER);
        if (reporter.reason() != null || partner.reason() != null) {
            var reason = reporter.reason() != null ? reporter.reason() : partner.reason();
            row.reject(
                    reporter.reason() != null ? Field.REPORTER : Field.PARTNER,
                    reason == null ? Reason.ECONOMY_UNKNOWN : reason);
            return;
        }
        var scheme = scheme(row);
        if (scheme.isEmpty()) {
            row.reject(Field.CLASSIFICATION, Reason.PRODUCT_UNKNOWN);
            return;
        }
        var good = goods.read(row, scheme);
        var bad = good.reason();
        if (bad != null) {
            row.reject(Field.GOOD, bad);
            return;
        }
        seen.level(good.level());
        if (surveyOnly) {
            if (!kind.again() && kind != Kind.OTHER && !reporter.total()) {
                seen.delivered(
                        kind == Kind.M ? ReportedBy.IMPORTER : ReportedBy.EXPORTER, reporter.code(), period.year());
            }
            return;
        }
        place(row, period, kind, reporter, partner, scheme, good);
    }

    /** Years and months of them in one data set would be counted twice. */
    private boolean frequencyClashes(ComtradeRow row, Periods.Period period) {
        if (period.month() > 0 && monthsIn == null) {
            monthsIn = fileShown + ":" + row.line();
        } else if (period.month() == 0 && yearsIn == null) {
            yearsIn = fileShown + ":" + row.line();
        }
        if (monthsIn == null || yearsIn == null) {
            return false;
        }
        intake.refuse("KAN-DATA-024.frequency", fileShown, row.line(), "years", yearsIn, "months", monthsIn);
        return true;
    }

    /** Scheme of the row's good, empty where it has none. */
    private String scheme(ComtradeRow row) {
        if (row.isEmpty(Field.CLASSIFICATION)) {
            return request.classification();
        }
        return schemes.of(row, Field.CLASSIFICATION).orElse("");
    }

    private void place(
            ComtradeRow row,
            Periods.Period period,
            Kind kind,
            EconomyTexts.Meaning reporter,
            EconomyTexts.Meaning partner,
            String scheme,
            Goods.Good good) {
        boolean world = partner.kind() == Economy.Kind.WORLD;
        var detail = detail(row);
        if (world && (!detail.isEmpty() || kind == Kind.OTHER)) {
            intake.aside("world-partner", row.line()); // a part of another World row
        } else if (world) {
            store(Table.TOTAL, row, period, kind, reporter, partner, scheme, good);
        } else if (reporter.total()) {
            intake.aside("group-reporter", row.line());
        } else if (!detail.isEmpty()) {
            intake.aside(detail, row.line());
        } else if (kind.again()) {
            if (partner.total()) {
                intake.aside("group-partner", row.line());
            } else {
                store(Table.REEXPORT, row, period, kind, reporter, partner, scheme, good);
            }
        } else if (kind == Kind.OTHER) {
            intake.aside("other-flow", row.line());
        } else if (good.level() != levelOfFlows) {
            store(Table.TOTAL, row, period, kind, reporter, partner, scheme, good);
        } else if (partner.total()) {
            intake.aside("group-partner", row.line());
        } else {
            store(Table.FLOW, row, period, kind, reporter, partner, scheme, good);
        }
    }

    /** The rule by which a row is a part of another row, or the empty text. */
    private String detail(ComtradeRow row) {
        if (secondPartner.of(row, Field.SECOND_PARTNER)) {
            return "second-partner";
        }
        if (customs.of(row, Field.CUSTOMS)) {
            return "customs-detail";
        }
        if (transport.of(row, Field.TRANSPORT)) {
            return "transport-detail";
        }
        return supply.of(row, Field.SUPPLY) ? "supply-detail" : "";
    }

    private enum Table {
        FLOW,
        TOTAL,
        REEXPORT
    }

    private void store(
            Table table,
            ComtradeRow row,
            Periods.Period period,
            Kind kind,
            EconomyTexts.Meaning reporter,
            EconomyTexts.Meaning partner,
            String scheme,
            Goods.Good good) {
        var by = kind.exports() ? ReportedBy.EXPORTER : ReportedBy.IMPORTER;
        var exporter = kind.exports() ? reporter : partner;
        var importer = kind.exports() ? partner : reporter;
        boolean filled = false;
        if (table == Table.FLOW && !report.keeps(by)) {
            filled = report.prefers() && !known.hasDelivered(other(by), partner.code(), period.year());
            if (!filled) {
                intake.aside(by == ReportedBy.EXPORTER ? "exporter-report" : "importer-report", row.line());
                return;
            }
        }
        double dollars = row.number(Field.VALUE);
        if (!(dollars >= 0)) {
            row.reject(
                    Field.VALUE,
                    dollars < 0
                            ? Reason.VALUE_NEGATIVE
                            : NOT_GIVEN.contains(row.text(Field.VALUE).strip())
                                    ? Reason.VALUE_MISSING
                                    : Reason.VALUE_NOT_A_NUMBER);
            return;
        }
        double value = dollars / THOUSAND;
        if (value > ABSURD_KUSD) {
            row.reject(Field.VALUE, Reason.VALUE_ABSURD);
            return;
        }
        double cif = row.number(Field.CIF);
        double fob = row.number(Field.FOB);
        if (Double.isNaN(cif) && damaged(row, Field.CIF, Reason.VALUE_NOT_A_NUMBER)
                || Double.isNaN(fob) && damaged(row, Field.FOB, Reason.VALUE_NOT_A_NUMBER)) {
            return;
        }
        double kilograms = row.number(Field.WEIGHT);
        if (Double.isNaN(kilograms)) {
            var notGiven = weightNotGiven.of(row, Field.WEIGHT);
            if (notGiven.isEmpty()) {
                row.reject(Field.WEIGHT, Reason.QUANTITY_NOT_A_NUMBER);
                return;
            }
            notGiven.get().count(file, row.line());
        }
        if (kilograms < 0 || kilograms / THOUSAND > ABSURD_TONNES) {
            row.reject(Field.WEIGHT, kilograms < 0 ? Reason.QUANTITY_NEGATIVE : Reason.VALUE_ABSURD);
            return;
        }
        if (kilograms == 0 && dollars > 0) {
            kilograms = Double.NaN; // nothing is traded without weight: the source means "not given"
            zeroWeights.count(file, row.line());
        }
        var unit = supplementaryUnit(row, units, Field.UNIT, Field.QUANTITY);
        var quantityField = Field.QUANTITY;
        if (unit.isEmpty()) {
            unit = supplementaryUnit(row, otherUnits, Field.OTHER_UNIT, Field.OTHER_QUANTITY);
            quantityField = Field.OTHER_QUANTITY;
        }
        double extra = Double.NaN;
        if (!unit.isEmpty()) {
            extra = row.number(quantityField);
            if (Double.isNaN(extra) && damaged(row, quantityField, Reason.QUANTITY_NOT_A_NUMBER)) {
                return;
            }
            if (extra < 0) {
                row.reject(quantityField, Reason.QUANTITY_NEGATIVE);
                return;
            }
            if (Double.isNaN(extra) || extra == 0 && dollars > 0) {
                extra = Double.NaN;
                unit = "";
            }
        }
        if (dollars == 0) {
            zeroValues.count(file, row.line());
        }
        if ((good.flags() & FlowTable.CODE_PADDED) != 0) {
            padded.count(file, row.line());
        }
        boolean weightIsEstimated = !Double.isNaN(kilograms)
                && weightEstimated
                        .of(row, Field.WEIGHT_ESTIMATED)
                        .orElseGet(() -> estimation.of(row, Field.ESTIMATION));
        var basis = basis(by, dollars, cif, fob);
        if (filled) {
            value = by == ReportedBy.EXPORTER ? value * Report.CIF_FOB_FACTOR : value / Report.CIF_FOB_FACTOR;
            basis = by == ReportedBy.EXPORTER ? ValueBasis.CIF : ValueBasis.FOB;
        }
        int flags = good.flags() | exporter.flags() | importer.flags() | (filled ? FlowTable.MIRROR_ONE_SIDED : 0);
        proxies |= (flags & FlowTable.ECONOMY_PROXY) != 0;
        double tonnes = kilograms / THOUSAND;
        var shape = new Shape(period, scheme, good.level(), by, basis, filled, weightIsEstimated, kind, unit);
        switch (table) {
            case FLOW -> {
                var flows = intake.flows();
                int form = flowForms.number(flows, key(shape), () -> form(shape, ""));
                flows.add(form, good.text(), exporter.text(), importer.text(), value, tonnes, flags, row.line());
                intake.taken(value);
                valueByScheme.computeIfAbsent(scheme, unknown -> new double[1])[0] += value;
                rowsByForm.computeIfAbsent(form, unknown -> new long[1])[0]++;
                if (!unit.isEmpty()) {
                    flows.extra(extra);
                }
            }
            case TOTAL -> {
                totalByScheme.computeIfAbsent(scheme, unknown -> new double[1])[0] += value;
                add(intake.totals(), totalForms, shape, good, exporter, importer, value, tonnes, flags, extra, row);
            }
            case REEXPORT -> {
                reexports = true;
                add(
                        intake.reexports(),
                        reexportForms,
                        shape,
                        good,
                        exporter,
                        importer,
                        value,
                        tonnes,
                        flags,
                        extra,
                        row);
            }
        }
    }

    private void add(
            FlowTable table,
            Forms forms,
            Shape shape,
            Goods.Good good,
            EconomyTexts.Meaning exporter,
            EconomyTexts.Meaning importer,
            double value,
            double tonnes,
            int flags,
            double extra,
            ComtradeRow row) {
        table.add(
                forms.number(table, key(shape), () -> form(shape, shape.kind().name())),
                table.product(good.code()),
                table.economy(exporter.code()),
                table.economy(importer.code()),
                value,
                tonnes,
                flags,
                row.line());
        if (!shape.unit().isEmpty()) {
            table.extra(extra);
        }
    }

    private static ReportedBy other(ReportedBy by) {
        return by == ReportedBy.EXPORTER ? ReportedBy.IMPORTER : ReportedBy.EXPORTER;
    }

    /** The field holds something that is neither a number nor a way to say that there is none; the row is rejected. */
    private static boolean damaged(ComtradeRow row, Field field, Reason reason) {
        if (row.isEmpty(field) || NOT_GIVEN.contains(row.text(field).strip())) {
            return false;
        }
        row.reject(field, reason);
        return true;
    }

    /** Unit of a quantity that is not the goods' own weight, or empty. */
    private String supplementaryUnit(ComtradeRow row, Meanings<String> meanings, Field unitField, Field quantityField) {
        if (row.isEmpty(quantityField)) {
            return "";
        }
        var unit = meanings.of(row, unitField);
        if (unit.equals(Units.UNKNOWN)) {
            intake.note(
                            "KAN-DATA-085",
                            "note.unit-unknown",
                            "unit",
                            row.text(unitField).strip())
                    .count(file, row.line());
        }
        return Units.supplementary(unit) ? unit : "";
    }

    /**
     * The terms that the value was reported on: those of the column that it equals (data-formats 3.2). Where it equals both, or neither
     * column is given, imports count as CIF and exports as FOB; where it equals neither although one is given, nobody knows.
     */
    private static ValueBasis basis(ReportedBy by, double dollars, double cif, double fob) {
        var usual = by == ReportedBy.IMPORTER ? ValueBasis.CIF : ValueBasis.FOB;
        boolean asCif = cif > 0 && dollars == cif;
        boolean asFob = fob > 0 && dollars == fob;
        if (asCif && asFob || !(cif > 0) && !(fob > 0)) {
            return usual;
        }
        return asCif ? ValueBasis.CIF : asFob ? ValueBasis.FOB : ValueBasis.UNKNOWN;
    }

    /** What rows of one form share, the file apart. */
    private record Shape(
            Periods.Period period,
            String scheme,
            int level,
            ReportedBy by,
            ValueBasis basis,
            boolean valueEstimated,
            boolean quantityEstimated,
            Kind kind,
            String unit) {}

    private long key(Shape shape) {
        long key = shape.period().year();
        key = key * 13 + shape.period().month();
        key = key * 64 + schemeNumbers.computeIfAbsent(shape.scheme(), unknown -> schemeNumbers.size());
        key = key * 64 + unitNumbers.computeIfAbsent(shape.unit(), unknown -> unitNumbers.size());
        key = key * 8 + shape.level();
        key = key * 8 + shape.kind().ordinal();
        key = key * 4 + shape.basis().ordinal();
        key = key * 4 + (shape.valueEstimated() ? 2 : 0) + (shape.quantityEstimated() ? 1 : 0);
        return key;
    }

    private Form form(Shape shape, String kind) {
        return new Form(
                shape.scheme(),
                shape.period().year(),
                shape.period().month(),
                shape.level(),
                shape.by(),
                shape.basis(),
                shape.valueEstimated(),
                shape.quantityEstimated(),
                kind,
                shape.unit(),
                file);
    }

    /** Tells the books how many flows there are of each scheme. To be called once, when all rows were read. */
    void finish() {
        var forms = intake.flows().forms();
        rowsByForm.forEach((form, rows) -> intake.classified(forms.get(form).classification(), rows[0]));
    }

    Survey seen() {
        return seen;
    }

    EconomyTexts.Seen economies() {
        return economies.seen();
    }

    /** The scheme of the most value in flows; where there are none, in totals; else the empty text. */
    String mainScheme() {
        var main = "";
        double most = -1;
        for (var entry : (valueByScheme.isEmpty() ? totalByScheme : valueByScheme).entrySet()) {
            if (entry.getValue()[0] > most) {
                most = entry.getValue()[0];
                main = entry.getKey();
            }
        }
        return main;
    }

    /** Some economies stand for others. */
    boolean proxies() {
        return proxies;
    }

    boolean reexports() {
        return reexports;
    }
}
