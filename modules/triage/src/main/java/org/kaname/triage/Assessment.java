package org.kaname.triage;

import java.util.List;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;

/**
 * The main job's answer for one economy as of a year: colours for every good that the data cover, with reasons.
 *
 * @param year as of; every good carries the year it was judged in
 * @param draws worlds drawn for robustness, 0 where none were asked for
 */
public record Assessment(
        DataSet data,
        String economy,
        int year,
        Settings settings,
        List<String> partners,
        List<GoodDecision> goods,
        long seed,
        int draws,
        String noise) {
    public Assessment {
        partners = List.copyOf(partners);
        goods = List.copyOf(goods);
    }
}
