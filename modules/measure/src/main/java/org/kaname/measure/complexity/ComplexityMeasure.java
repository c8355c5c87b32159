package org.kaname.measure.complexity;

import org.kaname.model.Unit;

/** The figures of the matrix of goods held, each with its method id, as passports name it, and the file and column that define it. */
public enum ComplexityMeasure {
    /** {@code rca@ge} among the economies and goods in the matrix. */
    RCA(HeldMatrix.METHOD, "rca", Unit.RATIO, "matrix", "rca", "(X[c,p] / X[c,·]) / (X[·,p] / X[·,·])"),
    /** k: goods that an economy holds. */
    DIVERSITY(
            HeldMatrix.METHOD,
            "diversity",
            Unit.COUNT,
            "diversity",
            "diversity",
            "k = Σ_p M[c,p], M = 1 where RCA ≥ 1"),
    /** u: economies that hold a good. */
    UBIQUITY(HeldMatrix.METHOD, "ubiquity", Unit.COUNT, "ubiquity", "ubiquity", "u = Σ_c M[c,p], M = 1 where RCA ≥ 1"),
    ECI(SymmetricEci.METHOD, "eci", Unit.INDEX, "eci", "eci", "mean PCI of the goods held; mean 0 and deviation 1"),
    PCI(
            SymmetricEci.METHOD,
            "pci",
            Unit.INDEX,
            "pci",
            "pci",
            "(1/u) Σ_c M·v_c/√k_c, K·v = λ2·v, K = S·Sᵀ, S = M/√(k·u); by the mean and deviation of ECI"),
    /** φ of two goods. */
    PROXIMITY(
            "proximity@1",
            "proximity",
            Unit.RATIO,
            "proximity",
            "proximity",
            "φ[p,q] = Σ_c M[c,p]·M[c,q] / max(u_p, u_q)"),
    /** How much of what is near a good an economy holds. */
    DENSITY("density@full", "density", Unit.SHARE, "density", "density", "d[c,p] = Σ_q M[c,q]·φ[q,p] / Σ_q φ[q,p]"),
    /** Outlook: how near an economy is to the goods that it does not hold, by their PCI. */
    COI("coi@cid", "coi", Unit.INDEX, "coi", "coi", "z-score of Σ_p d·(1−M)·PCI, PCI raw and not centred"),
    /** Gain: what a good not held would open. */
    COG(
            "cog@cid",
            "cog",
            Unit.INDEX,
            "cog",
            "cog",
            "(1−M[c,p])·Σ_q (1−M[c,q])·φ[q,p]·PCI[q]/Σ_r φ[q,r] / sd(raw ECI), PCI raw and not centred");

    private final String method;
    private final String figure;
    private final Unit unit;
    private final String sqlFile;
    private final String column;
    private final String formula;

    ComplexityMeasure(String method, String figure, Unit unit, String sqlFile, String column, String formula) {
        this.method = method;
        this.figure = figure;
        this.unit = unit;
        this.sqlFile = sqlFile;
        this.column = column;
        this.formula = formula;
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

    /** Name of the reference file without {@code .sql}. */
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

    /** It rests on the eigenvector, so it has no value where the index is not identified. */
    public boolean needsIndex() {
        return switch (this) {
            case ECI, PCI, COI, COG -> true;
            case RCA, DIVERSITY, UBIQUITY, PROXIMITY, DENSITY -> false;
        };
    }
}
