package synthetic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import synthetic.Randomness.Stream;

/**
 * Writes the two reports of each flow of a made-up year as UN Comtrade would: 47 fields, as CSV with the empty 48th field or as JSON.
 * Run by bench/generate-comtrade:
 *
 * <pre>
 * --seed 20250130 --year 2023 --economies 230 --products 5400 --rows 1000000 --format csv|json --out FILE --truth FILE
 * [--classification H5] [--codes FILE]
 * </pre>
 *
 * Beside the reports there are rows that a reader must not take for flows: a World row for each reporter, direction and good, the
 * imports of two groups that report beside their members, and for 5 % of the reports a row of detail by second partner. The truth file
 * holds the flows that are left after the filters; what each filter takes is printed as JSON. Exact: amounts are whole thousandths of
 * a dollar.
 */
public final class GenerateComtrade {
    // The importer's report is CIF, hence 5 % more in the middle; the spread of 0.3 of each side gives the disagreement of the real files.
    private static final double CIF = 0.05;
    private static final double SPREAD = 0.3;
    // Of 11,033 pairs of economies that traded mineral fuels in 2013, 5,747 had both reports, 2,526 the importer's, 2,760 the exporter's.
    private static final double IMPORTER_ONLY = 2526.0 / 11_033;
    private static final double EXPORTER_ONLY = 2760.0 / 11_033;
    private static final double DETAIL = 0.05;
    /** "Europe EFTA, nes": a partner, never a reporter. */
    private static final int NO_REPORTER = 697;

    /** The European Union and ASEAN report beside their members. */
    private static final List<Group> GROUPS = List.of(
            new Group(97, "EUR", "European Union", Set.of(
                    40, 56, 100, 191, 196, 203, 208, 233, 246, 251, 276, 300, 348, 372, 380, 428, 440, 442, 470, 528, 616, 620, 642, 703,
                    705, 724, 752)),
            new Group(975, "R4", "ASEAN", Set.of(96, 116, 360, 418, 458, 104, 608, 702, 764, 704)));

    private static final List<String> FIELDS = List.of(
            "typeCode", "freqCode", "refPeriodId", "refYear", "refMonth", "period", "reporterCode", "reporterISO", "reporterDesc",
            "flowCode", "flowDesc", "partnerCode", "partnerISO", "partnerDesc", "partner2Code", "partner2ISO", "partner2Desc",
            "classificationCode", "classificationSearchCode", "isOriginalClassification", "cmdCode", "cmdDesc", "aggrLevel", "isLeaf",
            "customsCode", "customsDesc", "mosCode", "motCode", "motDesc", "qtyUnitCode", "qtyUnitAbbr", "qty", "isQtyEstimated",
            "altQtyUnitCode", "altQtyUnitAbbr", "altQty", "isAltQtyEstimated", "netWgt", "isNetWgtEstimated", "grossWgt",
            "isGrossWgtEstimated", "cifvalue", "fobvalue", "primaryValue", "legacyEstimationFlag", "isReported", "isAggregate");

    /** Fields that are numbers in JSON; booleans are recognised by their values, all else is text. */
    private static final Set<String> NUMBERS = Set.of(
            "refPeriodId", "refYear", "refMonth", "reporterCode", "partnerCode", "partner2Code", "aggrLevel", "motCode", "qtyUnitCode",
            "qty", "altQtyUnitCode", "altQty", "netWgt", "grossWgt", "cifvalue", "fobvalue", "primaryValue", "legacyEstimationFlag");

    private record Group(int number, String iso, String name, Set<Integer> members) {}

    private record Party(int number, String iso, String name) {}

    private static final Party WORLD = new Party(0, "W00", "World");

    private final World world;
    private final boolean json;
    private final String classification;
    private final OutputStream out;
    private final OutputStream truth;
    private final int goods;
    private final Party[] parties;
    private final long[] importTotal;
    private final long[] exportTotal;
    private final long[][] groupTotal;
    private long rows;
    private long worldRows;
    private long groupRows;
    private long detailRows;
    private final long[] flows = new long[2];
    private final long[] dollars = new long[2];

    private GenerateComtrade(World world, boolean json, String classification, OutputStream out, OutputStream truth) {
        this.world = world;
        this.json = json;
        this.classification = classification;
        this.out = out;
        this.truth = truth;
        goods = world.products().size();
        parties = world.economies().stream()
                .map(e -> new Party(e.number(), e.iso(), e.name()))
                .toArray(Party[]::new);
        importTotal = new long[parties.length * goods];
        exportTotal = new long[parties.length * goods];
        groupTotal = new long[GROUPS.size()][parties.length * goods];
    }

    public static void main(String[] args) throws IOException {
        try {
            run(args, System.out::print);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** @param report receives the counts as JSON */
    static void run(String[] args, Consumer<String> report) throws IOException {
        var arguments = Arguments.parse(
                args,
                List.of("seed", "year", "economies", "products", "rows", "format", "out", "truth", "classification", "codes"));
        var format = arguments.text("format", "csv");
        if (!format.equals("csv") && !format.equals("json")) {
            throw new IllegalArgumentException("The format (" + format + ") is neither csv nor json.");
        }
        var path = Path.of(arguments.needed("out"));
        var truthPath = Path.of(arguments.needed("truth"));
        var world = new World(
                arguments.whole("seed", 20250130, Long.MIN_VALUE, Long.MAX_VALUE),
                (int) arguments.whole("year", 2023, 1900, 2100),
                (int) arguments.whole("economies", 230, 2, 230),
                ProductCodes.of(arguments),
                arguments.whole("rows", 1_000_000, 1, Integer.MAX_VALUE));
        var begin = "{\"elapsedTime\":\"0.03 secs\",\"count\":";
        try (var out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20);
                var truth = new BufferedOutputStream(Files.newOutputStream(truthPath), 1 << 20)) {
            var writer = new GenerateComtrade(
                    world, format.equals("json"), arguments.text("classification", "H5"), out, truth);
            // the count stands before the records and is known after them: blanks keep its place
            writer.put(out, format.equals("json") ? begin + "            ,\"data\":[" : String.join(",", FIELDS) + "\n");
            writer.put(truth, "product,exporter,importer,reported_by,value_usd,net_kg,true_value_usd\n");
            writer.write();
            writer.put(out, format.equals("json") ? "\n],\"error\":\"\"}\n" : "");
            out.flush();
            if (format.equals("json")) {
                try (var file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.seek(begin.length());
                    file.write(Long.toString(writer.rows).getBytes(StandardCharsets.US_ASCII));
                }
            }
            report.accept(writer.counts());
        }
    }

    private void write() throws IOException {
        for (int i = 0; i < parties.length; i++) {
            var failed = new IOException[1];
            world.generate(world.exporter(i), 0, parties.length, (x, j, k, value, quantity) -> {
                try {
                    reports(x, j, k, value, quantity);
                } catch (IOException e) {
                    failed[0] = e;
                }
            });
            if (failed[0] != null) {
                throw failed[0];
            }
        }
        for (int i = 0; i < parties.length; i++) {
            totals(parties[i], importTotal, i, true);
            totals(parties[i], exportTotal, i, false);
        }
        for (int g = 0; g < GROUPS.size(); g++) {
            var group = GROUPS.get(g);
            groups(new Party(group.number(), group.iso(), group.name()), groupTotal[g]);
        }
    }

    private void reports(int i, int j, int k, long trueDollars, long kilograms) throws IOException {
        long a = parties[i].number() * 1000L + parties[j].number();
        long product = Long.parseLong(world.products().get(k));
        double side = world.random.uniform(Stream.REPORT_SIDE, a, product, 0);
        boolean importer = side >= EXPORTER_ONLY && parties[j].number() != NO_REPORTER;
        boolean exporter =
                (side < EXPORTER_ONLY || side >= EXPORTER_ONLY + IMPORTER_ONLY) && parties[i].number() != NO_REPORTER;
        if (importer) {
            long milli = scaled(trueDollars, CIF + SPREAD * world.random.normal(Stream.REPORT_IMPORTER, a, product, 0));
            importTotal[j * goods + k] += milli;
            for (int g = 0; g < GROUPS.size(); g++) {
                var members = GROUPS.get(g).members();
                if (members.contains(parties[j].number()) && !members.contains(parties[i].number())) {
                    groupTotal[g][i * goods + k] += milli;
                }
            }
            report(true, i, j, k, a, product, milli, kilograms, trueDollars);
        }
        if (exporter) {
            long milli = scaled(trueDollars, SPREAD * world.random.normal(Stream.REPORT_EXPORTER, a, product, 0));
            exportTotal[i * goods + k] += milli;
            report(false, i, j, k, a, product, milli, kilograms, trueDollars);
        }
    }

    private void report(
            boolean imports, int i, int j, int k, long a, long product, long milli, long kilograms, long trueDollars)
            throws IOException {
        var reporter = parties[imports ? j : i];
        var partner = parties[imports ? i : j];
        row(reporter, imports, partner, WORLD, k, milli, kilograms, product % 2 == 0, true);
        flows[imports ? 0 : 1]++;
        dollars[imports ? 0 : 1] += milli;
        put(truth, world.products().get(k) + "," + parties[i].number() + "," + parties[j].number()
                + (imports ? ",IMPORTER," : ",EXPORTER,") + decimal(milli) + "," + (kilograms < 0 ? "" : kilograms) + ","
                + trueDollars + "\n");
        if (world.random.uniform(Stream.REPORT_DETAIL, a, product, imports ? 1 : 2) < DETAIL) {
            int other = (int) (world.random.uniform(Stream.REPORT_SECOND_PARTNER, a, product, 0) * parties.length);
            row(reporter, imports, partner, parties[other], k, Math.max(1, milli / 2), -1, true, true);
            detailRows++;
        }
    }

    private void totals(Party reporter, long[] total, int at, boolean imports) throws IOException {
        for (int k = 0; k < goods; k++) {
            if (total[at * goods + k] > 0) {
                row(reporter, imports, WORLD, WORLD, k, total[at * goods + k], -1, true, false);
                worldRows++;
            }
        }
    }

    private void groups(Party group, long[] total) throws IOException {
        var all = new long[goods];
        for (int i = 0; i < parties.length; i++) {
            for (int k = 0; k < goods; k++) {
                if (total[i * goods + k] > 0) {
                    row(group, true, parties[i], WORLD, k, total[i * goods + k], -1, true, false);
                    groupRows++;
                    all[k] += total[i * goods + k];
                }
            }
        }
        totals(group, all, 0, true);
    }

    /** Whole thousandths of a dollar, half up, at least one. */
    private static long scaled(long dollars, double log) {
        return Math.max(1, (long) Math.floor(dollars * StrictMath.exp(log) * 1000 + 0.5));
    }

    /** @param zeroForMissing a quantity that is not known reads 0 or nothing; both occur in real files */
    private void row(
            Party reporter,
            boolean imports,
            Party partner,
            Party second,
            int k,
            long milli,
            long kilograms,
            boolean zeroForMissing,
            boolean reported)
            throws IOException {
        boolean known = kilograms >= 0;
        var missing = zeroForMissing ? "0.0" : "";
        var weight = known ? kilograms + ".0" : missing;
        var value = decimal(milli);
        var year = Integer.toString(world.year);
        var cells = new String[] {
            "C", "A", year + "0101", year, "52", year, Integer.toString(reporter.number()), reporter.iso(), reporter.name(),
            imports ? "M" : "X", imports ? "Import" : "Export", Integer.toString(partner.number()), partner.iso(), partner.name(),
            Integer.toString(second.number()), second.iso(), second.name(), classification, "HS", "True", world.products().get(k), "", "6",
            "True", "C00", "TOTAL CPC", "0", "0", "TOTAL MOT", known ? "8" : "-1", known ? "kg" : "N/A", weight, "False", "-1", "N/A",
            missing, "False", weight, "False", "0.0", "False", imports ? value : "", imports ? "0.0" : value, value, "0",
            reported ? "True" : "False", reported ? "False" : "True"
        };
        put(out, json ? object(cells) : line(cells));
        rows++;
    }

    /** Every row ends with a delimiter, as in files of the web interface: a 48th, empty field. */
    private static String line(String[] cells) {
        var line = new StringBuilder(400);
        for (var cell : cells) {
            line.append(cell.indexOf(',') >= 0 ? '"' + cell + '"' : cell).append(',');
        }
        return line.append('\n').toString();
    }

    private String object(String[] cells) {
        var object = new StringBuilder(1200).append(rows == 0 ? "\n{" : ",\n{");
        for (int f = 0; f < cells.length; f++) {
            var name = FIELDS.get(f);
            object.append(f == 0 ? "\"" : ",\"").append(name).append("\":");
            if (cells[f].isEmpty()) {
                object.append("null");
            } else if (NUMBERS.contains(name)) {
                object.append(cells[f]);
            } else if (cells[f].equals("True") || cells[f].equals("False")) {
                object.append(cells[f].toLowerCase(Locale.ROOT));
            } else {
                object.append('"').append(cells[f]).append('"');
            }
        }
        return object.append('}').toString();
    }

    private static String decimal(long milli) {
        var decimals = Long.toString(1000 + milli % 1000).substring(1);
        return milli / 1000 + "." + decimals;
    }

    private void put(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String counts() {
        return "{\"rows\": " + rows + ", \"flows\": {\"IMPORTER\": " + flows[0] + ", \"EXPORTER\": " + flows[1]
                + "}, \"value_usd\": {\"IMPORTER\": " + decimal(dollars[0]) + ", \"EXPORTER\": " + decimal(dollars[1])
                + "}, \"set_aside\": {\"world-partner\": " + worldRows + ", \"group-reporter\": " + groupRows
                + ", \"second-partner\": " + detailRows + "}}\n";
    }
}
