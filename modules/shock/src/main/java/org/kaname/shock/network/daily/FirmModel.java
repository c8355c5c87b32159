package org.kaname.shock.network.daily;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.shock.ShockConstants;
import org.kaname.shock.network.Draws;
import org.kaname.shock.network.FirmNetwork;

/**
 * The day step of shock 4.2 on compressed links. Money is a day's. Every firm and link is written by one block of firms only, and sums
 * run in one order, so threads change no bit. One run at a time: not thread-safe.
 */
public final class FirmModel {
    /** How a firm shares out what it makes when it makes less than was ordered. */
    public enum Rationing {
        /** Everyone gets the same share of the order. */
        PROPORTIONAL,
        /** Everyone gets the order, or the same multiple of the base volume: small orders are filled first. */
        WATER_FILLING
    }

    /**
     * @param consumersLast final consumers get what firms leave; else they are one buyer among others
     * @param adjustmentDays τ, days in which a gap in the stock is ordered
     * @param substitutionRate η, share of an unmet need that the group's other suppliers are asked for on the same day; 0 for none
     * @param seed of the stock days of firms that state none
     */
    public record Options(
            Rationing rationing, boolean consumersLast, double adjustmentDays, double substitutionRate, long seed) {
        public Options {
            if (!(adjustmentDays > 0) || !(substitutionRate >= 0 && substitutionRate <= 1)) {
                throw new IllegalArgumentException("The adjustment (" + adjustmentDays + " days) or the substitution ("
                        + substitutionRate + ") is out of range.");
            }
        }

        /** Proportional, consumers last, τ of the constants, no substitution: the pessimistic bound. */
        public static Options withoutSubstitution(long seed) {
            return new Options(Rationing.PROPORTIONAL, true, ShockConstants.value("firms@1.adjustment_days"), 0, seed);
        }
    }

    /**
     * Totals of a day, money a day.
     *
     * @param ordered by firms and consumers, D
     * @param consumed delivered to final consumers
     */
    public record Day(int day, double production, double ordered, double consumed) {}

    /** A need or a spare capacity below this share of its base is rounding: what rounding leaves must not decide who is asked. */
    private static final double NOISE = 1e-9;

    private static final int BLOCK = 8_192;
    private static final long MAGIC = 0x4B41_4E41_4D45_464DL;
    private static final int VERSION = 1;

    private final FirmNetwork network;
    private final Options options;
    private final FirmShocks shocks;
    private final int firms;
    private final double perDay;
    private final double[] base;
    private final double[] consumer;
    private final double[] stockDays;
    private final double[] capacity;
    private final double[] coverRatio;
    private final double[] production;
    private final double[] factor;
    private final double[] consumed;
    private final double[] stock;
    private final double[] order;
    private final double @Nullable [] asked;
    private final double @Nullable [] passing;
    private double[] demand;
    private double[] lastDemand;
    private int day;

    private FirmModel(FirmNetwork network, FirmShocks shocks, Options options) {
        this.network = network;
        this.options = options;
        this.shocks = shocks;
        firms = network.size();
        perDay = 1 / ShockConstants.value("firms@1.days_a_year");
        base = new double[firms];
        consumer = new double[firms];
        stockDays = stockDays(network, options.seed());
        capacity = new double[firms];
        coverRatio = new double[firms];
        production = new double[firms];
        factor = new double[firms];
        consumed = new double[firms];
        stock = new double[network.links()];
        order = new double[network.links()];
        asked = options.substitutionRate() > 0 ? new double[network.links()] : null;
        passing = shocks.links().isEmpty() ? null : new double[network.links()];
        var value = network.value();
        for (int i = 0; i < firms; i++) {
            consumer[i] = network.finalSales(i) * perDay;
            double sold = 0;
            for (int k = network.outPtr()[i]; k < network.outPtr()[i + 1]; k++) {
                sold += value[network.outEdge()[k]] * perDay;
            }
            base[i] = sold + consumer[i];
            for (int e = network.inPtr()[i]; e < network.inPtr()[i + 1]; e++) {
                stock[e] = stockDays[i] * (value[e] * perDay);
            }
        }
        demand = base.clone();
        lastDemand = base.clone();
    }

    /** A run at day 0, every stock full and every order at its base. */
    public static FirmModel start(FirmNetwork network, FirmShocks shocks, Options options) {
        return new FirmModel(network, shocks, options);
    }

    /** Days of inputs each firm wants to hold: as stated, else a Poisson draw of its own, at least the constant. */
    static double[] stockDays(FirmNetwork network, long seed) {
        double mean = ShockConstants.value("firms@1.stock_mean_days");
        double least = ShockConstants.value("firms@1.stock_least_days");
        var days = network.firms().stockDays().clone();
        for (int i = 0; i < days.length; i++) {
            if (Double.isNaN(days[i])) {
                days[i] = Math.max(least, Draws.poisson(mean, seed, i));
            }
        }
        return days;
    }

    /** Simulates the next day. */
    public Day step() {
        shock();
        var swap = lastDemand;
        lastDemand = demand;
        demand = swap;
        blocks(this::orders);
        blocks(this::makes);
        if (asked != null) {
            blocks((from, to) -> asks(from, to, asked));
            blocks((from, to) -> grants(from, to, asked));
        }
        blocks(this::stocks);
        return new Day(day++, sum(production), sum(demand), sum(consumed));
    }

    private void shock() {
        System.arraycopy(base, 0, capacity, 0, firms);
        for (var loss : shocks.capacity()) {
            double left = 1 - loss.share().on(day);
            for (int i : loss.items()) {
                capacity[i] *= left;
            }
        }
        if (passing != null) {
            Arrays.fill(passing, 1);
            for (var loss : shocks.links()) {
                double left = 1 - loss.share().on(day);
                for (int e : loss.items()) {
                    passing[e] *= left;
                }
            }
        }
    }

    private double wanted(int i, int e, double pull) {
        double a = network.value()[e] * perDay;
        return Math.max(0, a * pull + (stockDays[i] * a - stock[e]) / options.adjustmentDays());
    }

    private double pull(int i) {
        return base[i] > 0 ? lastDemand[i] / base[i] : 1;
    }

    /** O_e, and how many days' inputs the scarcest group holds. */
    private void orders(int from, int to) {
        var value = network.value();
        for (int i = from; i < to; i++) {
            double pull = pull(i);
            double cover = Double.POSITIVE_INFINITY;
            for (int g = network.groupPtr()[i]; g < network.groupPtr()[i + 1]; g++) {
                double held = 0;
                double need = 0;
                for (int e = network.groupEdge()[g]; e < network.groupEdge()[g + 1]; e++) {
                    held += stock[e];
                    need += value[e] * perDay;
                    double raw = wanted(i, e, pull);
                    order[e] = passing == null ? raw : raw * passing[e];
                }
                cover = Math.min(cover, held / need);
            }
            coverRatio[i] = cover;
        }
    }

    /** What a firm can make today: capacity and inputs. */
    private double able(int i) {
        return base[i] > 0 ? Math.min(capacity[i], coverRatio[i] * base[i]) : 0;
    }

    /** D_i, P_i, and the factor by which orders to i are cut: a share of the order, or a multiple of the base. */
    private void makes(int from, int to) {
        for (int i = from; i < to; i++) {
            double ordered = 0;
            for (int k = network.outPtr()[i]; k < network.outPtr()[i + 1]; k++) {
                ordered += order[network.outEdge()[k]];
            }
            double all = ordered + consumer[i];
            demand[i] = all;
            production[i] = Math.min(able(i), all);
            factor[i] = Double.POSITIVE_INFINITY;
            consumed[i] = consumer[i];
            if (production[i] < all) {
                ration(i, ordered);
            }
        }
    }

    private void ration(int i, double ordered) {
        double made = production[i];
        boolean last = options.consumersLast();
        if (last && made >= ordered) {
            consumed[i] = made - ordered;
            return;
        }
        if (options.rationing() == Rationing.PROPORTIONAL) {
            factor[i] = last ? made / ordered : made / demand[i];
            consumed[i] = last ? 0 : consumer[i] * factor[i];
        } else {
            factor[i] = level(i, made);
            consumed[i] = last ? 0 : Math.min(consumer[i], factor[i] * consumer[i]);
        }
    }

    /** λ with Σ min(O_e, λ A_e) = made: orders sorted by O_e / A_e, filled from the smallest. */
    private double level(int i, double made) {
        int first = network.outPtr()[i];
        int links = network.outPtr()[i + 1] - first;
        int claims = options.consumersLast() || consumer[i] == 0 ? links : links + 1;
        var ratio = new double[claims];
        var ranked = new Integer[claims];
        double weight = 0;
        for (int k = 0; k < claims; k++) {
            double a = k < links ? network.value()[network.outEdge()[first + k]] * perDay : consumer[i];
            ratio[k] = k < links ? order[network.outEdge()[first + k]] / a : 1;
            ranked[k] = k;
            weight += a;
        }
        Arrays.sort(ranked, (a, b) -> Double.compare(ratio[a], ratio[b]));
        double left = made;
        for (int k : ranked) {
            double level = left / weight;
            if (ratio[k] >= level) {
                return level;
            }
            double a = k < links ? network.value()[network.outEdge()[first + k]] * perDay : consumer[i];
            left -= ratio[k] * a;
            weight -= a;
        }
        return ratio[ranked[claims - 1]];
    }

    private double delivered(int e) {
        double f = factor[network.supplier()[e]];
        if (f == Double.POSITIVE_INFINITY) {
            return order[e];
        }
        return options.rationing() == Rationing.PROPORTIONAL
                ? order[e] * f
                : Math.min(order[e], f * (network.value()[e] * perDay));
    }

    /** An unmet need is asked, by base volume, of the group's suppliers that delivered in full and can make more. */
    private void asks(int from, int to, double[] ask) {
        var supplier = network.supplier();
        var value = network.value();
        for (int i = from; i < to; i++) {
            double pull = pull(i);
            for (int g = network.groupPtr()[i]; g < network.groupPtr()[i + 1]; g++) {
                int first = network.groupEdge()[g];
                int end = network.groupEdge()[g + 1];
                double unmet = 0;
                double weight = 0;
                for (int e = first; e < end; e++) {
                    ask[e] = 0;
                    double missing = wanted(i, e, pull) - delivered(e);
                    if (missing > value[e] * perDay * NOISE) {
                        unmet += missing;
                    } else if (canMakeMore(supplier[e])) {
                        weight += value[e];
                    }
                }
                if (unmet > 0 && weight > 0) {
                    double each = options.substitutionRate() * unmet / weight;
                    for (int e = first; e < end; e++) {
                        boolean full = !(wanted(i, e, pull) - delivered(e) > value[e] * perDay * NOISE);
                        if (full && canMakeMore(supplier[e])) {
                            ask[e] = each * value[e];
                        }
                    }
                }
            }
        }
    }

    private boolean canMakeMore(int i) {
        return able(i) - production[i] > NOISE * base[i];
    }

    /** A supplier makes more up to what it is able to; what was asked of it becomes what it grants. */
    private void grants(int from, int to, double[] ask) {
        for (int i = from; i < to; i++) {
            double asks = 0;
            for (int k = network.outPtr()[i]; k < network.outPtr()[i + 1]; k++) {
                asks += ask[network.outEdge()[k]];
            }
            if (asks > 0) {
                double granted = Math.min(asks, able(i) - production[i]);
                double share = granted / asks;
                production[i] += granted;
                demand[i] += granted;
                for (int k = network.outPtr()[i]; k < network.outPtr()[i + 1]; k++) {
                    ask[network.outEdge()[k]] *= share;
                }
            }
        }
    }

    /** Inputs used leave each stock of a group in proportion; what was delivered enters. */
    private void stocks(int from, int to) {
        var value = network.value();
        for (int i = from; i < to; i++) {
            double rate = base[i] > 0 ? production[i] / base[i] : Math.min(1, coverRatio[i]);
            for (int g = network.groupPtr()[i]; g < network.groupPtr()[i + 1]; g++) {
                int first = network.groupEdge()[g];
                int end = network.groupEdge()[g + 1];
                double held = 0;
                double need = 0;
                for (int e = first; e < end; e++) {
                    held += stock[e];
                    need += value[e] * perDay;
                }
                double kept = held > 0 ? 1 - Math.min(1, rate * need / held) : 1;
                for (int e = first; e < end; e++) {
                    stock[e] = stock[e] * kept + delivered(e) + (asked == null ? 0 : asked[e]);
                }
            }
        }
    }

    private interface Block {
        void run(int from, int to);
    }

    private void blocks(Block block) {
        IntStream.range(0, (firms + BLOCK - 1) / BLOCK)
                .parallel()
                .forEach(b -> block.run(b * BLOCK, Math.min(firms, (b + 1) * BLOCK)));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Days simulated so far. */
    public int day() {
        return day;
    }

    /** P0 of a firm, money a day. */
    public double base(int firm) {
        return base[firm];
    }

    /** P of the last day. */
    public double production(int firm) {
        return production[firm];
    }

    /** S after the last day, money. */
    public double stock(int link) {
        return stock[link];
    }

    /** Writes what the next day needs; the network and the shocks are not in the file. */
    public void save(Path file) throws IOException {
        var sum = new CRC32C();
        try (var out = new DataOutputStream(
                new BufferedOutputStream(new CheckedOutputStream(Files.newOutputStream(file), sum), 1 << 16))) {
            out.writeLong(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(fingerprint());
            out.writeInt(day);
            for (double value : demand) {
                out.writeDouble(value);
            }
            for (double value : stock) {
                out.writeDouble(value);
            }
            out.flush();
            out.writeLong(sum.getValue());
        }
    }

    /** A run that goes on where {@link #save} stopped, to the same bits. Refused: KAN-SHOCK-058. */
    public static Outcome<FirmModel> resume(Path file, FirmNetwork network, FirmShocks shocks, Options options) {
        var shown = TextFile.shown(file);
        var model = new FirmModel(network, shocks, options);
        var sum = new CRC32C();
        try {
            long size = Files.size(file);
            long wanted = Long.BYTES * 3L + Integer.BYTES * 2L + Double.BYTES * ((long) model.firms + network.links());
            try (var checked =
                            new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), sum);
                    var in = new DataInputStream(checked)) {
                if (size < Long.BYTES + Integer.BYTES || in.readLong() != MAGIC || in.readInt() != VERSION) {
                    return refused("KAN-SHOCK-058.version", shown);
                }
                if (size < Long.BYTES * 2L + Integer.BYTES || in.readLong() != model.fingerprint()) {
                    return refused("KAN-SHOCK-058.other", shown);
                }
                if (size != wanted) {
                    return refused("KAN-SHOCK-058", shown);
                }
                model.day = in.readInt();
                for (int i = 0; i < model.firms; i++) {
                    model.demand[i] = in.readDouble();
                }
                for (int e = 0; e < model.stock.length; e++) {
                    model.stock[e] = in.readDouble();
                }
                long seen = sum.getValue();
                return in.readLong() == seen ? new Outcome.Taken<>(model) : refused("KAN-SHOCK-058", shown);
            }
        } catch (IOException e) {
            return refused("KAN-SHOCK-058", shown);
        }
    }

    private static Outcome<FirmModel> refused(String code, String file) {
        return new Outcome.Refused<>(java.util.List.of(Refusal.of(code, file, 0)));
    }

    /** Of the network and the options: a state of another run is not taken. */
    private long fingerprint() {
        long hash = Draws.mix64(firms, network.links());
        for (int e = 0; e < stock.length; e++) {
            hash = Draws.mix64(hash ^ network.supplier()[e], Double.doubleToLongBits(network.value()[e]));
        }
        for (int i = 0; i < firms; i++) {
            hash = Draws.mix64(hash ^ network.inPtr()[i], Double.doubleToLongBits(base[i]));
            hash = Draws.mix64(hash, Double.doubleToLongBits(stockDays[i]));
        }
        hash = Draws.mix64(hash ^ options.rationing().ordinal(), options.consumersLast() ? 1 : 0);
        hash = Draws.mix64(hash, Double.doubleToLongBits(options.adjustmentDays()));
        return Draws.mix64(hash, Double.doubleToLongBits(options.substitutionRate()));
    }
}
