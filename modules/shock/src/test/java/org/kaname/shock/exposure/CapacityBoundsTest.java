package org.kaname.shock.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.inputoutput.IoTables;

@Tag("two-implementations")
class CapacityBoundsTest {
    private static final int CASES = 40;

    @Test
    void thePlannerOfThePlainSimplexIsNoBetterAndNoWorse() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var table = Tables.random(random, 1 + random.nextInt(3), 1 + random.nextInt(4));
            var leontief = Tables.taken(Leontief.of(table));
            var capacity = random.doubles(table.industries(), .2, 1).toArray();
            var fast = Tables.taken(Rationing.compute(leontief, capacity, new OjAlgoSolver()));
            var plain = Tables.taken(Rationing.compute(leontief, capacity, new PlainSimplex()));
            assertThat(fast.loss()).as("seed %d", seed).isCloseTo(plain.loss(), within(1e-6));
        }
    }

    @Test
    void theCascadeIsNeverBetterThanThePlanner() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var table = Tables.random(random, 2, 3);
            var leontief = Tables.taken(Leontief.of(table));
            var capacity = random.doubles(table.industries(), 0, 1).toArray();
            var bounds = Tables.taken(CapacityBounds.of(leontief, capacity));
            assertThat(bounds.cascade().loss())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(Tables.taken(bounds.rationing()).loss() - 1e-6);
            assertThat(Tables.taken(bounds.rationing()).loss())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(-1e-6);
        }
    }

    @Test
    void nothingIsLostWhereAllCapacityStands() {
        var leontief = Tables.taken(Leontief.of(IoTables.starter().table()));
        var capacity = new double[leontief.table().industries()];
        Arrays.fill(capacity, 1);
        var bounds = Tables.taken(CapacityBounds.of(leontief, capacity));
        double all = Arrays.stream(leontief.closure()).sum();

        assertThat(bounds.cascade().loss()).isZero();
        assertThat(Tables.taken(bounds.rationing()).loss() / all).isCloseTo(0, within(1e-7));
    }

    /** Half of one industry of the shipped table: the planner's answer is proved inside, so here only that the pair is in order. */
    @Test
    void theShippedTableHasBothBounds() {
        var leontief = Tables.taken(Leontief.of(IoTables.starter().table()));
        var table = leontief.table();
        var capacity = new double[table.industries()];
        Arrays.fill(capacity, 1);
        int industry = table.industry(table.economy("CHN"), table.sector("chemicals"));
        capacity[industry] = .5;
        var bounds = Tables.taken(CapacityBounds.of(leontief, capacity));

        assertThat(Tables.taken(bounds.rationing()).output()[industry])
                .isLessThanOrEqualTo(table.output()[industry] * .5 * (1 + 1e-7));
        // what the industry itself adds is lost in any case, and no more than everything
        assertThat(Tables.taken(bounds.rationing()).loss())
                .isGreaterThan(.5 * table.output()[industry] * leontief.valueAddedRates()[industry] * (1 - 1e-6));
        assertThat(bounds.cascade().loss())
                .isGreaterThan(Tables.taken(bounds.rationing()).loss());
    }

    @Test
    void anAnswerThatIsNotOptimalIsNotBelieved() {
        var leontief = Tables.taken(Leontief.of(Tables.threeSectors()));
        var capacity = new double[] {.5, 1, 1};
        assertThat(Tables.code(Rationing.compute(leontief, capacity, program -> Optional.empty())))
                .isEqualTo("KAN-SHOCK-035");
        // a feasible point with a gap
        assertThat(Tables.code(
                        Rationing.compute(leontief, capacity, program -> Optional.of(new double[program.columns()]))))
                .isEqualTo("KAN-SHOCK-035");
        // a better point that is not feasible
        assertThat(Tables.code(Rationing.compute(
                        leontief,
                        capacity,
                        program -> new OjAlgoSolver()
                                .maximise(program)
                                .map(x -> Arrays.stream(x)
                                        .map(value -> value * 1.01)
                                        .toArray()))))
                .isEqualTo("KAN-SHOCK-035");
    }

    @Test
    void aTableTooLargeForTheProgramStillHasItsCascade() {
        var table = Tables.random(new Random(5), 3, 200);
        var leontief = Tables.taken(Leontief.of(table));
        var capacity = new double[table.industries()];
        Arrays.fill(capacity, .5);
        var bounds = Tables.taken(CapacityBounds.of(leontief, capacity));

        assertThat(Tables.code(bounds.rationing())).isEqualTo("KAN-SHOCK-035");
        assertThat(bounds.cascade().loss())
                .isCloseTo(.5 * Arrays.stream(leontief.closure()).sum(), within(1e-6));
    }

    @Test
    void theCascadeFollowsAChainByHand() {
        // s0 feeds s1, s1 feeds s2, nothing else: s2 stands where s0 stands
        var table = Tables.table(1, 3, new double[] {0, 4, 0, 0, 0, 5, 0, 0, 0}, new double[] {6, 5, 9}, 1);
        assertThat(Cascade.shares(table, new double[] {.25, .9, 1}))
                .containsExactly(new double[] {.25, .25, .25}, within(1e-12));
    }
}
