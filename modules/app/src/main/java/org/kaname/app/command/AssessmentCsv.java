package org.kaname.app.command;

import java.util.ArrayList;
import java.util.List;
import org.kaname.app.console.Session;
import org.kaname.app.wording.Findings;
import org.kaname.app.wording.Words;
import org.kaname.measure.GoodMeasure;
import org.kaname.triage.Colour;
import org.kaname.triage.assess.Assessment;

/** The goods of an assessment as a table, full precision, empty for missing. */
final class AssessmentCsv {
    private AssessmentCsv() {}

    static List<String> lines(Assessment assessment, Session session) {
        var lines = new ArrayList<String>();
        lines.add("economy,as_of,scheme,code,name,outcome,data_year,tags,imports_kusd,top_supplier,top_share,hhi,"
                + "effective_suppliers,import_export_ratio,flagged,applicable,exports_kusd,world_share,world_rank,hhi_world,"
                + "robustness_green,robustness_blue,passport,families_flagged,families_applicable");
        for (var good : Findings.ordered(assessment)) {
            var profile = good.profile();
            var newest = profile.newest();
            int top = newest.topSupplier();
            lines.add(Csv.line(
                    assessment.economy(),
                    assessment.year(),
                    profile.product().scheme(),
                    profile.product().value(),
                    Words.good(assessment.data(), profile.product(), session.language()),
                    good.outcome(),
                    profile.dataYear(),
                    String.join(" ", good.tags()),
                    newest.value(GoodMeasure.IMPORTS),
                    top < 0 ? "" : assessment.data().economies().get(top).code(),
                    newest.value(GoodMeasure.TOP_SHARE),
                    newest.value(GoodMeasure.HHI),
                    newest.value(GoodMeasure.EFFECTIVE_SUPPLIERS),
                    newest.value(GoodMeasure.RATIO),
                    good.flagged(),
                    good.applicable(),
                    newest.value(GoodMeasure.EXPORTS),
                    newest.value(GoodMeasure.WORLD_SHARE),
                    newest.value(GoodMeasure.WORLD_RANK),
                    newest.value(GoodMeasure.WORLD_HHI),
                    robustness(good.robustness().get(Colour.GREEN)),
                    robustness(good.robustness().get(Colour.BLUE)),
                    good.passport(),
                    good.familiesFlagged(),
                    good.familiesApplicable()));
        }
        return lines;
    }

    private static Object robustness(org.kaname.triage.@org.jspecify.annotations.Nullable Robustness robustness) {
        return robustness == null ? "" : (Object) robustness.share();
    }
}
