package org.kaname.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kaname.data.Coverage;
import org.kaname.data.Partition;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Reason;

class PartitionTest {
    private static final Partition TWO = Partition.asOne("two-as-one", "EUR", List.of("DEU", "FRA"));

    @Test
    void aSilentMemberThatBoughtLittleBeforeDoesNotSilenceTheUnit() {
        var flows = List.of(
                "2022 CHN>DEU 280530 96", "2022 CHN>FRA 280530 4", "2022 FRA>DEU 280530 500", "2023 CHN>DEU 280530 9");
        var little = TWO.apply(
                Flows.of(flows).state(2023, "FRA", Coverage.State.NOT_REPORTED).data());
        var much = TWO.apply(
                Flows.of(flows).state(2023, "DEU", Coverage.State.NOT_REPORTED).data());

        assertThat(new Judging(little).outcome("cao@2021", "EUR", "280530", 2023))
                .isEqualTo("FLAGGED");
        assertThat(new Judging(much).year("EUR", "280530", 2023).reason(GoodMeasure.IMPORTS))
                .isEqualTo(Reason.NOT_REPORTED);
    }

    @Test
    void aMemberInsideARemainderLeavesTheUnitAndTheWorldUnknown() {
        var units = TWO.apply(Flows.of("CHN>DEU 280530 9", "CHN>XRW 280530 4", "DEU>XRW 280530 2", "CHN>JPN 280530 1")
                .state("FRA", Coverage.State.HIDDEN)
                .data());
        var judging = new Judging(units);

        assertThat(judging.outcome("cao@2021", "EUR", "280530", Flows.YEAR)).isEqualTo("INSUFFICIENT");
        assertThat(judging.outcome("geodep@2024.year", "JPN", "280530", Flows.YEAR))
                .isEqualTo("INSUFFICIENT");
        assertThat(judging.outcome("cao@2021", "JPN", "280530", Flows.YEAR)).isEqualTo("FLAGGED");
    }

    @Test
    void onThePackMembersHideSoThatNoWorldShareIsGiven() {
        var pack = StarterPack.load().usd();
        var bloc = pack.findBloc("EU").orElseThrow();
        var units = Partition.asOne("eu27-as-one", "EU27", bloc.membersOn(LocalDate.of(2020, 12, 31)))
                .apply(pack);
        var judging = new Judging(units);
        var year = judging.evaluator("JPN").evaluate(2023, new org.kaname.model.Code("HS17", "282520"));

        assertThat(year.reason(GoodMeasure.WORLD_SHARE)).isEqualTo(Reason.EXCERPT);
        assertThat(year.value(GoodMeasure.TOP_SHARE)).isPositive();
    }

    @Test
    void aUnitMayNotTakeTheCodeOfAnOutsider() {
        var data = Flows.of("CHN>DEU 280530 9", "CHN>FRA 280530 9").data();

        assertThatThrownBy(() -> Partition.of("wrong", Map.of("DEU", "CHN", "FRA", "CHN"))
                        .apply(data))
                .isInstanceOf(IllegalArgumentException.class);
        var led = Partition.asOne("led", "DEU", List.of("DEU", "FRA")).apply(data);
        assertThat(led.economies().indexOf("FRA")).isNegative();
        assertThat(led.economies().indexOf("DEU")).isNotNegative();
    }

    @Test
    void aRemainderIsNoMember() {
        var data = Flows.of("CHN>DEU 280530 9", "XNS>FRA 280530 9").data();

        assertThatThrownBy(() ->
                        Partition.asOne("wrong", "EUR", List.of("DEU", "XNS")).apply(data))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
