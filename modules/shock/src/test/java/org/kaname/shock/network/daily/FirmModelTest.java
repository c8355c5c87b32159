package org.kaname.shock.network.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Outcome;
import org.kaname.shock.network.Evidence;
import org.kaname.shock.network.FirmNetwork;
import org.kaname.shock.network.Firms;
import org.kaname.shock.network.Links;
import org.kaname.shock.network.daily.FirmModel.Options;
import org.kaname.shock.network.daily.FirmModel.Rationing;

@Tag("invariant")
class FirmModelTest {
    private static FirmNetwork network(int firms, Links links, double[] finalSales, double stockDays) {
        var unknown = new double[firms];
        var days = new double[firms];
        Arrays.fill(unknown, Double.NaN);
        Arrays.fill(days, stockDays);
        var columns = new Firms(
                List.of(),
                List.of("AAA"),
                List.of("s"),
                List.of("a", "b", "c"),
                new int[firms],
                new int[firms],
                unknown,
                finalSales,
                days);
        return FirmNetwork.of(columns, links);
    }

    private static FirmNetwork random(int firms, int count, long seed) {
        var random = new Random(seed);
        var links = new Links();
        for (int k = 0; k < count; k++) {
            int from = random.nextInt(firms);
            int to = (from + 1 + random.nextInt(firms - 1)) % firms;
            links.add(from, to, from % 3, Math.exp(2 * random.nextGaussian()), Evidence.SYNTHETIC);
        }
        var sales = new double[firms];
        Arrays.setAll(sales, i -> i % 4 == 0 ? 0 : Math.exp(random.nextGaussian()));
        return network(firms, links, sales, Double.NaN);
    }

    @Test
    void withoutAShockNothingMovesForAYear() {
        var network = random(400, 2_000, 7);
        for (var rationing : Rationing.values()) {
            for (boolean last : new boolean[] {true, false}) {
                var model = FirmModel.start(network, FirmShocks.none(), new Options(rationing, last, 6, .5, 3));
                for (int day = 0; day < 365; day++) {
                    model.step();
                    for (int i = 0; i < network.size(); i++) {
                        double scale = model.base(i) > 0 ? model.base(i) : 1;
                        assertThat(Math.abs(model.production(i) - model.base(i)) / scale)
                                .as("firm " + i + " on day " + day)
                                .isLessThanOrEqualTo(1e-12);
                    }
                }
            }
        }
    }

    @Test
    void aFirmWithFiveDaysOfStockRunsForFiveDays() {
        var links = new Links();
        links.add(0, 1, 0, 365, Evidence.VERIFIED);
        var network = network(2, links, new double[] {0, 730}, 5);
        var stop = new FirmShocks(List.of(), List.of(new FirmShocks.Loss(new int[] {0}, day -> 1)));
        var model = FirmModel.start(network, stop, Options.withoutSubstitution(1));

        var made = new double[7];
        for (int day = 0; day < made.length; day++) {
            model.step();
            made[day] = model.production(1);
        }

        assertThat(made).containsExactly(new double[] {2, 2, 2, 2, 2, 0, 0}, within(1e-12));
    }

    @Test
    @Tag("two-implementations")
    void theKernelAgreesWithThePlainForm() {
        for (long seed = 1; seed <= 3; seed++) {
            var network = random(40, 160, seed);
            var shocks = new FirmShocks(
                    List.of(
                            new FirmShocks.Loss(new int[] {1, 2, 3}, day -> day < 30 ? .8 : 0),
                            new FirmShocks.Loss(new int[] {3, 4}, day -> .5)),
                    List.of(new FirmShocks.Loss(new int[] {0, 5, 10, 15, 20}, day -> day > 4 ? .9 : .1)));
            for (var rationing : Rationing.values()) {
                for (boolean last : new boolean[] {true, false}) {
                    for (double eta : new double[] {0, .5}) {
                        agree(network, shocks, new Options(rationing, last, 6, eta, seed));
                    }
                }
            }
        }
    }

    private static void agree(FirmNetwork network, FirmShocks shocks, Options options) {
        var fast = FirmModel.start(network, shocks, options);
        var plain = new PlainFirms(network, shocks, options, FirmModel.stockDays(network, options.seed()));
        boolean fell = false;
        for (int day = 0; day < 60; day++) {
            fast.step();
            plain.step();
            for (int i = 0; i < network.size(); i++) {
                assertThat(fast.production(i))
                        .as(options + ", firm " + i + " on day " + day)
                        .isCloseTo(plain.p[i], within(1e-9 * (1 + plain.p0[i])));
                fell |= plain.p[i] < .9 * plain.p0[i];
            }
        }
        assertThat(fell).as("some firm is hit").isTrue();
    }

    @Test
    void aRunResumedFromItsFileGivesTheSameBits(@TempDir Path folder) throws IOException {
        var network = random(300, 1_500, 11);
        var shocks = new FirmShocks(List.of(new FirmShocks.Loss(new int[] {0, 1, 2, 3, 5, 8}, day -> .7)), List.of());
        var options = new Options(Rationing.WATER_FILLING, false, 6, .5, 2);
        var whole = FirmModel.start(network, shocks, options);
        for (int day = 0; day < 20; day++) {
            whole.step();
        }
        var file = folder.resolve("run.state");
        whole.save(file);
        var resumed = ((Outcome.Taken<FirmModel>) FirmModel.resume(file, network, shocks, options)).value();

        for (int day = 0; day < 20; day++) {
            assertThat(resumed.step()).isEqualTo(whole.step());
        }
        for (int e = 0; e < network.links(); e++) {
            assertThat(resumed.stock(e)).isEqualTo(whole.stock(e));
        }

        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(code(FirmModel.resume(file, network, shocks, options))).isEqualTo("KAN-SHOCK-058");
        whole.save(file);
        var other = new Options(Rationing.PROPORTIONAL, false, 6, .5, 2);
        assertThat(code(FirmModel.resume(file, network, shocks, other))).isEqualTo("KAN-SHOCK-058.other");
    }

    private static String code(Outcome<FirmModel> outcome) {
        var refusal = ((Outcome.Refused<FirmModel>) outcome).refusals().get(0);
        return refusal.code() + (refusal.variant().isEmpty() ? "" : "." + refusal.variant());
    }
}
