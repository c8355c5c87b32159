package org.kaname.app.explain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodMeasure;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.Settings;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.verify.Verification;
import org.kaname.model.Code;
import org.kaname.triage.assess.Assessor;

/**
 * The reference files run on a data set, their results kept by their keys, so that many passports cost little more than one. Not
 * thread-safe.
 */
final class References implements AutoCloseable {
    private final DataSet data;
    private final boolean large;
    private final Map<String, SqlReference> references = new HashMap<>();
    private final Set<String> tabulated = new HashSet<>();
    private final Map<String, Map<List<String>, Map<String, Object>>> indexed = new HashMap<>();

    References(DataSet data) {
        this.data = data;
        this.large = Assessor.isLarge(data) || data.cube().allGoods().isPresent();
    }

    Optional<Map<String, Object>> row(String file, GoodProfile profile, int year, Settings settings) {
        return Optional.ofNullable(index(file, profile.product(), settings, "importer")
                .get(List.of(profile.subject(), profile.product().value(), Integer.toString(year))));
    }

    static Optional<Double> number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Double value ? Optional.of(value) : Optional.empty();
    }

    /** The rows of a reference file by (economy, product, year). */
    Map<List<String>, Map<String, Object>> index(String file, Code product, Settings settings, String economyColumn) {
        boolean some = large && !countsGoods(file);
        var key = (some ? product.toString() : product.scheme()) + "/" + file + "/" + settings.changes();
        return indexed.computeIfAbsent(key, k -> {
            var rows = new HashMap<List<String>, Map<String, Object>>();
            var reference = some ? reference(product, settings) : reference(product.scheme(), settings);
            for (var row : reference.table(file, own(file, settings))) {
                var economy = economyColumn.isEmpty() ? "" : String.valueOf(row.get(economyColumn));
                rows.put(List.of(economy, String.valueOf(row.get("product")), year(row.get("year"))), row);
            }
            return rows;
        });
    }

    /** The file ranks goods, so that its answer about one rests on all. */
    private static boolean countsGoods(String file) {
        return Arrays.stream(GoodMeasure.values())
                        .anyMatch(m -> m.countsGoods() && m.sqlFile().equals(file))
                || RuleCatalogue.listRules().stream()
                        .anyMatch(r -> r.countsGoods() && r.sqlFile().equals(file));
    }

    private static String year(@Nullable Object value) {
        return value instanceof Double number ? Integer.toString(number.intValue()) : "";
    }

    /** The reference for what is asked of one good: on that good and one for the rest where there are many. */
    SqlReference reference(Code product, Settings settings) {
        return large
                ? reference(product.scheme(), settings, Set.of(product))
                : reference(product.scheme(), settings, Set.of());
    }

    /** The reference on one classification with the outcomes of every rule tabulated. */
    SqlReference judged(String scheme, Settings settings) {
        var reference = reference(scheme, settings);
        if (tabulated.add(scheme + settings.changes())) {
            reference.judge(RuleCatalogue.listRules().stream()
                    .map(rule -> new SqlReference.RuleFile(
                            rule.id(), rule.votes(), rule.sqlFile(), Verification.parameters(rule, settings)))
                    .toList());
        }
        return reference;
    }

    SqlReference reference(String scheme, Settings settings) {
        return reference(scheme, settings, Set.of());
    }

    private SqlReference reference(String scheme, Settings settings, Set<Code> goods) {
        return references.computeIfAbsent(
                scheme + settings.changes() + goods,
                k -> new SqlReference(
                        data,
                        scheme,
                        Map.of(
                                "t_world_coverage",
                                settings.get(MeasureConstants.WORLD_COVERAGE),
                                "t_unallocated_limit",
                                settings.get(MeasureConstants.UNALLOCATED_LIMIT),
                                "t_top_share",
                                settings.get("cao@2021.top_share")),
                        goods));
    }

    /** The thresholds of a rule's file by the names of its constants, and its window. */
    static Map<String, Double> own(String file, Settings settings) {
        var own = new HashMap<String, Double>();
        RuleCatalogue.listRules().stream()
                .filter(r -> r.sqlFile().equals(file))
                .forEach(rule -> own.putAll(Verification.parameters(rule, settings)));
        return own;
    }

    static String quoted(String text) {
        return text.replace("'", "''");
    }

    @Override
    public void close() {
        references.values().forEach(SqlReference::close);
    }
}
