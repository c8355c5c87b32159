package org.kaname.triage.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;

class TemplateFileTest {
    private static final String SMALL = """
            {"schema": "kaname-dossier-template/1", "id": "t", "economy": "KOR",
             "law": {"en": "A law", "ja": "ある法"}, "purpose": {"en": "listing", "ja": "掲載"},
             "status": "unverified", "together": "any", "threshold": {"en": "None.", "ja": "なし。"},
             "lists": [{"id": "l", "name": {"en": "L", "ja": "リ"}, "links": "espa-hs",
                        "entries": [{"id": "battery", "name": {"en": "B", "ja": "電"}, "status": "verified"}]}],
             "criteria": [{"id": "a", "text": {"en": "A", "ja": "あ"}, "status": "secondary",
                           "evidence": [{"kind": "rules"}, {"kind": "list-membership", "list": "l"}]}]}
            """;

    private static TemplateFile.Read read(String text) {
        return TemplateFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> faults(String text) {
        var book = Phrasebook.read(Language.EN, List.of(Dossier.class));
        return ((TemplateFile.Read.Faulty) read(text))
                .faults().stream()
                        .map(f -> f.key() + ": " + book.render(f.what()))
                        .toList();
    }

    @Test
    void aSmallTemplateIsReadWhole() {
        var template = ((TemplateFile.Read.Good) read(SMALL)).template();

        assertThat(template.id()).isEqualTo("t");
        assertThat(template.together()).isEqualTo(DossierTemplate.Together.ANY);
        assertThat(template.criteria().getFirst().evidence())
                .extracting(DossierTemplate.Evidence::kind)
                .containsExactly(EvidenceKind.RULES, EvidenceKind.LIST_MEMBERSHIP);
        assertThat(template.items()).isEmpty();
        assertThat(template.getList("l").entries().getFirst().status()).isEqualTo(DossierTemplate.Status.VERIFIED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"purpose\"     | \"purpos\"      | purpos: This key is unknown. Maybe purpose.",
                "\"text\"        | \"zzzzzzzzzz\"  | criteria[0].zzzzzzzzzz: This key is unknown. Maybe one of cannot, evidence, id, source, status, text.",
                "\"kind\": \"rules\" | \"kind\": \"rule\" | criteria[0].evidence[0].kind: The word (rule) is unknown. Maybe rules.",
                "\"list\": \"l\" | \"list\": \"zz\"  | criteria[0].evidence[1].list: The word (zz) is unknown. Maybe l.",
                "\"any\"         | \"most\"        | together: The word (most) is unknown.",
                "\"secondary\"   | \"secondry\"    | criteria[0].status: The word (secondry) is unknown. Maybe secondary.",
                "\"ja\": \"あ\"    | \"ja\": \"\"      | criteria[0].text.ja:",
                "template/1      | template/9      | schema: The value (kaname-dossier-template/9) is not of the form that is expected. Maybe write kaname-dossier-template/1.",
                "\"KOR\"         | 7               | economy: The value (7) is not of the form that is expected."
            })
    void aFaultNamesItsKeyAndWhatToTry(String from, String to, String fault) {
        assertThat(SMALL).contains(from);
        assertThat(faults(SMALL.replaceFirst(java.util.regex.Pattern.quote(from), to)))
                .map(f -> f.replace('\n', ' '))
                .anyMatch(f -> f.startsWith(fault));
    }

    @Test
    void allFaultsAreToldTogether() {
        assertThat(faults(SMALL.replace("\"purpose\"", "\"purpos\"").replace("\"any\"", "\"most\"")))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aBrokenFileIsToldWithItsLine() {
        assertThat(faults(SMALL.replace("\"listing\",", "\"listing\"")).getFirst())
                .startsWith(": The file is not readable as JSON at line 2");
        assertThat(faults("[]").getFirst()).startsWith(": The file is not one JSON object.");
        assertThat(faults("{} {}").getFirst()).startsWith(": The file is not readable as JSON");
    }

    @Test
    void anIdThatStandsTwiceIsAFault() {
        var twice = SMALL.replace(
                "\"criteria\": [",
                "\"criteria\": [{\"id\": \"a\", \"text\": {\"en\": \"A\", \"ja\": \"あ\"},"
                        + " \"status\": \"secondary\", \"evidence\": [{\"kind\": \"trend\"}]},");

        assertThat(faults(twice)).containsExactly("criteria: The id (a) stands twice.\nMaybe give each its own.");
    }
}
