package org.kaname.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Reason;
import org.kaname.model.Result;

class PartitionsTest {
    private static final DataSet PACK = StarterPack.load().usd();
    private static final LocalDate LATE = LocalDate.of(2023, 12, 31);

    @Test
    void theIdentityTakesEveryEconomySingly() {
        var units = resolve(Partitions.IDENTITY, LATE);

        assertThat(units)
                .hasSize(PACK.economies().size())
                .allSatisfy((e, unit) -> assertThat(unit).isEqualTo(e));
    }

    @Test
    void theUnionOfTheTableHasItsMembersOfTheEndOf2020InEveryYear() {
        for (var day : new LocalDate[] {LATE, LocalDate.of(2012, 12, 31)}) {
            var units = resolve("eu27-as-one", day);

            assertThat(units.values()).filteredOn("EU27"::equals).hasSize(27);
            assertThat(units).containsEntry("HRV", "EU27").containsEntry("GBR", "GBR");
        }
    }

    @Test
    void aBlocAsOneHasTheMembersOfTheDay() {
        assertThat(resolve("eu-as-one", LATE)).containsEntry("GBR", "GBR").containsEntry("DEU", "EU");
        assertThat(resolve("eu-as-one", LocalDate.of(2015, 12, 31))).containsEntry("GBR", "EU");
        assertThat(resolve("entrepots-as-one", LATE).values())
                .filteredOn("entrepots"::equals)
                .hasSize(5);
    }

    @Test
    void everyNameThatIsListedResolves() {
        for (var name : Partitions.of(PACK).listNames()) {
            assertThat(Partitions.of(PACK).resolve(name, LATE)).as(name).isInstanceOf(Result.Ok.class);
        }
    }

    @Test
    void anUnknownNameAndABlocWithoutMembersSayWhy() {
        assertThat(Partitions.of(PACK).resolve("mercosur-as-one", LATE))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        f -> assertThat(f.why().detail()).contains("mercosur-as-one", "eu27-as-one"));
        assertThat(Partitions.of(PACK).resolve("eu-as-one", LocalDate.of(1950, 1, 1)))
                .isInstanceOfSatisfying(
                        Result.Failed.class, f -> assertThat(f.why().reason()).isEqualTo(Reason.NOT_IN_SOURCE));
    }

    private static Map<String, String> resolve(String name, LocalDate day) {
        var found = new TreeMap<String, String>();
        assertThat(Partitions.of(PACK).resolve(name, day))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> ((Map<?, ?>) ok.value())
                                .forEach((economy, unit) -> found.put((String) economy, (String) unit)));
        return found;
    }
}
