package org.kaname.data.inputoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.model.Explanation;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.testing.SharedFolder;

class IoTablesTest {
    private static final IoTables.Options NONE = IoTables.Options.none();

    @TempDir
    Path folder;

    private static ReadTable taken(Path path, IoTables.Options options) {
        return switch (IoTables.read(path, options)) {
            case Outcome.Taken<ReadTable> taken -> taken.value();
            case Outcome.Refused<ReadTable> refused -> throw new AssertionError(refused.refusals());
        };
    }

    /** The refusal, said in both languages. */
    private static Refusal refused(Path path, IoTables.Options options) {
        return switch (IoTables.read(path, options)) {
            case Outcome.Taken<ReadTable> taken ->
                throw new AssertionError("taken as " + taken.value().layout());
            case Outcome.Refused<ReadTable> refused -> {
                var refusal = refused.refusals().getFirst();
                for (var language : Language.values()) {
                    assertThat(refusal.text(Phrasebook.read(language, List.of(Refusal.class))))
                            .contains(refusal.code())
                            .doesNotContain("{");
                }
                yield refusal;
            }
        };
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static List<String> notes(ReadTable read) {
        return read.notes().stream().map(Explanation::key).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** A small sound table of Z, Y and x, which tests then damage. */
    private void writeZyx() throws IOException {
        write("Z.csv", """
                region,,A,A,B,B
                sector,,s,t,s,t
                region,sector,,,,
                A,s,1,2,3,4
                A,t,5,6,7,8
                B,s,1,1,1,1
                B,t,2,0,2,0
                """);
        write("Y.csv", """
                region,,A,B
                category,,Households,Households
                region,sector,,
                A,s,10,0
                A,t,20,4
                B,s,1,5
                B,t,0,6
                """);
        write("x.csv", "region,sector,indout\nA,s,20\nA,t,50\nB,s,10\nB,t,10\n");
    }

    private void replace(String name, String what, String by) throws IOException {
        var text = Files.readString(folder.resolve(name));
        assertThat(text).contains(what);
        write(name, text.replace(what, by));
    }

    @Test
    @Tag("golden")
    void wiodHasTheSumsOfTheText() {
        var path = SharedFolder.require("data/io/wiod2013");
        var read = taken(path, NONE.withYear(2010));
        var table = read.table();
        var balance = read.balance();

        assertThat(read.layout()).isEqualTo("wiod-2013");
        assertThat(table.economies()).hasSize(41).contains("RoW", "TWN", "ROM");
        assertThat(table.sectors()).hasSize(35);
        assertThat(table.sectorNames().getFirst()).isEqualTo("Agriculture, Hunting, Forestry and Fishing");
        assertThat(table.head().year()).isEqualTo(2010);
        assertThat(table.head().balancedInIntegers()).isTrue();
        assertThat(sum(table.output())).isEqualTo(125_840_515);
        assertThat(sum(table.deliveries())).isEqualTo(63_785_737);
        assertThat(sum(table.finalDemand())).isEqualTo(61_995_411);
        assertThat(balance.maxAbs()).isEqualTo(99);
        assertThat(balance.worst().getFirst().label()).isEqualTo("BEL_c21");
        assertThat(balance.worst()).hasSize(10);
        assertThat(balance.sum()).isEqualTo(-59_367);
        assertThat(balance.sum() / balance.outputSum()).isCloseTo(-0.00047, within(5e-6));
        assertThat(balance.floor()).isCloseTo(164, within(1e-9));
        assertThat(balance.negativeFinal()).isEqualTo(442);
        assertThat(balance.negativeDeliveries()).isZero();
        assertThat(balance.accepted()).isTrue();
        assertThat(balance.defects()).isEmpty();
        var zero = balance.zeroOutput().stream().map(table::label).toList();
        assertThat(zero)
                .hasSize(22)
                .contains("CHN_c19", "IDN_c19", "CYP_c8", "LUX_c5", "LUX_c8", "LVA_c8", "MLT_c8", "SWE_c5");
        assertThat(zero.stream().filter(label -> label.endsWith("_c35"))).hasSize(14);
        assertThat(table.finalColumns().stream().filter(c -> c.kind() == IoTable.FinalKind.INVENTORY))
                .hasSize(41)
                .allMatch(column -> column.category().equals("f5"));
    }

    @Test
    @Tag("golden")
    void aYearIsNeededWhereThereAreSeveral() {
        var path = SharedFolder.require("data/io/wiod2013");
        assertThat(refused(path, NONE).code()).isEqualTo("KAN-DATA-096");
        assertThat(refused(path, NONE.withYear(1990)).variant()).isEqualTo("year");
        var file = taken(path.resolve("Z_2009.csv.gz"), NONE);
        assertThat(file.table().head().year()).isEqualTo(2009);
        assertThat(file.balance().maxAbs()).isEqualTo(104);
        assertThat(file.contentHash())
                .isNotEqualTo(taken(path, NONE.withYear(2011)).contentHash());
    }

    @ParameterizedTest
    @Tag("golden")
    @ValueSource(strings = {"iotable_13sector_2011.csv", "iotable_13sector_2011_wider.csv"})
    void japanBalancesExactlyInBothForms(String name) {
        var read = taken(SharedFolder.require("data/io/japan-13-sector-2011/" + name), NONE);
        var table = read.table();

        assertThat(table.head().scope()).isEqualTo(IoTable.Scope.NATIONAL);
        assertThat(table.economies()).containsExactly("JPN");
        assertThat(table.sectors()).hasSize(13).startsWith("01", "02", "03");
        assertThat(table.sectorNames().get(2)).isEqualTo("Manufacturing");
        assertThat(sum(table.output())).isEqualTo(939_674_856);
        assertThat(read.balance().maxAbs()).isZero();
        assertThat(sum(table.valueAdded().orElseThrow())).isEqualTo(476_905_256);
        assertThat(sum(table.deliveries()) + sum(table.valueAdded().orElseThrow()))
                .isEqualTo(939_674_856);
        assertThat(columnSum(table, "81_Exports total")).isEqualTo(70_944_580);
        assertThat(columnSum(table, "84_(less) Imports")).isEqualTo(-77_154_371);
        assertThat(columnSum(table, "85_(less) Custom duties")).isEqualTo(-832_701);
        assertThat(columnSum(table, "86_(less) Commodity taxes on imported goods"))
                .isEqualTo(-5_171_005);
        assertThat(read.notes()).anySatisfy(note -> {
            assertThat(note.key()).isEqualTo("note.io-columns-against-rows");
            assertThat(note.arguments()).containsEntry("difference", 0.0);
        });
        var kinds = table.finalColumns().stream().map(IoTable.FinalColumn::kind).toList();
        assertThat(kinds.stream().filter(kind -> kind == IoTable.FinalKind.IMPORT))
                .hasSize(3);
        assertThat(kinds.stream().filter(kind -> kind == IoTable.FinalKind.EXPORT))
                .hasSize(1);
        assertThat(kinds.stream().filter(kind -> kind == IoTable.FinalKind.INVENTORY))
                .hasSize(1);
    }

    private static double columnSum(IoTable table, String category) {
        int columns = table.finalColumns().size();
        double sum = 0;
        for (int k = 0; k < columns; k++) {
            if (table.finalColumns().get(k).category().equals(category)) {
                for (int i = 0; i < table.industries(); i++) {
                    sum += table.finalDemand()[i * columns + k];
                }
            }
        }
        return sum;
    }

    @Test
    @Tag("golden")
    void totalsOfTheNationalTableAreDroppedByCodeNotByPlace() throws IOException {
        var original = Files.readString(SharedFolder.require("data/io/japan-13-sector-2011/iotable_3sector_2011.csv"));
        write("table_2011.csv", original);
        var plain = taken(folder.resolve("table_2011.csv"), NONE);
        var rows = new ArrayList<>(original.lines().toList());
        rows.add(3, "\"industry\",\"70_Total of intermediate inputs\",\"industry\",\"01_primary\",999");
        rows.add(5, "\"industry\",\"01_primary\",\"finaldemand\",\"82_Total demand\",999");
        write("table_2011.csv", String.join("\n", rows));
        var read = taken(folder.resolve("table_2011.csv"), NONE);

        assertThat(read.table().output()).containsExactly(plain.table().output());
        assertThat(notes(read)).contains("note.io-totals-dropped");
        assertThat(notes(plain)).doesNotContain("note.io-totals-dropped");
    }

    @Test
    @Tag("golden")
    void theTestTableOfSixEconomiesHasItsOutput() {
        var read = taken(SharedFolder.require("golden/ario/input"), NONE);

        assertThat(read.layout()).isEqualTo("zyx-csv");
        assertThat(read.table().economies()).containsExactly("reg1", "reg2", "reg3", "reg4", "reg5", "reg6");
        assertThat(read.table().sectors()).startsWith("food", "mining", "manufactoring");
        assertThat(read.table().output()[0]).isEqualTo(239154.38647261969);
        assertThat(read.table().deliveries()[1]).isEqualTo(57.495387000000001);
        assertThat(notes(read)).contains("note.io-no-year", "note.io-no-unit");
        assertThat(read.sources().stream().map(ReadTable.Source::name))
                .containsExactly("Y_as_pymrio.csv", "Z_as_pymrio.csv", "x_as_pymrio.csv");
    }

    @Test
    @Tag("golden")
    void withoutAFileOfOutputItIsWhatRowsSumTo() throws IOException {
        var read = taken(SharedFolder.require("golden/input-output/in_Z.csv"), NONE);
        var reference = Files.readAllLines(SharedFolder.require("golden/input-output/ref_x.csv"));

        assertThat(notes(read)).contains("note.io-output-from-rows");
        for (int i = 0; i < read.table().industries(); i++) {
            double expected = Double.parseDouble(reference.get(i + 1).split(",")[2]);
            assertThat(read.table().output()[i]).isCloseTo(expected, within(1e-12 * expected));
        }
    }

    /** Mock values, so nothing balances; what is tested is labels, folding and the places of rows and columns. */
    @ParameterizedTest
    @Tag("golden")
    @CsvSource({
        "ICIO2018_2010.CSV, MX1, MEX, 5, 5, AUS_HFCE, 2018",
        "ICIO2018_2010.zip, MX1, MEX, 5, 5, AUS_HFCE, 2018",
        "ICIO2016_2003.csv, CN1+CN2, CHN, 4, 6, HFCE_AUS, 2016"
    })
    void oecdTablesAreFolded(
            String name, String parts, String whole, int economies, int categories, String household, String edition)
            throws IOException {
        var path = SharedFolder.require("data/io/formats/oecd_mock/" + name);
        assertThat(refused(path, NONE).code()).isEqualTo("KAN-DATA-094");
        var read = taken(path, NONE.acceptingImbalance());
        var table = read.table();

        assertThat(read.imbalanceAccepted()).isTrue();
        assertThat(notes(read)).contains("note.io-folded", "note.io-imbalance-accepted");
        assertThat(table.economies())
                .hasSize(economies)
                .contains(whole)
                .doesNotContainAnyElementsOf(Set.of(parts.split("\\+")));
        assertThat(table.sectors()).hasSize(8);
        assertThat(table.finalColumns()).hasSize(economies * categories);
        assertThat(table.head().edition()).contains(edition);
        // the folded matrix is the sum of the file's blocks, cell by cell
        var text =
                Files.readAllLines(SharedFolder.require("data/io/formats/oecd_mock/" + name.replace(".zip", ".CSV")));
        var header = List.of(text.getFirst().replace("\"", "").split(",", -1));
        var expected = new double[table.deliveries().length];
        var output = new double[table.industries()];
        double households = 0;
        for (var line : text.subList(1, text.size())) {
            var cells = line.replace("\"", "").split(",", -1);
            int from = place(table, cells[0], parts, whole);
            for (int k = 1; k < header.size(); k++) {
                int to = place(table, header.get(k), parts, whole);
                if (from >= 0 && to >= 0) {
                    expected[from * table.industries() + to] += Double.parseDouble(cells[k]);
                } else if (cells[0].startsWith("OUT") && to >= 0) {
                    output[to] += Double.parseDouble(cells[k]);
                } else if (from >= 0 && header.get(k).equals(household)) {
                    households += Double.parseDouble(cells[k]);
                }
            }
        }
        assertThat(table.deliveries()).containsExactly(expected, within(1e-6));
        assertThat(table.output()).containsExactly(output, within(1e-6));
        int columns = table.finalColumns().size();
        double read1 = 0;
        for (int k = 0; k < columns; k++) {
            var column = table.finalColumns().get(k);
            if (column.category().equals("HFCE")
                    && table.economies().get(column.economy()).equals("AUS")) {
                for (int i = 0; i < table.industries(); i++) {
                    read1 += table.finalDemand()[i * columns + k];
                }
            }
        }
        assertThat(read1).isCloseTo(households, within(1e-6));
    }

    /** An industry's place in the folded table; -1 for what is none. */
    private static int place(IoTable table, String label, String parts, String whole) {
        int at = label.indexOf('_');
        if (at < 0) {
            return -1;
        }
        var economy = Set.of(parts.split("\\+")).contains(label.substring(0, at)) ? whole : label.substring(0, at);
        int e = table.economy(economy);
        int s = table.sector(label.substring(at + 1));
        return e < 0 || s < 0 ? -1 : table.industry(e, s);
    }

    @Test
    @Tag("golden")
    void theDomesticBlockOfOneEconomyIsPartial() {
        var read = taken(SharedFolder.require("data/io/oecd-japan/ICIO2023_SML_2016_JPN_domestic.csv"), NONE);

        assertThat(read.table().head().scope()).isEqualTo(IoTable.Scope.PARTIAL);
        assertThat(read.table().sectors()).hasSize(45);
        assertThat(read.table().finalColumns()).hasSize(6);
        assertThat(read.table().head().year()).isEqualTo(2016);
        assertThat(notes(read)).contains("note.io-domestic-block");
    }

    @Test
    @Tag("golden")
    void exiobaseCoefficientsBecomeDeliveries() throws IOException {
        var read = taken(SharedFolder.require("data/io/formats/exio3_mock"), NONE.withYear(2009));
        var table = read.table();

        assertThat(read.layout()).isEqualTo("exiobase3");
        assertThat(table.unit()).isEqualTo("Mill USD");
        assertThat(table.economies()).containsExactly("AUS", "BRA", "FIN", "FRA", "KOR", "WWF");
        assertThat(notes(read)).contains("note.io-output-solved", "note.io-from-coefficients");
        // the mock is the 6 x 8 test table under other names
        var x = Files.readAllLines(SharedFolder.require("golden/input-output/ref_x.csv"));
        for (int i = 0; i < table.industries(); i++) {
            double expected = Double.parseDouble(x.get(i + 1).split(",")[2]);
            assertThat(table.output()[i]).isCloseTo(expected, within(1e-8 * expected));
        }
        assertThat(table.deliveries()[0]).isCloseTo(23697.221, within(1e-4));
    }

    @Test
    @Tag("golden")
    void eoraIsReadByItsLabels() {
        var read = taken(SharedFolder.require("data/io/formats/eora26_mock"), NONE);

        assertThat(read.layout()).isEqualTo("eora26");
        assertThat(read.table().head().year()).isEqualTo(2010);
        assertThat(read.table().economies()).startsWith("reg1", "reg2");
        assertThat(read.table().industries()).isEqualTo(48);
        assertThat(read.table().deliveries()[1]).isEqualTo(57.495387);
        assertThat(read.table().valueAdded().orElseThrow()[0]).isEqualTo(111490.88);
    }

    @Test
    void theShippedTableIsTheDefault() {
        var read = IoTables.starter();
        var table = read.table();

        assertThat(table.economies()).hasSize(13).contains("JPN", "CHN", "REU", "ROW");
        assertThat(table.sectors()).hasSize(18);
        assertThat(table.finalColumns()).hasSize(65);
        assertThat(table.head().year()).isEqualTo(2011);
        assertThat(table.unit()).isEqualTo("USD mn");
        assertThat(table.head().balancedInIntegers()).isTrue();
        assertThat(table.valueAdded()).isPresent();
        // the pack's own text: rows fall short of output by up to 0.05 % of it in sum
        assertThat(read.balance().sum() / read.balance().outputSum()).isBetween(-.0005, 0.0);
        int australia = table.industry(table.economy("AUS"), table.sector("agriculture"));
        assertThat(table.output()[australia]).isEqualTo(76_834);
        assertThat(table.valueAdded().orElseThrow()[australia]).isEqualTo(43_760);
        assertThat(table.deliveries()[australia * table.industries() + australia])
                .isEqualTo(8_732);
        assertThat(table.finalColumns().stream().filter(c -> c.kind() == IoTable.FinalKind.INVENTORY))
                .hasSize(13);
    }

    @Test
    void sectorsMayStandInAnotherOrderInEveryEconomy() throws IOException {
        writeZyx();
        var plain = taken(folder, NONE).table();
        write("Z.csv", """
                region,,A,A,B,B
                sector,,s,t,t,s
                A,s,1,2,4,3
                A,t,5,6,8,7
                B,t,2,0,0,2
                B,s,1,1,1,1
                """);
        write("Y.csv", """
                region,,A,B
                category,,Households,Households
                A,s,10,0
                A,t,20,4
                B,t,0,6
                B,s,1,5
                """);
        write("x.csv", "region,sector,indout\nA,s,20\nA,t,50\nB,t,10\nB,s,10\n");
        var turned = taken(folder, NONE).table();

        assertThat(turned.deliveries()).containsExactly(plain.deliveries());
        assertThat(turned.finalDemand()).containsExactly(plain.finalDemand());
        assertThat(turned.output()).containsExactly(plain.output());
    }

    @Test
    void packedFilesAreReadThrough() throws IOException {
        writeZyx();
        var plain = taken(folder, NONE);
        for (var name : List.of("Z.csv", "Y.csv", "x.csv")) {
            var packed = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(packed)) {
                out.write(Files.readAllBytes(folder.resolve(name)));
            }
            Files.write(folder.resolve(name + ".gz"), packed.toByteArray());
            Files.delete(folder.resolve(name));
        }
        var read = taken(folder, NONE);

        assertThat(read.table().deliveries()).containsExactly(plain.table().deliveries());
        assertThat(read.contentHash()).isNotEqualTo(plain.contentHash());
        assertThat(taken(folder.resolve("Z.csv.gz"), NONE).contentHash()).isEqualTo(read.contentHash());
    }

    @Test
    void whatIsNoNumberIsRefusedWithItsPlace() throws IOException {
        for (var bad : List.of("NaN", "", "n/a", "1,5".replace(',', ';'), "Infinity", "0x1p3", "1d")) {
            writeZyx();
            replace("Z.csv", "A,t,5,6,7,8", "A,t,5," + bad + ",7,8");
            var refusal = refused(folder, NONE);
            assertThat(refusal.code()).as(bad).isEqualTo("KAN-DATA-091");
            assertThat(refusal.arguments()).containsEntry("cells", 1L).containsEntry("first", "5:4 (" + bad + ")");
        }
    }

    @Test
    void aMatrixThatIsNotSquareIsRefused() throws IOException {
        writeZyx();
        replace("Z.csv", "B,t,2,0,2,0\n", "");
        assertThat(refused(folder, NONE))
                .satisfies(r -> assertThat(r.code() + r.variant()).isEqualTo("KAN-DATA-092rows"));
        writeZyx();
        replace("Z.csv", "B,t,2,0,2,0\n", "B,t,2,0,2,0\nC,s,1,1,1,1\n");
        assertThat(refused(folder, NONE).variant()).isEqualTo("rows");
        writeZyx();
        replace("Z.csv", "A,t,5,6,7,8", "A,t,5,6,7");
        var shortRow = refused(folder, NONE);
        assertThat(shortRow.code()).isEqualTo("KAN-DATA-092");
        assertThat(shortRow.line()).isEqualTo(5);
        writeZyx();
        replace("Z.csv", "A,t,5,6,7,8", "A,t,5,6,7,8,9");
        assertThat(refused(folder, NONE).code()).isEqualTo("KAN-DATA-092");
        writeZyx();
        replace("Y.csv", "A,t,20,4", "A,u,20,4");
        assertThat(refused(folder, NONE).variant()).isEqualTo("labels");
    }

    @Test
    void doubledLabelsAreRefused() throws IOException {
        writeZyx();
        replace("Z.csv", "sector,,s,t,s,t", "sector,,s,s,s,t");
        var refusal = refused(folder, NONE);
        assertThat(refusal.code()).isEqualTo("KAN-DATA-093");
        assertThat(refusal.arguments()).containsEntry("labels", "A_s");
    }

    @Test
    void anImbalanceIsRefusedWithItsRowsUnlessAccepted() throws IOException {
        writeZyx();
        replace("x.csv", "A,t,50", "A,t,60");
        var refusal = refused(folder, NONE);
        assertThat(refusal.code()).isEqualTo("KAN-DATA-094");
        assertThat(refusal.arguments()).containsEntry("rows", 1).containsEntry("worst", "A_t -10.0000 of 60.0000");

        var read = taken(folder, NONE.acceptingImbalance());
        assertThat(read.imbalanceAccepted()).isTrue();
        assertThat(read.balance().beyond()).extracting(BalanceReport.Row::label).containsExactly("A_t");
        assertThat(read.balance().byEconomy()).containsExactly(-10.0, 0.0);
    }

    @Test
    void partsThatAreMissingAreNamed() throws IOException {
        writeZyx();
        Files.delete(folder.resolve("Y.csv"));
        assertThat(refused(folder, NONE).code()).isEqualTo("KAN-DATA-090");
        write("Z_2010.csv", "row,A_s\nA_s,1\n");
        var refusal = refused(folder.resolve("Z_2010.csv"), NONE);
        assertThat(refusal.code()).isEqualTo("KAN-DATA-095");
        assertThat(refusal.arguments()).containsEntry("part", "F_2010.csv");
    }

    @Test
    void anUnknownLayoutIsRefusedWithTheKnownOnes() throws IOException {
        write("sales.csv", "shop,amount\nnorth,1\n");
        var refusal = refused(folder, NONE);
        assertThat(refusal.code()).isEqualTo("KAN-DATA-090");
        assertThat(String.valueOf(refusal.arguments().get("layouts"))).contains("wiod-2013", "oecd-icio", "estat-io");
        assertThat(refused(folder.resolve("nothing"), NONE).code()).isEqualTo("KAN-DATA-052");
    }

    @Test
    void economiesWithDifferentSectorsAreRefused() throws IOException {
        writeZyx();
        replace("Z.csv", "sector,,s,t,s,t", "sector,,s,t,s,u");
        for (var name : List.of("Z.csv", "Y.csv", "x.csv")) {
            replace(name, "B,t", "B,u");
        }
        var refusal = refused(folder, NONE);
        assertThat(refusal.code()).isEqualTo("KAN-DATA-097");
        assertThat(refusal.arguments()).containsEntry("missing", "A_u, B_t");
    }

    @Test
    void inputsWithoutOutputAndSalesWithoutOutputAreDefects() throws IOException {
        writeZyx();
        replace("x.csv", "B,t,10", "B,t,0");
        var read = taken(folder, NONE.acceptingImbalance());
        assertThat(read.balance().defects())
                .extracting(BalanceReport.Defect::kind)
                .containsExactly(
                        BalanceReport.DefectKind.INPUTS_WITHOUT_OUTPUT, BalanceReport.DefectKind.USED_BUT_NOT_PRODUCED);
        assertThat(read.balance().zeroOutput()).containsExactly(3);
    }

    @Test
    void numbersAreTheNearestDoublesOfTheirDigits() throws IOException {
        for (var number : List.of(
                "0.1",
                "23697.221000000001",
                "1e-5",
                "4E+05",
                "123456789012345678",
                ".5",
                "7.",
                "0.000000000000001",
                "999999999999999",
                "-3.25",
                "+2",
                "00012",
                "0.30000000000000004")) {
            var cells =
                    new Cells(new IoInput.Part("a", "a", (number + "\n").getBytes(StandardCharsets.UTF_8), ""), ',');
            assertThat(cells.nextRow() && cells.nextCell()).isTrue();
            assertThat(cells.number()).as(number).isEqualTo(Double.parseDouble(number));
        }
    }
}
