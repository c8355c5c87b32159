package org.kaname.measure.noise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kaname.data.Origin;
import org.kaname.data.TradeCube;
import org.kaname.measure.Flows;
import org.kaname.model.Code;

class ImputedShareTest {
    private static final Code GOOD = new Code("HS17", "280530");

    private static TradeCube.Builder builder() {
        var data = Flows.of("ALF>GAM 280530 1", "BET>DEL 280530 1").data();
        return new TradeCube.Builder(data.economies(), data.cube().unit());
    }

    private static double share(TradeCube cube, String importer) {
        return ImputedShare.of(cube, cube.block(0, 0), cube.economies().indexOf(importer));
    }

    @Test
    void estimatesAreCountedByValueInWhateverOrderTheyCame() {
        var builder = builder().statingEstimates();
        var economies = Flows.of("ALF>GAM 280530 1", "BET>DEL 280530 1").data().economies();
        int good = builder.number(GOOD);
        builder.add(Flows.YEAR, good, economies.indexOf("GAM"), economies.indexOf("DEL"), 60, 0, 1);
        builder.addEstimated(Flows.YEAR, good, economies.indexOf("GAM"), economies.indexOf("BET"), 30, 0, 2);
        builder.add(Flows.YEAR, good, economies.indexOf("GAM"), economies.indexOf("ALF"), 10, 0, 3);
        builder.add(Flows.YEAR, good, economies.indexOf("ALF"), economies.indexOf("BET"), 10, 0, 4);
        var cube = builder.build();

        assertThat(share(cube, "GAM")).isEqualTo(0.3);
        assertThat(share(cube, "ALF")).isZero();
        assertThat(share(cube, "BET")).isNaN();
    }

    @Test
    void aSetThatDoesNotSayWhatIsEstimatedHasNoShare() {
        var economies = Flows.of("ALF>GAM 280530 1", "BET>DEL 280530 1").data().economies();
        var cube = builder()
                .add(Flows.YEAR, GOOD, economies.indexOf("GAM"), economies.indexOf("ALF"), 5, new Origin(0, 1))
                .build();

        assertThat(share(cube, "GAM")).isNaN();
    }
}
