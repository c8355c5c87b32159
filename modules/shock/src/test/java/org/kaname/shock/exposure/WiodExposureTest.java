package org.kaname.shock.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WIOD 2010, 1,435 industries (shock 1.6). */
@Tag("golden")
class WiodExposureTest {
    private static Leontief leontief;
    private static Exposures exposures;

    @BeforeAll
    static void factorise() {
        leontief = Tables.wiod();
        exposures = Tables.taken(Exposures.of(leontief));
    }

    @ParameterizedTest
    @CsvSource({
        "JPN, CHN, .0132199797, .0149920698, .0205670554, .0360826300, .0228626503",
        "JPN, USA, .0092056108, .0050623733, .0129071624, .0178333206, .0086277098",
        "JPN, KOR, .0060829693, .0018481318, .0041215819, .0119047600, .0058217907",
        "USA, CHN, .0153075764, .0129122858, .0204121821, .0420276856, .0267201093",
        "CHN, JPN, .0091051926, .0084254855, .0212519737, .0222277495, .0131225569",
        "KOR, JPN, .0263891731, .0130144776, .0314208943, .0519326165, .0255434434",
        "TWN, JPN, .0607072581, .0434236058, .0642802923, .0936696453, .0329623872",
        "DEU, CHN, .0182649453, .0167473969, .0250544423, .0461399021, .0278749568"
    })
    void exposuresAreThoseOfTheText(
            String buyer,
            String supplier,
            double face,
            double faceFinal,
            double origin,
            double through,
            double hidden) {
        var shares = Tables.taken(exposures.ofEconomy(buyer));
        var gate = within(1e-9);

        assertThat(shares.share(ExposureMeasure.FACE_INTERMEDIATE, supplier)).hasValueCloseTo(face, gate);
        assertThat(shares.share(ExposureMeasure.FACE_INPUT_SHARE, supplier)).hasValueCloseTo(face, gate);
        assertThat(shares.share(ExposureMeasure.FACE_FINAL, supplier)).hasValueCloseTo(faceFinal, gate);
        assertThat(shares.share(ExposureMeasure.VA_BY_ORIGIN, supplier)).hasValueCloseTo(origin, gate);
        assertThat(shares.share(ExposureMeasure.LOOKTHROUGH_INPUT_SHARE, supplier))
                .hasValueCloseTo(through, gate);
        assertThat(shares.share(ExposureMeasure.HIDDEN, supplier)).hasValueCloseTo(hidden, gate);
    }

    @ParameterizedTest
    @CsvSource({"JPN, .858351", "RoW, .038839", "CHN, .026960", "USA, .016955", "KOR, .008725", "TWN, .003850"})
    void theOriginOfJapaneseTransportEquipmentIsThatOfTheText(String supplier, double share) {
        var industry = Tables.taken(exposures.ofIndustry("JPN", "c15"));

        assertThat(industry.share(ExposureMeasure.VA_IN_INDUSTRY, supplier)).hasValueCloseTo(share, within(5e-7));
        assertThat(industry.share(
                        ExposureMeasure.VA_IN_INDUSTRY,
                        Set.copyOf(leontief.table().economies())))
                .hasValueCloseTo(1.0, within(1e-12));
    }

    @Test
    void theIdentitiesHoldOnTheWholeTable() {
        var table = leontief.table();
        int n = table.industries();
        var x = table.output();
        var solved = leontief.solve(leontief.closure());
        double worst = IntStream.range(0, n)
                .mapToDouble(i -> Math.abs(solved[i] - x[i]))
                .max()
                .orElseThrow();
        assertThat(worst).isLessThanOrEqualTo(2e-9);

        var origins = leontief.solveTransposed(leontief.valueAddedRates());
        for (int j = 0; j < n; j++) {
            if (x[j] > 0) {
                assertThat(origins[j]).isCloseTo(1, within(1e-10));
            }
        }
        var inverse = leontief.inverse();
        assertThat(Arrays.stream(inverse).max().orElseThrow()).isCloseTo(2.160159014964527, within(1e-12));
        assertThat(Arrays.stream(inverse).min().orElseThrow()).isGreaterThanOrEqualTo(-1e-12);
        double column = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += leontief.coefficients()[i * n + j];
            }
            column = Math.max(column, sum);
        }
        assertThat(column).isCloseTo(.9442874444893, within(5e-14));
    }

    @ParameterizedTest
    @CsvSource({"USA, 14591", "CHN, 5999", "JPN, 5397", "DEU, 3175", "IND, 1655", "KOR, 986", "TWN, 427"})
    void valueAddedOfEconomiesIsThatOfTheText(String economy, double billion) {
        var table = leontief.table();
        int first = table.industry(table.economy(economy), 0);
        double sum = IntStream.range(first, first + table.sectors().size())
                .mapToDouble(i -> leontief.valueAddedRates()[i] * table.output()[i])
                .sum();
        assertThat(sum / 1_000).isCloseTo(billion, within(.5));
    }

    @ParameterizedTest
    @CsvSource({"JPN, 833.9, 704.1", "CHN, 1742.1, 1431.9", "USA, 1633.2, 2141.1"})
    void grossTradeIsThatOfTheText(String economy, double exports, double imports) {
        var table = leontief.table();
        int first = table.industry(table.economy(economy), 0);
        int behind = first + table.sectors().size();
        assertThat(Arrays.stream(GrossTrade.exports(table), first, behind).sum() / 1_000)
                .isCloseTo(exports, within(.05));
        assertThat(Arrays.stream(GrossTrade.imports(table), first, behind).sum() / 1_000)
                .isCloseTo(imports, within(.05));
    }

    @ParameterizedTest
    @CsvSource({
        "CHN, JPN, false, 208343.175664, 66254.438085, 1327.446006, 52671.743783",
        "CHN, JPN, true, 475099.290008, 145126.079557, 3277.430517, 114456.369200",
        "CHN, USA, false, 564273.797883, 171618.474719, 4582.621925, 133352.112765",
        "CHN, USA, true, 1231460.973997, 366426.871210, 10048.049073, 283746.613333",
        "JPN, CHN, false, 296572.479576, 109836.389265, 2726.470430, 91502.588101",
        "JPN, CHN, true, 425996.218253, 157711.409219, 4052.575875, 132362.626519"
    })
    void extractionsAreThoseOfTheText(
            String supplier,
            String buyer,
            boolean withFinal,
            double output,
            double world,
            double buyers,
            double suppliers) {
        var table = leontief.table();
        int s = table.economy(supplier);
        int r = table.economy(buyer);
        var result = Tables.taken(new Extraction(leontief).compute(ExtractedLink.between(table, s, r, withFinal, 1)));
        var gate = within(2e-6); // six decimals are printed

        assertThat(result.direct()).isFalse();
        assertThat(result.outputLoss()).isCloseTo(output, gate);
        assertThat(result.valueAddedLoss()).isCloseTo(world, gate);
        assertThat(result.valueAddedLoss(r)).isCloseTo(buyers, gate);
        assertThat(result.valueAddedLoss(s)).isCloseTo(suppliers, gate);
    }

    @Test
    void theLowRankUpdateIsTheDirectSolution() {
        var table = leontief.table();
        var extraction = new Extraction(leontief);
        var link = ExtractedLink.between(table, table.economy("CHN"), table.economy("JPN"), true, 1);
        var fast = Tables.taken(extraction.compute(link));
        var plain = Tables.taken(extraction.direct(link));

        for (int i = 0; i < table.industries(); i++) {
            assertThat(fast.outputChange()[i]).as(table.label(i)).isCloseTo(plain.outputChange()[i], within(5e-9));
        }
    }
}
