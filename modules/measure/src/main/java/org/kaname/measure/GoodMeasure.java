package org.kaname.measure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaname.model.Unit;

/**
 * The figures of one subject, good and year. Each has a method id, which stands in passports, and the file and column that define it
 * in SQL.
 */
public enum GoodMeasure {
    /** M: imports of the good, unspecified origin included. */
    IMPORTS("imports@1", "imports_kusd", Unit.KUSD, "profile", "imports_kusd", "M = Σ v"),
    /** v1: value bought from the top supplier. */
    TOP_VALUE("top-supplier@1", "top_value_kusd", Unit.KUSD, "profile", "top_value_kusd", "v1 = max v"),
    /** v1 / (M − n). */
    TOP_SHARE("top-share@1", "top_share", Unit.SHARE, "profile", "top_share", "s1 = v1 / (M − n)"),
    /** Share of the partner asked about: the top supplier, or the sum over the user's partner set. */
    PARTNER_SHARE(
            "partner-share@1", "partner_share", Unit.SHARE, "partner", "partner_share", "s = Σ v(partner) / (M − n)"),
    HHI("hhi@1", "hhi", Unit.HHI, "profile", "hhi", "HHI = Σ (v / (M − n))²"),
    EFFECTIVE_SUPPLIERS(
            "effective-suppliers@1", "effective_suppliers", Unit.RATIO, "profile", "effective_suppliers", "1 / HHI"),
    /** X: exports of the good by the subject, as the importers report them where the set is one-sided. */
    EXPORTS("exports@1", "exports_kusd", Unit.KUSD, "profile", "exports_kusd", "X = Σ v over importers"),
    RATIO("import-export-ratio@1", "import_export_ratio", Unit.RATIO, "profile", "import_export_ratio", "R = M / X"),
    /** Imports from the partner over exports to it. */
    PARTNER_RATIO(
            "partner-ratio@1",
            "partner_ratio",
            Unit.RATIO,
            "partner",
            "partner_ratio",
            "v(partner→subject) / v(subject→partner)"),
    WORLD_SHARE("world-share@1", "world_share", Unit.SHARE, "world_share", "world_share", "w = X / (W − n)"),
    WORLD_RANK(
            "world-rank@1", "world_rank", Unit.RANK, "world_share", "world_rank", "1 + number of exporters with more"),
    /** HW: concentration of world exports. */
    WORLD_HHI("world-hhi@1", "hhi_world", Unit.HHI, "world_hhi", "hhi_world", "HW = Σ w²"),
    /** World export share of the partner asked about. */
    PARTNER_WORLD_SHARE(
            "partner-world-share@1", "partner_world_share", Unit.SHARE, "partner", "partner_world_share", "w(partner)"),
    RCA("rca@ge", "rca", Unit.RATIO, "rca", "rca", "(X[c,p] / X[c,·]) / (X[·,p] / X[·,·])"),
    /** Importers flagged by {@code cao@2021} whose top supplier is the subject. */
    DEPENDENTS(
            "reverse-dependence@1",
            "dependents",
            Unit.COUNT,
            "reverse_dependence",
            "dependents",
            "count of i with top(i) = subject and s1(i) ≥ t"),
    /** HHI over outer suppliers; for a single economy without an inner set all suppliers are outer. */
    CDI1(
            "ec-bottom-up@2021",
            "cdi1",
            Unit.HHI,
            "ec_bottom_up",
            "cdi1",
            "Σ (v / Σ v)² over suppliers outside the inner set"),
    /** Outer part of all imports. */
    CDI2("ec-bottom-up@2021", "cdi2", Unit.SHARE, "ec_bottom_up", "cdi2", "outer / (outer + inner)"),
    /** Outer imports over home exports. */
    CDI3("ec-bottom-up@2021", "cdi3", Unit.RATIO, "ec_bottom_up", "cdi3", "outer / home exports"),
    /** Outer imports over home exports to outside the inner set. */
    CDI3_EXTRA(
            "ec-bottom-up@2021",
            "cdi3_extra",
            Unit.RATIO,
            "ec_bottom_up",
            "cdi3_extra",
            "outer / home exports to outside"),
    /** HW without the subject: concentration of the exports of everybody else, shares renormalised. */
    WORLD_HHI_OTHERS(
            "world-hhi-others@1",
            "hhi_world_others",
            Unit.HHI,
            "others",
            "hhi_world_others",
            "HW₋ᵢ = Σ (X_j / Σ X_j)² over exporters j other than the subject"),
    /** How many named economies other than the subject export the good. */
    OTHER_EXPORTERS(
            "other-exporters@1",
            "other_exporters",
            Unit.COUNT,
            "others",
            "other_exporters",
            "number of exporters other than the subject"),
    /** Effective suppliers bought from, of those that could be: (1 / HHI) / (1 / HW₋ᵢ). */
    EFFECTIVE_SUPPLIERS_RATIO(
            "effective-suppliers-ratio@1",
            "effective_suppliers_ratio",
            Unit.RATIO,
            "others",
            "effective_suppliers_ratio",
            "(1 / HHI) / (1 / HW₋ᵢ)"),
    /** Suppliers bought from, of the exporters there are, 0..1. */
    SUPPLIER_COUNT_RATIO(
            "supplier-count-ratio@1",
            "supplier_count_ratio",
            Unit.SHARE,
            "others",
            "supplier_count_ratio",
            "number of suppliers / number of exporters other than the subject"),
    /** Balance of the subject's trade in the good, −1 (imports only) to 1 (exports only). */
    BALANCE("trade-balance@1", "trade_balance", Unit.RATIO, "others", "trade_balance", "(X − M) / (X + M)"),
    /** Where the good stands among the goods of its classification that the subject imports, by value: above 0 to 1, small is high. */
    IMPORT_RANK_SHARE(
            "import-rank@1",
            "import_rank_share",
            Unit.SHARE,
            "import_rank",
            "import_rank_share",
            "(1 + number of goods with more imports) / number of goods imported"),
    /** Whether the good stands on the rule's list of essential goods. No table of a data set holds such a list. */
    ESSENTIAL(
            "merics@2020.critical",
            "essential",
            Unit.TRUTH,
            "the code stands on the list of essential goods",
            RuleVersion.Requirement.PRODUCT_LIST),
    /** Largest import source in domestic use. No table of a data set holds domestic output Q. */
    DOMESTIC_USE(
            "meti-domestic-use@2020",
            "domestic_use",
            Unit.RATIO,
            "d = v1 / (Q + M − X)",
            RuleVersion.Requirement.PRODUCTION),
    /** CDI1 of values averaged over four years. */
    REFINED_CDI1(
            "ec-refined@2023",
            "cdi1_averaged",
            Unit.HHI,
            "CDI1 of values averaged over four years, re-exports taken out",
            RuleVersion.Requirement.REEXPORTS),
    /** CDI2 of values averaged over four years. */
    REFINED_CDI2(
            "ec-refined@2023",
            "cdi2_averaged",
            Unit.SHARE,
            "CDI2 of values averaged over four years, re-exports taken out",
            RuleVersion.Requirement.REEXPORTS),
    /** CDI3 of values averaged over four years, home exports net of re-exports. */
    REFINED_CDI3(
            "ec-refined@2023",
            "cdi3_averaged",
            Unit.RATIO,
            "CDI3 of values averaged over four years, home exports net of re-exports",
            RuleVersion.Requirement.REEXPORTS),
    /** Over the rows of a wider window: how many of its years hold. */
    YEARS_HELD("persists@1", "years_held", Unit.COUNT, "", "", "years in which all conditions hold");

    private final String method;
    private final String figure;
    private final Unit unit;
    private final String sqlFile;
    private final String column;
    private final String formula;
    private final RuleVersion.@Nullable Requirement lacks;

    /** A figure that no data set can give in this release: it is missing, and says for want of what. */
    GoodMeasure(String method, String figure, Unit unit, String formula, RuleVersion.Requirement lacks) {
        this.method = method;
        this.figure = figure;
        this.unit = unit;
        this.sqlFile = "";
        this.column = "";
        this.formula = formula;
        this.lacks = lacks;
    }

    GoodMeasure(String method, String figure, Unit unit, String sqlFile, String column, String formula) {
        this.method = method;
        this.figure = figure;
        this.unit = unit;
        this.sqlFile = sqlFile;
        this.column = column;
        this.formula = formula;
        this.lacks = null;
    }

    /** Method with version, as in passports. */
    public String method() {
        return method;
    }

    /** Name in JSON and passports. */
    public String figure() {
        return figure;
    }

    public Unit unit() {
        return unit;
    }

    /** Name of the reference file without {@code .sql}; empty where the figure is no measure of its own. */
    public String sqlFile() {
        return sqlFile;
    }

    public String column() {
        return column;
    }

    /** The formula in the symbols of the method pages. */
    public String formula() {
        return formula;
    }

    /** What it needs and no table of a data set holds; empty for a figure that is computed. */
    public Optional<RuleVersion.Requirement> lacks() {
        return Optional.ofNullable(lacks);
    }

    /** It ranks the goods of an economy, so that a part of the goods gives another answer. */
    public boolean countsGoods() {
        return this == IMPORT_RANK_SHARE;
    }

    /** True for the figures that divide money by nothing: they change their unit with the data set. */
    public boolean isMoney() {
        return unit == Unit.KUSD;
    }
}
