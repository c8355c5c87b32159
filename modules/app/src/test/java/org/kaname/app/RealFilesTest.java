package org.kaname.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kaname.model.testing.SharedFolder;

/** Every real table of trade at hand goes through the program: a named reader takes it, or it is refused with a code and a hint. */
class RealFilesTest {
    private static final String UNKNOWN = "KAN-DATA-020";
    private static final String UNSTATED = "KAN-DATA-023";

    /** What becomes of each file; a name that ends in an asterisk stands for several. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("atlas/*", UNKNOWN),
            Map.entry("baci-subset/BACI_HS92_Y2021_V202301_AFG_ZAF.csv.gz", "baci"),
            Map.entry("baci-subset/baci_seafood_hs12_2018.csv", UNKNOWN),
            Map.entry("baci-subset/country_codes_V202201.csv", UNKNOWN),
            Map.entry("battery-hs6/comtrade_imports_by_partner_hs6.csv.gz", "comtrade-plus"),
            Map.entry("battery-hs6/native/*", "comtrade-plus"),
            Map.entry("china-minerals-monthly/*", UNKNOWN),
            Map.entry("damaged/TradeData_Jap_2010-2020.csv", "comtrade-plus"),
            Map.entry("damaged/TradeData_Jap_2021-2024.csv", "comtrade-plus"),
            Map.entry("damaged/TradeData_thailand_hs8542.csv", "comtrade-plus"),
            Map.entry("damaged/comtrade_legacy_35col_2021-08-16.csv", "comtrade-legacy"),
            Map.entry("damaged/oec_rare_earth_pipe.csv", UNKNOWN),
            Map.entry("fertiliser-energy/*", UNKNOWN),
            Map.entry("hs27-energy/*", "comtrade-legacy"),
            Map.entry("japan-customs/japan_trade_by_area_goods_year.csv.gz", "japan-area"),
            // fields of Comtrade without the revision of the goods, which must then be stated
            Map.entry("nickel/UN_nickel_trade.csv.gz", UNSTATED));

    @TempDir
    Path folder;

    private static String expected(String name) {
        var exact = EXPECTED.get(name);
        var several = EXPECTED.get(name.substring(0, name.lastIndexOf('/') + 1) + "*");
        return exact != null ? exact : several == null ? "not named in this test" : several;
    }

    private String becomes(Path file) {
        var run = new Cli(folder).run("data", "add", file.toString(), "--dry-run", "--json", "--quiet");
        var said = run.out() + run.err();
        assertThat(said).as("%s", file).doesNotContain("Exception", "\tat ");
        if (run.exit() == 0) {
            var rows = run.json();
            assertThat(rows.path("rows_accepted").asLong()
                            + rows.path("rows_quarantined").asLong())
                    .isEqualTo(rows.path("rows_read").asLong())
                    .isPositive();
            var reader = rows.path("reader").asString();
            return reader.substring(0, reader.indexOf('@'));
        }
        assertThat(run.exit()).as(said).isEqualTo(said.contains(UNSTATED) ? 2 : 3);
        assertThat(said).as("%s", file).contains("Maybe ");
        if (said.contains(UNKNOWN)) {
            // each reader says what it misses
            assertThat(said)
                    .contains("baci: ", "comtrade-plus: ", "comtrade-legacy: ", "comtrade-json: ", "japan-area: ");
        }
        var code = said.substring(said.indexOf("KAN-DATA-"));
        return code.substring(0, UNKNOWN.length());
    }

    @Test
    void eachIsReadByANamedReaderOrRefusedWithACode() throws IOException {
        var trade = SharedFolder.require("data/trade");
        var names = new TreeSet<String>();
        try (var files = Files.walk(trade)) {
            files.filter(Files::isRegularFile)
                    .map(f -> trade.relativize(f).toString().replace('\\', '/'))
                    .filter(n -> !n.endsWith(".txt"))
                    .forEach(names::add);
        }
        assertThat(names).hasSizeGreaterThan(20);
        var found = new TreeMap<String, String>();
        var wanted = new TreeMap<String, String>();
        for (var name : names) {
            found.put(name, becomes(trade.resolve(name)));
            wanted.put(name, expected(name));
        }
        assertThat(found).isEqualTo(wanted);
    }
}
