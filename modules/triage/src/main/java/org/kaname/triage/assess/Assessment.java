package org.kaname.triage.assess;

import java.util.List;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.field.FieldDecision;
import org.kaname.triage.field.InputDecision;
import org.kaname.triage.material.MaterialDecision;

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
        List<MaterialDecision> materials,
        List<FieldDecision> fields,
        List<InputDecision> inputs,
        long seed,
        int draws,
        String noise) {
    public Assessment {
        partners = List.copyOf(partners);
        goods = List.copyOf(goods);
        materials = List.copyOf(materials);
        fields = List.copyOf(fields);
        inputs = List.copyOf(inputs);
    }
}
