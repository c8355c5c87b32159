package org.kaname.triage.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaname.data.csv.CsvRecords;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.testing.SharedFolder;

/** The shipped templates hold the facts of the starter pack's tables and nothing that those tables do not say. */
class ShippedTemplatesTest {
    private static DossierTemplate japan() {
        return ShippedTemplates.findByEconomy("JPN").orElseThrow();
    }

    private static List<List<String>> rows(String file) throws IOException {
        var records = CsvRecords.of(Files.readAllBytes(SharedFolder.require("starter/" + file)));
        var rows = new ArrayList<List<String>>();
        while (records.next()) {
            var row = new ArrayList<String>();
            for (int i = 0; i < records.fields(); i++) {
                row.add(records.text(i));
            }
            rows.add(row);
        }
        return rows.subList(1, rows.size());
    }

    @Test
    @Tag("golden")
    void theCriteriaAreThoseOfTheTableWordForWord() throws IOException {
        var criteria = rows("espa_criteria.csv");

        assertThat(japan().together()).isEqualTo(DossierTemplate.Together.ALL);
        assertThat(japan().criteria())
                .extracting(p -> List.of(
                        p.id(), p.text().ja(), p.text().en(), p.status().name().toLowerCase(Locale.ROOT)))
                .containsExactlyElementsOf(criteria.stream()
                        .map(r -> List.of(r.get(0), r.get(1), r.get(2), r.get(4)))
                        .toList());
    }

    @Test
    @Tag("golden")
    void theListsAreThoseOfTheTablesWithTheirStatus() throws IOException {
        var products = rows("espa_products.csv");
        var fields = rows("strategic_fields.csv");

        assertThat(japan().getList("specified-critical-products").entries())
                .extracting(e -> List.of(
                        e.id(),
                        e.name().ja(),
                        e.name().en(),
                        e.scope().en(),
                        e.designated().en(),
                        e.status().name().toLowerCase(Locale.ROOT),
                        e.source().en()))
                .containsExactlyElementsOf(products.stream()
                        .map(r -> List.of(r.get(0), r.get(2), r.get(3), r.get(4), r.get(5), r.get(6), r.get(7)))
                        .toList());
        assertThat(japan().getList("strategic-fields").entries())
                .extracting(e -> List.of(e.id(), e.name().ja(), e.name().en()))
                .containsExactlyElementsOf(fields.stream()
                        .map(r -> List.of(r.get(0), r.get(2), r.get(3)))
                        .toList());
        assertThat(japan().getList("technology-areas").entries()).hasSize(20);
    }

    @Test
    void everyProposedTieOfThePackLeadsToAnEntryOfItsList() {
        var links = StarterPack.load().usd().links();

        for (var list : japan().lists()) {
            assertThat(links.stream().filter(l -> l.kind().equals(list.links())))
                    .allSatisfy(l -> assertThat(list.findEntry(l.to())).isPresent());
        }
        assertThat(links).anyMatch(l -> l.kind().equals("espa-hs"));
    }

    @Test
    void sixSurveyItemsAreAskedAndEachCriterionSaysWhatDataCannot() {
        assertThat(japan().items()).hasSize(6);
        assertThat(japan().criteria()).allSatisfy(c -> assertThat(c.cannot()).isNotEmpty());
        assertThat(ShippedTemplates.findByEconomy("XRW")).isEmpty();
        assertThat(ShippedTemplates.findById("jpn-espa")).isPresent();
    }
}
