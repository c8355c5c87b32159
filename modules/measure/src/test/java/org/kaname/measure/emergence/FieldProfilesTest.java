package org.kaname.measure.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.ActivityRow;
import org.kaname.data.DataSet;
import org.kaname.data.Origin;
import org.kaname.measure.Settings;
import org.kaname.measure.SqlReference;
import org.kaname.measure.StageAndFieldData;
import org.kaname.model.Economy;
import org.kaname.model.Figure;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Truth;

class FieldProfilesTest {
    private static final DataSet STARTER = StageAndFieldData.starter();

    private static FieldProfiles profiles(DataSet data, int asOf) {
        return new FieldProfiles(data, asOf, Settings.of(FieldProfiles.constants()));
    }

    private static FieldProfile profile(DataSet data, int asOf, String subject, String field) {
        return profiles(data, asOf).listProfiles(subject).stream()
                .filter(p -> p.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private static ProxyProfile proxy(FieldProfile profile, String measure) {
        return profile.proxies().stream()
                .filter(p -> p.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }

    @Tag("golden")
    @ParameterizedTest
    @CsvSource({
        "semiconductors, patent_families, China, 0.3351, 0.2206, 1.519, -0.0507, -0.0906",
        "semiconductors, patents_uspto, United States, 0.2842, 0.2223, , -0.0428, -0.0471",
        "optics, patent_families, Japan, 0.3413, 0.3413, 1.046, , ",
        "optics, patents_uspto, Japan, 0.3685, 0.3685, 1.477, , ",
        "digital communication, patent_families, China, 0.5572, , 3.328, 0.0785, ",
        "digital communication, patents_uspto, United States, 0.5072, , 5.359, -0.0008, ",
    })
    void annualSeriesGiveTheExpectedFigures(
            String field,
            String measure,
            String leader,
            double leaderShare,
            Double share,
            Double leadRatio,
            Double relative,
            Double slope) {
        var proxy = proxy(profile(StageAndFieldData.annualPatents(), 2020, "Japan", field), measure);

        assertThat(proxy.leader()).isEqualTo(leader);
        assertThat(proxy.notes()).isEmpty();
        assertThat(proxy.figure("leader_share").value()).isCloseTo(leaderShare, within(5e-4));
        expect(proxy.share(), share);
        expect(proxy.leadRatio(), leadRatio);
        expect(proxy.relativeGrowth(), relative);
        expect(proxy.slope(), slope);
    }

    @SuppressWarnings("NullAway") // an empty cell of the table is null
    private static void expect(Figure figure, Double value) {
        if (value != null) {
            assertThat(figure.value()).isCloseTo(value, within(5e-4));
        }
    }

    @Test
    @Tag("golden")
    void proxiesWithDifferentLeadersDisagree() {
        var profile = profile(StageAndFieldData.annualPatents(), 2020, "Japan", "semiconductors");

        assertThat(profile.disagree()).isEqualTo(Truth.YES);
        assertThat(profile.differences()).contains("leader");
    }

    @Test
    @Tag("golden")
    void evenYearsGiveTheExpectedGrowthAndSayThatWindowsArePartial() {
        var transport = proxy(profile(STARTER, 2025, "JPN", "transport"), "patent_families");
        var metallurgy = proxy(profile(STARTER, 2025, "JPN", "materials, metallurgy"), "patents_uspto");

        assertThat(transport.dataYear()).isEqualTo(2020);
        assertThat(transport.notes()).contains(ProxyProfile.WINDOW_PARTIAL);
        assertThat(transport.relativeGrowth().value()).isCloseTo(0.00492, within(5e-6));
        assertThat(quartile(transport)).isCloseTo(0.00485, within(5e-6));
        assertThat(metallurgy.relativeGrowth().value()).isCloseTo(0.01998, within(5e-6));
        assertThat(quartile(metallurgy)).isCloseTo(0.01982, within(5e-6));
    }

    private static double quartile(ProxyProfile proxy) {
        return Series.quantile(
                proxy.universe().stream().mapToDouble(Double::doubleValue).toArray(), 0.75);
    }

    @Test
    void theUniverseHoldsNoTotalAndAnIndexIsShownButIsNoProxy() {
        var fields = profiles(STARTER, 2025).listFields();

        assertThat(fields.get("WIPO35")).hasSize(35);
        assertThat(fields.get("NCSES-SE")).hasSize(14);
        var engineering = profile(STARTER, 2025, "JPN", "engineering");
        assertThat(engineering.singleProxy()).isTrue();
        assertThat(engineering.disagree()).isEqualTo(Truth.UNKNOWN);
        assertThat(engineering.shown()).hasSize(1);
        assertThat(engineering.shown().getFirst().value().value()).isCloseTo(0.380, within(5e-4));
    }

    @Test
    void anEconomyThatTheSeriesDoesNotHoldHasNoShareAndNoRank() {
        var optics = proxy(profile(STARTER, 2020, "ISL", "optics"), "patent_families");

        assertThat(optics.share().reason()).contains(Reason.NOT_IN_SOURCE);
        assertThat(optics.rank().isMissing()).isTrue();
        assertThat(optics.slope().isMissing()).isTrue();
        assertThat(optics.leadRatio().isMissing()).isFalse();
    }

    @Test
    void aSingleActiveEconomyLeadsWithoutBoundAndAZeroShareLeavesOnlyTheEnds() {
        var rows = new ArrayList<ActivityRow>();
        for (int year = 2001; year <= 2010; year++) {
            rows.add(count("AAA", year, year == 2004 ? 0 : 5));
            rows.add(count("WWW", year, 10));
        }
        var proxy = profile(world(rows), 2010, "AAA", "f").proxies().getFirst();

        assertThat(proxy.leadRatio().isUnbounded()).isTrue();
        assertThat(proxy.notes()).contains(ProxyProfile.ONE_ACTIVE, ProxyProfile.ENDS_ONLY);
        assertThat(proxy.slope().reason()).contains(Reason.ZERO_IN_SERIES);
        assertThat(proxy.figure("first_share").value()).isEqualTo(0.5);
        assertThat(proxy.churn().reason()).contains(Reason.TOO_FEW);
    }

    @Test
    void aYearThatWasNotEstimatedIsInNeitherSum() {
        var rows = List.of(
                count("AAA", 2009, 4),
                count("AAA", 2010, 4),
                count("WWW", 2008, 100),
                count("WWW", 2009, 10),
                count("WWW", 2010, 10));

        assertThat(profile(world(rows), 2010, "AAA", "f")
                        .proxies()
                        .getFirst()
                        .share()
                        .value())
                .isCloseTo(0.4, within(1e-12));
    }

    private static ActivityRow count(String economy, int year, double value) {
        return new ActivityRow("s", "f", economy, "m", year, value, "", new Origin(0, 1));
    }

    private static DataSet world(List<ActivityRow> rows) {
        return StageAndFieldData.of(
                List.of(
                        new Economy("AAA", Economy.Kind.ECONOMY, "A", "A"),
                        new Economy("WWW", Economy.Kind.WORLD, "W", "W")),
                List.of(),
                rows,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void aPassportIsEnoughToComputeItsFigureAgain() {
        var profile = profile(STARTER, 2025, "JPN", "optics");
        for (var figure : proxy(profile, "patents_uspto").figures().values()) {
            var again = FieldProfiles.recompute(STARTER, figure.passport());

            assertThat(again)
                    .as(figure.toString())
                    .isInstanceOfSatisfying(
                            Result.Ok.class,
                            // boxed: what is missing is missing again
                            ok -> assertThat(((Figure) ok.value()).value()).isEqualTo(Double.valueOf(figure.value())));
        }
    }

    @Test
    @Tag("invariant")
    void theOrderOfRowsDoesNotMatter() {
        var shuffled = new ArrayList<>(STARTER.activity());
        Collections.shuffle(shuffled, new Random(11));

        assertThat(profiles(StageAndFieldData.with(STARTER, List.of(), shuffled), 2020)
                        .rows("JPN"))
                .isEqualTo(profiles(STARTER, 2020).rows("JPN"));
    }

    @Test
    @Tag("invariant")
    void scaleDoesNotMatter() {
        var scaled = STARTER.activity().stream()
                .map(r -> new ActivityRow(
                        r.scheme(),
                        r.field(),
                        r.economy(),
                        r.measure(),
                        r.year(),
                        r.value() * 1000,
                        r.source(),
                        r.origin()))
                .toList();
        var expected = profiles(STARTER, 2020).rows("JPN");
        var rows = profiles(StageAndFieldData.with(STARTER, List.of(), scaled), 2020)
                .rows("JPN");

        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).relativeGrowth()).isCloseTo(expected.get(i).relativeGrowth(), within(1e-12));
            assertThat(rows.get(i).share()).isCloseTo(expected.get(i).share(), within(1e-12));
            assertThat(rows.get(i).entropy()).isCloseTo(expected.get(i).entropy(), within(1e-12));
        }
    }

    @Test
    @Tag("invariant")
    void figuresKeepTheirBounds() {
        for (var row : profiles(STARTER, 2020).rows("JPN")) {
            assertThat(row.entropy()).as(row.toString()).isBetween(0.0, 1 + 1e-12);
            assertThat(row.hhi()).as(row.toString()).isBetween(0.0, 1.0);
            assertThat(row.churn()).as(row.toString()).isBetween(0.0, 1.0);
            assertThat(row.leadRatio()).as(row.toString()).isGreaterThanOrEqualTo(1);
            assertThat(row.leaderShare() * row.leaderShare()).as(row.toString()).isLessThanOrEqualTo(row.hhi() + 1e-12);
        }
    }

    @Test
    @Tag("invariant")
    void laterYearsDoNotChangeAnEarlierAnswer() {
        var until = STARTER.activity().stream().filter(r -> r.year() <= 2016).toList();

        assertThat(profiles(STARTER, 2016).rows("KOR"))
                .isEqualTo(profiles(StageAndFieldData.with(STARTER, List.of(), until), 2025)
                        .rows("KOR"));
    }

    @Test
    void theQuantileIsOfTypeSevenAndItsPlaceInvertsIt() {
        var values = new double[] {4, 1, 3, 2};

        assertThat(Series.quantile(values, 0.75)).isEqualTo(3.25);
        assertThat(Series.quantile(values, Series.quantilePlace(values, 3))).isEqualTo(3);
        assertThat(Series.quantile(new double[0], 0.5)).isNaN();
    }

    @Test
    void theSlopeIsThatOfAnExactExponential() {
        var share = new double[10];
        for (int i = 0; i < share.length; i++) {
            share[i] = i == 4 ? Double.NaN : 0.5 * Math.exp(-0.03 * i);
        }

        assertThat(Series.slope(share, 0, 10)).isCloseTo(-0.03, within(1e-12));
        assertThat(Series.slopeError(share, 0, 10)).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"2025", "2017", "2004"})
    @Tag("two-implementations")
    void theSqlGivesWhatTheKernelGives(int asOf) {
        var rows = profiles(STARTER, asOf).rows("JPN");
        var view = FieldProfiles.view(STARTER).stream()
                .map(r -> List.<Object>of(
                        r.scheme(),
                        r.measure(),
                        r.field(),
                        r.economy(),
                        STARTER.economies()
                                        .findEconomy(r.economy())
                                        .orElseThrow()
                                        .named()
                                ? "NAMED"
                                : "WORLD",
                        r.year(),
                        r.value()))
                .toList();
        var parameters = new HashMap<String, String>(Map.of(
                "year", Integer.toString(asOf),
                "subject", "'JPN'",
                "t_window", "3",
                "t_top_list", "10",
                "t_entrant", "0.005"));
        var sql = SqlReference.run(
                "field_profile.sql",
                "activity",
                "scheme varchar, measure varchar, field varchar, economy varchar, role varchar, year int, value double",
                view,
                parameters);

        assertThat(sql).hasSameSizeAs(rows);
        for (int i = 0; i < sql.size(); i++) {
            var row = rows.get(i);
            var other = sql.get(i);
            var where = row.toString();
            assertThat(other.get("field")).as(where).isEqualTo(row.field());
            assertThat(other.get("measure")).as(where).isEqualTo(row.measure());
            assertThat(other.get("leader"))
                    .as(where)
                    .isEqualTo(row.leader().isEmpty() ? (Object) Double.NaN : row.leader());
            assertThat(other.get("window_partial")).as(where).isEqualTo(row.windowPartial());
            assertThat(other.get("active")).as(where).isEqualTo((double) row.active());
            var figures = Arrays.asList(
                    Map.entry("data_year", (double) row.dataYear()),
                    Map.entry("growth", row.growth()),
                    Map.entry("relative_growth", row.relativeGrowth()),
                    Map.entry("leader_share", row.leaderShare()),
                    Map.entry("lead_ratio", row.leadRatio()),
                    Map.entry("churn", row.churn()),
                    Map.entry("entropy", row.entropy()),
                    Map.entry("entropy_trend", row.entropyTrend()),
                    Map.entry("hhi", row.hhi()),
                    Map.entry("hhi_trend", row.hhiTrend()),
                    Map.entry("entrant_share", row.entrantShare()),
                    Map.entry("subject_share", row.share()),
                    Map.entry("subject_rank", row.rank() == 0 ? Double.NaN : row.rank()));
            for (var figure : figures) {
                double ours = figure.getValue();
                double theirs = (Double) Objects.requireNonNull(other.get(figure.getKey()));
                if (Double.isNaN(ours) || Double.isNaN(theirs)) {
                    assertThat(Double.isNaN(theirs) && Double.isNaN(ours))
                            .as(figure.getKey() + " " + where)
                            .isTrue();
                } else {
                    assertThat(theirs)
                            .as(figure.getKey() + " " + where)
                            .isCloseTo(ours, within(1e-9 * Math.max(1, Math.abs(ours))));
                }
            }
        }
    }
}
