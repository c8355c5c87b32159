package org.kaname.measure.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.Judging;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Truth;

class KnownAnswersTest {
    private static final List<Standing> ON_THE_PACK =
            KnownAnswers.listStandings(StarterPack.load().usd(), Judging.settings());

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
    void anExcerptRunsNone() {
        assertThat(ON_THE_PACK).hasSameSizeAs(KnownAnswers.list()).allSatisfy(s -> {
            assertThat(s.explanation().key()).isEqualTo("known.not_run");
            assertThat(s.needs()).isNotEmpty();
            assertThat(s.outcome()).isEqualTo(Truth.UNKNOWN);
        });
        assertThat(standing("CAO-JP-USA-2019").needs())
                .extracting(Need::requirement)
                .containsExactly("PRODUCTS_PARTIAL");
        assertThat(standing("CHINA-220-JAPAN-15").needs())
                .extracting(Need::requirement)
                .containsExactly("PRODUCT_LIST(strategic products of the study)", "YEARS");
    }

    @Test
    void everyRuleOfAQuestionIsKnownHere() {
        assertThat(KnownAnswers.list())
                .flatExtracting(a -> a.question().counts())
                .flatExtracting(Question.Count::rules)
                .allSatisfy(r -> assertThat(RuleCatalogue.findRule(r).isPresent() || Judge.isDominance(r))
                        .as(r)
                        .isTrue());
    }

    @Test
    void theNumbersAskedForStandInTheTextOfTheSource() {
        for (var answer : KnownAnswers.list()) {
            for (var count : answer.question().counts()) {
                var number = count.part()
                        ? Math.round(100 * count.published()) + "%"
                        : String.format(Locale.ROOT, "%,d", Math.round(count.published()));
                var text = answer.published().replace("a fourth", "25%");
                assertThat(text).as(answer.id()).contains(number);
            }
        }
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
