package org.kaname.shock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.shock.recovery.RecoveryParameters.Mode;

/** The fast run against the plain one on random tables. */
@Tag("two-implementations")
class RecoveryAgreementTest {
    private static final int DAYS = 120;

    @Test
    void inKanameModeTheRunIsThePlainOne() {
        for (long seed = 0; seed < 300; seed++) {
            agree(seed, Mode.KANAME, 1e-8);
        }
    }

    /** The exact test of scarcity and the shortcuts of all cells turn on rounding noise: a day of decay may differ (shock 3.5). */
    @Test
    void inReferenceModeTheRunIsThePlainOneUpToItsQuirks() {
        for (long seed = 0; seed < 150; seed++) {
            agree(seed, Mode.REFERENCE, 1e-3);
        }
    }

    private static void agree(long seed, Mode mode, double gate) {
        var world = new RandomWorld(seed);
        var request = world.request(mode, DAYS);
        var fast = Runs.series(world.table(), request);
        var plain = world.plain(request);
        // Stocks restored within a day (ψ 1, U3) multiply rounding noise by ten a day: seed 193 goes from 1e-16 to 6e-5
        // and back.
        int days = request.parameters().restorationDays() < 5 ? 40 : DAYS;
        double scale = 0;
        for (double x : world.x) {
            scale = Math.max(scale, x / 365);
        }
        close(days, seed, "production", fast.production, plain.production, gate, 1e-12 * scale);
        close(days, seed, "capacity", fast.capacity, plain.capacity, gate, 1e-12 * scale);
        close(days, seed, "overproduction", fast.overproduction, plain.overproduction, gate, 0);
        close(days, seed, "short", fast.finalShort, plain.finalShort, gate, 1e-9 * scale);
        close(days, seed, "refused", fast.finalRefused, plain.finalRefused, gate, 1e-9 * scale);
        close(days, seed, "orders refused", fast.ordersRefused, plain.ordersRefused, gate, 1e-9 * scale);
        assertThat(plain.overDelivered).as("seed " + seed).isLessThan(1e-9 * scale);
        if (mode == Mode.KANAME) {
            assertThat(plain.least).as("seed " + seed).isGreaterThanOrEqualTo(-1e-9 * scale);
        }
    }

    private static void close(
            int days, long seed, String what, double[][] ours, double[][] plain, double gate, double floor) {
        double most = largest(plain);
        for (int t = 0; t < days; t++) {
            for (int i = 0; i < plain[t].length; i++) {
                double error = Math.abs(ours[t][i] - plain[t][i]);
                double bound = gate * Math.max(Math.abs(plain[t][i]), 1e-3 * most) + floor;
                if (!(error <= bound)) {
                    fail("%s of seed %d, day %d, %d: %s against %s", what, seed, t, i, ours[t][i], plain[t][i]);
                }
            }
        }
    }

    private static double largest(double[][] values) {
        double most = 0;
        for (var row : values) {
            for (double v : row) {
                most = Math.max(most, Math.abs(v));
            }
        }
        return most;
    }
}
