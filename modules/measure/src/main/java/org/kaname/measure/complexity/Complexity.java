package org.kaname.measure.complexity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.model.Code;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;

/**
 * The matrix of goods held of one classification and year of a data set, and every figure that follows from it. What a figure needs is
 * computed when it is first asked for. Rows are the data set's economies (also former ones); exporters that are no economy stay in the
 * sums of the world only. Not thread-safe.
 */
public final class Complexity {
    /** The parameter of a passport whose matrix is the largest connected part, and its value. */
    private static final String PART = "part";

    private static final String LARGEST = "largest";
    private static final String MIN_TRADE = HeldMatrix.METHOD + ".min_trade_kusd";
    private static final String MIN_EXPORTERS = HeldMatrix.METHOD + ".min_products_exporters";

    private final DataSet data;
    private final String scheme;
    private final int year;
    private final boolean part;
    private final Settings settings;
    private final List<Integer> economies;
    private final List<Code> products;
    private final Map<Code, Integer> columnOfProduct = new HashMap<>();
    private final HeldMatrix matrix;
    private final Result<SymmetricEci> index;
    private double @Nullable [] densities;
    private double @Nullable [] outlook;
    private double @Nullable [] gain;

    private Complexity(
            DataSet data,
            String scheme,
            int year,
            boolean part,
            Settings settings,
            List<Integer> economies,
            List<Code> products) {
        this.data = data;
        this.scheme = scheme;
        this.year = year;
        this.part = part;
        this.settings = settings;
        this.economies = List.copyOf(economies);
        this.products = List.copyOf(products);
        for (int column = 0; column < products.size(); column++) {
            columnOfProduct.put(products.get(column), column);
        }
        var whole = HeldMatrix.of(
                ExportTable.of(data, year, economies, products), minTrade(data, settings), settings.get(MIN_EXPORTERS));
        matrix = part ? whole.largestPart() : whole;
        index = SymmetricEci.of(matrix, settings);
    }

    /** The constants of the package, in the order of their file. */
    public static List<Settings.Constant> constants() {
        return Settings.read(Complexity.class);
    }

    /** The constants of both methods in {@code settings} after a change of the least trade. */
    public static Settings withMinTrade(Settings settings, double minTrade) {
        return settings.with(MIN_TRADE, minTrade);
    }

    /**
     * The least exports of an economy in force, in the unit of the data set. A set in another unit than thousand US dollars is not
     * filtered unless the user says by how much.
     */
    private static double minTrade(DataSet data, Settings settings) {
        return data.cube().unit() == Unit.KUSD || settings.changes().containsKey(MIN_TRADE)
                ? settings.get(MIN_TRADE)
                : 0;
    }

    /**
     * Builds the matrix.
     *
     * @param part only the largest connected part of it
     */
    public static Result<Complexity> of(DataSet data, String scheme, int year, boolean part, Settings settings) {
        if (!data.coverage().allProducts()) {
            return Result.failure(
                    Reason.PRODUCTS_PARTIAL, "the data set (" + data.id() + ") does not hold all goods of an economy");
        }
        if (data.coverage().excerpt()) {
            return Result.failure(Reason.EXCERPT, "the data set (" + data.id() + ") does not hold the world side");
        }
        var economies = new ArrayList<Integer>();
        for (int i = 0; i < data.economies().size(); i++) {
            if (data.economies().get(i).named()) {
                economies.add(i);
            }
        }
        var products = data.cube().products().stream()
                .filter(p -> p.scheme().equals(scheme))
                .toList();
        if (data.cube().yearIndex(year) < 0 || products.isEmpty()) {
            return Result.failure(
                    Reason.TABLE_ABSENT,
                    "the data set (" + data.id() + ") has no flows of (" + scheme + ") in (" + year + ")");
        }
        return Result.ok(new Complexity(data, scheme, year, part, settings, economies, products));
    }

    public int year() {
        return year;
    }

    public String scheme() {
        return scheme;
    }

    /** Least exports of an economy in force, in the unit of the data set; 0 keeps all that export. */
    public double minTrade() {
        return minTrade(data, settings);
    }

    /** Least number of exporters of a good in force; 0 keeps all. */
    public double minExporters() {
        return settings.get(MIN_EXPORTERS);
    }

    public HeldMatrix matrix() {
        return matrix;
    }

    /** The index, or why the matrix does not identify it. */
    public Result<SymmetricEci> index() {
        return index;
    }

    /** The largest connected part only. */
    public boolean part() {
        return part;
    }

    /** Exports are what importers report; false where the provider reconciled both sides. */
    public boolean mirror() {
        return economies.stream()
                .anyMatch(i -> products.stream()
                        .limit(1)
                        .anyMatch(p -> data.coverage().importer(year, p, i) == Coverage.State.REPORTED));
    }

    /** Importers of other years that have no data in this one: what they bought is missing in everybody's exports. */
    public int importersWithoutData() {
        return data.coverage().importersWithoutData(year, products.getFirst()).cardinality();
    }

    /** Code of the economy of a row of the matrix. */
    public String economy(int row) {
        return codeOf(matrix.sourceRow(row));
    }

    /** Good of a column of the matrix. */
    public Code product(int column) {
        return products.get(matrix.sourceColumn(column));
    }

    /** Row of an economy in the matrix, or -1. */
    public int findRow(String economy) {
        int row = economies.indexOf(data.economies().indexOf(economy));
        return row < 0 ? -1 : matrix.findRow(row);
    }

    /** Column of a good in the matrix, or -1. */
    public int findColumn(Code product) {
        var column = columnOfProduct.get(product);
        return column == null ? -1 : matrix.findColumn(column);
    }

    /** Economies of the data set that are not in the matrix, with the reason, by code. */
    public SortedMap<String, HeldMatrix.Absence> absentEconomies() {
        var absent = new TreeMap<String, HeldMatrix.Absence>();
        matrix.absentRows().forEach((row, why) -> absent.put(codeOf(row), why));
        return absent;
    }

    /** Goods of the data set that are not in the matrix, with the reason. */
    public SortedMap<Code, HeldMatrix.Absence> absentProducts() {
        var absent = new TreeMap<Code, HeldMatrix.Absence>();
        matrix.absentColumns().forEach((column, why) -> absent.put(products.get(column), why));
        return absent;
    }

    private String codeOf(int sourceRow) {
        return data.economies().get(economies.get(sourceRow)).code();
    }

    /** A figure of an economy: diversity, ECI, outlook. */
    public Figure figure(ComplexityMeasure measure, String economy) {
        var passport = passport(measure, Map.of("subject", economy, "scheme", scheme));
        int row = findRow(economy);
        return row < 0 ? absent(measure, economy, passport) : known(measure, row, -1, passport);
    }

    /** A figure of a good: ubiquity, PCI. */
    public Figure figure(ComplexityMeasure measure, Code product) {
        var passport = passport(measure, Map.of("product", product.toString()));
        int column = findColumn(product);
        return column < 0 ? absent(measure, product.toString(), passport) : known(measure, -1, column, passport);
    }

    /** A figure of an economy and a good: advantage, density, gain. */
    public Figure figure(ComplexityMeasure measure, String economy, Code product) {
        var passport = passport(measure, Map.of("subject", economy, "product", product.toString()));
        int row = findRow(economy);
        int column = findColumn(product);
        return row < 0 || column < 0
                ? absent(measure, row < 0 ? economy : product.toString(), passport)
                : known(measure, row, column, passport);
    }

    /** Proximity of two goods. */
    public Figure proximity(Code product, Code neighbour) {
        var measure = ComplexityMeasure.PROXIMITY;
        var passport = passport(measure, Map.of("product", product.toString(), "neighbour", neighbour.toString()));
        int column = findColumn(product);
        int other = findColumn(neighbour);
        return column < 0 || other < 0
                ? absent(measure, (column < 0 ? product : neighbour).toString(), passport)
                : Figure.of(ProductSpace.proximity(matrix, column, other), measure.unit(), passport);
    }

    private Figure absent(ComplexityMeasure measure, String what, Passport passport) {
        return Figure.missing(Reason.LEFT_OUT, what + " is not in the matrix of goods held", measure.unit(), passport);
    }

    private Figure known(ComplexityMeasure measure, int row, int column, Passport passport) {
        if (measure.needsIndex() && index instanceof Result.Failed<SymmetricEci> failed) {
            return Figure.missing(failed.why().reason(), failed.why().detail(), measure.unit(), passport);
        }
        return Figure.of(value(measure, row, column), measure.unit(), passport);
    }

    private double value(ComplexityMeasure measure, int row, int column) {
        int cell = row * matrix.products() + column;
        return switch (measure) {
            case RCA -> matrix.rca(row, column);
            case DIVERSITY -> matrix.diversity(row);
            case UBIQUITY -> matrix.ubiquity(column);
            case ECI -> identified().eci()[row];
            case PCI -> identified().pci()[column];
            case PROXIMITY -> throw new IllegalArgumentException("Proximity is a figure of two goods.");
            case DENSITY -> densities()[cell];
            case COI -> outlook()[row];
            case COG -> gain()[cell];
        };
    }

    private SymmetricEci identified() {
        return switch (index) {
            case Result.Ok<SymmetricEci> ok -> ok.value();
            case Result.Failed<SymmetricEci> failed ->
                throw new IllegalStateException(failed.why().detail());
        };
    }

    private double[] densities() {
        if (densities == null) {
            densities = ProductSpace.densities(matrix);
        }
        return densities;
    }

    private double[] outlook() {
        if (outlook == null) {
            outlook = ProductSpace.outlook(matrix, densities(), identified().rawPci());
        }
        return outlook;
    }

    private double[] gain() {
        if (gain == null) {
            var found = identified();
            gain = ProductSpace.gain(matrix, found.rawPci(), found.deviation());
        }
        return gain;
    }

    private Passport passport(ComplexityMeasure measure, Map<String, String> of) {
        var parameters = new TreeMap<String, String>(of);
        parameters.put("year", Integer.toString(year));
        if (part) {
            parameters.put(PART, LARGEST);
        }
        parameters.putAll(settings.parametersOf(HeldMatrix.METHOD));
        if (measure.needsIndex()) {
            parameters.putAll(settings.parametersOf(SymmetricEci.METHOD));
        }
        return new Passport(data.id(), measure.method(), measure.figure(), parameters);
    }

    /** The measure that a passport names, if it is one of these. */
    public static Optional<ComplexityMeasure> findMeasure(Passport passport) {
        for (var measure : ComplexityMeasure.values()) {
            if (measure.method().equals(passport.method()) && measure.figure().equals(passport.figure())) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }

    /** The matrix behind a passport; its changed constants are in the settings already. */
    public static Result<Complexity> behind(DataSet data, Passport passport, Settings settings) {
        int year;
        try {
            year = Integer.parseInt(passport.parameter("year"));
        } catch (NumberFormatException e) {
            return Result.failure(Reason.MALFORMED, "The passport's year is no number: " + passport);
        }
        var asked = passport.parameter(PART);
        if (!asked.isEmpty() && !asked.equals(LARGEST)) {
            return Result.failure(Reason.MALFORMED, "The passport's part is not (" + LARGEST + "): " + passport);
        }
        if (passport.parameter("product").isEmpty()) {
            return of(data, passport.parameter("scheme"), year, !asked.isEmpty(), settings);
        }
        return Code.parse(passport.parameter("product"))
                .then(product -> of(data, product.scheme(), year, !asked.isEmpty(), settings));
    }

    /** The figure of a passport of this matrix. */
    public Result<Figure> find(ComplexityMeasure measure, Passport passport) {
        var economy = passport.parameter("subject");
        if (measure == ComplexityMeasure.DIVERSITY
                || measure == ComplexityMeasure.ECI
                || measure == ComplexityMeasure.COI) {
            return economyKnown(economy, passport).then(code -> Result.ok(figure(measure, code)));
        }
        return Code.parse(passport.parameter("product")).then(product -> switch (measure) {
            case UBIQUITY, PCI -> Result.ok(figure(measure, product));
            case PROXIMITY ->
                Code.parse(passport.parameter("neighbour")).then(neighbour -> Result.ok(proximity(product, neighbour)));
            case RCA, DENSITY, COG ->
                economyKnown(economy, passport).then(code -> Result.ok(figure(measure, code, product)));
            case DIVERSITY, ECI, COI -> throw new IllegalStateException("Answered above.");
        });
    }

    private Result<String> economyKnown(String economy, Passport passport) {
        return data.economies().indexOf(economy) < 0
                ? Result.failure(Reason.MALFORMED, "The passport's economy is not in the data set: " + passport)
                : Result.ok(economy);
    }
}
