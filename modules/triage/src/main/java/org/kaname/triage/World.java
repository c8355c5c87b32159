package org.kaname.triage;

import java.util.ArrayList;
import java.util.List;
import org.kaname.data.FlowBlock;
import org.kaname.measure.GoodEvaluator;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.OwnTrade;

/**
 * The flows of one good in the window, with what is needed to change one thing in them. Immutable.
 *
 * @param years shared with the cube, read only
 * @param own the same years, ready for worlds in which only the subject's own trade is another
 */
record World(List<FlowBlock> years, List<OwnTrade> own) {

    static World observed(GoodProfile profile, GoodEvaluator evaluator) {
        var blocks = new ArrayList<FlowBlock>();
        var own = new ArrayList<OwnTrade>();
        for (var year : profile.window()) {
            var block = evaluator.observed(year.year(), profile.product());
            blocks.add(block);
            own.add(new OwnTrade(evaluator, year.year(), profile.product(), block));
        }
        return new World(List.copyOf(blocks), List.copyOf(own));
    }
}
