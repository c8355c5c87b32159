package synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import synthetic.Randomness.Stream;

/**
 * A made-up year of world trade that looks like BACI's in its counts and distributions, and in nothing else: sizes are random numbers,
 * so no figure about a real economy may be taken from it. The same arguments give the same flows, bit by bit, everywhere. Immutable;
 * many threads may generate parts of it at once.
 *
 * <p>A flow from i to j of good k exists with probability 1 − exp(−C·λ), λ = s_i^0.75 · s_j^0.6 · u_k · c_ik · d_ij. Where the figures
 * come from: the two exporters of a real BACI year, whose spread of values, concentration and gaps the constants reproduce.
 */
final class World {
    private static final double SIZE_SPREAD = 2.2;
    private static final double UBIQUITY_SPREAD = 1.0;
    private static final double ADVANTAGE_SPREAD = 1.2;
    private static final double DISTANCE_SPREAD = 0.8;
    private static final double EXPORTER_POWER = 0.75;
    private static final double IMPORTER_POWER = 0.6;
    private static final double VALUE_MEAN = 1.80;
    private static final double VALUE_SPREAD = 3.22;
    /** Part of the variance of ln v that λ explains. */
    private static final double EXPLAINED = 0.45;

    private static final double UNIT_VALUE_MEAN = 2.5;
    private static final double UNIT_VALUE_SPREAD = 1.57;
    private static final double UNIT_NOISE_SPREAD = 1.21;
    private static final double NO_QUANTITY = 0.03;
    private static final double TAIL_PART = 0.001;
    private static final double TAIL_EXPONENT = 0.85;
    private static final double LARGEST_KUSD = 1e8;
    private static final int SAMPLE = 200_000;
    /** Draws of the noise for each sampled cell, to find where the tail begins. */
    private static final int NOISE_DRAWS = 16;
    /** 1 / golden ratio: the fractional parts of its multiples spread evenly. */
    private static final double GOLDEN = 0.6180339887498949;

    /** Receives the flows of a part of the world in the order i, j, k. */
    interface FlowSink {
        /**
         * @param i, j, k positions in {@link #economies} and {@link #products}
         * @param value thousandths of 1,000 US$, 1 or more
         * @param quantity thousandths of a tonne, 1 or more; or -1 where it is not available
         */
        void flow(int i, int j, int k, long value, long quantity);
    }

    /** What one exporter's cells have in common: C·s_i^0.75·u_k·c_ik and its logarithm without C. */
    record Exporter(int i, double[] pull, double[] logPull) {}

    final Randomness random;
    final int year;
    private final List<Economy> economies;
    private final List<String> products;
    private final long[] productNumber;
    private final double[] logSize;
    private final double[] logUbiquity;
    private final double[] logUnitValue;
    private final double scale;
    private final double meanLog;
    private final double explained;
    private final double noise;
    private final double tailLog;

    /**
     * @param rows flows that are expected; the count of a year differs from it by chance, by far less than 0.5 % where there are many
     * @param products codes of six digits, ascending
     */
    World(long seed, int year, int economyCount, List<String> products, long rows) {
        this.random = new Randomness(seed, year);
        this.year = year;
        this.economies = Economy.first(economyCount);
        this.products = List.copyOf(products);
        long cells = (long) economyCount * (economyCount - 1) * products.size();
        if (rows < 1 || rows > cells / 2) {
            throw new IllegalArgumentException(
                    "The number of rows (" + rows + ") is outside 1 to half of the " + cells + " cells of the world.");
        }
        productNumber = this.products.stream().mapToLong(Long::parseLong).toArray();
        logSize = sizes();
        logUbiquity = new double[productNumber.length];
        logUnitValue = new double[productNumber.length];
        for (int k = 0; k < productNumber.length; k++) {
            logUbiquity[k] = UBIQUITY_SPREAD * random.normal(Stream.UBIQUITY, productNumber[k], 0, 0);
            logUnitValue[k] = UNIT_VALUE_MEAN + UNIT_VALUE_SPREAD * random.normal(Stream.UNIT_VALUE, productNumber[k], 0, 0);
        }
        var sample = sample();
        double logScale = bisect(sample, rows);
        scale = StrictMath.exp(logScale);
        double weights = 0;
        double sum = 0;
        double squares = 0;
        var presence = new double[sample.log().length];
        for (int s = 0; s < presence.length; s++) {
            presence[s] = sample.weight()[s] * presence(StrictMath.exp(logScale + sample.log()[s]));
            weights += presence[s];
            sum += presence[s] * sample.log()[s];
            squares += presence[s] * sample.log()[s] * sample.log()[s];
        }
        meanLog = sum / weights;
        double spread = StrictMath.sqrt(squares / weights - meanLog * meanLog);
        explained = VALUE_SPREAD * StrictMath.sqrt(EXPLAINED) / spread;
        noise = VALUE_SPREAD * StrictMath.sqrt(1 - EXPLAINED);
        tailLog = tail(sample.log(), presence, weights);
    }

    List<Economy> economies() {
        return economies;
    }

    /** Codes of six digits, ascending. */
    List<String> products() {
        return products;
    }

    /** As many codes as asked for: 96 chapters (01 to 97 without 77), filled evenly, the first ones with the remainder. */
    static List<String> madeUpProducts(int count) {
        int chapters = 96;
        if (count < 1 || count > chapters * 594) {
            throw new IllegalArgumentException("The number of products (" + count + ") is outside 1 to " + chapters * 594 + ".");
        }
        var codes = new ArrayList<String>();
        for (int c = 0; c < chapters; c++) {
            int chapter = c < 76 ? c + 1 : c + 2;
            int products = count / chapters + (c < count % chapters ? 1 : 0);
            for (int p = 0; p < products; p++) {
                codes.add(two(chapter) + two(1 + p / 6) + two(10 * (1 + p % 6)));
            }
        }
        return codes;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** ln s: the ten largest go to ten named economies, so that reports look plausible. */
    private double[] sizes() {
        int n = economies.size();
        var drawn = new double[n];
        for (int i = 0; i < n; i++) {
            drawn[i] = SIZE_SPREAD * random.normal(Stream.SIZE, economies.get(i).number(), 0, 0);
        }
        var place = new Integer[n];
        Arrays.setAll(place, i -> i);
        Arrays.sort(place, (a, b) -> Integer.compare(Economy.order(economies.get(a)), Economy.order(economies.get(b))));
        var descending = new Integer[n];
        Arrays.setAll(descending, i -> i);
        Arrays.sort(descending, (a, b) -> Double.compare(drawn[b], drawn[a]));
        int largest = Math.min(10, n);
        var taken = new boolean[n];
        var sizes = new double[n];
        for (int rank = 0; rank < largest; rank++) {
            sizes[place[rank]] = drawn[descending[rank]];
            taken[descending[rank]] = true;
        }
        int next = 0;
        for (int rank = largest; rank < n; rank++) {
            while (taken[next]) {
                next++;
            }
            sizes[place[rank]] = drawn[next++];
        }
        return sizes;
    }

    private double logPull(int i, int k) {
        return EXPORTER_POWER * logSize[i]
                + logUbiquity[k]
                + ADVANTAGE_SPREAD * random.normal(Stream.ADVANTAGE, economies.get(i).number(), productNumber[k], 0);
    }

    /** ln of s_j^0.6 · d_ij. */
    private double logDemand(int i, int j) {
        int a = Math.min(economies.get(i).number(), economies.get(j).number());
        int b = Math.max(economies.get(i).number(), economies.get(j).number());
        return IMPORTER_POWER * logSize[j] + DISTANCE_SPREAD * random.normal(Stream.DISTANCE, a, b, 0);
    }

    /** Sampled cells: ln λ and how many cells each stands for. */
    private record Sample(double[] log, double[] weight) {}

    /**
     * 200,000 cells spread evenly over the ranks of each exporter's importers and goods (a lattice with a random start), more of them
     * where an exporter is large: plain random cells would leave the expected count uncertain by 0.8 %.
     */
    private Sample sample() {
        int n = economies.size();
        int goods = productNumber.length;
        var share = new double[n];
        double shares = 0;
        for (int i = 0; i < n; i++) {
            share[i] = StrictMath.exp(logSize[i] / 2) + 0.5;
            shares += share[i];
        }
        var count = new int[n];
        int total = 0;
        for (int i = 0; i < n; i++) {
            count[i] = (int) Math.max(2, Math.min(SAMPLE * share[i] / shares, (n - 1) * (long) goods));
            total += count[i];
        }
        var log = new double[total];
        var weight = new double[total];
        int next = 0;
        var pulls = new double[goods];
        var demands = new double[n - 1];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < goods; k++) {
                pulls[k] = logPull(i, k);
            }
            for (int j = 0; j < n - 1; j++) {
                demands[j] = logDemand(i, j < i ? j : j + 1);
            }
            Arrays.sort(pulls);
            Arrays.sort(demands);
            double start = random.uniform(Stream.SAMPLE, economies.get(i).number(), 0, 0);
            for (int s = 0; s < count[i]; s++) {
                double y = start + s * GOLDEN;
                y -= Math.floor(y);
                double x = (s + random.uniform(Stream.SAMPLE, economies.get(i).number(), s, 1)) / count[i];
                log[next] = pulls[(int) (x * goods)] + demands[(int) (y * (n - 1))];
                weight[next++] = (double) (n - 1) * goods / count[i];
            }
        }
        return new Sample(log, weight);
    }

    /** ln C for which the cells are expected to hold so many rows. */
    private static double bisect(Sample sample, long rows) {
        var lambda = new double[sample.log().length];
        for (int s = 0; s < lambda.length; s++) {
            lambda[s] = StrictMath.exp(sample.log()[s]);
        }
        double low = -60;
        double high = 60;
        for (int step = 0; step < 50; step++) {
            double middle = (low + high) / 2;
            double c = StrictMath.exp(middle);
            double expected = 0;
            for (int s = 0; s < lambda.length; s++) {
                expected += sample.weight()[s] * presence(c * lambda[s]);
            }
            if (expected < rows) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double presence(double x) {
        return x > 40 ? 1 : -StrictMath.expm1(-x);
    }

    /** ln v above which the largest 0.1 % of the rows lie, from the sampled cells with drawn noise. */
    private double tail(double[] log, double[] presence, double weights) {
        double from = VALUE_MEAN;
        double step = 0.001;
        var above = new double[40_000];
        for (int s = 0; s < log.length; s++) {
            for (int d = 0; d < NOISE_DRAWS; d++) {
                double p = (d + random.uniform(Stream.SAMPLE_NOISE, s, d, 0)) / NOISE_DRAWS;
                double value = VALUE_MEAN + explained * (log[s] - meanLog) + noise * Randomness.normal(p);
                if (value >= from) {
                    above[Math.min(above.length - 1, (int) ((value - from) / step))] += presence[s] / NOISE_DRAWS;
                }
            }
        }
        double sum = 0;
        int bin = above.length;
        while (bin > 0 && sum + above[bin - 1] <= TAIL_PART * weights) {
            sum += above[--bin];
        }
        return from + bin * step;
    }

    /** The rows that the presence of every cell adds up to, by going through all cells; for tests, 10 seconds for a full year. */
    double expectedRows() {
        double expected = 0;
        for (int i = 0; i < economies.size(); i++) {
            var exporter = exporter(i);
            for (int j = 0; j < economies.size(); j++) {
                double demand = i == j ? 0 : StrictMath.exp(logDemand(i, j));
                for (int k = 0; k < productNumber.length; k++) {
                    expected += presence(exporter.pull()[k] * demand);
                }
            }
        }
        return expected;
    }

    Exporter exporter(int i) {
        var pull = new double[productNumber.length];
        var logPull = new double[pull.length];
        for (int k = 0; k < pull.length; k++) {
            logPull[k] = logPull(i, k);
            pull[k] = scale * StrictMath.exp(logPull[k]);
        }
        return new Exporter(i, pull, logPull);
    }

    /** The flows of one exporter to the importers in [from, to). */
    void generate(Exporter exporter, int from, int to, FlowSink sink) {
        int i = exporter.i();
        long iNumber = economies.get(i).number();
        for (int j = from; j < to; j++) {
            if (j == i) {
                continue;
            }
            long jNumber = economies.get(j).number();
            double logDemand = logDemand(i, j);
            double demand = StrictMath.exp(logDemand);
            double base = VALUE_MEAN + explained * (logDemand - meanLog);
            long cells = random.mix(Stream.PRESENCE, iNumber, jNumber);
            long values = random.mix(Stream.VALUE, iNumber, jNumber);
            long tails = random.mix(Stream.TAIL, iNumber, jNumber);
            long units = random.mix(Stream.UNIT_NOISE, iNumber, jNumber);
            long gaps = random.mix(Stream.NO_QUANTITY, iNumber, jNumber);
            for (int k = 0; k < productNumber.length; k++) {
                long step = productNumber[k] * Randomness.STEP;
                double x = exporter.pull()[k] * demand;
                double u = Randomness.uniform(random.bits(cells + step));
                // 1 − exp(−x) lies between x − x²/2 and x, so that few cells need the exponential
                if (u >= x || u >= x - x * x / 2 && u >= presence(x)) {
                    continue;
                }
                double log = base
                        + explained * exporter.logPull()[k]
                        + noise * Randomness.normal(Randomness.uniform(random.bits(values + step)));
                double kusd = log < tailLog
                        ? StrictMath.exp(log)
                        : pareto(Randomness.uniform(random.bits(tails + step)));
                long value = thousandths(kusd);
                long quantity = -1;
                if (Randomness.uniform(random.bits(gaps + step)) >= NO_QUANTITY) {
                    double unit = logUnitValue[k]
                            + UNIT_NOISE_SPREAD * Randomness.normal(Randomness.uniform(random.bits(units + step)));
                    quantity = thousandths(value / 1000.0 / StrictMath.exp(unit));
                }
                sink.flow(i, j, k, value, quantity);
            }
        }
    }

    /** Pareto from the tail's beginning to the largest value. */
    private double pareto(double u) {
        double least = StrictMath.exp(tailLog);
        double cut = 1 - StrictMath.pow(least / LARGEST_KUSD, TAIL_EXPONENT);
        return least * StrictMath.pow(1 - u * cut, -1 / TAIL_EXPONENT);
    }

    /** Half up, and never zero: real files hold nothing below 0.001. */
    private static long thousandths(double amount) {
        return Math.max(1, (long) Math.floor(amount * 1000 + 0.5));
    }
}
