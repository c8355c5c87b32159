package org.kaname.model;

/** Why a value is missing or an answer cannot be given. Closed: a new reason breaks every switch over it. */
public enum Reason {
    /** The whole is empty: where nothing is imported, nobody holds a share. */
    NO_DENOMINATOR,
    /** The importer reported and imported nothing of this good. */
    NO_IMPORTS,
    /** The subject exported nothing: a ratio to its exports is unbounded, not a number. */
    NO_EXPORTS,
    /** All imports come from unspecified origin. */
    NO_NAMED_SUPPLIER,
    /** Unspecified origin is so large that the two ends of the interval disagree. */
    UNALLOCATED_PARTNERS,
    /** The economy did not report this good in this year: unknown, not zero. */
    NOT_REPORTED,
    /** The economy is not listed one by one in the data set: its flows are inside a remainder. */
    HIDDEN_IN_REST,
    /** The data set is an excerpt and does not declare the world side of this good and year. */
    EXCERPT,
    /** The importers present made too small a part of last year's world imports. */
    WORLD_COVERAGE_LOW,
    /** The figure needs all goods of an economy and the set does not hold them. */
    PRODUCTS_PARTIAL,
    /** Too few usable years to say whether something persists. */
    YEARS_MISSING,
    /** Flows between members of the bloc are not known one by one. */
    INTRA,
    /** The subject's exports to this partner are not known one by one. */
    BILATERAL_EXPORTS,
    /** The data set holds no table from which this could be computed. */
    TABLE_ABSENT,
    /** The source withholds or does not give the number. */
    NOT_IN_SOURCE,
    /** No rank or share was published for the subject. */
    NOT_PUBLISHED,
    /** A share of zero stands in a series of which the logarithm is needed. */
    ZERO_IN_SERIES,
    /** Too few economies or years for this figure. */
    TOO_FEW,
    /** A code was split between codes of another list and no weights say how: the amount has bounds and no point. */
    CONVERSION_AMBIGUOUS,
    /** It is not in the matrix of goods held: it exports nothing, holds nothing, or a filter leaves it out. */
    LEFT_OUT,
    /** Fewer economies or goods than the index needs. */
    TOO_SMALL,
    /** All economies hold the same goods: nothing tells them apart. */
    NO_VARIATION,
    /** Economies fall into groups that hold no good in common. */
    DISCONNECTED,
    /** Two eigenvalues are equal: the vector is not determined. */
    DEGENERATE,
    /** The data set named by a passport is not in this workspace. */
    DATASET_ABSENT,
    /** It does not happen within the horizon of the run: a value of its own, never a number of days. */
    NOT_WITHIN,
    /** The scenario leaves this part off. */
    SWITCHED_OFF,
    /** The user must name a partner. */
    PARTNER,
    /** Outside text that is not of the expected form. */
    MALFORMED
}
