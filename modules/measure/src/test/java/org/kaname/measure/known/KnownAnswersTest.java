package org.kaname.measure.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;

class KnownAnswersTest {
    private static final List<Standing> ON_THE_PACK =
            KnownAnswers.listStandings(StarterPack.load().usd());

    @Test
    void everyPublishedResultHasItsQuestion() {
        var answers = KnownAnswers.list();

        assertThat(answers).hasSize(18).extracting(KnownAnswer::id).doesNotHaveDuplicates();
        assertThat(answers).allSatisfy(a -> {
            assertThat(a.published()).isNotBlank();
            assertThat(a.source()).isNotBlank();
            assertThat(a.status()).isNotBlank();
            assertThat(a.gate().isEmpty() || a.gate().getAsDouble() == 0.05).isTrue();
        });
    }

    @Test
    void aRuleShowsWhatItsAuthorsCounted() {
        assertThat(KnownAnswers.listOf("cao@2021"))
                .extracting(KnownAnswer::published)
                .containsExactly("283", "250 (5.0%)");
    }

    @Test
    void nothingIsSaidToBeReproduced() {
        assertThat(ON_THE_PACK)
                .hasSameSizeAs(KnownAnswers.list())
                .allSatisfy(s -> assertThat(s.explanation().key()).startsWith("known.not_run."));
    }

    @Test
    void anExcerptLacksTheGoodsOfTheYearAndATableOfAnotherYearTheYear() {
        assertThat(standing("CAO-JP-USA-2019").missing())
                .singleElement()
                .asString()
                .startsWith("IMPORTS(JPN, 2019): ");
        assertThat(standing("CHINA-220-JAPAN-15").missing()).first().asString().startsWith("PRODUCT_LIST(");
        assertThat(standing("GEODEP-CHN").missing()).hasSize(4);
        assertThat(standing("EC-2021").missing()).containsExactly("YEARS: the source does not say which");
    }

    @Test
    void aRuleThatIsNotInTheCatalogueIsNamed() {
        for (var standing : ON_THE_PACK) {
            boolean known = standing.answer().rules().stream()
                    .allMatch(r -> RuleCatalogue.findRule(r).isPresent() || r.startsWith("dominance@"));
            if (!known) {
                assertThat(standing.explanation().key()).isEqualTo("known.not_run.rule");
            }
        }
        assertThat(standing("HJS-2020").explanation().arguments()).containsEntry("rules", "hjs@2020");
    }

    @Test
    void everyStandingHasASentenceInBothLanguages() {
        for (var language : Language.values()) {
            var book = Phrasebook.read(language, List.of(Phrasebook.class, RuleVersion.class));
            for (var standing : ON_THE_PACK) {
                assertThat(book.say(standing.explanation().key(), arguments(standing)))
                        .doesNotContain("{", "known.");
            }
        }
    }

    private static Object[] arguments(Standing standing) {
        return standing.explanation().arguments().entrySet().stream()
                .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                .toArray();
    }

    private static Standing standing(String id) {
        return ON_THE_PACK.stream()
                .filter(s -> s.answer().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
