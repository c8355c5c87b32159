package org.kaname.data.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.data.csv.CsvRecords;
import org.kaname.model.Code;
import org.kaname.model.testing.SharedFolder;
import tools.jackson.databind.json.JsonMapper;

class GoodsTest {
    private static final Goods GOODS = Reference.load().goods();
    private static final String FOLDER = "data/reference/";

    /** T17: ids of six characters in the United Nations' lists. */
    @ParameterizedTest
    @CsvSource({"0,HS92,5041,1242,97", "5,HS17,5388,1223,97", "6,HS22,5613,1229,97"})
    @Tag("golden")
    void theNamedListsAreThoseOfTheUnitedNations(int h, String revision, int goods, int headings, int chapters)
            throws IOException {
        var names = new HashMap<String, String>();
        try (var in = new GZIPInputStream(
                Files.newInputStream(SharedFolder.require(FOLDER + "hs/un_classificationH" + h + ".json.gz")))) {
            for (var one : JsonMapper.shared().readTree(in).get("results")) {
                names.put(one.get("id").asString(), one.get("text").asString());
            }
        }
        for (var size : Map.of(6, goods, 4, headings, 2, chapters).entrySet()) {
            var ids = new TreeSet<>(names.keySet());
            ids.removeIf(id -> id.length() != size.getKey());
            assertThat(ids).hasSize(size.getValue());
            assertThat(GOODS.listCodes(revision, size.getKey())).containsExactlyElementsOf(ids);
            for (var id : ids) {
                var good = GOODS.findGood(new Code(revision, id)).orElseThrow();
                assertThat(id + " - " + good.nameEn())
                        .isEqualTo(names.getOrDefault(id, "").strip());
                assertThat(good.namedBy()).isEqualTo(revision);
            }
        }
        assertThat(GOODS.known(revision, "999999")).isTrue();
        assertThat(GOODS.known(revision, "9999AA")).isEqualTo(h == 0);
        assertThat(GOODS.known(revision, "AG2") || GOODS.known(revision, "ALL")).isFalse();
        assertThat(GOODS.findGood(new Code(revision, "TOTAL")).orElseThrow().level())
                .isZero();
    }

    /** T17: first columns of the concordances. The HS07 list counts a cell NA, which is no code. */
    @ParameterizedTest
    @CsvSource({"1,HS96,5130,0", "2,HS02,5223,0", "3,HS07,5053,1", "4,HS12,5206,0"})
    @Tag("golden")
    void theListsWithoutNamesHoldEveryCodeOfTheConcordances(int h, String revision, int count, int lost)
            throws IOException {
        var codes = new TreeSet<String>();
        var records =
                CsvRecords.of(Files.readAllBytes(SharedFolder.require(FOLDER + "concordances/hs" + h + "_hs0.csv")));
        records.next();
        while (records.next()) {
            codes.add(records.text(0));
        }
        assertThat(codes).hasSize(count);
        codes.removeIf(code -> !code.matches("\\d{6}"));
        assertThat(codes).hasSize(count - lost);
        var known = new TreeSet<>(GOODS.listCodes(revision, 6));
        assertThat(known).containsAll(codes);
        known.removeAll(codes);
        // Gold and coin in money are in the weight files only.
        assertThat(known).isSubsetOf("999999", "710820", "711890");
        assertThat(GOODS.known(revision, "999999")).isTrue();
    }

    /** T1: the share of the file's codes that each revision knows. */
    @Test
    @Tag("golden")
    void theRevisionOfTheBaciFileFitsBest() throws IOException {
        var codes = new TreeSet<String>();
        var file = SharedFolder.require("data/trade/baci-subset/BACI_HS92_Y2021_V202301_AFG_ZAF.csv.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            var records = CsvRecords.of(in, ',', '"');
            records.next();
            int column = 0;
            while (!records.text(column).equals("k")) {
                column++;
            }
            while (records.next()) {
                var code = records.text(column).strip();
                codes.add("0".repeat(6 - code.length()) + code);
            }
        }
        assertThat(codes).hasSize(4_422);

        var fits = GOODS.fit(codes);

        assertThat(fits.keySet().iterator().next()).isEqualTo("HS92");
        var expected = Map.of(
                "HS92", 100.0, "HS96", 96.4, "HS02", 93.7, "HS07", 91.1, "HS12", 89.2, "HS17", 88.3, "HS22", 86.4);
        expected.forEach((revision, percent) ->
                assertThat(100 * GOODS.fit(revision, codes)).as(revision).isCloseTo(percent, within(0.05)));
    }

    @Test
    @Tag("golden")
    void sectionsAndChaptersAreThoseOfTheSource() throws IOException {
        var records =
                CsvRecords.of(Files.readAllBytes(SharedFolder.require(FOLDER + "hs/harmonized-system_HS2022.csv")));
        records.next();
        int chapters = 0;
        while (records.next()) {
            if (records.text(4).equals("2") && !records.text(0).equals("TOTAL")) {
                assertThat(GOODS.findSection(records.text(1)).orElseThrow().number())
                        .as(records.text(1))
                        .isEqualTo(records.text(0));
                chapters++;
            }
        }
        assertThat(chapters).isEqualTo(96);
        assertThat(GOODS.listSections()).hasSize(21);
    }

    @Test
    void aGoodKnowsItsHeadingChapterAndSection() {
        var battery = GOODS.findGood(new Code("HS17", "850760")).orElseThrow();
        assertThat(battery.parent()).isEqualTo("8507");
        assertThat(battery.level()).isEqualTo(6);
        assertThat(battery.leaf()).isTrue();
        assertThat(battery.nameEn()).contains("lithium-ion");
        var heading = GOODS.findGood(new Code("HS17", "8507")).orElseThrow();
        assertThat(heading.parent()).isEqualTo("85");
        assertThat(heading.leaf()).isFalse();
        assertThat(GOODS.findGood(new Code("HS17", "85")).orElseThrow().parent())
                .isEqualTo("TOTAL");
        assertThat(GOODS.findSection("850760").orElseThrow().number()).isEqualTo("XVI");
        assertThat(GOODS.findSection("850760").orElseThrow().chapters()).containsExactly("84", "85");
        assertThat(GOODS.findSection("TOTAL")).isEmpty();
    }

    @Test
    void aRevisionWithoutNamesTakesThatOfTheNearestOneAndSaysWhich() {
        assertThat(GOODS.findGood(new Code("HS12", "850760")).orElseThrow().namedBy())
                .isEqualTo("HS17");
        assertThat(GOODS.findGood(new Code("HS96", "010111")).orElseThrow().namedBy())
                .isEqualTo("HS92");
        var nameless = GOODS.findGood(new Code("HS02", "010110")).orElseThrow();
        assertThat(nameless.nameEn()).isEmpty();
        assertThat(nameless.namedBy()).isEmpty();
    }

    @Test
    void theRevisionsOfACodeAreListedByAge() {
        assertThat(GOODS.knownIn("850760")).containsExactly("HS12", "HS17", "HS22");
        assertThat(GOODS.knownIn("010111")).containsExactly("HS92", "HS96");
        assertThat(GOODS.knownIn("999999")).containsExactlyElementsOf(Goods.REVISIONS);
        assertThat(GOODS.knownIn("000000")).isEmpty();
        assertThat(GOODS.known("SITC1", "850760")).isFalse();
        assertThat(Goods.findRevision("H5")).contains("HS17");
        assertThat(Goods.findRevision("H7")).isEmpty();
    }

    @Test
    void notSpecifiedIsNoGood() {
        assertThat(GOODS.notSpecified("999999")).isTrue();
        assertThat(GOODS.notSpecified("9999AA")).isTrue();
        assertThat(GOODS.notSpecified("970600")).isFalse();
        assertThat(GOODS.notSpecified("9999")).isFalse();
    }
}
