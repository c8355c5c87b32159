package org.kaname.shock.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.kaname.shock.ShockConstants;
import org.kaname.shock.recovery.Responses.InputClass;
import org.kaname.shock.recovery.Responses.RationingRule;
import org.kaname.shock.recovery.Responses.Tier;

/**
 * One run, day after day (shock 3.2 and 3.6). The matrix of orders is never built: {@code O_gf = U_gf · k_g · q_pf}, where U is the table
 * (with what links let through), k the capacity by which suppliers are asked and q what is needed over what there is. So a day reads
 * every row once, while it is in the cache: orders reach supplier g, g produces, delivers, and says what it could deliver tomorrow.
 * Only buyers that move between suppliers by a part a day ({@code 0 < η < 1}) need shares of their own in U. All buffers live as long
 * as the run. Not for several threads.
 */
final class RecoveryRun {
    private static final double CLOSE = ShockConstants.value("ario@1.close_relative");
    private static final double NEAR = ShockConstants.value("ario@1.close_absolute");
    private static final double SCARCITY = ShockConstants.value("ario@1.scarcity_floor");
    private static final double LOW = 0.95;

    private final RecoveryTable table;
    private final RecoveryParameters parameters;
    private final Responses responses;
    private final boolean reference;
    private final int n;
    private final int products;
    private final int columns;
    private final double eta;
    private final boolean[] essential;
    private final boolean tiers;
    private final double[] overproductionMax;

    private final List<Rebuilding> rebuildings = new ArrayList<>();
    private final DirectLosses losses;
    private final RestrictedCells links;
    private final RestrictedCells finalLinks;
    private final RestrictedCells demandCells;
    private final double[] linkBase;

    /** U: what is asked for; V: what of it is let through; R: what could be asked for. One array where nothing is restricted. */
    private final double[] asked;

    private final double[] admitted;
    private final double[] available;
    private final double[] wantedFinal;
    private final double[] admittedFinal;
    private final double[] finalSum;
    private final double[] finalReturns;
    private final double[] refusedByColumn;
    private double demandLost;

    private final double[] stock;
    private final double[] q;
    private final double[] received;
    private final double[] reachable;
    private final double[] need;
    private final double[] perDayStock;
    private final double[] criticalFactor;
    private final double[] importantFactor;
    private final double[] criticalBound;
    private final double[] importantBound;

    private final double[] k;
    private final double[] nextK;
    private final double[] a;
    private final double[] x;
    private final double[] orders;
    private final double[] industryOrders;
    private final double[] wanted;
    private final double[] capacity;
    private final double[] rebuild;
    private final double[] rebuildLeft;
    private final double[] refill;
    private final double[] filledRebuild;
    private final double[] refused;
    private final double[] noSupplier;
    private final double[] tierOrders = new double[Tier.values().length];
    private final Rationer rationer;
    private final StateStocks stateStocks;
    private final RecoverySeries series;
    private final boolean whole;

    RecoveryRun(RecoveryTable table, RecoveryRequest request, boolean whole) {
        this.table = table;
        this.parameters = request.parameters();
        this.responses = request.responses();
        this.whole = whole;
        this.reference = parameters.reference();
        this.n = table.industries;
        this.products = table.sectors;
        this.columns = table.columns;
        this.eta = parameters.resourcing();
        this.rationer = new Rationer(responses.rationing());
        this.tiers = responses.rationing().rule() != RationingRule.PROPORTIONAL;
        this.essential = new boolean[n];
        for (int f : responses.essential()) {
            essential[f] = true;
        }

        var slower = filled(n, 1);
        this.overproductionMax = filled(n, parameters.overproductionMax());
        var linkLayers = new ArrayList<RestrictedCells.Layer>();
        var finalLayers = new ArrayList<RestrictedCells.Layer>();
        var demandLayers = new ArrayList<RestrictedCells.Layer>();
        for (var event : request.events()) {
            if (event instanceof RecoveryEvent.CreditStop stop) {
                stop.shares().forEach((f, share) -> {
                    slower[f] /= 1 - share;
                    overproductionMax[f] = 1 + (overproductionMax[f] - 1) * (1 - share);
                });
            } else if (event instanceof RecoveryEvent.LinkRestriction link) {
                linkLayers.add(
                        new RestrictedCells.Layer(link.nest(), link.suppliers(), link.buyerIndustries(), link.path()));
                finalLayers.add(
                        new RestrictedCells.Layer(link.nest(), link.suppliers(), link.buyerColumns(), link.path()));
            } else if (event instanceof RecoveryEvent.DemandLoss loss) {
                demandLayers.add(
                        new RestrictedCells.Layer(loss.nest(), loss.suppliers(), loss.buyerColumns(), loss.path()));
            }
        }
        for (var event : request.events()) {
            if (event instanceof RecoveryEvent.CapitalRebuilt rebuilt) {
                rebuildings.add(new Rebuilding(table, parameters, rebuilt, slower));
            }
        }
        this.losses = new DirectLosses(table, parameters, request.events(), slower, rebuildings);
        this.links = RestrictedCells.of(n, n, table.yearlyDeliveries, linkLayers, parameters.overlap());
        this.finalLinks = RestrictedCells.of(n, columns, table.finalDemand, finalLayers, parameters.overlap());
        this.demandCells = RestrictedCells.of(n, columns, table.finalDemand, demandLayers, parameters.overlap());
        this.linkBase = new double[links.survivor.length];
        for (int i = 0; i < links.cell.length; i++) {
            linkBase[links.group[i]] += table.yearlyDeliveries[links.cell[i]] * RecoveryTable.DAY;
        }

        boolean restricted = !links.isEmpty();
        this.available = restricted && eta > 0 ? table.yearlyDeliveries.clone() : table.yearlyDeliveries;
        this.asked = shares() ? startShares() : eta > 0 ? available : table.yearlyDeliveries;
        this.admitted = restricted ? asked.clone() : asked;
        boolean finalEvents = !finalLinks.isEmpty() || !demandCells.isEmpty();
        this.wantedFinal = finalEvents ? table.finalDemand.clone() : table.finalDemand;
        this.admittedFinal = finalEvents ? table.finalDemand.clone() : table.finalDemand;
        this.finalSum = new double[n];
        this.finalReturns = new double[n];
        this.refusedByColumn = new double[columns];
        sumFinal();

        int cells = products * n;
        this.stock = new double[cells];
        this.received = new double[cells];
        this.reachable = new double[cells];
        this.need = new double[cells];
        this.q = new double[cells];
        this.perDayStock = new double[cells];
        this.criticalFactor = new double[cells];
        this.importantFactor = new double[cells];
        this.criticalBound = new double[n];
        this.importantBound = new double[n];
        this.k = filled(n, shares() ? 1 : RecoveryTable.DAY);
        this.nextK = new double[n];
        this.a = filled(n, 1);
        this.x = table.output.clone();
        this.orders = new double[n];
        this.industryOrders = new double[n];
        this.wanted = new double[n];
        this.capacity = new double[n];
        this.rebuild = new double[n];
        this.rebuildLeft = new double[n];
        this.refill = new double[n];
        this.filledRebuild = new double[n];
        this.refused = new double[n];
        this.noSupplier = new double[n];
        startStocks();
        this.stateStocks = new StateStocks(table, responses, request.lastStart());
        this.series = new RecoverySeries(
                table, parameters.days(), responses.stockpiles().size(), whole);
    }

    /** True where every buyer keeps shares of its own. */
    private boolean shares() {
        return eta > 0 && eta < 1;
    }

    private static double[] filled(int length, double value) {
        var all = new double[length];
        Arrays.fill(all, value);
        return all;
    }

    private double[] startShares() {
        var shares = new double[n * n];
        for (int g = 0; g < n; g++) {
            for (int f = 0; f < n; f++) {
                double all = table.purchases[g % products * n + f];
                shares[g * n + f] = all == 0 ? 0 : table.yearlyDeliveries[g * n + f] * RecoveryTable.DAY / all;
            }
        }
        return shares;
    }

    private void startStocks() {
        double floor = ShockConstants.value("ario@1.input_share_floor");
        for (int p = 0; p < products; p++) {
            double stockDays = parameters.stockDaysOf(p);
            for (int f = 0; f < n; f++) {
                int i = p * n + f;
                double coefficient = table.coefficients[i];
                perDayStock[i] = stockDays * coefficient;
                stock[i] = perDayStock[i] * table.output[f];
                q[i] = shares() ? table.purchases[i] : 1;
                // The peer compares purchases of a year with output of a day; on like units both are of a day.
                double purchases = reference ? table.purchases[i] / RecoveryTable.DAY : table.purchases[i];
                boolean used = purchases > floor * table.output[f] && coefficient > 0;
                var kind = responses.inputs().of(p, f);
                double factor = 1 / (parameters.psi() * perDayStock[i]);
                criticalFactor[i] = used && kind == InputClass.CRITICAL ? factor : 0;
                importantFactor[i] = used && kind == InputClass.IMPORTANT ? factor : 0;
            }
        }
        if (eta == 0) {
            System.arraycopy(table.purchases, 0, reachable, 0, reachable.length);
        }
        bounds();
    }

    /** Production that stocks allow: {@code S/(ψ s A)}, the least over inputs of a class. */
    private void bounds() {
        Arrays.fill(criticalBound, Double.POSITIVE_INFINITY);
        Arrays.fill(importantBound, Double.POSITIVE_INFINITY);
        for (int p = 0; p < products; p++) {
            for (int f = 0; f < n; f++) {
                int i = p * n + f;
                if (criticalFactor[i] > 0) {
                    criticalBound[f] = Math.min(criticalBound[f], stock[i] * criticalFactor[i]);
                } else if (importantFactor[i] > 0) {
                    importantBound[f] = Math.min(importantBound[f], stock[i] * importantFactor[i]);
                }
            }
        }
    }

    /** Days of the shortest stock among inputs that could hold back production (U1); infinite where there is none. */
    double shortestStock() {
        double shortest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < criticalFactor.length; i++) {
            if (criticalFactor[i] > 0 || importantFactor[i] > 0) {
                shortest = Math.min(shortest, parameters.stockDaysOf(i / n));
            }
        }
        return shortest;
    }

    RecoverySeries series() {
        return series;
    }

    /** Runs all days; the industry that would lose more capital than it has, or nothing. */
    OptionalInt simulate() {
        for (int t = 0; t < parameters.days(); t++) {
            var tooMuch = losses.advance(t);
            if (tooMuch.isPresent()) {
                return tooMuch;
            }
            day(t);
        }
        series.overlapDifference = Math.max(series.overlapDifference, losses.overlapDifference());
        return OptionalInt.empty();
    }

    private void day(int t) {
        restrict(t);
        Arrays.fill(rebuild, 0);
        for (var rebuilding : rebuildings) {
            rebuilding.addDemand(t, links, rebuild);
        }
        Arrays.fill(refill, 0);
        direct(t);
        Arrays.fill(received, 0);
        if (eta > 0) {
            Arrays.fill(reachable, 0);
        }
        if (responses.stockpiles().isEmpty()) {
            for (int g = 0; g < n; g++) {
                order(g, t);
                produce(g, t);
                deliver(g, t);
            }
        } else {
            stateStocks.order(t, series.directLoss[t], refill);
            for (int g = 0; g < n; g++) {
                order(g, t);
            }
            stateStocks.release(t, wanted, parameters.psi(), perDayStock, stock, rationer, essential);
            bounds();
            for (int g = 0; g < n; g++) {
                produce(g, t);
                deliver(g, t);
            }
            stateStocks.endDay(series.stockpile[t]);
        }
        record(t);
        Arrays.fill(rebuildLeft, 0);
        for (var rebuilding : rebuildings) {
            rebuilding.deliver(t, filledRebuild, rebuildLeft);
        }
        stocks();
        nextOrders();
    }

    /** What links and columns let through today. */
    private void restrict(int t) {
        Arrays.fill(refused, 0);
        if (!links.isEmpty()) {
            links.advance(t);
            if (shares()) {
                System.arraycopy(asked, 0, admitted, 0, asked.length);
            }
            for (int i = 0; i < links.cell.length; i++) {
                int cell = links.cell[i];
                double survives = links.survivor[links.group[i]];
                int f = links.column[i];
                int g = links.row[i];
                refused[f] += (1 - survives) * asked[cell] * k[g] * q[g % products * n + f];
                admitted[cell] = survives * asked[cell];
                if (eta > 0) {
                    available[cell] = survives * table.yearlyDeliveries[cell];
                }
            }
            series.overlapDifference = Math.max(series.overlapDifference, links.overlapDifference());
        }
        if (!finalLinks.isEmpty() || !demandCells.isEmpty()) {
            boolean changed = demandCells.advance(t);
            changed |= finalLinks.advance(t);
            series.overlapDifference = Math.max(
                    series.overlapDifference,
                    Math.max(demandCells.overlapDifference(), finalLinks.overlapDifference()));
            if (changed) {
                restrictFinal();
            }
        }
    }

    private void restrictFinal() {
        System.arraycopy(table.finalDemand, 0, wantedFinal, 0, wantedFinal.length);
        demandLost = 0;
        for (int i = 0; i < demandCells.cell.length; i++) {
            int cell = demandCells.cell[i];
            wantedFinal[cell] *= demandCells.survivor[demandCells.group[i]];
            demandLost += table.finalDemand[cell] - wantedFinal[cell];
        }
        System.arraycopy(wantedFinal, 0, admittedFinal, 0, wantedFinal.length);
        Arrays.fill(refusedByColumn, 0);
        for (int i = 0; i < finalLinks.cell.length; i++) {
            int cell = finalLinks.cell[i];
            admittedFinal[cell] *= finalLinks.survivor[finalLinks.group[i]];
            refusedByColumn[finalLinks.column[i]] += wantedFinal[cell] - admittedFinal[cell];
        }
        sumFinal();
    }

    private void sumFinal() {
        for (int g = 0; g < n; g++) {
            double sum = 0;
            double returns = 0;
            for (int c = 0; c < columns; c++) {
                sum += admittedFinal[g * columns + c];
                returns += Math.min(0, admittedFinal[g * columns + c]);
            }
            finalSum[g] = sum;
            finalReturns[g] = returns;
        }
    }

    /** What events take by themselves today, at base. */
    private void direct(int t) {
        double sum = demandLost;
        for (int g = 0; g < n; g++) {
            sum += table.output[g] * losses.share[g];
        }
        for (int s = 1; s < linkBase.length; s++) {
            sum += (1 - links.survivor[s]) * linkBase[s];
        }
        for (double column : refusedByColumn) {
            sum += column;
        }
        series.directLoss[t] = sum;
    }

    /** Steps 4 to 6: demand, overproduction, what is wanted. */
    private void order(int g, int t) {
        industryOrders[g] = k[g] * RowKernels.dot(admitted, g * n, q, g % products * n, n);
        double demand = industryOrders[g] + finalSum[g] + rebuild[g] + refill[g];
        orders[g] = reference ? demand : Math.max(0, demand);
        if (t >= 2) {
            double scarcity = orders[g] == 0 ? 0 : (orders[g] - x[g]) / orders[g];
            boolean decays = reference ? scarcity == 0 : scarcity <= SCARCITY;
            double grown = decays ? (1 - a[g]) : (overproductionMax[g] - a[g]) * scarcity;
            a[g] = Math.max(1, a[g] + grown / parameters.overproductionDays());
        }
        capacity[g] = table.output[g] * (1 - losses.share[g]) * a[g];
        wanted[g] = Math.min(orders[g], capacity[g]);
    }

    private void produce(int g, int t) {
        double made = Math.min(wanted[g], criticalBound[g]);
        if (importantBound[g] < wanted[g]) {
            made = Math.min(made, (wanted[g] + importantBound[g]) / 2);
        }
        x[g] = made;
        if (made < wanted[g]) {
            bind(g, t);
        }
    }

    /** Notes which input holds production back. */
    private void bind(int g, int t) {
        int binding = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int p = 0; p < products; p++) {
            int i = p * n + g;
            double allows = criticalFactor[i] > 0
                    ? stock[i] * criticalFactor[i]
                    : importantFactor[i] > 0
                            ? (wanted[g] + stock[i] * importantFactor[i]) / 2
                            : Double.POSITIVE_INFINITY;
            if (allows < least) {
                least = allows;
                binding = p;
            }
        }
        series.lossByInput[binding * n + g] += wanted[g] - x[g];
        if (series.firstShortDay[g] < 0) {
            series.firstShortDay[g] = t;
        }
    }

    /** Step 7, and what g can be asked for tomorrow. */
    private void deliver(int g, int t) {
        int at = g % products * n;
        double industries;
        double finals;
        double households = 0;
        if (tiers) {
            fillTiers(g);
            industries = rationer.filled[Tier.INDUSTRIES.ordinal()];
            finals = rationer.filled[Tier.HOUSEHOLDS.ordinal()];
            filledRebuild[g] = rationer.filled[Tier.REBUILDING.ordinal()];
            double first = rationer.filled[Tier.ESSENTIAL.ordinal()];
            RowKernels.addOf(essential, admitted, g * n, k[g] * first, k[g] * industries, received, at, n);
            households = (finalSum[g] - finalReturns[g]) * (1 - finals);
        } else {
            double filled = orders[g] == 0 ? 0 : x[g] / orders[g];
            finals = filled;
            filledRebuild[g] = filled;
            RowKernels.add(admitted, g * n, k[g] * filled, received, at, n);
            households = finalSum[g] * (1 - filled);
        }
        stateStocks.receive(g, finals);
        if (eta > 0) {
            nextK[g] = RecoveryTable.DAY * (table.output[g] == 0 ? 1 : capacity[g] / table.output[g]);
            RowKernels.add(available, g * n, nextK[g], reachable, at, n);
        }
        series.finalShortTotal += households;
        if (whole) {
            series.finalShortBySupplier[t][g] = households;
            if (finals != 1) {
                var byColumn = series.finalShort[t];
                for (int c = 0; c < columns; c++) {
                    double order = admittedFinal[g * columns + c];
                    byColumn[c] += tiers && order < 0 ? 0 : order * (1 - finals);
                }
            }
        }
    }

    /** What leaves inventories (negative final demand) keeps coming where orders are ranked, and is shared out too. */
    private void fillTiers(int g) {
        double first = k[g] * RowKernels.dotOf(essential, admitted, g * n, q, g % products * n, n);
        tierOrders[Tier.ESSENTIAL.ordinal()] = first;
        tierOrders[Tier.INDUSTRIES.ordinal()] = Math.max(0, industryOrders[g] - first);
        tierOrders[Tier.HOUSEHOLDS.ordinal()] = finalSum[g] - finalReturns[g] + refill[g];
        tierOrders[Tier.REBUILDING.ordinal()] = rebuild[g];
        rationer.share(x[g] - finalReturns[g], tierOrders);
    }

    /** Step 8. */
    private void stocks() {
        boolean move = !reference;
        for (int p = 0; p < products; p++) {
            for (int f = 0; f < n; f++) {
                int i = p * n + f;
                received[i] *= q[i];
                double use = table.coefficients[i] * x[f];
                move |= !close(received[i], use);
            }
        }
        if (!move) {
            return;
        }
        for (int p = 0; p < products; p++) {
            for (int f = 0; f < n; f++) {
                int i = p * n + f;
                double left = stock[i] - table.coefficients[i] * x[f] + received[i];
                stock[i] = reference ? left : Math.max(0, left);
            }
        }
        bounds();
    }

    /** numpy's allclose, of one cell. */
    private static boolean close(double value, double wanted) {
        return Math.abs(value - wanted) <= NEAR + CLOSE * Math.abs(wanted);
    }

    /** Step 11. */
    private void nextOrders() {
        boolean gaps = !reference;
        for (int f = 0; f < n; f++) {
            // Today's demand, of rebuilding only what was not delivered: so the reference series read.
            wanted[f] = Math.min(orders[f] - rebuild[f] + rebuildLeft[f], capacity[f]);
        }
        for (int p = 0; p < products && !gaps; p++) {
            for (int f = 0; f < n; f++) {
                gaps |= !close(stock[p * n + f], perDayStock[p * n + f] * wanted[f]);
            }
        }
        for (int p = 0; p < products; p++) {
            for (int f = 0; f < n; f++) {
                int i = p * n + f;
                double gap = gaps ? Math.max(0, perDayStock[i] * wanted[f] - stock[i]) : 0;
                need[i] = gap / parameters.restorationDays() + table.coefficients[i] * x[f];
            }
        }
        if (shares()) {
            moveShares();
            System.arraycopy(need, 0, q, 0, q.length);
            return;
        }
        Arrays.fill(noSupplier, 0);
        for (int p = 0; p < products; p++) {
            for (int f = 0; f < n; f++) {
                int i = p * n + f;
                q[i] = reachable[i] > 0 ? need[i] / reachable[i] : 0;
                noSupplier[f] += reachable[i] > 0 ? 0 : need[i];
            }
        }
        if (eta > 0) {
            System.arraycopy(nextK, 0, k, 0, n);
        }
    }

    /** {@code w ← w + η (w_avail − w)}; where no supplier is left there is nowhere to move to. */
    private void moveShares() {
        for (int g = 0; g < n; g++) {
            int at = g % products * n;
            for (int f = 0; f < n; f++) {
                double all = reachable[at + f];
                if (all > 0) {
                    int cell = g * n + f;
                    asked[cell] += eta * (available[cell] * nextK[g] / all - asked[cell]);
                }
            }
        }
    }

    private void record(int t) {
        double total = 0;
        for (int f = 0; f < n; f++) {
            refused[f] += noSupplier[f];
            series.ordersRefusedTotal += refused[f];
            total += x[f];
            series.outputLoss[f] += table.output[f] - x[f];
            series.highestOverproduction = Math.max(series.highestOverproduction, a[f]);
            if (series.firstLowDay[f] < 0 && x[f] < LOW * table.output[f]) {
                series.firstLowDay[f] = t;
            }
        }
        series.totalOutput[t] = total;
        series.demandLostTotal += demandLost;
        for (int c = 0; c < columns; c++) {
            series.finalRefusedTotal += refusedByColumn[c];
        }
        if (!whole) {
            return;
        }
        System.arraycopy(x, 0, series.production[t], 0, n);
        System.arraycopy(capacity, 0, series.capacity[t], 0, n);
        System.arraycopy(a, 0, series.overproduction[t], 0, n);
        System.arraycopy(losses.capital, 0, series.capitalLost[t], 0, n);
        System.arraycopy(industryOrders, 0, series.ordersReceived[t], 0, n);
        System.arraycopy(rebuild, 0, series.rebuildDemand[t], 0, n);
        System.arraycopy(refused, 0, series.ordersRefused[t], 0, n);
        System.arraycopy(refusedByColumn, 0, series.finalRefused[t], 0, columns);
        for (int f = 0; f < n; f++) {
            series.rebuildDelivered[t][f] = rebuild[f] * filledRebuild[f];
        }
    }
}
