package org.kaname.triage.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kaname.data.DataSet;
import org.kaname.data.Progress;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.stage.StageConcentration;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.triage.Colour;
import org.kaname.triage.TriageConstants;
import org.kaname.triage.assess.Assessor;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.material.MaterialTriage;

class DossierWriterTest {
    private static final DataSet PACK = StarterPack.load().usd();
    private static final List<Class<?>> OWNERS = List.of(
            Phrasebook.class,
            RuleVersion.class,
            StageConcentration.class,
            FieldProfiles.class,
            Colour.class,
            MaterialTriage.class,
            FieldTriage.class,
            Dossier.class);

    private static Dossier write(String economy, List<Code> goods) throws InterruptedException {
        return DossierWriter.write(
                new DossierWriter.Request(
                        new Assessor.Request(
                                PACK,
                                economy,
                                2023,
                                List.of(),
                                List.of(),
                                TriageConstants.settings(),
                                0,
                                42,
                                Double.NaN,
                                true),
                        ShippedTemplates.findById("jpn-espa").orElseThrow(),
                        goods,
                        PACK.links(),
                        code -> new Bilingual("good " + code, "品目" + code),
                        material -> new Bilingual(material, "鉱物" + material)),
                Progress.NONE);
    }

    private static List<Explanation> sentences(Dossier dossier) {
        var sentences = new ArrayList<Explanation>();
        for (var answered : dossier.criteria()) {
            collect(answered, sentences);
        }
        for (var answered : dossier.items()) {
            collect(answered, sentences);
        }
        dossier.open().forEach(q -> {
            sentences.add(q.what());
            sentences.add(q.ask());
        });
        dossier.submission().forEach(f -> sentences.addAll(f.values()));
        return sentences;
    }

    private static void collect(Dossier.Answered answered, List<Explanation> sentences) {
        for (var gathered : answered.evidence()) {
            for (var fact : gathered.facts()) {
                switch (fact) {
                    case Fact.Told told -> sentences.add(told.sentence());
                    case Fact.Absent absent -> sentences.add(absent.why());
                    case Fact.Change change -> assertThat(change.change()).isNotNull();
                    case Fact.Steady steady -> assertThat(steady.robustness()).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everySentenceOfEveryGoodOfThePackShowsExactlyItsArguments(Language language) throws InterruptedException {
        var goods = PACK.products().stream().map(p -> p.code()).toList();
        var book = Phrasebook.read(language, OWNERS);
        var unused = new TreeSet<String>();
        var lines = new ArrayList<String>();

        for (var economy : List.of("JPN", "TWN")) {
            sentences(write(economy, goods)).forEach(s -> render(s, book, lines, unused));
        }

        assertThat(lines)
                .hasSizeGreaterThan(1000)
                .allSatisfy(line -> assertThat(line).isNotBlank().doesNotContain("{"));
        assertThat(unused.stream().filter(u -> u.startsWith("dossier."))).isEmpty();
    }

    private static void render(Explanation node, Phrasebook book, List<String> lines, Set<String> unused) {
        lines.add(book.render(node));
        var shown = Phrasebook.placeholders(book.findTemplate(node.key()).orElseThrow());
        node.arguments().keySet().stream()
                .filter(name -> !shown.contains(name))
                .forEach(name -> unused.add(node.key() + " " + name));
        node.children().forEach(child -> render(child, book, lines, unused));
    }

    @ParameterizedTest
    @EnumSource(EvidenceKind.class)
    void everyKindHasAHeadingAndAQuestion(EvidenceKind kind) {
        for (var language : Language.values()) {
            var book = Phrasebook.read(language, List.of(Dossier.class));
            assertThat(book.findTemplate("dossier.kind." + kind)).isPresent();
            assertThat(book.findTemplate(kind.askKey())).isPresent();
        }
        assertThat(EvidenceKind.find(kind.word())).contains(kind);
    }

    @Test
    void aGoodThatTheDataDoNotCoverIsSilentAndNeverZero() throws InterruptedException {
        var rareEarths = new Code("HS17", "280530");

        var dossier = write("JPN", List.of(rareEarths));

        assertThat(dossier.goods().getFirst().decision()).isEmpty();
        var second = dossier.criteria().get(1);
        assertThat(second.evidence())
                .filteredOn(g -> g.asked().kind() != EvidenceKind.STAGES)
                .allSatisfy(g -> assertThat(g.facts()).singleElement().isInstanceOf(Fact.Absent.class));
        assertThat(second.evidence().getLast().facts())
                .as("the stage table does not need trade")
                .allMatch(f -> f instanceof Fact.Told);
        assertThat(dossier.open())
                .filteredOn(q -> q.part().equals("2") && q.section().equals("criterion"))
                .as("two open by the template, one question for all that trade would have told")
                .hasSize(3);
        assertThat(dossier.proposals()).isEmpty();
    }

    @Test
    void evidenceThatBelongsToAnotherModuleIsAQuestionAndNotAnAnswer() throws InterruptedException {
        var dossier = write("JPN", List.of(new Code("HS17", "282520")));

        var asked = dossier.open().stream()
                .map(q -> Phrasebook.read(Language.EN, OWNERS).render(q.what()))
                .toList();
        assertThat(asked).contains("Downstream use", "Past measures", "Time to stop", "medical need");
    }

    @Test
    void membershipIsAProposalWithTheConfidenceOfItsTie() throws InterruptedException {
        var dossier = write("JPN", List.of(new Code("HS17", "750120"), new Code("HS17", "310210")));

        assertThat(dossier.lists().getFirst().members())
                .extracting(m -> m.good().value() + " " + m.entry().id() + " " + m.confidence())
                .containsExactly("750120 metallic-mineral high", "310210 fertiliser high");
        assertThat(dossier.lists().getLast().without()).hasSize(2);
    }

    @Test
    void theMildestChangeIsTheLeastOfThoseThatTurnTheColour() throws InterruptedException {
        var dossier = write("JPN", List.of(new Code("HS17", "282520")));

        var proposal = dossier.proposals().getFirst();
        var mildest = proposal.mildest().orElseThrow();
        assertThat(proposal.colour()).isEqualTo(Colour.GREEN);
        assertThat(mildest.lever().isData()).isTrue();
        assertThat(dossier.goods().getFirst().decision().orElseThrow().counterfactuals())
                .filteredOn(c ->
                        c.colour() == Colour.GREEN && c.flips() && c.lever().isData() && c.count() == 0)
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.relative()).isGreaterThanOrEqualTo(mildest.relative()));
    }
}
