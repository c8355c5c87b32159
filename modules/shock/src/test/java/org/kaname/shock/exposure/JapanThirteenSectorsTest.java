package org.kaname.shock.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.data.inputoutput.IoTables;
import org.kaname.model.testing.SharedFolder;

/** Japan's national table of 2011 (shock 1.6). */
@Tag("golden")
class JapanThirteenSectorsTest {
    private static final int MINING = 1;
    private static final int MANUFACTURING = 2;

    private final IoTable table = Tables.read(
                    SharedFolder.require("data/io/japan-13-sector-2011/iotable_13sector_2011.csv"),
                    IoTables.Options.none())
            .table();

    private static double columnSum(double[] matrix, int n, int column) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += matrix[i * n + column];
        }
        return sum;
    }

    @Test
    void theMultiplierOfManufacturingIsThatOfTheText() {
        var leontief = Tables.taken(Leontief.of(table));
        assertThat(columnSum(leontief.inverse(), table.industries(), MANUFACTURING))
                .isCloseTo(2.7688745206932, within(5e-13));
    }

    @Test
    void withCompetitiveImportsRemovedItIsSmaller() {
        var shares = Leontief.importShares(table);
        var leontief = Tables.taken(Leontief.domestic(table));

        assertThat(shares[MINING]).isCloseTo(0.969859, within(5e-7));
        assertThat(shares[MANUFACTURING]).isCloseTo(0.170398, within(5e-7));
        assertThat(columnSum(leontief.inverse(), table.industries(), MANUFACTURING))
                .isCloseTo(2.1337597276575, within(5e-13));
    }

    @Test
    void aTableOfOneEconomySaysNothingOfOthers() {
        assertThat(Tables.code(Exposures.of(Tables.taken(Leontief.of(table))))).isEqualTo("KAN-SHOCK-031");
    }
}
