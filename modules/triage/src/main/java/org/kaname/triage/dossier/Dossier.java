package org.kaname.triage.dossier;

import java.util.List;
import java.util.Optional;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.triage.Colour;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.GoodRowOutcome;
import org.kaname.triage.assess.Assessment;
import org.kaname.triage.palette.Palette;

/**
 * Evidence for a designation, by criterion and by survey item, with what stays open. It holds no finding.
 *
 * @param assessment the goods asked for alone, with the data and the settings
 */
public record Dossier(
        DossierTemplate template,
        Assessment assessment,
        List<Subject> goods,
        List<Answered> criteria,
        List<Answered> items,
        List<Question> open,
        List<Filled> submission,
        List<Proposal> proposals,
        List<ListCheck> lists) {
    public Dossier {
        goods = List.copyOf(goods);
        criteria = List.copyOf(criteria);
        items = List.copyOf(items);
        open = List.copyOf(open);
        submission = List.copyOf(submission);
        proposals = List.copyOf(proposals);
        lists = List.copyOf(lists);
    }

    /** A good asked for; without a decision where the data set does not cover it. */
    public record Subject(Code code, Bilingual name, Optional<GoodDecision> decision) {}

    /** A criterion or item with its evidence. */
    public record Answered(DossierTemplate.Part part, List<Gathered> evidence) {
        public Answered {
            evidence = List.copyOf(evidence);
        }
    }

    /** The facts of one kind of evidence; never empty, an {@link Fact.Absent} where the data are silent. */
    public record Gathered(DossierTemplate.Evidence asked, List<Fact> facts) {
        public Gathered {
            facts = List.copyOf(facts);
        }

        /** Goods on which the data are silent. */
        public List<Code> silent() {
            return facts.stream()
                    .filter(f -> f instanceof Fact.Absent)
                    .map(Fact::good)
                    .distinct()
                    .toList();
        }
    }

    /**
     * What the data leave open, with the question to put to firms.
     *
     * @param section {@code criterion} or {@code item}
     * @param goods the goods it is about
     */
    public record Question(String section, String part, List<Code> goods, Explanation what, Explanation ask) {
        public Question {
            goods = List.copyOf(goods);
        }
    }

    /** A field of the submission with what the data fill in; without values it is left to people. */
    public record Filled(DossierTemplate.Field field, List<Explanation> values) {
        public Filled {
            values = List.copyOf(values);
        }
    }

    /**
     * The menu of instruments for one colour of one good.
     *
     * @param justification the rows that fired
     * @param mildest the least change of the world that turns the same colour; empty where none was found
     */
    public record Proposal(
            Code good,
            Colour colour,
            Palette.Menu menu,
            List<GoodRowOutcome> justification,
            Optional<Counterfactual> mildest,
            List<Bilingual> additions) {
        public Proposal {
            justification = List.copyOf(justification);
            additions = List.copyOf(additions);
        }
    }

    /** One list of the template and what ties the goods to it. */
    public record ListCheck(DossierTemplate.MembershipList list, List<Member> members, List<Code> without) {
        public ListCheck {
            members = List.copyOf(members);
            without = List.copyOf(without);
        }
    }

    /**
     * A proposed membership; no official table ties goods to such lists.
     *
     * @param confidence {@code high}, {@code medium} or {@code low}
     */
    public record Member(Code good, DossierTemplate.Entry entry, String confidence, String rationale) {}
}
