package org.kaname.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kaname.model.Code;
import org.kaname.model.Unit;

/**
 * The flows of one data set in primitive columns, sorted by (year, product, importer, exporter), with a block for each year and good.
 * Built once, read by many threads. Flows of an economy to itself and explicit zeros are not in it (measurement 1.2).
 */
public final class TradeCube {
    /** Values are kept in thousandths of the unit; divide by this for figures. */
    public static final double SCALE = 1000;

    private final Economies economies;
    private final Unit unit;
    private final int[] years;
    private final List<Code> products;
    private final Map<Code, Integer> productIndex = new HashMap<>();
    private final short[] importer;
    private final short[] exporter;
    private final double[] value;
    private final int[] line;
    private final short[] file;
    private final int[] blockStart;
    private final String table;
    private final BitSet estimated;
    private final boolean statesEstimates;
    private final FlowBounds bounds;
    private final @Nullable AllGoods allGoods;

    private TradeCube(
            Economies economies,
            Unit unit,
            int[] years,
            List<Code> products,
            short[] importer,
            short[] exporter,
            double[] value,
            int[] line,
            short[] file,
            int[] blockStart,
            String table,
            BitSet estimated,
            boolean statesEstimates,
            FlowBounds bounds,
            @Nullable AllGoods allGoods) {
        this.bounds = bounds;
        this.economies = economies;
        this.unit = unit;
        this.years = years;
        this.products = List.copyOf(products);
        this.importer = importer;
        this.exporter = exporter;
        this.value = value;
        this.line = line;
        this.file = file;
        this.blockStart = blockStart;
        this.table = table;
        this.estimated = estimated;
        this.statesEstimates = statesEstimates;
        this.allGoods = allGoods;
        for (int i = 0; i < this.products.size(); i++) {
            productIndex.put(this.products.get(i), i);
        }
    }

    public static TradeCube empty(Economies economies, Unit unit) {
        return new Builder(economies, unit).build();
    }

    /** The same flows, and where they can be read again: {@link #table()}. */
    public TradeCube withTable(String query) {
        return new TradeCube(
                economies,
                unit,
                years,
                products,
                importer,
                exporter,
                value,
                line,
                file,
                blockStart,
                query,
                estimated,
                statesEstimates,
                bounds,
                allGoods);
    }

    /** The same flows, being those of one good, beside what is known of all goods together. */
    public TradeCube withAllGoods(AllGoods sums) {
        return new TradeCube(
                economies,
                unit,
                years,
                products,
                importer,
                exporter,
                value,
                line,
                file,
                blockStart,
                table,
                estimated,
                statesEstimates,
                bounds,
                sums);
    }

    /**
     * Where this cube holds one good of many: what is known of all of them. Empty for a cube that holds all goods of its set, which is
     * then asked itself.
     */
    public Optional<AllGoods> allGoods() {
        return Optional.ofNullable(allGoods);
    }

    /**
     * A query in the engine's SQL that reads the same flows from files, with the columns scheme, year, product, exporter, importer and
     * value in the set's unit; self trade and zeros are out. Empty for cubes that lie in memory alone.
     */
    public String table() {
        return table;
    }

    public Economies economies() {
        return economies;
    }

    /** Unit of values after division by {@link #SCALE}. */
    public Unit unit() {
        return unit;
    }

    public int flows() {
        return value.length;
    }

    /** Years with flows, ascending. */
    public int[] years() {
        return years.clone();
    }

    public int year(int yearIndex) {
        return years[yearIndex];
    }

    public int yearCount() {
        return years.length;
    }

    /** Index of a year, or -1. */
    public int yearIndex(int year) {
        int found = Arrays.binarySearch(years, year);
        return found < 0 ? -1 : found;
    }

    /** Goods with flows in any year, ascending by code. */
    public List<Code> products() {
        return products;
    }

    /** Index of a good, or -1. */
    public int productIndex(Code product) {
        return productIndex.getOrDefault(product, -1);
    }

    /** The flows of one good in one year; empty where there are none. */
    public FlowBlock block(int yearIndex, int productIndexOfBlock) {
        int cell = yearIndex * products.size() + productIndexOfBlock;
        return new FlowBlock(value, exporter, importer, blockStart[cell], blockStart[cell + 1]);
    }

    /** The value of a flow in the set's unit. */
    public double value(int flow) {
        return value[flow] / SCALE;
    }

    public int exporter(int flow) {
        return exporter[flow];
    }

    public int importer(int flow) {
        return importer[flow];
    }

    /** The source, or the program when it read the source, made an estimate of the flow's value; false where {@link #statesEstimates} is. */
    public boolean estimated(int flow) {
        return estimated.get(flow);
    }

    /** Whether it is known of each flow if its value is an estimate. */
    public boolean statesEstimates() {
        return statesEstimates;
    }

    /** Bounds of flows whose goods were converted from another list; empty for a set that was read. */
    public FlowBounds bounds() {
        return bounds;
    }

    /** Some flow of the good and year has bounds, or may be missing from it. */
    public boolean bounded(int yearIndex, int productIndexOfBlock) {
        return bounds.touches(yearIndex * products.size() + productIndexOfBlock);
    }

    /** What may belong to the good besides its flows, by one importer or exporter. */
    public FlowBounds.More more(int yearIndex, int productIndexOfBlock, FlowBounds.Side side, int economy) {
        return bounds.more(yearIndex * products.size() + productIndexOfBlock, side, economy);
    }

    /** The block holds flows of this cube with their own values; false for a changed world. */
    public boolean holds(FlowBlock block) {
        return block.value() == value;
    }

    public Origin origin(int flow) {
        return new Origin(file[flow], line[flow]);
    }

    /** Collects flows in any order. Not thread-safe. */
    public static final class Builder {
        private final Economies economies;
        private final Unit unit;
        private final TreeSet<Integer> years = new TreeSet<>();
        private final Map<Code, Integer> productIds = new HashMap<>();
        private int lastYear = Integer.MIN_VALUE;
        private final List<Code> productById = new ArrayList<>();
        private int size;
        private short[] year = new short[1024];
        private int[] product = new int[1024];
        private short[] importer = new short[1024];
        private short[] exporter = new short[1024];
        private double[] value = new double[1024];
        private int[] line = new int[1024];
        private short[] file = new short[1024];
        private final BitSet estimated = new BitSet();
        private boolean statesEstimates;
        private int bounded;
        private int[] boundedRow = new int[0];
        private double[] low = new double[0];
        private double[] high = new double[0];
        private final List<Besides> besides = new ArrayList<>();

        private record Besides(int year, int good, FlowBounds.Side side, int economy, double sum, double largest) {}

        public Builder(Economies economies, Unit unit) {
            this.economies = economies;
            this.unit = unit;
        }

        /** From now on it is known of each flow if its value is an estimate: {@link #addEstimated} adds those. */
        public Builder statingEstimates() {
            statesEstimates = true;
            return this;
        }

        /** Adds a flow whose value is an estimate; the rest as {@link #add(int, int, int, int, double, int, int)}. */
        public Builder addEstimated(
                int flowYear,
                int goodNumber,
                int importerIndex,
                int exporterIndex,
                double amount,
                int originFile,
                int originLine) {
            int before = size;
            add(flowYear, goodNumber, importerIndex, exporterIndex, amount, originFile, originLine);
            if (size > before) {
                estimated.set(before);
            }
            return this;
        }

        /**
         * Gives the flow added last its bounds, in the set's unit; to be called after the flow was added. A flow that was not kept, for
         * it is of zero or of an economy to itself, has none.
         *
         * @param rows what {@link #size} was before the flow was added
         */
        public Builder bounds(int rows, double least, double most) {
            if (size == rows) {
                return this;
            }
            if (!(least <= most)) {
                throw new IllegalArgumentException(
                        "The bounds (" + least + ", " + most + ") of a flow are no interval.");
            }
            if (bounded == low.length) {
                int larger = Math.max(1024, bounded * 2);
                boundedRow = Arrays.copyOf(boundedRow, larger);
                low = Arrays.copyOf(low, larger);
                high = Arrays.copyOf(high, larger);
            }
            boundedRow[bounded] = size - 1;
            low[bounded] = Math.min(thousandths(least), value[size - 1]);
            high[bounded++] = Math.max(thousandths(most), value[size - 1]);
            return this;
        }

        /** Flows added so far and kept. */
        public int size() {
            return size;
        }

        /**
         * What may belong to a good besides its flows, in the set's unit. A year or good that no flow named is left out.
         *
         * @param sum over partners whose flows hold nothing of the good
         * @param largest of one of them
         */
        public Builder besides(int flowYear, Code good, FlowBounds.Side side, int economy, double sum, double largest) {
            var known = productIds.get(good);
            if (known != null && years.contains(flowYear)) {
                besides.add(new Besides(flowYear, known, side, economy, thousandths(sum), thousandths(largest)));
            }
            return this;
        }

        /** The number of a good in this builder, for {@link #add(int, int, int, int, double, int, int)}. */
        public int number(Code good) {
            var known = productIds.get(good);
            if (known != null) {
                return known;
            }
            int id = productById.size();
            productIds.put(good, id);
            productById.add(good);
            return id;
        }

        /**
         * Adds a flow; one of an economy to itself or of value zero only makes its year and good known.
         *
         * @param amount in the set's unit, zero or more and finite
         */
        public Builder add(
                int flowYear, Code good, int importerIndex, int exporterIndex, double amount, Origin origin) {
            return add(flowYear, number(good), importerIndex, exporterIndex, amount, origin.file(), origin.line());
        }

        /** The same for callers with many rows: a good by its {@link #number}, an origin by its parts. */
        public Builder add(
                int flowYear,
                int goodNumber,
                int importerIndex,
                int exporterIndex,
                double amount,
                int originFile,
                int originLine) {
            if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The value (" + amount + ") of a flow is not zero or more.");
            }
            if (flowYear != lastYear) {
                years.add(flowYear);
                lastYear = flowYear;
            }
            if (amount == 0 || importerIndex == exporterIndex) {
                return this;
            }
            if (size == value.length) {
                grow();
            }
            year[size] = (short) flowYear;
            product[size] = goodNumber;
            importer[size] = (short) importerIndex;
            exporter[size] = (short) exporterIndex;
            value[size] = thousandths(amount);
            line[size] = originLine;
            file[size] = (short) originFile;
            size++;
            return this;
        }

        /** Whole thousandths where the amount has three decimals or fewer, so that sums are exact. */
        static double thousandths(double amount) {
            double scaled = amount * SCALE;
            double whole = Math.rint(scaled);
            return Math.abs(scaled - whole) <= 2 * Math.ulp(scaled) && whole > 0 ? whole : scaled;
        }

        private void grow() {
            int larger = size * 2;
            year = Arrays.copyOf(year, larger);
            product = Arrays.copyOf(product, larger);
            importer = Arrays.copyOf(importer, larger);
            exporter = Arrays.copyOf(exporter, larger);
            value = Arrays.copyOf(value, larger);
            line = Arrays.copyOf(line, larger);
            file = Arrays.copyOf(file, larger);
        }

        public TradeCube build() {
            var sortedYears = years.stream().mapToInt(Integer::intValue).toArray();
            var sortedProducts = new ArrayList<>(productById);
            sortedProducts.sort(null);
            var rankOfId = new int[sortedProducts.size()];
            for (int rank = 0; rank < rankOfId.length; rank++) {
                rankOfId[productIds.getOrDefault(sortedProducts.get(rank), -1)] = rank;
            }
            int economyCount = economies.size();
            int cells = sortedYears.length * rankOfId.length;
            // Counting sort by cell (year, product), then a sort of packed keys (importer, exporter, position) inside
            // each cell.
            var start = new int[cells + 1];
            var cellOf = new int[size];
            for (int i = 0; i < size; i++) {
                cellOf[i] = Arrays.binarySearch(sortedYears, year[i]) * rankOfId.length + rankOfId[product[i]];
                start[cellOf[i] + 1]++;
            }
            for (int cell = 0; cell < cells; cell++) {
                start[cell + 1] += start[cell];
            }
            var next = Arrays.copyOf(start, cells + 1);
            var packed = new long[size];
            for (int i = 0; i < size; i++) {
                packed[next[cellOf[i]]++] = ((long) importer[i] * economyCount + exporter[i]) << 32 | i;
            }
            var outImporter = new short[size];
            var outExporter = new short[size];
            var outValue = new double[size];
            var outLine = new int[size];
            var outFile = new short[size];
            var outEstimated = new BitSet();
            for (int cell = 0; cell < cells; cell++) {
                Arrays.sort(packed, start[cell], start[cell + 1]);
            }
            for (int i = 0; i < size; i++) {
                int from = (int) packed[i];
                outImporter[i] = importer[from];
                outExporter[i] = exporter[from];
                outValue[i] = value[from];
                outLine[i] = line[from];
                outFile[i] = file[from];
                if (estimated.get(from)) {
                    outEstimated.set(i);
                }
                if (i > 0 && packed[i] >>> 32 == packed[i - 1] >>> 32 && cellOf[from] == cellOf[(int) packed[i - 1]]) {
                    throw new IllegalArgumentException("Two flows have the same key: "
                            + sortedProducts.get(rankOfId[product[from]]) + " " + year[from] + " "
                            + economies.get(exporter[from]).code() + " to "
                            + economies.get(importer[from]).code() + ", lines " + line[(int) packed[i - 1]] + " and "
                            + line[from] + ".");
                }
            }
            return new TradeCube(
                    economies,
                    unit,
                    sortedYears,
                    sortedProducts,
                    outImporter,
                    outExporter,
                    outValue,
                    outLine,
                    outFile,
                    start,
                    "",
                    outEstimated,
                    statesEstimates,
                    bounds(sortedYears, rankOfId, start, packed),
                    null);
        }

        private FlowBounds bounds(int[] sortedYears, int[] rankOfId, int[] start, long[] packed) {
            if (bounded == 0 && besides.isEmpty()) {
                return FlowBounds.NONE;
            }
            var boundOf = new int[bounded == 0 ? 0 : size];
            for (int i = 0; i < bounded; i++) {
                boundOf[boundedRow[i]] = i + 1;
            }
            var flow = new int[bounded];
            var outLow = new double[bounded];
            var outHigh = new double[bounded];
            int next = 0;
            for (int i = 0; i < size && bounded > 0; i++) {
                int bound = boundOf[(int) packed[i]] - 1;
                if (bound >= 0) {
                    flow[next] = i;
                    outLow[next] = low[bound];
                    outHigh[next++] = high[bound];
                }
            }
            var keyed = new java.util.TreeMap<Long, Besides>();
            for (var one : besides) {
                int cell = Arrays.binarySearch(sortedYears, one.year()) * rankOfId.length + rankOfId[one.good()];
                keyed.put(FlowBounds.key(cell, one.side(), one.economy(), economies.size()), one);
            }
            return new FlowBounds(
                    flow,
                    outLow,
                    outHigh,
                    start,
                    keyed.keySet().stream().mapToLong(Long::longValue).toArray(),
                    keyed.values().stream().mapToDouble(Besides::sum).toArray(),
                    keyed.values().stream().mapToDouble(Besides::largest).toArray(),
                    economies.size());
        }
    }
}
