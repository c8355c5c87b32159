package org.kaname.data.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.csv.CsvRecords;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.testing.SharedFolder;

class ReferenceTest {
    private static final Reference TABLES = Reference.load();
    private static final int PROXY = 1;

    /** Every row of data-formats 2.3, numeric code by numeric code. */
    @ParameterizedTest
    @CsvSource({
        "58,QVB,FORMER,0",
        "200,CSK,FORMER,0",
        "251,FRA,ECONOMY,0",
        "278,DDR,FORMER,0",
        "280,QVG,FORMER,0",
        "490,TWN,ECONOMY,1",
        "530,ANT,FORMER,0",
        "579,NOR,ECONOMY,0",
        "697,QNT,UNSPECIFIED,2",
        "699,IND,ECONOMY,0",
        "711,QVC,FORMER,0",
        "736,QVS,FORMER,0",
        "757,CHE,ECONOMY,0",
        "810,SUN,FORMER,0",
        "842,USA,ECONOMY,0",
        "849,PUS,FORMER,0",
        "891,SCG,FORMER,0",
        "381,ITA,ECONOMY,0",
        "380,ITA,ECONOMY,0",
        "0,WLD,WORLD,0",
        "97,QZE,GROUP,0",
        "975,QZA,GROUP,0",
        "899,QNX,UNSPECIFIED,2",
        "837,QSB,SPECIAL,2",
        "838,QSF,SPECIAL,2",
        "839,QSC,SPECIAL,2",
        "568,QNE,UNSPECIFIED,2",
        "577,QNF,UNSPECIFIED,2",
        "473,QNL,UNSPECIFIED,2",
        "471,QNC,UNSPECIFIED,2",
        "129,QNB,UNSPECIFIED,2",
        "221,QNR,UNSPECIFIED,2",
        "290,QNN,UNSPECIFIED,2",
        "472,QNM,UNSPECIFIED,2",
        "492,QNU,UNSPECIFIED,2",
        "527,QNO,UNSPECIFIED,2",
        "636,QNA,UNSPECIFIED,2",
        "637,QNH,UNSPECIFIED,2",
        "879,QNW,UNSPECIFIED,2",
        "80,ATB,FORMER,0",
        "536,NTZ,FORMER,0",
        "156,CHN,ECONOMY,0",
        "004,AFG,ECONOMY,0",
        "8,ALB,ECONOMY,0",
        "250,FRA,ECONOMY,0"
    })
    void aNumericCodeOfComtradeMeansWhatTheSpecificationSays(String number, String code, Economy.Kind kind, int flags) {
        for (var scheme : List.of("comtrade", "baci")) {
            var meaning = TABLES.find(scheme, number).orElseThrow();
            assertThat(meaning.economy().code()).as(scheme).isEqualTo(code);
            assertThat(meaning.economy().kind()).as(scheme).isEqualTo(kind);
            assertThat(meaning.flags()).as(scheme).isEqualTo(flags);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QVB,1998,BEL LUX",
        "CSK,1992,CZE SVK",
        "DDR,1990,DEU",
        "QVG,1990,DEU",
        "ANT,2010,''",
        "QVC,1999,''",
        "QVS,2011,SDN SSD",
        "SUN,1990,''",
        "SCG,2005,''"
    })
    void aFormerEconomyHasItsLastYearAndItsSuccessors(String code, int last, String successors) {
        var lifetime = TABLES.findLifetime(code).orElseThrow();
        assertThat(lifetime.to()).isEqualTo(last);
        assertThat(String.join(" ", lifetime.successors())).isEqualTo(successors);
        assertThat(lifetime.covers(last)).isTrue();
        assertThat(lifetime.covers(last + 1)).isFalse();
        assertThat(lifetime.successors())
                .allSatisfy(next -> assertThat(TABLES.findEconomy(next)).isPresent());
    }

    @Test
    void anEconomyThatExistsHasNoLifetime() {
        assertThat(TABLES.findLifetime("JPN")).isEmpty();
        assertThat(TABLES.findLifetime("PUS")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "iso2,NA,NAM,0",
        "iso2,' JP',JPN,0",
        "iso2,GB,GBR,0",
        "iso-numeric,516,NAM,0",
        "iso-numeric,032,ARG,0",
        "iso3,XKX,XKX,0",
        "wits,ROM,ROU,0",
        "wits,SER,SRB,0",
        "wits,OAS,TWN,1",
        "wits,UNS,QNX,2",
        "wits,ZAR,COD,0",
        "wits,TMP,TLS,0",
        "wits,MNT,MNE,0",
        "wits,SUD,SDN,0",
        "wits,JPN,JPN,0",
        "wits,WLD,WLD,0",
        "wiod,ROM,ROU,0",
        "wiod,RoW,QWR,0",
        "wiod,TWN,TWN,0",
        "exiobase,WA,QWA,0",
        "exiobase,WL,QWL,0",
        "exiobase,WE,QWE,0",
        "exiobase,WF,QWF,0",
        "exiobase,WM,QWM,0",
        "exiobase,DE,DEU,0",
        "japan-customs,103,KOR,0",
        "japan-customs,105,CHN,0",
        "japan-customs,106,TWN,0",
        "japan-customs,213,DEU,0",
        "japan-customs,224,RUS,0",
        "japan-customs,304,USA,0",
        "japan-customs,701,QNX,2",
        "comtrade-iso3,S19,TWN,1",
        "comtrade-iso3,'_X ',QNX,2",
        "comtrade-iso3,'XX ',QSC,2",
        "comtrade-iso3,W00,WLD,0",
        "usgs,Burma,MMR,0",
        "usgs,Congo (Kinshasa),COD,0",
        "usgs,'Korea, Republic of',KOR,0",
        "usgs,Côte d’Ivoire,CIV,0",
        "usgs,The Bahamas,BHS,0",
        "usgs,Other countries,XOT,0",
        "atlas,ANS,QNX,2",
        "atlas,AUS,AUS,0"
    })
    void anAliasMeansWhatItsSchemeSays(String scheme, String alias, String code, int flags) {
        var meaning = TABLES.find(scheme, alias).orElseThrow();
        assertThat(meaning.economy().code()).isEqualTo(code);
        assertThat(meaning.flags()).isEqualTo(flags);
    }

    @ParameterizedTest
    @CsvSource({
        "name-en,united   states,USA",
        "name-en,UNITED\u00A0KINGDOM,GBR",
        "name-en,Rep of Korea,KOR",
        "name-en,Rep. of Korea,KOR",
        "name-en,Ｊａｐａｎ,JPN",
        "name-en,côte d'ivoire,CIV",
        "name-en,Viet Nam,VNM",
        "name-en,Namibia,NAM",
        "name-en,U.S.A.,USA",
        "name-ja,日本,JPN",
        "name-ja,台湾,TWN",
        "japan-area,hg kong,HKG",
        "bgs,korea (rep of),KOR"
    })
    void namesDoNotDependOnCaseDotsWidthOrBlanks(String scheme, String name, String code) {
        assertThat(TABLES.find(scheme, name).orElseThrow().economy().code()).isEqualTo(code);
    }

    @Test
    void aCodeOfNoTableStaysUnknown() {
        assertThat(TABLES.find("comtrade", "9999")).isEmpty();
        assertThat(TABLES.find("iso2", "jp"))
                .as("codes are compared as they stand")
                .isEmpty();
        assertThat(TABLES.find("japan-area", "Atlantis")).isEmpty();
        assertThat(TABLES.find("nobody", "JPN")).isEmpty();
        assertThat(TABLES.find("japan-customs", "392")).as("not an ISO code").isEmpty();
    }

    @Test
    void theEuropeanUnionOfTheAreaTableIsAGroupAndItsTotalTheWorld() {
        assertThat(TABLES.find("japan-area", "EU").orElseThrow().economy().kind())
                .isEqualTo(Economy.Kind.GROUP);
        assertThat(TABLES.find("japan-area", "Grand Total")
                        .orElseThrow()
                        .economy()
                        .code())
                .isEqualTo("WLD");
    }

    /** T2. */
    @Test
    @Tag("golden")
    void theThreeDictionariesOfBaciHoldTheSame238CodesOfWhich17AreNotIso() throws IOException {
        var v202301 = dictionary("hs/baci_country_codes_V202301.csv", ';', StandardCharsets.UTF_8);
        var v202501 = dictionary("hs/baci_country_codes_V202501.csv", ',', StandardCharsets.UTF_8);
        var v202201 =
                dictionary("../trade/baci-subset/country_codes_V202201.csv", ',', Charset.forName("windows-1252"));
        assertThat(v202301).hasSize(238).isEqualTo(v202501);
        // Measured: the older file writes Italy as 381 where the newer ones write 380. The economies are the same.
        assertThat(v202201).hasSize(238).contains("381").doesNotContain("380");
        assertThat(economies(v202201)).hasSize(238).isEqualTo(economies(v202501));

        var notIso = new TreeSet<String>();
        for (var number : v202501) {
            if (TABLES.find("iso-numeric", number)
                    .filter(m -> m.economy().kind() == Economy.Kind.ECONOMY)
                    .isEmpty()) {
                notIso.add(number);
            }
            assertThat(TABLES.find("baci", number)).as(number).isPresent();
        }
        assertThat(notIso)
                .containsExactlyInAnyOrder(
                        "58", "200", "251", "278", "280", "490", "530", "579", "697", "699", "711", "736", "757", "810",
                        "842", "849", "891");
        assertThat(TABLES.find("baci", "516").orElseThrow().economy().code()).isEqualTo("NAM");
    }

    private static TreeSet<String> economies(TreeSet<String> numbers) {
        var codes = new TreeSet<String>();
        numbers.forEach(number ->
                codes.add(TABLES.find("baci", number).orElseThrow().economy().code()));
        return codes;
    }

    private static TreeSet<String> dictionary(String name, char delimiter, Charset charset) throws IOException {
        var text = Files.readString(SharedFolder.require("data/reference/" + name), charset);
        var codes = new TreeSet<String>();
        for (var row : rows(text, delimiter)) {
            codes.add(row.getFirst());
            if (row.getFirst().equals("516") && name.startsWith("hs/")) {
                assertThat(row).as("the source lost Namibia's NA").contains("");
            }
        }
        return codes;
    }

    private static List<List<String>> rows(String text, char delimiter) throws IOException {
        var records =
                CsvRecords.of(new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), delimiter, '"');
        var rows = new ArrayList<List<String>>();
        records.next();
        while (records.next()) {
            var row = new ArrayList<String>();
            for (int i = 0; i < records.fields(); i++) {
                row.add(records.text(i));
            }
            rows.add(row);
        }
        return rows;
    }

    @Test
    @Tag("golden")
    void everyIsoCodeOfTheSourceResolvesToItsEconomy() throws IOException {
        var text = Files.readString(SharedFolder.require("data/reference/economies/country-codes.csv"));
        var header = List.of(text.lines().findFirst().orElseThrow().split(","));
        var rows = rows(text, ',');
        assertThat(rows).hasSize(249);
        for (var row : rows) {
            var iso3 = row.get(header.indexOf("ISO3166-1-Alpha-3"));
            for (var scheme : List.of("iso-numeric", "iso2", "name-en")) {
                var column = scheme.equals("iso2")
                        ? "ISO3166-1-Alpha-2"
                        : scheme.equals("name-en") ? "CLDR display name" : "ISO3166-1-numeric";
                assertThat(TABLES.find(scheme, row.get(header.indexOf(column))))
                        .as(scheme + " " + iso3)
                        .hasValueSatisfying(m -> assertThat(m.economy().code()).isEqualTo(iso3));
            }
        }
    }

    @Test
    @Tag("golden")
    void everyAreaOfTheJapaneseTableResolvesAndNoMore() throws IOException {
        var areas = column(
                "data/trade/japan-customs/japan_trade_by_area_goods_year.csv.gz", StandardCharsets.UTF_8, "area");
        assertThat(areas).hasSize(57);
        assertThat(areas)
                .allSatisfy(area ->
                        assertThat(TABLES.find("japan-area", area)).as(area).isPresent());
    }

    @Test
    @Tag("golden")
    void everyEconomyOfTheMineralTablesResolves() throws IOException {
        var file = SharedFolder.require("data/minerals/usgs/MCS2026_Commodities_Data.csv.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            for (var row : rows(new String(in.readAllBytes(), Charset.forName("windows-1252")), ',')) {
                if (row.get(1).startsWith("World")) {
                    assertThat(TABLES.find("usgs", row.get(3))).as(row.get(3)).isPresent();
                }
            }
        }
        try (var files = Files.list(SharedFolder.require("data/minerals/bgs"))) {
            for (var one : (Iterable<Path>) files.filter(f -> f.toString().contains(".csv"))::iterator) {
                for (var name : column(one, StandardCharsets.UTF_8, "country_trans")) {
                    assertThat(TABLES.find("bgs", name)).as(name).isPresent();
                }
            }
        }
    }

    private static TreeSet<String> column(String file, Charset charset, String column) throws IOException {
        return column(SharedFolder.require(file), charset, column);
    }

    private static TreeSet<String> column(Path file, Charset charset, String column) throws IOException {
        var values = new TreeSet<String>();
        try (var in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            var text = new String(in.readAllBytes(), charset);
            var header = List.of(
                    text.lines().findFirst().orElseThrow().replace("\"", "").split(","));
            for (var row : rows(text, ',')) {
                values.add(row.get(header.indexOf(column)));
            }
        }
        return values;
    }

    @Test
    void everyAliasOfTheTablesLeadsToAnEconomy() {
        for (var table : List.of("economy_alias.csv", "economy_iso.csv")) {
            for (var row : ReferenceTable.shipped(table).rows()) {
                assertThat(TABLES.find(row.get("scheme"), row.get("alias")))
                        .as(row.get("scheme") + " " + row.get("alias"))
                        .hasValueSatisfying(m -> assertThat(m.economy().code()).isEqualTo(row.get("code")));
            }
        }
    }

    @Test
    void aGoodThatThePackDoesNotNameHasItsEnglishNameInBothLanguages() {
        var good = TABLES.product(new Code("HS17", "010121"));
        assertThat(good.nameEn()).isEqualTo("Horses; live, pure-bred breeding animals");
        assertThat(good.name(org.kaname.model.Language.JA)).isEqualTo(good.nameEn());
        assertThat(TABLES.product(new Code("HS17", "260200")).nameJa())
                .as("the pack's names stay")
                .isEqualTo("マンガン鉱");
        assertThat(TABLES.product(new Code("HS17", "000000")).nameEn()).isEqualTo("000000");
    }

    @Test
    void aDirectoryWithoutTablesChangesNothing(@TempDir Path directory) {
        assertThat(TABLES.with(directory)).isEqualTo(new Outcome.Taken<>(TABLES));
        assertThat(TABLES.with(directory.resolve("nowhere"))).isEqualTo(new Outcome.Taken<>(TABLES));
    }

    @Test
    void theUsersRowsWinByKeyAndChangeTheFingerprint(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("economy.csv"),
                "code,kind,name_en,name_ja,valid_to,successors\nJPN,ECONOMY,Nippon,,,\nQMA,REST,My rest,,2001-12-31,JPN\n");
        Files.writeString(
                directory.resolve("economy_alias.csv"),
                "scheme,alias,code\ncomtrade,490,QNX\nmine,1,QMA\nname-en,Cathay,CHN\n");
        Files.writeString(
                directory.resolve("product.csv"),
                "classification,code,name_en,name_ja\nHS17,260200,My ore,私の鉱石\nHS17,999998,My good,\nOTHER:own,P1,Part,\n");
        var own = taken(TABLES.with(directory));

        assertThat(own.findEconomy("JPN").orElseThrow().nameEn()).isEqualTo("Nippon");
        assertThat(own.findEconomy("CHN")).isEqualTo(TABLES.findEconomy("CHN"));
        assertThat(own.find("comtrade", "490").orElseThrow().economy().code()).isEqualTo("QNX");
        assertThat(own.find("baci", "490").orElseThrow().economy().code()).isEqualTo("QNX");
        assertThat(own.find("mine", "1").orElseThrow().economy().kind()).isEqualTo(Economy.Kind.REST);
        assertThat(own.find("name-en", "CATHAY").orElseThrow().economy().code()).isEqualTo("CHN");
        assertThat(own.findLifetime("QMA").orElseThrow()).isEqualTo(new Reference.Lifetime(0, 2001, List.of("JPN")));
        assertThat(own.product(new Code("HS17", "260200")).nameJa()).isEqualTo("私の鉱石");
        assertThat(own.product(new Code("OTHER:own", "P1")).nameEn()).isEqualTo("Part");
        assertThat(own.goods().known("HS17", "999998")).isTrue();
        assertThat(TABLES.goods().known("HS17", "999998")).isFalse();
        assertThat(TABLES.find("comtrade", "490").orElseThrow().flags()).isEqualTo(PROXY);
        assertThat(own.fingerprint()).isNotEqualTo(TABLES.fingerprint()).hasSize(64);
        assertThat(taken(TABLES.with(directory)).fingerprint()).isEqualTo(own.fingerprint());
    }

    @Test
    void everyProblemOfTheUsersTablesIsListedWithItsPlace(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("economy.csv"), "code,kind,name_en\nQMA,LAND,X\nQMB,REST,Y\nQMB,REST,Z\n");
        Files.writeString(directory.resolve("economy_alias.csv"), "scheme,alias,code\nmine,1,QQQ\nmine,,JPN\n");
        Files.writeString(directory.resolve("product.csv"), "classification,name_en\nHS17,X\n");
        Files.writeString(
                directory.resolve("concordance.csv"),
                "from_scheme,from_code,to_scheme,to_code,weight\nA,1,B,1,0.5\nA,1,B,2,0.4\nA,2,B,1,much\n");

        var refused = (Outcome.Refused<Reference>) TABLES.with(directory);

        assertThat(refused.refusals())
                .extracting(Refusal::code, Refusal::variant, Refusal::line)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("KAN-DATA-058", "", 2L),
                        org.assertj.core.groups.Tuple.tuple("KAN-DATA-017", "reference", 4L),
                        org.assertj.core.groups.Tuple.tuple("KAN-DATA-016", "", 2L),
                        org.assertj.core.groups.Tuple.tuple("KAN-DATA-013", "empty", 3L),
                        org.assertj.core.groups.Tuple.tuple("KAN-DATA-028", "table", 0L),
                        org.assertj.core.groups.Tuple.tuple("KAN-DATA-015", "weights", 2L),
                        org.assertj.core.groups.Tuple.tuple("KAN-DATA-015", "", 4L));
    }

    static Reference taken(Outcome<Reference> outcome) {
        return switch (outcome) {
            case Outcome.Taken<Reference> taken -> taken.value();
            case Outcome.Refused<Reference> refused -> throw new AssertionError(refused.refusals());
        };
    }
}
