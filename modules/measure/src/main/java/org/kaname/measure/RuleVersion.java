package org.kaname.measure;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A published definition of dependence, frozen: same inputs and version give the same outcome for ever; a correction is a new
 * version.
 *
 * @param id {@code rule@year[.variant]}, as in JSON, SQL file names and passports
 * @param family A self-cover, B one supplier, C concentration bands, D domestic use
 * @param conditions all must hold in a year
 * @param constants thresholds by name
 * @param persistence in how many years of a window the conditions must hold; null for one-year rules
 * @param votes counted among the judges of a good
 * @param requirements what the data must hold for a verdict
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
        List<String> notes) {

    /** How the rule is known (measurement, status words). */
    public enum Status {
        PUBLISHED,
        SECONDARY,
        READING,
        OURS
    }

    /** One family, one vote beside the count of rules. */
    public enum Family {
        A,
        B,
        C,
        D
    }

    /** What a rule needs from the data. */
    public enum Requirement {
        IMPORTS,
        EXPORTS,
        WORLD,
        INTRA,
        BILATERAL_EXPORTS,
        PARTNER
    }

    /** Holds in at least {@code years} of the last {@code window} years. */
    public record Persistence(int years, int window) {}

    public RuleVersion {
        conditions = List.copyOf(conditions);
        constants = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(constants));
        requirements = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(requirements));
        notes = List.copyOf(notes);
        for (var condition : conditions) {
            if (!constants.containsKey(condition.constant())) {
                throw new IllegalArgumentException("The rule (" + id + ") compares with the constant ("
                        + condition.constant() + "), which it does not hold.");
            }
        }
    }

    /** Name of the rule's reference file without {@code .sql}: dots and @ become underscores. */
    public String sqlFile() {
        return "rule_" + id.replace('@', '_').replace('.', '_').replace('-', '_');
    }
}
