package org.kaname.app;

import java.util.List;
import org.kaname.app.json.AssessmentJson;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.data.Progress;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Language;
import org.kaname.triage.assess.AssessmentConstants;
import org.kaname.triage.assess.Assessor;

public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        var data = StarterPack.load().usd();
        var a = Assessor.assess(
                new Assessor.Request(
                        data,
                        args[0],
                        Integer.parseInt(args[1]),
                        List.of(),
                        List.of(),
                        AssessmentConstants.settings(),
                        1000,
                        42,
                        Double.NaN),
                Progress.NONE);
        System.out.println(Json.MAPPER.writeValueAsString(AssessmentJson.of(a, Words.plain(), Language.EN)));
    }
}
