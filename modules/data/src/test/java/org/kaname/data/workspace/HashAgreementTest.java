package org.kaname.data.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.data.Manifest;
import org.kaname.data.Progress;
import org.kaname.data.source.FlowTable;
import org.kaname.model.Unit;

/** The logical hash taken from memory while a table is written, against one SQL query over the files. */
@Tag("two-implementations")
class HashAgreementTest {
    @TempDir
    Path folder;

    private static FlowTable.Form form(
            String scheme, int year, int month, int level, boolean estimated, String kind, String unit, int file) {
        return new FlowTable.Form(
                scheme,
                year,
                month,
                level,
                estimated ? FlowTable.ReportedBy.EXPORTER : FlowTable.ReportedBy.IMPORTER,
                estimated ? FlowTable.ValueBasis.FOB : FlowTable.ValueBasis.CIF,
                estimated,
                estimated,
                kind,
                unit,
                file);
    }

    private static void row(
            FlowTable table, FlowTable.Form form, String good, String from, double value, double tonnes) {
        table.add(
                table.form(form),
                table.product(good),
                table.economy(from),
                table.economy("JPN"),
                value,
                tonnes,
                from.equals("JPN") ? 0 : FlowTable.CODE_PADDED,
                table.size() + 2);
    }

    /** Writes the table and compares both hashes; returns it. */
    private String agreed(String name, FlowTable table, Unit unit, boolean kinds) throws Exception {
        table.settle(rows -> FlowTable.Decision.KEEP_FIRST);
        var hash = new RowHash();
        try (var engine = ParquetFiles.open()) {
            var files = new FlowParquet(table, unit, kinds)
                    .write(engine, folder.resolve(name), "flow", 0, hash, Progress.NONE).stream()
                            .map(part -> new Manifest.FileEntry(part.name(), 0, "", part.constants()))
                            .toList();
            var bySql = ContentHash.of(
                    engine,
                    FlowParquet.columns(kinds),
                    "SELECT * FROM " + FlowParquet.table(folder.resolve(name), files, kinds));
            assertThat(hash.text()).as(name).isEqualTo(bySql);
            assertThat(hash.rows()).isEqualTo(table.size()).isPositive();
        }
        return hash.text();
    }

    private static FlowTable everyKindOfRow(boolean letters) {
        var table = new FlowTable();
        var goods = letters ? List.of("0101AB", "機械", "x|y") : List.of("010121", "280530", "000001");
        var extra = form("HS17", 2022, 3, 6, false, "", "ITEM", 0);
        var other = form("HS17", 2022, 3, 6, false, "", "KWH", 1);
        var plain = form("HS17", 2021, 0, 6, false, "", "", 0);
        var estimated = form("HS12", 2022, 12, 6, true, "", "", 1);
        for (var good : goods) {
            row(table, extra, good, "CHN", 1234.567891, 0.1);
            table.extra(17.25);
            row(table, extra, good, "KOR", 0.0000004, Double.NaN); // rounds to 0 at the sixth decimal
            row(table, other, good, "DEU", 1e9, 12);
            table.extra(0);
            table.national(123_456_789_012.5);
            row(table, plain, good, "CHN", 9_999_999_999.999999, Double.NaN);
            row(table, plain, good, "JPN", 0, 0);
            table.national(3e15); // beyond a long at six decimals
            row(table, estimated, good, "USA", 2.5, 1.0 / 3);
        }
        return table;
    }

    @Test
    void everyColumnOfFlowsHasOneHashFromMemoryAndBySql() throws Exception {
        var digits = agreed("digits", everyKindOfRow(false), Unit.KUSD, false);
        var letters = agreed("letters", everyKindOfRow(true), Unit.KUSD, false);
        assertThat(digits).startsWith("m128:18:").isNotEqualTo(letters);
    }

    @Test
    void soHaveAmountsOfOtherCurrencies() throws Exception {
        agreed("yen", everyKindOfRow(false), Unit.BN_JPY, false);
        agreed("own", everyKindOfRow(true), Unit.VALUE, false);
    }

    @Test
    void soHaveTotalsWithAndWithoutAKind() throws Exception {
        var table = new FlowTable();
        row(table, form("HS17", 2020, 0, 2, false, "M", "", 0), "28", "WLD", 5, Double.NaN);
        row(table, form("HS17", 2020, 0, 4, false, "RX", "ITEM", 0), "2805", "WLD", 6, 1);
        table.extra(2);
        row(table, form("HS17", 2020, 0, 0, false, "", "", 0), "TOTAL", "WLD", 7, 1);
        agreed("totals", table, Unit.KUSD, true);
    }

    @Test
    void rowsThatDifferOnlyInAZeroOfTheirCodeDifferInTheHash() throws Exception {
        var one = new FlowTable();
        row(one, form("HS17", 2020, 0, 6, false, "", "", 0), "010121", "CHN", 5, 1);
        var two = new FlowTable();
        row(two, form("HS17", 2020, 0, 6, false, "", "", 0), "101210", "CHN", 5, 1);
        assertThat(agreed("one", one, Unit.KUSD, false)).isNotEqualTo(agreed("two", two, Unit.KUSD, false));
    }

    /** data-formats 1.2 by hand: MD5 of {@code a|\N|1500000}, its halves as they are, for one row is its own sum. */
    @Test
    void theHashOfOneRowIsTheMd5OfItsText() throws Exception {
        var hash = new RowHash();
        hash.text("a".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .text(null)
                .number(1.5)
                .end();
        var md5 = java.security.MessageDigest.getInstance("MD5")
                .digest("a|\\N|1500000".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(hash.text()).isEqualTo("m128:1:" + java.util.HexFormat.of().formatHex(md5));
    }
}
