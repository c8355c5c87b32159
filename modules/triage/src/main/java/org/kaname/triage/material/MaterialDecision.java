package org.kaname.triage.material;

import java.util.List;
import java.util.Optional;
import org.kaname.measure.stage.StageCell;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Passport;
import org.kaname.triage.Clause;
import org.kaname.triage.Colour;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.ThresholdFlip;

/**
 * The colours of one material for one subject (clarification 9).
 *
 * @param dataYear year of the binding stage; empty where the data hold no stage
 * @param bindingStage empty where no stage has a share
 * @param stagesMissing stages that a good is linked to and no source covers
 * @param linkedGoods goods linked with enough confidence, whose trade G3 asks for
 */
public record MaterialDecision(
        String subject,
        String material,
        List<Colour> colours,
        Optional<Integer> dataYear,
        List<StageCell> stages,
        String bindingStage,
        List<String> stagesMissing,
        List<Code> linkedGoods,
        List<String> tags,
        List<RowOutcome> rows,
        List<ThresholdFlip> flips,
        Explanation explanation,
        Passport passport) {
    public MaterialDecision {
        colours = List.copyOf(colours);
        stages = List.copyOf(stages);
        stagesMissing = List.copyOf(stagesMissing);
        linkedGoods = List.copyOf(linkedGoods);
        tags = List.copyOf(tags);
        rows = List.copyOf(rows);
        flips = List.copyOf(flips);
    }

    /** No colour, because something needed is missing. */
    public boolean insufficient() {
        return Clause.insufficient(rows);
    }
}
