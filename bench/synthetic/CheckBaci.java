package synthetic;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Measures a BACI file and compares it with what a real year looks like. Run by bench/check-baci:
 *
 * <pre>FILE [--rows 11000000] [--economies 230] [--products 5400]</pre>
 *
 * The bounds are those of a full year; a smaller world scales the counts. Keeps all values in memory. Exit code 4 where a bound is broken.
 * Reads on its own, without the generator's code: what it finds is in the file.
 */
public final class CheckBaci {
    private static final int LARGEST_EXPORTERS = 40;
    private static final double FULL_ROWS = 11_000_000;
    private static final double FULL_PRODUCTS = 5400;
    private static final double FULL_ECONOMIES = 230;

    /** One finding: what was measured and between which bounds it has to lie. */
    record Finding(String name, double value, double least, double most) {
        boolean holds() {
            return value >= least && value <= most;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%-4s %-58s %,.4f  (%,.4f to %,.4f)", holds() ? "ok" : "NO", name, value, least, most);
        }
    }

    private long[] keys = new long[1 << 20];
    private float[] logValues = new float[1 << 20];
    private double[] values = new double[1 << 20];
    private int rows;
    private int quantities;
    private int selfTrade;
    private int outOfOrder;
    private double largestQuantity;
    private double leastQuantity = Double.POSITIVE_INFINITY;
    private double sumV;
    private double sumVV;
    private double sumVq;
    private double sumVVq;
    private double sumQ;
    private double sumQQ;
    private double sumVQ;

    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("Usage: bench/check-baci FILE [--rows N] [--economies N] [--products N]");
            System.exit(2);
        }
        var options = Arguments.parse(Arrays.copyOfRange(args, 1, args.length), List.of("rows", "economies", "products"));
        long start = System.nanoTime();
        var findings = check(
                Path.of(args[0]),
                options.whole("rows", (long) FULL_ROWS, 1, Integer.MAX_VALUE),
                options.whole("economies", (long) FULL_ECONOMIES, 2, 1000),
                options.whole("products", (long) FULL_PRODUCTS, 1, 1_000_000));
        findings.forEach(System.out::println);
        System.err.printf(Locale.ROOT, "checked in %.1f s%n", (System.nanoTime() - start) / 1e9);
        if (!findings.stream().allMatch(Finding::holds)) {
            System.exit(4);
        }
    }

    /** @param expectedRows what the file was ordered with, like the other two */
    static List<Finding> check(Path file, double expectedRows, double economies, double products) throws IOException {
        var check = new CheckBaci();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            check.read(in);
        }
        return check.findings(expectedRows, economies, products);
    }

    /** Rows of numbers between delimiters; quotes, blanks and a missing last field are skipped over. */
    private void read(InputStream in) throws IOException {
        int b = in.read();
        while (b != '\n') {
            b = in.read();
        }
        var field = new double[6];
        boolean number = false;
        int at = 0;
        double scale = 0;
        for (b = in.read(); b >= 0; b = in.read()) {
            if (b >= '0' && b <= '9') {
                if (!number) {
                    number = true;
                    field[at] = 0;
                    scale = 0;
                }
                if (scale == 0) {
                    field[at] = field[at] * 10 + (b - '0');
                } else {
                    field[at] += (b - '0') * scale;
                    scale /= 10;
                }
            } else if (b == '.') {
                scale = 0.1;
            } else if (b == ',' || b == ';' || b == '\n') {
                if (!number) {
                    field[at] = Double.NaN;
                }
                number = false;
                at++;
                if (b == '\n') {
                    if (at != 6) {
                        throw new IOException("The row " + (rows + 1) + " has " + at + " fields.");
                    }
                    row(field);
                    at = 0;
                }
            }
        }
    }

    private void row(double[] field) {
        if (rows == keys.length) {
            int larger = (int) Math.min(Integer.MAX_VALUE - 8, rows * 2L);
            keys = Arrays.copyOf(keys, larger);
            values = Arrays.copyOf(values, larger);
            logValues = Arrays.copyOf(logValues, larger);
        }
        long key = (((long) field[0] - 1900 << 10 | (long) field[1]) << 10 | (long) field[2]) << 20 | (long) field[3];
        if (field[1] == field[2]) {
            selfTrade++;
        }
        if (rows > 0 && key <= keys[rows - 1]) {
            outOfOrder++;
        }
        double v = Math.log(field[4]);
        keys[rows] = key;
        values[rows] = field[4];
        logValues[rows] = (float) v;
        sumV += v;
        sumVV += v * v;
        if (!Double.isNaN(field[5])) {
            double q = Math.log(field[5]);
            quantities++;
            sumVq += v;
            sumVVq += v * v;
            sumQ += q;
            sumQQ += q * q;
            sumVQ += v * q;
            largestQuantity = Math.max(largestQuantity, field[5]);
            leastQuantity = Math.min(leastQuantity, field[5]);
        }
        rows++;
    }

    private List<Finding> findings(double expectedRows, double economies, double products) {
        double goodsScale = products / FULL_PRODUCTS;
        double rowsScale = expectedRows / FULL_ROWS;
        var found = new ArrayList<Finding>();
        found.add(new Finding("rows", rows, expectedRows * 0.995, expectedRows * 1.005));
        double mean = sumV / rows;
        found.add(new Finding("mean ln v", mean, 1.70, 1.90));
        found.add(new Finding("standard deviation of ln v", Math.sqrt(sumVV / rows - mean * mean), 3.05, 3.35));
        values = Arrays.copyOf(values, rows);
        keys = Arrays.copyOf(keys, rows);
        var inOrder = keys;
        var bilateral = bilateral(inOrder);
        found.add(new Finding("rows out of order (t, i, j, k)", outOfOrder, 0, 0));
        found.add(new Finding("rows of self trade", selfTrade, 0, 0));
        found.add(new Finding("keys that come twice", duplicates(inOrder), 0, 0));
        var sorted = values;
        Arrays.sort(sorted);
        double total = 0;
        double bottom = 0;
        double top = 0;
        for (int r = 0; r < rows; r++) {
            total += sorted[r];
            bottom += r < rows / 2 ? sorted[r] : 0;
            top += r >= rows - rows / 100 ? sorted[r] : 0;
        }
        found.add(new Finding("total, trillion US$", total / 1e9, 12 * rowsScale, 30 * rowsScale));
        found.add(new Finding("share of the value in the top 1 % of rows", top / total, 0.78, 0.92));
        found.add(new Finding("share of the value in the bottom half", bottom / total, 0, 0.003));
        found.add(new Finding("Hill exponent of the top 1 %", hill(sorted), 0, 10));
        found.add(new Finding("smallest value", sorted[0], 0.001, Double.POSITIVE_INFINITY));
        found.add(new Finding("largest value, thousand US$", sorted[rows - 1], 0, 1e8));
        found.addAll(bilateral.findings(goodsScale, economies / FULL_ECONOMIES));
        double n = quantities;
        double covariance = sumVQ / n - sumVq / n * (sumQ / n);
        double spreadV = Math.sqrt(sumVVq / n - sumVq / n * (sumVq / n));
        double spreadQ = Math.sqrt(sumQQ / n - sumQ / n * (sumQ / n));
        found.add(new Finding("correlation of ln v and ln q", covariance / spreadV / spreadQ, 0.82, 0.92));
        found.add(new Finding("share of rows without quantity", 1 - n / rows, 0.025, 0.035));
        found.add(new Finding("smallest quantity, t", leastQuantity, 0.001, Double.POSITIVE_INFINITY));
        found.add(new Finding("largest quantity, t", largestQuantity, 0, 1e10));
        return found;
    }

    /** Hill's estimate: 1 / mean of ln(v / threshold) over the largest 1 %. */
    private static double hill(double[] sorted) {
        int first = sorted.length - sorted.length / 100;
        double sum = 0;
        for (int r = first; r < sorted.length; r++) {
            sum += Math.log(sorted[r] / sorted[first - 1]);
        }
        return (sorted.length - first) / sum;
    }

    private static long duplicates(long[] keys) {
        var sorted = keys.clone();
        Arrays.sort(sorted);
        long twice = 0;
        for (int r = 1; r < sorted.length; r++) {
            twice += sorted[r] == sorted[r - 1] ? 1 : 0;
        }
        return twice;
    }

    private record Bilateral(double medianGoods, double mostGoods, double importersOfGood, int economies, int products) {
        List<Finding> findings(double goodsScale, double economyScale) {
            return List.of(
                    new Finding("economies that trade", economies, 1, 1000),
                    new Finding("products that are traded", products, 1, 1_000_000),
                    new Finding(
                            "goods of a pair, 40 largest exporters, median", medianGoods, 100 * goodsScale, 1000 * goodsScale),
                    new Finding(
                            "goods of a pair, 40 largest exporters, most",
                            mostGoods,
                            1500 * goodsScale,
                            Double.POSITIVE_INFINITY),
                    new Finding(
                            "importers of a good that an exporter trades, mean",
                            importersOfGood,
                            10 * economyScale,
                            110 * economyScale));
        }
    }

    /** Counts of goods for each pair of economies, and of importers for each good of an exporter. */
    private Bilateral bilateral(long[] inOrder) {
        var pairs = new int[1 << 20];
        var valueOf = new double[1 << 10];
        var importersOf = new java.util.HashMap<Long, Integer>();
        var economies = new HashSet<Integer>();
        var products = new HashSet<Integer>();
        for (int r = 0; r < rows; r++) {
            int pair = (int) (inOrder[r] >> 20) & (1 << 20) - 1;
            int product = (int) inOrder[r] & (1 << 20) - 1;
            if (pairs[pair]++ == 0) {
                economies.add(pair >> 10);
                economies.add(pair & 1023);
            }
            valueOf[pair >> 10] += values[r];
            products.add(product);
            importersOf.merge((long) (pair >> 10) << 20 | product, 1, Integer::sum);
        }
        var largest = new ArrayList<Integer>(economies);
        largest.sort((a, b) -> Double.compare(valueOf[b], valueOf[a]));
        var goods = new ArrayList<Integer>();
        for (int exporter : largest.subList(0, Math.min(LARGEST_EXPORTERS, largest.size()))) {
            for (int importer = 0; importer < 1 << 10; importer++) {
                if (pairs[exporter << 10 | importer] > 0) {
                    goods.add(pairs[exporter << 10 | importer]);
                }
            }
        }
        goods.sort(null);
        double importers =
                importersOf.values().stream().mapToInt(Integer::intValue).average().orElse(0);
        return new Bilateral(
                goods.get(goods.size() / 2), goods.getLast(), importers, economies.size(), products.size());
    }
}
