package org.kaname.measure;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.kaname.model.Comparison;
import org.kaname.model.Explanation;

/**
 * A published definition of dependence, frozen: same inputs and version give the same outcome for ever; a correction is a new
 * version.
 *
 * @param id {@code rule@year[.variant]}, as in JSON, SQL file names and passports
 * @param family A self-cover, B one supplier, C concentration bands, D domestic use
 * @param conditions all must hold in a year
 * @param constants thresholds by name; NaN where the source gives none and only the user can
 * @param persistence in how many years of a window the conditions must hold; null for one-year rules
 * @param votes counted among the judges of a good
 * @param requirements what the data must hold for a verdict
 * @param experimental runs and is shown, but neither votes nor decides a colour
 * @param bands named ranges of a figure that the verdict shows beside its outcome, the lowest first; empty for most rules
 * @param publishedCounts how often the rule flags on tables that a reader can take in hand
 */
public record RuleVersion(
        String id,
        String title,
        Family family,
        Status status,
        String source,
        List<ConditionSpec> conditions,
        SortedMap<String, Double> constants,
        @Nullable Persistence persistence,
        boolean votes,
        Set<Requirement> requirements,
        List<String> notes,
        boolean experimental,
        List<Band> bands,
        List<PublishedCount> publishedCounts) {

    /** How the rule is known (measurement, status words). */
    public enum Status {
        PUBLISHED,
        SECONDARY,
        READING,
        OURS
    }

    /** One family, one vote beside the count of rules, cast by its lead rule (measurement 3.1). */
    public enum Family {
        A("geodep@2024"),
        B("cao@2021"),
        C("cbs-bands@1"),
        D("meti-domestic-use@2020");

        private final String lead;

        Family(String lead) {
            this.lead = lead;
        }

        /** Id of the rule that votes for the family. */
        public String lead() {
            return lead;
        }
    }

    /** What a rule needs from the data. */
    public enum Requirement {
        IMPORTS,
        EXPORTS,
        WORLD,
        INTRA,
        BILATERAL_EXPORTS,
        REEXPORTS,
        PRODUCTION,
        PRODUCT_LIST,
        PARTNER
    }

    /** Holds in at least {@code years} of the last {@code window} years. */
    public record Persistence(int years, int window) {}

    /**
     * A range of a figure with a name. Bands are tried in order, and the first that holds is the band.
     *
     * @param name message key below {@code band.}
     * @param constant name of the constant inside its rule
     */
    public record Band(String name, GoodMeasure measure, Comparison comparison, String constant) {}

    /**
     * How many the rule flags on a table. Results that others published on data the reader must bring are no field of a rule, for one
     * may answer to several ({@link org.kaname.measure.known.KnownAnswers}).
     *
     * @param id short name, unique within the rule
     * @param what what is counted, and on which table
     * @param value the count
     * @param source who computed it
     */
    public record PublishedCount(String id, String what, long value, String source) {
        private static final String GOLDEN =
                "synthetic table golden/dependency-rules: 20 economies, 120 goods, one year, "
                        + "each economy by itself, the top supplier as partner; importer–good pairs flagged of 2,389 with imports";

        /** Pairs that the rule flags on the synthetic table of measurement 2.5. */
        public static PublishedCount golden(long value) {
            return new PublishedCount("golden", GOLDEN, value, "recomputed with numpy and pandas from the formulas");
        }
    }

    /** A rule without bands that is not experimental and has no counts; see the {@code with} methods. */
    public RuleVersion(
            String id,
            String title,
            Family family,
            Status status,
            String source,
            List<ConditionSpec> conditions,
            SortedMap<String, Double> constants,
            @Nullable Persistence persistence,
            boolean votes,
            Set<Requirement> requirements,
            List<String> notes) {
        this(
                id,
                title,
                family,
                status,
                source,
                conditions,
                constants,
                persistence,
                votes,
                requirements,
                notes,
                false,
                List.of(),
                List.of());
    }

    public RuleVersion {
        conditions = List.copyOf(conditions);
        constants = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(constants));
        requirements = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(requirements));
        notes = List.copyOf(notes);
        bands = List.copyOf(bands);
        publishedCounts = List.copyOf(publishedCounts);
        if (experimental && votes) {
            throw new IllegalArgumentException("The rule (" + id + ") is experimental and votes.");
        }
        for (var condition : conditions) {
            if (!constants.containsKey(condition.constant())) {
                throw new IllegalArgumentException("The rule (" + id + ") compares with the constant ("
                        + condition.constant() + "), which it does not hold.");
            }
        }
        for (var band : bands) {
            if (!constants.containsKey(band.constant())) {
                throw new IllegalArgumentException("The band (" + band.name() + ") of the rule (" + id
                        + ") compares with the constant (" + band.constant() + "), which it does not hold.");
            }
        }
    }

    /** A copy that runs and is shown without a vote. */
    public RuleVersion asExperimental() {
        return new RuleVersion(
                id,
                title,
                family,
                status,
                source,
                conditions,
                constants,
                persistence,
                false,
                requirements,
                notes,
                true,
                bands,
                publishedCounts);
    }

    public RuleVersion withBands(Band... named) {
        return new RuleVersion(
                id,
                title,
                family,
                status,
                source,
                conditions,
                constants,
                persistence,
                votes,
                requirements,
                notes,
                experimental,
                List.of(named),
                publishedCounts);
    }

    public RuleVersion withCounts(PublishedCount... counts) {
        return new RuleVersion(
                id,
                title,
                family,
                status,
                source,
                conditions,
                constants,
                persistence,
                votes,
                requirements,
                notes,
                experimental,
                bands,
                List.of(counts));
    }

    /** How the rule is known, as it is printed beside it; a reading names whose text was read. */
    public Explanation explainStatus() {
        return status == Status.READING
                ? Explanation.of("rule.reading", "source", source)
                : Explanation.of("status." + status);
    }

    /** A figure of it counts or ranks all goods of an economy: its reference must run on all of them. */
    public boolean countsGoods() {
        return conditions.stream().anyMatch(c -> c.measure().countsGoods());
    }

    /** The family's vote is this rule's. */
    public boolean leads() {
        return family.lead().equals(id);
    }

    /** Name of the rule's reference file without {@code .sql}: dots and @ become underscores. */
    public String sqlFile() {
        return "rule_" + id.replace('@', '_').replace('.', '_').replace('-', '_');
    }
}
