package org.kaname.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kaname.data.DataSet;
import org.kaname.data.Progress;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.Flows;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.stage.StageConcentration;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.triage.assess.Assessor;
import org.kaname.triage.dossier.Dossier;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.material.MaterialTriage;

class MessagesTest {
    private static final List<Class<?>> OWNERS = List.of(
            Phrasebook.class,
            RuleVersion.class,
            StageConcentration.class,
            FieldProfiles.class,
            Colour.class,
            MaterialTriage.class,
            FieldTriage.class,
            Dossier.class);

    static List<Class<?>> owners() {
        return OWNERS;
    }

    private static List<Explanation> explanations(DataSet data) throws InterruptedException {
        var request = new Assessor.Request(
                data, "JPN", 2023, List.of(), List.of(), TriageConstants.settings(), 0, 42, Double.NaN, false);
        var assessment = Assessor.assess(request, Progress.NONE);
        var all = new ArrayList<Explanation>();
        assessment.goods().forEach(d -> all.add(d.explanation()));
        assessment.materials().forEach(d -> all.add(d.explanation()));
        assessment.fields().forEach(d -> all.add(d.explanation()));
        assessment.inputs().forEach(d -> all.add(d.explanation()));
        assertThat(assessment.goods()).isNotEmpty();
        assertThat(assessment.materials()).isNotEmpty();
        assertThat(assessment.fields()).isNotEmpty();
        assertThat(assessment.inputs()).isNotEmpty();
        return all;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyExplanationOfThePackIsASentenceWithExactlyItsArguments(Language language) throws InterruptedException {
        var book = Phrasebook.read(language, OWNERS);
        var unused = new TreeSet<String>();

        for (var tree : explanations(StarterPack.load().usd())) {
            var lines = new ArrayList<String>();
            render(tree, book, lines, unused);
            assertThat(lines).allSatisfy(line -> assertThat(line).isNotBlank().doesNotContain("{"));
        }
        assertThat(unused).as("arguments that no sentence shows").isEmpty();
    }

    /** Rendering throws for an absent key and an absent argument; arguments that the template leaves out are collected. */
    private static void render(Explanation node, Phrasebook book, List<String> lines, Set<String> unused) {
        lines.add(book.render(node));
        var shown = Phrasebook.placeholders(book.findTemplate(node.key()).orElseThrow());
        for (var name : node.arguments().keySet()) {
            if (!shown.contains(name)) {
                unused.add(node.key() + " " + name);
            }
        }
        node.children().forEach(child -> render(child, book, lines, unused));
    }

    @ParameterizedTest
    @MethodSource("owners")
    void bothLanguagesHaveTheSameKeysAndShowTheSameArguments(Class<?> owner) {
        var english = Phrasebook.read(Language.EN, List.of(owner));
        var japanese = Phrasebook.read(Language.JA, List.of(owner));

        assertThat(japanese.keys()).isEqualTo(english.keys()).isNotEmpty();
        for (var key : english.keys()) {
            assertThat(Phrasebook.placeholders(japanese.findTemplate(key).orElseThrow()))
                    .as(owner.getPackageName() + " " + key)
                    .isEqualTo(Phrasebook.placeholders(english.findTemplate(key).orElseThrow()));
        }
    }

    @Test
    void noKeyStandsInTwoFiles() {
        for (var language : Language.values()) {
            assertThat(Phrasebook.read(language, OWNERS).keys()).isNotEmpty();
        }
    }

    @Test
    void aChangedFlowChangesTheSentenceThatExplainsIt() {
        var pack = StarterPack.load().usd();
        var product = new Code("HS17", "282520");
        var changed = Flows.changed(pack, 2023, product, "CHN", "JPN", 1000);

        for (var language : Language.values()) {
            var before = sentences(pack, product, language);
            var after = sentences(changed, product, language);
            assertThat(after).hasSameSizeAs(before);
            var different = new ArrayList<String>();
            for (int i = 0; i < before.size(); i++) {
                if (!before.get(i).equals(after.get(i))) {
                    different.add(before.get(i));
                }
            }
            var book = Phrasebook.read(language, OWNERS);
            assertThat(different)
                    .anySatisfy(line -> assertThat(line).contains(book.say("condition.import_hhi")))
                    .anySatisfy(line -> assertThat(line).contains(book.say("condition.top_share")));
            assertThat(sentences(pack, new Code("HS17", "750120"), language))
                    .as("a good that the flow is not of")
                    .isEqualTo(sentences(changed, new Code("HS17", "750120"), language));
        }
    }

    private static List<String> sentences(DataSet data, Code product, Language language) {
        var triage = new GoodTriage(data, "JPN", List.of(), List.of(), TriageConstants.settings());
        var tree =
                triage.decide(triage.profile(product, 2023).orElseThrow(), 2023).explanation();
        var lines = new ArrayList<String>();
        render(tree, Phrasebook.read(language, OWNERS), lines, new TreeSet<>());
        return lines;
    }
}
