package org.kaname.measure.stage;

import java.util.List;
import org.kaname.model.Figure;

/**
 * One stage as one source sees it in one year, for one subject.
 *
 * @param name the stage as the argument of an explanation
 * @param binding may be the binding stage: it is a step of production
 * @param topEconomy code of the largest named producer, empty where there is none; the first by code where {@code tied}
 * @param topShare its share of the world total; where the rest is larger, with an interval up to the rest that decides
 * @param hhi value and low end: the rest is split infinitely; high end: the rest is one economy
 * @param hhiTopList the same with the high end of a list of the largest producers; shown, never decides
 * @param subjectShare missing where the source does not list the subject or withholds its number
 * @param subjectLimit where {@code subjectShare} is missing: an interval from zero to all that the named economies do not hold,
 *     which decides; else {@code subjectShare} itself
 * @param unbalance (named + rest) / printed total − 1
 * @param unbalanced the note {@code STAGE_UNBALANCED}
 * @param beside the same stage by other sources, newest first; never mixed in
 */
public record StageCell(
        String stage,
        Object name,
        String source,
        int year,
        boolean binding,
        String topEconomy,
        boolean tied,
        Figure topShare,
        Figure hhi,
        Figure hhiTopList,
        Figure subjectShare,
        Figure subjectLimit,
        Figure unbalance,
        boolean unbalanced,
        List<StageCell> beside) {
    public static final String STAGE_UNBALANCED = "STAGE_UNBALANCED";

    public StageCell {
        beside = List.copyOf(beside);
    }

    /** An economy that the source does not list may be larger than the largest it lists. */
    public boolean topMayBeUnlisted() {
        return topShare.intervalDecides();
    }

    StageCell withBeside(List<StageCell> others) {
        return new StageCell(
                stage,
                name,
                source,
                year,
                binding,
                topEconomy,
                tied,
                topShare,
                hhi,
                hhiTopList,
                subjectShare,
                subjectLimit,
                unbalance,
                unbalanced,
                others);
    }
}
