package org.kaname.measure.emergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.ActivityRow;
import org.kaname.data.DataSet;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.Judging;
import org.kaname.measure.emergence.TechMonopoly.Risk;

/** The published borders, and silence where no institutions are ranked. */
class TechMonopolyTest {
    @ParameterizedTest
    @CsvSource({
        "8, 3.0, HIGH",
        "10, Infinity, HIGH",
        "8, 2.9999999, MEDIUM",
        "7, 3.0, MEDIUM",
        "5, 2.0, MEDIUM",
        "4, 10, LOW",
        "8, 1.9999999, LOW",
        "0, 1, LOW",
        "NaN, 10, INSUFFICIENT",
        "10, NaN, INSUFFICIENT",
    })
    void bordersCountAsReachedAndHalfTheConditionsAreNoLevel(double institutions, double leadRatio, Risk risk) {
        assertThat(TechMonopoly.judge(institutions, leadRatio, Judging.settings()))
                .isEqualTo(risk);
    }

    private static ProxyProfile proxy(DataSet data, String subject) {
        return new FieldProfiles(data, 2020, Judging.settings())
                .listProfiles(subject).stream()
                        .filter(p -> p.scheme().equals("WIPO35") && p.field().equals("digital communication"))
                        .flatMap(p -> p.proxies().stream())
                        .filter(p -> p.measure().equals("patent_families"))
                        .findFirst()
                        .orElseThrow();
    }

    /** The shipped tables with one row of a ranking of institutions. */
    private static DataSet ranked(DataSet data, String field, String economy, double institutions) {
        var rows = new ArrayList<>(data.activity());
        rows.add(new ActivityRow(
                "WIPO35",
                field,
                economy,
                TechMonopoly.RANKING,
                2020,
                institutions,
                "made-up",
                rows.getFirst().origin()));
        return new DataSet(
                data.manifest(),
                data.economies(),
                data.products(),
                data.blocs(),
                data.cube(),
                data.coverage(),
                data.stages(),
                rows,
                data.publishedShares(),
                data.links(),
                data.strategicFields(),
                data.sources(),
                data.lines());
    }

    @Test
    void withoutARankingTheLeadIsShownAndNothingIsJudged() {
        var proxy = proxy(StarterPack.load().usd(), "JPN");

        assertThat(TechMonopoly.judge(proxy, Judging.settings())).isEqualTo(Risk.INSUFFICIENT);
        // measurement 5.2: digital communication, families, lead ratio 3.328
        assertThat(TechMonopoly.leadIsLarge(proxy, Judging.settings())).isTrue();
        assertThat(proxy.figure(FieldProfiles.MONOPOLY_RISK).isMissing()).isTrue();
    }

    @Test
    void aRankingInTheTableJudgesTheProxyAndReachesTheRowOfTheTable() {
        var shipped = StarterPack.load().usd();
        var leader = proxy(shipped, "JPN").leader();
        var high = ranked(shipped, "digital communication", leader, 8);
        var low = ranked(shipped, "digital communication", leader, 4);

        assertThat(TechMonopoly.judge(proxy(high, "JPN"), Judging.settings())).isEqualTo(Risk.HIGH);
        assertThat(proxy(high, "JPN").figure(FieldProfiles.MONOPOLY_RISK).value())
                .isEqualTo(1);
        assertThat(proxy(high, leader).figure(FieldProfiles.MONOPOLY_RISK).value())
                .isZero();
        assertThat(proxy(low, "JPN").figure(FieldProfiles.MONOPOLY_RISK).value())
                .isZero();
    }
}
