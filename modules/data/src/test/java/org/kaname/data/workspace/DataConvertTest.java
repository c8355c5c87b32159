package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.DataSet;
import org.kaname.data.FlowBounds;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.data.TradeCube;
import org.kaname.data.reference.Reference;
import org.kaname.model.Code;
import org.kaname.model.Result;

class DataConvertTest {
    /** 010121 keeps its code, 010129 and 010130 join, 010190 splits 30:70 with a third target of weight 0. */
    private static final String PAIRS = """
            from_scheme,from_code,to_scheme,to_code,weight
            HS17,010121,HS22,010121,
            HS17,010129,HS22,010129,1
            HS17,010130,HS22,010129,1
            HS17,010190,HS22,010129,0.3
            HS17,010190,HS22,010130,0.7
            HS17,010190,HS22,010190,0
            """;

    private static final String ROWS = """
            2021,CHN,JPN,010121,5
            2021,CHN,JPN,010129,1
            2021,KOR,JPN,010130,2
            2021,CHN,JPN,010190,10
            2021,KOR,JPN,010190,4
            """;

    @TempDir
    Path folder;

    private Workspace workspace;
    private Path reference;

    @BeforeEach
    void open() throws IOException {
        workspace = TestWorkspaces.in(folder);
        reference = Files.createDirectories(folder.resolve("reference"));
        Files.writeString(reference.resolve("concordance.csv"), PAIRS);
    }

    private Manifest parent(String rows) throws IOException {
        return parent(rows, "HS17");
    }

    private Manifest parent(String rows, String list) throws IOException {
        var file = Files.writeString(folder.resolve("rows.csv"), Tables.HEADER + rows);
        var mapping = Tables.mapping(folder, "a");
        Files.writeString(mapping, Files.readString(mapping).replace("HS17", list));
        return Tables.published(Tables.request(workspace, mapping, file));
    }

    private static Outcome<DataConvert.Converted> convert(DataConvert.Request request) {
        return DataConvert.convert(request, Progress.NONE, TestWorkspaces.CLOCK);
    }

    private static Manifest converted(DataConvert.Request request) {
        return switch (convert(request)) {
            case Outcome.Taken<DataConvert.Converted> taken -> taken.value().manifest();
            case Outcome.Refused<DataConvert.Converted> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
    }

    private static String refusal(DataConvert.Request request) {
        return switch (convert(request)) {
            case Outcome.Taken<DataConvert.Converted> taken ->
                throw new AssertionError(taken.value().manifest().id());
            case Outcome.Refused<DataConvert.Converted> refused -> {
                var one = refused.refusals().getFirst();
                yield one.code() + (one.variant().isEmpty() ? "" : "." + one.variant());
            }
        };
    }

    private DataConvert.Request request(Manifest parent) {
        return DataConvert.Request.of(workspace, parent.id(), "HS22").reference(reference);
    }

    private DataSet load(Manifest manifest) {
        return switch (workspace.load(manifest.id())) {
            case Result.Ok<DataSet> ok -> ok.value();
            case Result.Failed<DataSet> failed ->
                throw new AssertionError(failed.why().toString());
        };
    }

    /** Point, low and high of a flow, in kUSD. */
    private static double[] flow(DataSet data, String product, String exporter, String importer) {
        var cube = data.cube();
        int p = cube.productIndex(new Code("HS22", product));
        assertThat(p).as(product).isNotNegative();
        var block = cube.block(0, p);
        int from = data.economies().indexOf(exporter);
        for (int i = block.first(data.economies().indexOf(importer));
                i < block.end(data.economies().indexOf(importer));
                i++) {
            if (block.exporter()[i] == from) {
                return new double[] {
                    block.value()[i] / TradeCube.SCALE,
                    cube.bounds().low(i, block.value()[i]) / TradeCube.SCALE,
                    cube.bounds().high(i, block.value()[i]) / TradeCube.SCALE
                };
            }
        }
        return new double[0];
    }

    @Test
    void aCaseByHand() throws IOException {
        var parent = parent(ROWS);

        var manifest = converted(request(parent));

        var data = load(manifest);
        assertThat(flow(data, "010121", "CHN", "JPN")).containsExactly(5, 5, 5);
        assertThat(flow(data, "010129", "CHN", "JPN")).containsExactly(new double[] {4, 1, 11}, within(1e-9));
        assertThat(flow(data, "010129", "KOR", "JPN")).containsExactly(new double[] {3.2, 2, 6}, within(1e-9));
        assertThat(flow(data, "010130", "CHN", "JPN")).containsExactly(new double[] {7, 0, 10}, within(1e-9));
        assertThat(flow(data, "010130", "KOR", "JPN")).containsExactly(new double[] {2.8, 0, 4}, within(1e-9));
        assertThat(data.cube().flows()).isEqualTo(5);
        assertThat(manifest.coverage().valuePerYear().get("2021")).isCloseTo(22, within(1e-9));
        assertThat(manifest.classification()).isEqualTo("HS22");
        assertThat(parent.contentHash())
                .isEqualTo(taken(workspace.find(parent.id())).contentHash());
    }

    private static <T> T taken(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Taken<T> taken -> taken.value();
            case Outcome.Refused<T> refused ->
                throw new AssertionError(refused.refusals().toString());
        };
    }

    @Test
    void theManifestNamesTheParentTheWeightsAndWhatBecameOfTheRows() throws IOException {
        var parent = parent(ROWS);

        var conversion =
                java.util.Objects.requireNonNull(converted(request(parent)).conversion());

        assertThat(conversion.parent()).isEqualTo(parent.id());
        assertThat(conversion.parentHash()).isEqualTo(parent.contentHash());
        assertThat(conversion.weights())
                .extracting(Manifest.Weights::table)
                .containsExactly("concordance.csv", "concordance_HS17_HS22.csv.gz");
        assertThat(conversion.weights().getFirst().sha256())
                .isEqualTo(Disk.sha256(reference.resolve("concordance.csv")));
        assertThat(conversion.counted())
                .isEqualTo(new TreeMap<>(Map.of(
                        "one_to_one", new Manifest.Counted(1, 1, 5),
                        "many_to_one", new Manifest.Counted(2, 2, 3),
                        "one_to_many", new Manifest.Counted(1, 2, 14))));
    }

    @Test
    void aTargetThatNothingWentToIsKeptAsWhatMayHaveGoneThere() throws IOException {
        // the second row makes HS22 010190 a good with a flow of its own
        Files.writeString(reference.resolve("concordance.csv"), PAIRS + "HS17,010210,HS22,010190,1\n");
        var data = load(converted(request(parent(ROWS + "2021,CHN,JPN,010210,6\n2021,USA,KOR,010210,1\n"))));

        int p = data.cube().productIndex(new Code("HS22", "010190"));
        assertThat(flow(data, "010190", "CHN", "JPN")).containsExactly(6, 6, 16);
        var more = data.cube()
                .more(0, p, FlowBounds.Side.IMPORTER, data.economies().indexOf("JPN"));
        assertThat(more).as("KOR may have sold 4 of it").isEqualTo(new FlowBounds.More(4_000, 4_000));
        assertThat(data.cube()
                        .more(0, p, FlowBounds.Side.EXPORTER, data.economies().indexOf("KOR")))
                .isEqualTo(new FlowBounds.More(4_000, 4_000));
        assertThat(data.cube().bounded(0, p)).isTrue();
        assertThat(data.cube().bounded(0, data.cube().productIndex(new Code("HS22", "010121"))))
                .isFalse();
    }

    @Test
    void storedRowsSayThatTheyWereConvertedAndKeepTheirLines() throws IOException {
        var manifest = converted(request(parent(ROWS)));

        var rows = taken(workspace.listFlows(manifest.id(), Workspace.FlowRows.FLOW, FlowFilter.ALL, 10));

        assertThat(rows)
                .extracting(r -> r.product().value() + " " + r.exporter() + " " + r.valueStatus() + " " + r.flags()
                        + " " + r.origin().line() + " " + r.sourceRows())
                .containsExactly(
                        "010121 CHN OBSERVED 0 2 1",
                        "010129 CHN CONVERTED 96 3 2",
                        "010129 KOR CONVERTED 96 4 2",
                        "010130 CHN CONVERTED 32 5 1",
                        "010130 KOR CONVERTED 32 6 1");
    }

    @Test
    void itIsVerifiedDeeply() throws IOException {
        var parent = parent(ROWS);
        var manifest = converted(request(parent));

        var there = workspace.verify(manifest.id(), true, Progress.NONE);
        taken(workspace.remove(List.of(parent.id()), false, Progress.NONE));
        var gone = workspace.verify(manifest.id(), true, Progress.NONE);

        assertThat(there.problems()).isEmpty();
        assertThat(there.deep()).isEqualTo(Verification.Deep.SAME);
        assertThat(gone.problems()).isEmpty();
        assertThat(gone.deep()).isEqualTo(Verification.Deep.NOT_AT_HAND);
    }

    @Test
    void theSameConversionTwiceIsOneDataSet() throws IOException {
        var parent = parent(ROWS);
        var first = converted(request(parent));

        var again = taken(convert(request(parent).as("other")));

        assertThat(again.present()).isTrue();
        assertThat(again.manifest().id()).isEqualTo(first.id()).startsWith("mapped-hs17-");
    }

    @Test
    void whatCannotBeConvertedIsRefusedByName() throws IOException {
        var parent = parent(ROWS);
        var shipped = DataConvert.Request.of(workspace, parent.id(), "HS22");

        assertThat(refusal(DataConvert.Request.of(workspace, parent.id(), "HS99")))
                .isEqualTo("KAN-DATA-089.target");
        assertThat(refusal(DataConvert.Request.of(workspace, parent.id(), "HS17")))
                .isEqualTo("KAN-DATA-089");
        assertThat(refusal(shipped.reference(folder))).isEqualTo("KAN-DATA-089.reference");
        assertThat(refusal(DataConvert.Request.of(
                        workspace, converted(request(parent)).id(), "HS12")))
                .isEqualTo("KAN-DATA-089.converted");
        assertThat(refusal(DataConvert.Request.of(
                        workspace, parent("2021,CHN,JPN,P1,5\n", "OTHER:x").id(), "HS22")))
                .isEqualTo("KAN-DATA-089.list");
    }

    @Test
    void aSplitWithoutWeightsIsRefusedOrStaysWithAllThatShareItsTargets() throws IOException {
        // in the shipped tables 850760 may become HS22 850760 and waste, of which no weights are known
        var parent = parent("2021,CHN,JPN,850760,7\n2021,CHN,JPN,010121,5\n");
        var shipped = DataConvert.Request.of(workspace, parent.id(), "HS22");

        assertThat(refusal(shipped)).isEqualTo("KAN-DATA-088");
        var manifest = converted(shipped.keepingUnweighted());

        var data = load(manifest);
        assertThat(data.cube().products()).containsExactly(new Code("HS17", "850760"), new Code("HS22", "010121"));
        assertThat(data.cube().bounds().isEmpty()).isTrue();
        assertThat(taken(workspace.listFlows(manifest.id(), Workspace.FlowRows.FLOW, FlowFilter.ALL, 10)))
                .extracting(r -> r.product() + " " + r.flags())
                .containsExactly("HS17:850760 16", "HS22:010121 0");
    }

    @Test
    @Tag("two-implementations")
    void theEngineEqualsTheKernelOverTheShippedWeights() throws IOException, SQLException {
        for (var step : new String[][] {{"HS02", "HS07"}, {"HS17", "HS12"}, {"HS07", "HS17"}}) {
            var random = new SplittableRandom(5);
            var all = Reference.load().goods().listCodes(step[0], 6);
            var valueByCode = new TreeMap<String, Double>();
            while (valueByCode.size() < 400) {
                valueByCode.put(all.get(random.nextInt(all.size())), 1 + random.nextInt(1_000_000) / 1_000.0);
            }
            var text = new StringBuilder();
            valueByCode.forEach((code, value) -> text.append("2021,CHN,JPN,")
                    .append(code)
                    .append(',')
                    .append(value)
                    .append('\n'));
            var manifest = converted(DataConvert.Request.of(
                            workspace, parent(text.toString(), step[0]).id(), step[1])
                    .keepingUnweighted());
            var kernel = Reference.load()
                    .concordance()
                    .conversion(step[0], step[1], new ArrayList<>(valueByCode.keySet()))
                    .orElseThrow()
                    .convert(valueByCode.values().stream().mapToDouble(v -> v).toArray());
            var stays = manifest.conversion() == null
                    ? 0
                    : manifest.conversion().counted().keySet().stream()
                            .filter(r -> r.startsWith("un"))
                            .count();
            assertThat(stays).as("all codes of " + step[0] + " have weights").isZero();

            var data = load(manifest);
            double low = 0;
            double point = 0;
            double high = 0;
            for (int b = 0; b < kernel.targets().size(); b++) {
                int p = data.cube()
                        .productIndex(new Code(step[1], kernel.targets().get(b)));
                low += kernel.low()[b];
                high += kernel.high()[b];
                if (kernel.point()[b] == 0) {
                    continue;
                }
                var block = data.cube().block(0, p);
                assertThat(block.size()).isEqualTo(1);
                double value = block.value()[block.from()];
                point += value / TradeCube.SCALE;
                assertThat(value / TradeCube.SCALE)
                        .as(kernel.targets().get(b))
                        .isCloseTo(kernel.point()[b], within(1e-8));
                assertThat(data.cube().bounds().low(block.from(), value) / TradeCube.SCALE)
                        .isCloseTo(kernel.low()[b], within(1e-8));
                assertThat(data.cube().bounds().high(block.from(), value) / TradeCube.SCALE)
                        .isCloseTo(kernel.high()[b], within(1e-8));
            }
            double all1 = valueByCode.values().stream().mapToDouble(v -> v).sum();
            assertThat(point).isCloseTo(all1, within(1e-9 * all1));
            assertThat(low).isLessThanOrEqualTo(point);
            assertThat(point).isLessThanOrEqualTo(high);
        }
    }
}
