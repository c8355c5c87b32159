package org.kaname.triage;

import static org.kaname.model.Comparison.ABOVE;
import static org.kaname.model.Comparison.AT_LEAST;
import static org.kaname.model.Comparison.AT_MOST;

import java.util.List;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.RuleVersion.Persistence;
import org.kaname.triage.Row.Part;

/** The rows of {@code triage@1} for goods (measurement 6.1). R2 needs reviewed links and is judged in {@link GoodTriage}. */
final class GoodRows {
    private GoodRows() {}

    private static final Persistence TWO_OF_THREE = new Persistence(2, 3);

    private static final Part IMPORTS_FLOOR =
            new Part("imports_floor", GoodMeasure.IMPORTS, AT_LEAST, "triage@1.floor");
    private static final Part EXPORTS_FLOOR =
            new Part("exports_floor", GoodMeasure.EXPORTS, AT_LEAST, "triage@1.floor");

    static final Row G1 = new Row(
            "G1",
            Colour.GREEN,
            "geodep@2024",
            List.of(
                    new Part("import_hhi", GoodMeasure.HHI, ABOVE, "geodep@2024.import_hhi"),
                    new Part("world_hhi", GoodMeasure.WORLD_HHI, ABOVE, "geodep@2024.world_hhi"),
                    new Part("import_export_ratio", GoodMeasure.RATIO, ABOVE, "geodep@2024.import_export_ratio")),
            TWO_OF_THREE,
            List.of(IMPORTS_FLOOR),
            true,
            false);

    /** One source: a top supplier with at least the share of KIET's "vulnerable", and a deficit with the world. */
    static final Row G2 = new Row(
            "G2",
            Colour.GREEN,
            "kiet@2021.vulnerable.world",
            List.of(
                    new Part("top_share", GoodMeasure.TOP_SHARE, AT_LEAST, "kiet@2021.vulnerable.world.partner_share"),
                    new Part(
                            "import_export_ratio",
                            GoodMeasure.RATIO,
                            ABOVE,
                            "kiet@2021.vulnerable.world.import_export_ratio")),
            TWO_OF_THREE,
            List.of(IMPORTS_FLOOR),
            true,
            false);

    static final Row B1 = new Row(
            "B1",
            Colour.BLUE,
            "dominance@2023",
            List.of(new Part("world_share", GoodMeasure.WORLD_SHARE, ABOVE, MeasureConstants.DOMINANCE)),
            TWO_OF_THREE,
            List.of(EXPORTS_FLOOR),
            false,
            false);

    static final Row B2 = new Row(
            "B2",
            Colour.BLUE,
            "triage@1",
            List.of(
                    new Part("world_share", GoodMeasure.WORLD_SHARE, AT_LEAST, "triage@1.b2_world_share"),
                    new Part("world_rank", GoodMeasure.WORLD_RANK, AT_MOST, "triage@1.b2_world_rank"),
                    new Part("rca", GoodMeasure.RCA, AT_LEAST, "triage@1.b2_rca"),
                    new Part("dependents", GoodMeasure.DEPENDENTS, AT_LEAST, "triage@1.b2_dependents"),
                    EXPORTS_FLOOR),
            TWO_OF_THREE,
            List.of(),
            false,
            false);

    /** Only where comparative advantage or dependents are unknown because the set is an excerpt; always tagged {@code SHARE_ONLY}. */
    static final Row B2E = new Row(
            "B2e",
            Colour.BLUE,
            "triage@1",
            List.of(
                    new Part("world_share", GoodMeasure.WORLD_SHARE, AT_LEAST, "triage@1.b2e_world_share"),
                    new Part("world_rank", GoodMeasure.WORLD_RANK, AT_MOST, "triage@1.b2e_world_rank"),
                    EXPORTS_FLOOR),
            TWO_OF_THREE,
            List.of(),
            false,
            true);

    static final List<Row> ALL = List.of(G1, G2, B1, B2, B2E);
}
