package org.kaname.app.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.kaname.app.wording.RowSource;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBlock;
import org.kaname.data.Link;
import org.kaname.data.Origin;
import org.kaname.data.TradeCube;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Passport;
import org.kaname.model.Result;

/** The source rows behind figures and outcomes, largest first. Not thread-safe. */
final class SourceRows {
    private final DataSet data;
    private final int most;

    /** @param most rows of one figure, the largest */
    SourceRows(DataSet data, int most) {
        this.data = data;
        this.most = most;
    }

    /** The flows of a good in a year; none where the set has none. */
    FlowBlock observed(int year, Code product) {
        int y = data.cube().yearIndex(year);
        int p = data.cube().productIndex(product);
        return y < 0 || p < 0
                ? new FlowBlock(new double[0], new short[0], new short[0], 0, 0)
                : data.cube().block(y, p);
    }

    /** The flows that enter a figure: the subject's purchases, its sales, the dependents' purchases, or all of the good. */
    Rows flowRows(GoodProfile profile, GoodMeasure measure) {
        int year = profile.newest().year();
        var block = observed(year, profile.product());
        int subject = data.economies().indexOf(profile.subject());
        var flows = new ArrayList<Integer>();
        boolean bought = switch (measure) {
            case IMPORTS,
                    TOP_VALUE,
                    TOP_SHARE,
                    PARTNER_SHARE,
                    HHI,
                    EFFECTIVE_SUPPLIERS,
                    RATIO,
                    PARTNER_RATIO,
                    CDI1,
                    CDI2,
                    CDI3,
                    CDI3_EXTRA,
                    BALANCE,
                    IMPORT_RANK_SHARE,
                    ESSENTIAL,
                    DOMESTIC_USE,
                    REFINED_CDI1,
                    REFINED_CDI2,
                    REFINED_CDI3 -> true;
            case EXPORTS,
                    WORLD_SHARE,
                    WORLD_RANK,
                    WORLD_HHI,
                    WORLD_HHI_OTHERS,
                    OTHER_EXPORTERS,
                    EFFECTIVE_SUPPLIERS_RATIO,
                    SUPPLIER_COUNT_RATIO,
                    PARTNER_WORLD_SHARE,
                    RCA,
                    DEPENDENTS,
                    YEARS_HELD -> false;
        };
        boolean sold = switch (measure) {
            case EXPORTS, RATIO, PARTNER_RATIO, CDI3, CDI3_EXTRA, RCA, BALANCE, DOMESTIC_USE, REFINED_CDI3 -> true;
            case IMPORTS,
                    TOP_VALUE,
                    TOP_SHARE,
                    PARTNER_SHARE,
                    HHI,
                    EFFECTIVE_SUPPLIERS,
                    WORLD_SHARE,
                    WORLD_RANK,
                    WORLD_HHI,
                    PARTNER_WORLD_SHARE,
                    WORLD_HHI_OTHERS,
                    OTHER_EXPORTERS,
                    EFFECTIVE_SUPPLIERS_RATIO,
                    SUPPLIER_COUNT_RATIO,
                    DEPENDENTS,
                    CDI1,
                    CDI2,
                    IMPORT_RANK_SHARE,
                    ESSENTIAL,
                    REFINED_CDI1,
                    REFINED_CDI2,
                    YEARS_HELD -> false;
        };
        for (int i = block.from(); i < block.to(); i++) {
            boolean all = !bought && !sold;
            if (all || (bought && block.importer()[i] == subject) || (sold && block.exporter()[i] == subject)) {
                flows.add(i);
            }
        }
        return rows(flows, year, profile.product());
    }

    Rows windowRows(GoodProfile profile) {
        int subject = data.economies().indexOf(profile.subject());
        var shown = new ArrayList<Explained.Row>();
        int rest = 0;
        double sum = 0;
        for (var year : profile.window()) {
            var block = observed(year.year(), profile.product());
            var flows = new ArrayList<Integer>();
            for (int i = block.first(subject); i < block.end(subject); i++) {
                flows.add(i);
            }
            var rows = rows(flows, year.year(), profile.product());
            shown.addAll(rows.shown());
            rest += rows.restCount();
            sum += rows.restSum();
        }
        return new Rows(shown, rest, sum);
    }

    Rows rows(List<Integer> flows, int year, Code product) {
        var cube = data.cube();
        flows.sort(Comparator.comparingDouble((Integer i) -> -cube.value(i)).thenComparing(i -> i));
        int shown = Math.min(most, flows.size());
        var rows = new ArrayList<Explained.Row>();
        for (int i : flows.subList(0, shown)) {
            rows.add(flowRow(i, year, product));
        }
        double rest = 0;
        for (int i : flows.subList(shown, flows.size())) {
            rest += cube.value(i) * TradeCube.SCALE;
        }
        return new Rows(rows, flows.size() - shown, rest / TradeCube.SCALE);
    }

    Explained.Row flowRow(int flow, int year, Code product) {
        var cube = data.cube();
        return row(
                "flow/" + product.scheme() + "/" + year + "/" + product.value() + "/"
                        + data.economies().get(cube.exporter(flow)).code() + "/"
                        + data.economies().get(cube.importer(flow)).code(),
                cube.value(flow),
                cube.origin(flow));
    }

    private Explained.Row row(String key, double value, Origin origin) {
        return new Explained.Row(
                key,
                value,
                data.lines().fileName(origin),
                origin.line(),
                data.lines().line(origin).orElse(""),
                RowSource.find(data, origin).map(s -> s.id()).orElse(""));
    }

    Rows stageRows(Passport passport) {
        return rows(data.stages().stream()
                .filter(r -> r.material().equals(passport.parameter("material"))
                        && fits(passport, "stage", r.stage())
                        && fits(passport, "source", r.source())
                        && fits(passport, "year", Integer.toString(r.year())))
                .map(r -> row(
                        "material/" + r.material() + "/" + r.stage() + "/" + r.year() + "/" + r.economy() + "/"
                                + r.source(),
                        Double.isNaN(r.quantity()) ? r.share() : r.quantity(),
                        r.origin()))
                .toList());
    }

    /** The series of the field until the year: of the subject and of the world where the figure is the subject's, else of all. */
    Rows fieldRows(Passport passport) {
        int until = Profiles.year(passport, passport.parameter("year").isEmpty() ? "as_of" : "year")
                        instanceof Result.Ok<Integer> year
                ? year.value()
                : Integer.MAX_VALUE;
        return rows(data.activity().stream()
                .filter(r -> r.scheme().equals(passport.parameter("scheme"))
                        && r.field().equals(passport.parameter("field"))
                        && fits(passport, "measure", r.measure())
                        && (fits(passport, "economy", r.economy()) || world(r.economy()))
                        && r.year() <= until)
                .map(r -> row(
                        "field_share/" + r.scheme() + "/" + r.field() + "/" + r.measure() + "/" + r.year() + "/"
                                + r.economy(),
                        r.value(),
                        r.origin()))
                .toList());
    }

    private boolean world(String economy) {
        return data.economies()
                .findEconomy(economy)
                .filter(e -> e.kind() == Economy.Kind.WORLD)
                .isPresent();
    }

    /** The ties between goods, fields and lists that a decision rests on; none is official, and none has a number. */
    List<Explained.Row> linkRows(Predicate<Link> which) {
        return data.links().stream()
                .filter(which)
                .map(l -> row(
                        "mapping/" + l.kind() + "/" + l.fromScheme() + "/" + l.fromCode() + "/" + l.to(),
                        Double.NaN,
                        l.origin()))
                .toList();
    }

    static Rows with(Rows rows, List<Explained.Row> more) {
        var all = new ArrayList<>(rows.shown());
        all.addAll(more);
        return new Rows(all, rows.restCount(), rows.restSum());
    }

    Rows shareRows(Passport passport) {
        return rows(data.publishedShares().stream()
                .filter(r -> r.scheme().equals(passport.parameter("scheme"))
                        && r.code().equals(passport.parameter("code")))
                .map(r -> row(
                        "published_share/" + r.scheme() + "/" + r.code() + "/" + r.year() + "/" + r.economy(),
                        r.share(),
                        r.origin()))
                .toList());
    }

    /** The largest rows of a table; where no number is given, last. */
    Rows rows(List<Explained.Row> all) {
        var sorted = all.stream()
                .sorted(Comparator.comparingDouble(
                        (Explained.Row r) -> Double.isNaN(r.value()) ? Double.POSITIVE_INFINITY : -r.value()))
                .toList();
        int shown = Math.min(most, sorted.size());
        double rest = 0;
        for (var row : sorted.subList(shown, sorted.size())) {
            rest += Double.isNaN(row.value()) ? 0 : row.value();
        }
        return new Rows(sorted.subList(0, shown), sorted.size() - shown, rest);
    }

    /** True where the passport does not narrow by this key, or narrows to this value. */
    private static boolean fits(Passport passport, String key, String value) {
        var asked = passport.parameter(key);
        return asked.isEmpty() || asked.equals(value);
    }

    /** A flow of a good. */
    record Sold(int flow, Code good) {}

    Rows soldRows(List<Sold> sold, int year) {
        var cube = data.cube();
        sold.sort(Comparator.comparingDouble((Sold s) -> -cube.value(s.flow())).thenComparingInt(Sold::flow));
        int shown = Math.min(most, sold.size());
        var rows = sold.subList(0, shown).stream()
                .map(s -> flowRow(s.flow(), year, s.good()))
                .toList();
        double rest = 0;
        for (var one : sold.subList(shown, sold.size())) {
            rest += cube.value(one.flow()) * TradeCube.SCALE;
        }
        return new Rows(rows, sold.size() - shown, rest / TradeCube.SCALE);
    }
}
