package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.Outcome;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.data.inputoutput.ReadTable;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Unit;
import org.kaname.shock.exposure.ExposureMeasure;
import org.kaname.shock.exposure.Exposures;
import org.kaname.shock.exposure.Extracted;
import org.kaname.shock.exposure.Leontief;
import org.kaname.shock.exposure.SupplierShares;

/**
 * On whom a buyer depends by one table (shock 1.4), and what existed because of a link (1.5).
 *
 * @param shares exposures of the buyer
 * @param measures shown, in their order
 * @param rows by the look-through share where it is known, largest first
 * @param extraction empty where none was asked for
 */
public record ExposureAnswer(
        ReadTable read,
        SupplierShares shares,
        List<ExposureMeasure> measures,
        List<Row> rows,
        Optional<Link> extraction) {
    /** Of an economy as buyer, where no measure is named. */
    private static final List<ExposureMeasure> OF_ECONOMY = List.of(
            ExposureMeasure.FACE_INTERMEDIATE,
            ExposureMeasure.FACE_FINAL,
            ExposureMeasure.VA_BY_ORIGIN,
            ExposureMeasure.LOOKTHROUGH_INPUT_SHARE,
            ExposureMeasure.HIDDEN);

    private static final String EXTRACTION_METHOD = "extraction@1";

    /**
     * One supplier, or a bloc.
     *
     * @param supplier code
     * @param members economies of the table that it stands for
     * @param outside members of the bloc that the table does not show one by one
     * @param own true for what the buyer supplies to itself
     */
    public record Row(String supplier, Set<String> members, Set<String> outside, boolean own) {
        public Row {
            members = java.util.Collections.unmodifiableSet(new TreeSet<>(members));
            outside = java.util.Collections.unmodifiableSet(new TreeSet<>(outside));
        }

        public static Row of(String economy, String buyer) {
            return new Row(economy, Set.of(economy), Set.of(), economy.equals(buyer));
        }
    }

    /**
     * What an extraction gave.
     *
     * @param supplier economy or label of an industry, as asked
     * @param buyer the same
     */
    public record Link(String supplier, String buyer, Extracted extracted) {}

    public ExposureAnswer {
        measures = List.copyOf(measures);
        rows = List.copyOf(rows);
    }

    /** Shares of an economy, or of an industry written as tables label it ({@code JPN_chemicals}). */
    public static Outcome<SupplierShares> shares(Leontief leontief, String buyer) {
        return switch (Exposures.of(leontief)) {
            case Outcome.Refused<Exposures> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<Exposures> taken -> shares(taken.value(), buyer);
        };
    }

    private static Outcome<SupplierShares> shares(Exposures exposures, String buyer) {
        var table = exposures.leontief().table();
        for (var economy : table.economies()) {
            if (buyer.startsWith(economy + "_")) {
                return exposures.ofIndustry(economy, buyer.substring(economy.length() + 1));
            }
        }
        return exposures.ofEconomy(buyer);
    }

    /**
     * Every economy of the table as a supplier, or only the row given.
     *
     * @param measures empty for the usual ones
     */
    public static ExposureAnswer of(
            ReadTable read,
            SupplierShares shares,
            List<ExposureMeasure> measures,
            Optional<Row> only,
            Optional<Link> extraction) {
        var shown = measures;
        if (shown.isEmpty()) {
            shown = shares.sector().isEmpty() ? OF_ECONOMY : shares.measures();
        }
        var rows = new ArrayList<Row>();
        only.ifPresentOrElse(
                rows::add,
                () -> shares.table().economies().forEach(economy -> rows.add(Row.of(economy, shares.economy()))));
        rows.sort(Comparator.comparingDouble(
                        (Row row) -> -shares.share(ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, row.members())
                                .orElse(-1))
                .thenComparing(Row::supplier));
        return new ExposureAnswer(read, shares, shown, rows, extraction);
    }

    public IoTable table() {
        return read.table();
    }

    /** The buyer as it is written: an economy, or an industry's label. */
    public String buyer() {
        return shares.sector().isEmpty() ? shares.economy() : shares.economy() + "_" + shares.sector();
    }

    /** A share with its passport. */
    public Figure share(ExposureMeasure measure, Row row) {
        var passport = new Passport(
                table().head().id(),
                measure.id(),
                "share",
                new TreeMap<>(java.util.Map.of("buyer", buyer(), "supplier", row.supplier())));
        var share = shares.share(measure, row.members());
        return share.isPresent()
                ? Figure.of(share.getAsDouble(), Unit.SHARE, passport)
                : Figure.missing(
                        Reason.NO_DENOMINATOR,
                        "nothing is bought, or not defined for this buyer",
                        Unit.SHARE,
                        passport);
    }

    /** The unit of a table's money: {@link Unit#MUSD} where it is that, else the table's own. */
    public static Unit money(IoTable table) {
        return table.unit().equals(MILLION_DOLLARS) ? Unit.MUSD : Unit.VALUE;
    }

    private static final String MILLION_DOLLARS = "USD mn";

    /**
     * A loss of an extraction with its passport.
     *
     * @param figure {@code output_loss} or {@code value_added_loss}
     * @param economy code, or {@link #WORLD}
     */
    public Figure lost(Link link, String figure, String economy) {
        var extracted = link.extracted();
        int e = table().economy(economy);
        boolean output = figure.equals(OUTPUT);
        double value = e < 0
                ? output ? extracted.outputLoss() : extracted.valueAddedLoss()
                : output ? extracted.outputLoss(e) : extracted.valueAddedLoss(e);
        var parameters = new TreeMap<String, String>();
        parameters.put("supplier", link.supplier());
        parameters.put("buyer", link.buyer());
        parameters.put("share", Double.toString(extracted.link().share()));
        parameters.put("final", Boolean.toString(!extracted.link().finalBuyers().isEmpty()));
        parameters.put("economy", economy);
        return Figure.of(
                value, money(table()), new Passport(table().head().id(), EXTRACTION_METHOD, figure, parameters));
    }

    public static final String OUTPUT = "output_loss";
    public static final String VALUE_ADDED = "value_added_loss";
    public static final String WORLD = "world";

    /** Economies whose value added existed because of a link, largest first; those with nothing to lose are left out. */
    public List<String> losers(Link link) {
        var economies = new ArrayList<String>();
        for (int e = 0; e < table().economies().size(); e++) {
            if (link.extracted().valueAddedLoss(e) > 0) {
                economies.add(table().economies().get(e));
            }
        }
        economies.sort(
                Comparator.comparingDouble((String e) -> -link.extracted().valueAddedLoss(table().economy(e)))
                        .thenComparing(Comparator.naturalOrder()));
        return economies;
    }
}
