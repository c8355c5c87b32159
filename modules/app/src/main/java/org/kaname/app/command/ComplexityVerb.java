package org.kaname.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Stop;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.ComplexityJson;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.data.NearestName;
import org.kaname.measure.Settings;
import org.kaname.measure.complexity.Complexity;
import org.kaname.measure.complexity.ComplexityMeasure;
import org.kaname.measure.complexity.HeldMatrix;
import org.kaname.measure.complexity.SymmetricEci;
import org.kaname.model.Code;
import org.kaname.model.Figure;
import org.kaname.model.Phrasebook;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Rounding;
import org.kaname.triage.assess.AssessmentConstants;
import org.kaname.triage.assess.Assessor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which economies make what few can make: diversity, ubiquity, ECI and PCI; with an economy or a good, what lies near it. */
@Command(
        name = "complexity",
        description =
                "Comparative advantage, diversity, ubiquity, ECI and PCI; proximity and density of one economy or good.")
final class ComplexityVerb extends Verb {
    private static final int SHOWN = 20;
    private static final int SHOWN_OF_ONE = 10;
    private static final int CODES_SHOWN = 12;

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            description = "Data set (default: newest in the workspace, else the shipped one).")
    @Nullable String dataset;

    @Option(names = "--year", paramLabel = "Y", description = "Year (default: newest year of the data set).")
    @Nullable Integer year;

    @Option(
            names = "--min-trade",
            paramLabel = "V",
            description =
                    "Least exports of an economy over all goods, in the unit of the data set (default: 1000000 thousand"
                            + " US dollars; no filter where the unit is another). 0 keeps all.")
    @Nullable Double minTrade;

    @Option(
            names = "--classification",
            paramLabel = "SCHEME",
            description = "Classification of the goods (default: the one with most goods).")
    @Nullable String classification;

    @Option(names = "--economy", paramLabel = "CODE", description = "What this economy holds, and what lies near it.")
    @Nullable String economy;

    @Option(names = "--product", paramLabel = "CODE", description = "Who holds this good, and which goods lie near it.")
    @Nullable String product;

    @Option(
            names = "--largest-part",
            description =
                    "Only the largest connected part, where economies fall into groups that hold no good in common.")
    boolean largestPart;

    /** What every form of the result is made from. */
    private record Found(
            DataSet data,
            Complexity complexity,
            SymmetricEci index,
            List<Integer> economies,
            List<Integer> products,
            @Nullable String economy,
            @Nullable Code product) {}

    @Override
    public Integer call() {
        var session = session();
        if (economy != null && product != null) {
            throw usage("Both --economy and --product are given.\nMaybe leave one out.");
        }
        if (minTrade != null && !(minTrade >= 0 && minTrade < Double.POSITIVE_INFINITY)) {
            throw usage("The least trade (" + minTrade + ") is not zero or more.\nMaybe 0 keeps all economies.");
        }
        var data = session.dataSet(dataset);
        int asked = year == null ? Assessor.newestYear(data) : year;
        var settings = minTrade == null
                ? AssessmentConstants.settings()
                : Complexity.withMinTrade(AssessmentConstants.settings(), minTrade);
        var scheme = scheme(data, asked);
        echo(
                "dataset",
                data.id() + "  (" + session.dataSetOrigin(dataset) + ")",
                "year",
                Integer.toString(asked),
                "classification",
                scheme,
                "min-trade",
                minTrade == null ? say("origin.default") : minTrade.toString(),
                "part",
                largestPart ? "largest" : "whole");
        var found = find(data, scheme, asked, settings);
        switch (session.form()) {
            case JSON -> json(found);
            case CSV -> csv(found);
            case TEXT -> session.console().results(text(found));
        }
        return 0;
    }

    /** The classification asked for, else the one with most goods in the year. */
    private String scheme(DataSet data, int asked) {
        int y = data.cube().yearIndex(asked);
        if (y < 0 && data.coverage().allProducts()) {
            throw new Stop(Stop.REFUSED, say("error.no-year", "year", Integer.toString(asked), "dataset", data.id()));
        }
        var goods = new TreeMap<String, Integer>();
        var all = data.cube().products();
        for (int p = 0; p < all.size(); p++) {
            int traded = y >= 0 && data.cube().block(y, p).size() > 0 ? 1 : 0;
            goods.merge(all.get(p).scheme(), traded, Integer::sum);
        }
        if (classification != null) {
            if (!goods.containsKey(classification)) {
                throw new Stop(
                        Stop.USAGE,
                        say(
                                "error.complexity.classification",
                                "classification",
                                classification,
                                "dataset",
                                data.id(),
                                "known",
                                List.copyOf(goods.keySet())));
            }
            return classification;
        }
        return goods.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .map(java.util.Map.Entry::getKey)
                .orElse("");
    }

    private Found find(DataSet data, String scheme, int asked, Settings settings) {
        var complexity = switch (Complexity.of(data, scheme, asked, largestPart, settings)) {
            case Result.Ok<Complexity> ok -> ok.value();
            case Result.Failed<Complexity> failed ->
                throw new Stop(
                        Stop.REFUSED,
                        say(
                                "error.complexity.data",
                                "dataset",
                                data.id(),
                                "year",
                                Integer.toString(asked),
                                "code",
                                failed.why().reason().name(),
                                "reason",
                                session().phrases().reason(failed.why().reason())));
        };
        var index = switch (complexity.index()) {
            case Result.Ok<SymmetricEci> ok -> ok.value();
            case Result.Failed<SymmetricEci> failed ->
                throw new Stop(
                        Stop.REFUSED, noIndex(data, complexity, failed.why().reason(), settings));
        };
        return new Found(
                data,
                complexity,
                index,
                order(index.eci()),
                order(index.pci()),
                economy == null ? null : economyIn(data, complexity, economy),
                product == null ? null : productIn(data, complexity, product));
    }

    private String noIndex(DataSet data, Complexity complexity, Reason reason, Settings settings) {
        var hint = say("error.complexity.other");
        if (reason == Reason.DISCONNECTED
                && Complexity.of(data, complexity.scheme(), complexity.year(), true, settings)
                        instanceof Result.Ok<Complexity> part
                && part.value().index() instanceof Result.Ok<SymmetricEci>) {
            hint = say(
                    "error.complexity.part",
                    "economies",
                    Integer.toString(part.value().matrix().economies()),
                    "products",
                    Integer.toString(part.value().matrix().products()));
        }
        return say(
                "error.complexity.index",
                "economies",
                Integer.toString(complexity.matrix().economies()),
                "products",
                Integer.toString(complexity.matrix().products()),
                "year",
                Integer.toString(complexity.year()),
                "code",
                reason.name(),
                "reason",
                session().phrases().reason(reason),
                "hint",
                hint);
    }

    private String economyIn(DataSet data, Complexity complexity, String asked) {
        var code = session().economy(data, asked).code();
        if (complexity.findRow(code) < 0) {
            throw absent(complexity, code, complexity.absentEconomies().get(code));
        }
        return code;
    }

    private Code productIn(DataSet data, Complexity complexity, String asked) {
        var prefix = complexity.scheme() + ":";
        var good = new Code(complexity.scheme(), asked.startsWith(prefix) ? asked.substring(prefix.length()) : asked);
        if (data.cube().productIndex(good) < 0) {
            var codes = data.cube().products().stream()
                    .filter(p -> p.scheme().equals(complexity.scheme()))
                    .map(Code::value)
                    .toList();
            throw new Stop(
                    Stop.USAGE,
                    say(
                            "error.complexity.unknown",
                            "product",
                            good.value(),
                            "classification",
                            complexity.scheme(),
                            "dataset",
                            data.id(),
                            "nearest",
                            NearestName.find(good.value(), codes).orElse(codes.getFirst())));
        }
        if (complexity.findColumn(good) < 0) {
            throw absent(
                    complexity, good.toString(), complexity.absentProducts().get(good));
        }
        return good;
    }

    private Stop absent(Complexity complexity, String what, HeldMatrix.@Nullable Absence why) {
        return new Stop(
                Stop.REFUSED,
                say(
                        "error.complexity.absent",
                        "what",
                        what,
                        "year",
                        Integer.toString(complexity.year()),
                        "why",
                        say("absence." + (why == null ? HeldMatrix.Absence.NO_EXPORTS : why))));
    }

    /** Positions, the largest value first; of equals the first. */
    private static List<Integer> order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .toList();
    }

    // ---- JSON and CSV

    private void json(Found found) {
        var writer =
                new ComplexityJson(found.data(), found.complexity(), session().language());
        var node = writer.document(found.index(), found.economies(), found.products());
        if (found.economy() != null) {
            node.set("of_economy", writer.economy(found.economy(), found.products()));
        }
        if (found.product() != null) {
            node.set("of_product", writer.product(found.product(), found.economies(), neighbours(found)));
        }
        print(node);
    }

    private void csv(Found found) {
        if (found.economy() != null) {
            csvOfEconomy(found, found.economy());
        } else if (found.product() != null) {
            csvOfProduct(found, found.product());
        } else {
            csvOfAll(found);
        }
    }

    private void csvOfAll(Found found) {
        var console = session().console();
        var complexity = found.complexity();
        console.result("year,kind,scheme,code,name,rank,eci,diversity,pci,ubiquity,left_out");
        int rank = 0;
        for (int c : found.economies()) {
            var code = complexity.economy(c);
            console.result(Csv.line(
                    complexity.year(),
                    "economy",
                    complexity.scheme(),
                    code,
                    economyName(found, code),
                    ++rank,
                    found.index().eci()[c],
                    complexity.matrix().diversity(c),
                    "",
                    "",
                    ""));
        }
        rank = 0;
        for (int p : found.products()) {
            var good = complexity.product(p);
            console.result(Csv.line(
                    complexity.year(),
                    "good",
                    good.scheme(),
                    good.value(),
                    goodName(found, good),
                    ++rank,
                    "",
                    "",
                    found.index().pci()[p],
                    complexity.matrix().ubiquity(p),
                    ""));
        }
        complexity
                .absentEconomies()
                .forEach((code, why) -> console.result(Csv.line(
                        complexity.year(),
                        "economy",
                        complexity.scheme(),
                        code,
                        economyName(found, code),
                        "",
                        "",
                        "",
                        "",
                        "",
                        why)));
        complexity
                .absentProducts()
                .forEach((good, why) -> console.result(Csv.line(
                        complexity.year(),
                        "good",
                        good.scheme(),
                        good.value(),
                        goodName(found, good),
                        "",
                        "",
                        "",
                        "",
                        "",
                        why)));
    }

    private void csvOfEconomy(Found found, String code) {
        var complexity = found.complexity();
        session().console().result("year,economy,scheme,code,name,held,rca,density,pci,cog");
        for (int p : found.products()) {
            var good = complexity.product(p);
            session()
                    .console()
                    .result(Csv.line(
                            complexity.year(),
                            code,
                            good.scheme(),
                            good.value(),
                            goodName(found, good),
                            complexity.matrix().held(complexity.findRow(code), p),
                            complexity.figure(ComplexityMeasure.RCA, code, good).value(),
                            complexity
                                    .figure(ComplexityMeasure.DENSITY, code, good)
                                    .value(),
                            found.index().pci()[p],
                            complexity.figure(ComplexityMeasure.COG, code, good).value()));
        }
    }

    private void csvOfProduct(Found found, Code good) {
        var complexity = found.complexity();
        session().console().result("year,scheme,product,kind,code,name,held,rca,density,proximity");
        for (int c : found.economies()) {
            var code = complexity.economy(c);
            session()
                    .console()
                    .result(Csv.line(
                            complexity.year(),
                            good.scheme(),
                            good.value(),
                            "economy",
                            code,
                            economyName(found, code),
                            complexity.matrix().held(c, complexity.findColumn(good)),
                            complexity.figure(ComplexityMeasure.RCA, code, good).value(),
                            complexity
                                    .figure(ComplexityMeasure.DENSITY, code, good)
                                    .value(),
                            ""));
        }
        for (var neighbour : neighbours(found)) {
            session()
                    .console()
                    .result(Csv.line(
                            complexity.year(),
                            good.scheme(),
                            good.value(),
                            "good",
                            neighbour.value(),
                            goodName(found, neighbour),
                            "",
                            "",
                            "",
                            complexity.proximity(good, neighbour).value()));
        }
    }

    // ---- text

    private List<String> text(Found found) {
        var lines = new ArrayList<String>();
        head(found, lines);
        if (found.economy() != null) {
            textOfEconomy(found, found.economy(), lines);
        } else if (found.product() != null) {
            textOfProduct(found, found.product(), lines);
        } else {
            textOfAll(found, lines);
        }
        return lines;
    }

    private void head(Found found, List<String> lines) {
        var complexity = found.complexity();
        var matrix = complexity.matrix();
        var unit = found.data().cube().unit();
        lines.add(say(
                "text.complexity",
                "year",
                Integer.toString(complexity.year()),
                "classification",
                complexity.scheme(),
                "economies",
                Integer.toString(matrix.economies()),
                "products",
                Integer.toString(matrix.products()),
                "method",
                SymmetricEci.METHOD));
        lines.add("  " + say(complexity.mirror() ? "text.complexity.mirror" : "text.complexity.reconciled"));
        if (complexity.importersWithoutData() > 0) {
            lines.add("  "
                    + say(
                            "text.complexity.without",
                            "count",
                            Integer.toString(complexity.importersWithoutData()),
                            "year",
                            Integer.toString(complexity.year())));
        }
        lines.add("  " + say("text.complexity.unspecified"));
        lines.add("  "
                + (complexity.minTrade() > 0 || complexity.minExporters() > 0
                        ? say(
                                "text.complexity.filter",
                                "trade",
                                Rounding.text(
                                        complexity.minTrade(), unit, session().language()),
                                "exporters",
                                Integer.toString((int) complexity.minExporters()))
                        : say("text.complexity.filter.none")));
        if (complexity.part()) {
            lines.add("  " + say("text.complexity.part"));
        }
        for (var why : HeldMatrix.Absence.values()) {
            leftOut(
                    "text.complexity.left.economies",
                    why,
                    complexity.absentEconomies().entrySet().stream()
                            .filter(e -> e.getValue() == why)
                            .map(java.util.Map.Entry::getKey)
                            .toList(),
                    lines);
            leftOut(
                    "text.complexity.left.products",
                    why,
                    complexity.absentProducts().entrySet().stream()
                            .filter(e -> e.getValue() == why)
                            .map(e -> e.getKey().value())
                            .toList(),
                    lines);
        }
        if (found.index().signByConvention()) {
            lines.add("  " + say("text.complexity.sign"));
        }
        lines.add("");
    }

    private void leftOut(String key, HeldMatrix.Absence why, List<String> codes, List<String> lines) {
        if (!codes.isEmpty()) {
            var shown = new ArrayList<>(codes.subList(0, Math.min(CODES_SHOWN, codes.size())));
            if (shown.size() < codes.size()) {
                shown.add("…");
            }
            lines.add("  "
                    + say(
                            key,
                            "count",
                            Integer.toString(codes.size()),
                            "absence",
                            say("absence." + why),
                            "codes",
                            shown));
        }
    }

    private void textOfAll(Found found, List<String> lines) {
        var complexity = found.complexity();
        lines.add(say("text.complexity.economies"));
        var economies = new TextTable()
                .right(say("column.rank"))
                .left(say("column.economy"), 40)
                .right(say("column.eci"))
                .right(say("column.diversity"));
        for (int i = 0; i < Math.min(SHOWN, found.economies().size()); i++) {
            var code = complexity.economy(found.economies().get(i));
            economies.row(
                    Integer.toString(i + 1),
                    economyName(found, code),
                    shown(complexity.figure(ComplexityMeasure.ECI, code)),
                    shown(complexity.figure(ComplexityMeasure.DIVERSITY, code)));
        }
        lines.addAll(economies.lines());
        more(found.economies().size(), SHOWN, lines);
        lines.add("");
        lines.add(say("text.complexity.products"));
        var products = new TextTable()
                .right(say("column.rank"))
                .left(say("column.code"), 14)
                .left(say("column.good"), 50)
                .right(say("column.pci"))
                .right(say("column.ubiquity"));
        for (int i = 0; i < Math.min(SHOWN, found.products().size()); i++) {
            var good = complexity.product(found.products().get(i));
            products.row(
                    Integer.toString(i + 1),
                    good.value(),
                    goodName(found, good),
                    shown(complexity.figure(ComplexityMeasure.PCI, good)),
                    shown(complexity.figure(ComplexityMeasure.UBIQUITY, good)));
        }
        lines.addAll(products.lines());
        more(found.products().size(), SHOWN, lines);
        lines.add("");
        lines.add(say(
                "text.explain",
                "passport",
                complexity
                        .figure(
                                ComplexityMeasure.ECI,
                                complexity.economy(found.economies().getFirst()))
                        .passport()));
    }

    private void textOfEconomy(Found found, String code, List<String> lines) {
        var complexity = found.complexity();
        int row = complexity.findRow(code);
        lines.add(book(found)
                .say(
                        "text.complexity.economy",
                        "economy",
                        economyName(found, code),
                        "eci",
                        complexity.figure(ComplexityMeasure.ECI, code),
                        "rank",
                        Integer.toString(found.economies().indexOf(row) + 1),
                        "of",
                        Integer.toString(found.economies().size()),
                        "diversity",
                        complexity.figure(ComplexityMeasure.DIVERSITY, code),
                        "coi",
                        complexity.figure(ComplexityMeasure.COI, code)));
        lines.add("");
        lines.add(say("text.complexity.held"));
        var held = goods().right(say("column.pci")).right(say("column.rca"));
        int count = 0;
        for (int p : found.products()) {
            if (complexity.matrix().held(row, p) && count++ < SHOWN_OF_ONE) {
                var good = complexity.product(p);
                held.row(
                        good.value(),
                        goodName(found, good),
                        shown(complexity.figure(ComplexityMeasure.PCI, good)),
                        shown(complexity.figure(ComplexityMeasure.RCA, code, good)));
            }
        }
        lines.addAll(held.lines());
        more(count, SHOWN_OF_ONE, lines);
        lines.add("");
        lines.add(say("text.complexity.near"));
        var near = goods().right(say("column.density")).right(say("column.pci")).right(say("column.gain"));
        var others = found.products().stream()
                .filter(p -> !complexity.matrix().held(row, p))
                .sorted(Comparator.comparingDouble((Integer p) -> -complexity
                        .figure(ComplexityMeasure.DENSITY, code, complexity.product(p))
                        .value()))
                .toList();
        for (int p : others.subList(0, Math.min(SHOWN_OF_ONE, others.size()))) {
            var good = complexity.product(p);
            near.row(
                    good.value(),
                    goodName(found, good),
                    shown(complexity.figure(ComplexityMeasure.DENSITY, code, good)),
                    shown(complexity.figure(ComplexityMeasure.PCI, good)),
                    shown(complexity.figure(ComplexityMeasure.COG, code, good)));
        }
        lines.addAll(near.lines());
        more(others.size(), SHOWN_OF_ONE, lines);
    }

    private void textOfProduct(Found found, Code good, List<String> lines) {
        var complexity = found.complexity();
        int column = complexity.findColumn(good);
        lines.add(book(found)
                .say(
                        "text.complexity.product",
                        "good",
                        goodName(found, good),
                        "code",
                        good.value(),
                        "pci",
                        complexity.figure(ComplexityMeasure.PCI, good),
                        "rank",
                        Integer.toString(found.products().indexOf(column) + 1),
                        "of",
                        Integer.toString(found.products().size()),
                        "ubiquity",
                        complexity.figure(ComplexityMeasure.UBIQUITY, good)));
        for (boolean held : new boolean[] {true, false}) {
            var by = held ? ComplexityMeasure.RCA : ComplexityMeasure.DENSITY;
            lines.add("");
            lines.add(say(held ? "text.complexity.holders" : "text.complexity.candidates"));
            var table = new TextTable()
                    .left(say("column.economy"), 40)
                    .right(say("column.rca"))
                    .right(say("column.density"));
            var economies = found.economies().stream()
                    .filter(c -> complexity.matrix().held(c, column) == held)
                    .map(complexity::economy)
                    .sorted(Comparator.comparingDouble(
                            (String code) -> -complexity.figure(by, code, good).value()))
                    .toList();
            for (var code : economies.subList(0, Math.min(SHOWN_OF_ONE, economies.size()))) {
                table.row(
                        economyName(found, code),
                        shown(complexity.figure(ComplexityMeasure.RCA, code, good)),
                        shown(complexity.figure(ComplexityMeasure.DENSITY, code, good)));
            }
            lines.addAll(table.lines());
            more(economies.size(), SHOWN_OF_ONE, lines);
        }
        lines.add("");
        lines.add(say("text.complexity.neighbours"));
        var near = goods().right(say("column.proximity")).right(say("column.pci"));
        var neighbours = neighbours(found);
        for (var neighbour : neighbours.subList(0, Math.min(SHOWN_OF_ONE, neighbours.size()))) {
            near.row(
                    neighbour.value(),
                    goodName(found, neighbour),
                    shown(complexity.proximity(good, neighbour)),
                    shown(complexity.figure(ComplexityMeasure.PCI, neighbour)));
        }
        lines.addAll(near.lines());
        more(neighbours.size(), SHOWN_OF_ONE, lines);
    }

    /** Goods that share a holder with the one asked about, nearest first. */
    private static List<Code> neighbours(Found found) {
        var complexity = found.complexity();
        var good = found.product();
        if (good == null) {
            return List.of();
        }
        return found.products().stream()
                .map(complexity::product)
                .filter(other ->
                        !other.equals(good) && complexity.proximity(good, other).value() > 0)
                .sorted(Comparator.comparingDouble(
                        (Code other) -> -complexity.proximity(good, other).value()))
                .toList();
    }

    private TextTable goods() {
        return new TextTable().left(say("column.code"), 14).left(say("column.good"), 50);
    }

    private void more(int size, int shown, List<String> lines) {
        if (size > shown) {
            lines.add("  " + say("text.complexity.more", "count", Integer.toString(size - shown)));
        }
    }

    private Phrasebook book(Found found) {
        return session().words().with(found.data().economies()).in(session().language());
    }

    private String shown(Figure figure) {
        return session().phrases().figure(figure);
    }

    private String economyName(Found found, String code) {
        return found.data().economies().name(code, session().language());
    }

    private String goodName(Found found, Code good) {
        return Words.good(found.data(), good, session().language());
    }
}
