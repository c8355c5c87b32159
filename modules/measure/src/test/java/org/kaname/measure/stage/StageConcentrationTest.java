package org.kaname.measure.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.DataSet;
import org.kaname.data.Origin;
import org.kaname.data.StageRow;
import org.kaname.data.StageView;
import org.kaname.measure.Settings;
import org.kaname.measure.SqlReference;
import org.kaname.measure.StageAndFieldData;
import org.kaname.model.Economy;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;

class StageConcentrationTest {
    private static final DataSet STARTER = StageAndFieldData.starter();
    private static final List<StageConcentration.Row> ROWS =
            StageConcentration.rows(STARTER, Settings.of(StageConcentration.constants()));

    private static StageConcentration.Row row(String material, String stage, String source, int year) {
        return ROWS.stream()
                .filter(r -> r.material().equals(material)
                        && r.stage().equals(stage)
                        && r.source().equals(source)
                        && r.year() == year)
                .findFirst()
                .orElseThrow();
    }

    @Tag("golden")
    @ParameterizedTest
    @CsvSource({
        "copper, mine, CHL, 0.2402",
        "copper, refine, CHN, 0.4402",
        "cobalt, mine, COD, 0.6651",
        "cobalt, refine, CHN, 0.7841",
        "lithium, mine, AUS, 0.3522",
        "lithium, refine, CHN, 0.7023",
        "nickel, mine, IDN, 0.6218",
        "nickel, refine, IDN, 0.4151",
        "graphite (battery chain), mine, CHN, 0.8553",
        "graphite (battery chain), refine, CHN, 0.9571",
        "rare earths (magnet), mine, CHN, 0.6097",
        "rare earths (magnet), refine, CHN, 0.9128",
    })
    void theLargestProducerIsThatOfTheExpectedTable(String material, String stage, String top, double share) {
        var row = row(named(material), stage, "iea-cm", 2024);

        assertThat(row.topEconomy()).isEqualTo(top);
        assertThat(row.topShare()).isCloseTo(share, within(5e-5));
    }

    /** The table writes "graphite" for whichever chain the source covers. */
    private static String named(String material) {
        var names = ROWS.stream()
                .filter(r -> r.source().equals("iea-cm"))
                .map(StageConcentration.Row::material)
                .toList();
        return names.contains(material) ? material : "graphite (natural)";
    }

    @Test
    @Tag("golden")
    void cobaltRefiningHasTheExpectedBounds() {
        var row = row("cobalt", "refine", "iea-cm", 2024);

        assertThat(row.hhiLow()).isCloseTo(0.6220, within(5e-5));
        assertThat(row.hhiHigh()).isCloseTo(0.6309, within(5e-5));
        assertThat(row.hhiHighTopList()).isCloseTo(0.6226, within(5e-5));
    }

    @Test
    @Tag("golden")
    void nickelIsUnbalancedByTheExpectedSizeAndGraphiteIsNot() {
        var mine = row("nickel", "mine", "iea-cm", 2024);
        var refine = row("nickel", "refine", "iea-cm", 2024);
        var graphite = ROWS.stream()
                .filter(r -> r.source().equals("iea-cm")
                        && r.material().startsWith("graphite")
                        && r.stage().equals("mine"))
                .findFirst()
                .orElseThrow();

        assertThat(mine.unbalanced()).isTrue();
        assertThat(mine.base() / mine.worldTotal()).isCloseTo(1.0259, within(5e-5));
        assertThat(refine.base() / refine.worldTotal()).isCloseTo(1.0325, within(5e-5));
        assertThat(graphite.unbalanced()).isFalse();
        assertThat(graphite.base()).isEqualTo(graphite.worldTotal());
    }

    @Test
    void aRoundedTotalBelowTheNamedProducersDoesNotMakeASharePassOne() {
        var gallium = row("gallium", "refine", "usgs-mcs2026", 2025);

        assertThat(gallium.base()).isEqualTo(gallium.namedTotal());
        assertThat(gallium.topShare()).isLessThan(1);
        assertThat(gallium.hhiHigh()).isLessThanOrEqualTo(1);
    }

    @Test
    void aTotalThatIsOnlyABoundGivesNoShareAndSaysWhy() {
        var profile = new StageProfiles(STARTER, Settings.of(StageConcentration.constants()))
                .profile("rare earths", "JPN", 2025);

        var reserves = profile.stages().getLast();
        assertThat(reserves.stage()).isEqualTo("reserves");
        assertThat(reserves.binding()).isFalse();
        assertThat(reserves.topShare().reason()).contains(Reason.NOT_IN_SOURCE);
    }

    @Test
    void sharesWithoutQuantitiesAreSharesOfAWholeOfOne() {
        var row = row("rare earths", "mine", "bgs-wms", 2023);

        assertThat(row.topShare()).isCloseTo(0.675608, within(1e-12));
        assertThat(row.base()).isEqualTo(1);
    }

    @Test
    void theNewestYearCountsThenTheVisibleOrderAndOthersStandBeside() {
        var profile =
                new StageProfiles(STARTER, Settings.of(StageConcentration.constants())).profile("cobalt", "JPN", 2030);

        var mine = profile.stages().getFirst();
        assertThat(mine.source()).isEqualTo("usgs-mcs2026");
        assertThat(mine.year()).isEqualTo(2025);
        // 230,000 t of a printed 310,000 t, but the listed producers and the rest add up to 314,600 t
        assertThat(mine.unbalanced()).isTrue();
        assertThat(mine.topShare().value()).isCloseTo(230.0 / 314.6, within(5e-5));
        assertThat(mine.beside()).extracting(StageCell::source).contains("iea-cm");
        assertThat(profile.bindingStage()).isEqualTo("refine");
        assertThat(profile.stagesMissing()).containsExactly("scrap");
    }

    @Test
    void amongSourcesOfOneYearTheFirstOfTheListCounts() {
        var profile =
                new StageProfiles(STARTER, Settings.of(StageConcentration.constants())).profile("nickel", "JPN", 2024);

        assertThat(profile.stages().getFirst().source()).isEqualTo("usgs-mcs2026");
    }

    @Test
    void whatIsNotListedIsMissingAndBoundedByTheRest() {
        var profile =
                new StageProfiles(STARTER, Settings.of(StageConcentration.constants())).profile("cobalt", "ISL", 2024);

        var refine = profile.findBinding().orElseThrow();
        assertThat(refine.subjectShare().isMissing()).isTrue();
        assertThat(refine.subjectLimit().interval().orElseThrow().high()).isCloseTo(0.0944, within(5e-5));
    }

    @Test
    void aLinkedMaterialWithoutRowsIsListedAndHasNoStage() {
        var profiles = new StageProfiles(STARTER, Settings.of(StageConcentration.constants()));

        assertThat(profiles.listMaterials(2025)).contains("phosphorus");
        assertThat(profiles.profile("phosphorus", "JPN", 2025).stagesMissing()).containsExactly("smelt", "refine");
        assertThat(profiles.profile("phosphorus", "JPN", 2025).findBinding()).isEmpty();
    }

    @Test
    void aPassportIsEnoughToComputeItsFigureAgain() {
        var profiles = new StageProfiles(
                STARTER, Settings.of(StageConcentration.constants()).with("stage-concentration@1.unbalanced", 0.05));
        var figure = profiles.profile("nickel", "JPN", 2024)
                .findBinding()
                .orElseThrow()
                .topShare();

        assertThat(Passport.parse(figure.passport().toString()))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(StageProfiles.recompute(STARTER, (Passport) ok.value()))
                                .isInstanceOfSatisfying(
                                        Result.Ok.class,
                                        again -> assertThat(((Figure) again.value()).value())
                                                .isEqualTo(figure.value())));
    }

    @Test
    @Tag("invariant")
    void projectionsNeverCount() {
        var without = STARTER.stages().stream()
                .filter(r -> r.status() != StageRow.Status.PROJECTED)
                .toList();

        assertThat(StageConcentration.rows(
                        StageAndFieldData.with(STARTER, without, List.of()),
                        Settings.of(StageConcentration.constants())))
                .isEqualTo(ROWS);
    }

    @Test
    @Tag("invariant")
    void theOrderOfRowsDoesNotMatter() {
        var shuffled = new ArrayList<>(STARTER.stages());
        Collections.shuffle(shuffled, new Random(7));
        var again = StageConcentration.rows(
                StageAndFieldData.with(STARTER, shuffled, List.of()), Settings.of(StageConcentration.constants()));

        assertThat(again).hasSameSizeAs(ROWS);
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.get(i).topEconomy()).isEqualTo(ROWS.get(i).topEconomy());
            same(again.get(i).hhiLow(), ROWS.get(i).hhiLow(), "seed 7, " + ROWS.get(i));
            same(again.get(i).topShare(), ROWS.get(i).topShare(), "seed 7, " + ROWS.get(i));
        }
    }

    @Test
    @Tag("invariant")
    void sharesAndConcentrationKeepTheirBoundsAndIgnoreScale() {
        for (long seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            int n = 1 + random.nextInt(12);
            var value = random.doubles(n, 0.001, 100).toArray();
            double named = StageConcentration.sum(value);
            double total = named * (0.9 + 0.4 * random.nextDouble());
            double rest = Math.max(0, total - named) * random.nextDouble();
            double base = StageConcentration.base(total, named, rest, 0.01);
            double low = StageConcentration.hhiLow(value, base);
            double high = StageConcentration.hhiHigh(value, base);
            double list = StageConcentration.hhiHighTopList(value, base);
            double held = named / base;
            var where = "seed " + seed;

            assertThat(held).as(where).isLessThanOrEqualTo(1);
            assertThat(low).as(where).isGreaterThanOrEqualTo(held * held / n - 1e-12);
            assertThat(low).as(where).isLessThanOrEqualTo(list + 1e-12);
            assertThat(list).as(where).isLessThanOrEqualTo(high + 1e-12);
            assertThat(high).as(where).isLessThanOrEqualTo(1 + 1e-12);
            double top = value[StageConcentration.top(value)] / base;
            assertThat(low).as(where).isBetween(top * top - 1e-12, top + 1e-12);
            double c = Math.exp(random.nextGaussian() * 5);
            var scaled = Arrays.stream(value).map(v -> v * c).toArray();
            same(StageConcentration.hhiHigh(scaled, base * c), high, where);
        }
    }

    @Test
    @Tag("invariant")
    void aWithheldNumberIsNeitherZeroNorAShare() {
        var stages = Stream.of(
                        stage("AAA", 40, StageRow.Status.OBSERVED),
                        stage("BBB", Double.NaN, StageRow.Status.WITHHELD),
                        stage("CCC", 0, StageRow.Status.NIL),
                        stage("WWW", 100, StageRow.Status.OBSERVED))
                .toList();
        var economies = Stream.of("AAA", "BBB", "CCC", "WWW")
                .map(c -> new Economy(c, c.equals("WWW") ? Economy.Kind.WORLD : Economy.Kind.ECONOMY, c, c))
                .toList();
        var data = StageAndFieldData.of(economies, stages, List.of(), List.of(), List.of(), List.of());
        var profiles = new StageProfiles(data, Settings.of(StageConcentration.constants()));

        var withheld = profiles.profile("x", "BBB", 2000).stages().getFirst();
        var nil = profiles.profile("x", "CCC", 2000).stages().getFirst();

        assertThat(withheld.subjectShare().isMissing()).isTrue();
        assertThat(withheld.subjectLimit().interval().orElseThrow().high()).isCloseTo(0.6, within(1e-12));
        assertThat(nil.subjectShare().value()).isZero();
        assertThat(nil.topShare().value()).isCloseTo(0.4, within(1e-12));
    }

    private static StageRow stage(String economy, double quantity, StageRow.Status status) {
        return new StageRow("x", "mine", economy, 2000, Double.NaN, quantity, "t", status, "", "s", new Origin(0, 1));
    }

    @Test
    @Tag("two-implementations")
    void theSqlGivesWhatTheKernelGives() {
        var view = StageView.rows(STARTER).stream()
                .map(r -> List.<Object>of(
                        r.material(),
                        r.stage(),
                        r.source(),
                        r.year(),
                        r.economy(),
                        r.named(),
                        r.role().name(),
                        r.value(),
                        r.status().name()))
                .toList();
        var sql = SqlReference.run(
                "stage_concentration.sql",
                "stage",
                "material varchar, stage varchar, source varchar, year int, economy varchar, named boolean, role varchar,"
                        + " value double, status varchar",
                view,
                Map.of("t_unbalanced", "0.01"));

        assertThat(sql).hasSameSizeAs(ROWS);
        for (int i = 0; i < sql.size(); i++) {
            var row = ROWS.get(i);
            var other = sql.get(i);
            var where = row.toString();
            assertThat(other.get("material")).as(where).isEqualTo(row.material());
            assertThat(other.get("year")).as(where).isEqualTo((double) row.year());
            assertThat(other.get("economies")).as(where).isEqualTo((double) row.economies());
            assertThat(other.get("top_economy"))
                    .as(where)
                    .isEqualTo(row.topEconomy().isEmpty() ? (Object) Double.NaN : row.topEconomy());
            assertThat(other.get("tied")).as(where).isEqualTo(row.tied());
            assertThat(other.get("unbalanced")).as(where).isEqualTo(row.unbalanced());
            same(row.topShare(), other.get("top_share"), where);
            same(row.base(), other.get("base"), where);
            same(row.worldTotal(), other.get("world_total"), where);
            same(row.hhiLow(), other.get("hhi_low"), where);
            same(row.hhiHigh(), other.get("hhi_high"), where);
            same(row.hhiHighTopList(), other.get("hhi_high_top_list"), where);
        }
    }

    private static void same(double kernel, @Nullable Object sql, String where) {
        double other = (Double) Objects.requireNonNull(sql);
        if (Double.isNaN(kernel) || Double.isNaN(other)) {
            assertThat(Double.isNaN(other) && Double.isNaN(kernel)).as(where).isTrue();
        } else {
            assertThat(other).as(where).isCloseTo(kernel, within(1e-9 * Math.max(1, Math.abs(kernel))));
        }
    }
}
