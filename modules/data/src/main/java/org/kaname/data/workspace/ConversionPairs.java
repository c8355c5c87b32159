package org.kaname.data.workspace;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.reference.Concordance;
import org.kaname.data.reference.Goods;
import org.kaname.model.Code;

/**
 * What becomes of each code of a data set when it is converted: the pairs that are used, those of weight 0 included, and the codes that
 * stay as they are. A code whose split has no weights stays, and with it every code that shares a target with it, however indirectly:
 * else the point value of that target would lack a part nobody knows.
 */
final class ConversionPairs {
    static final String ONE_TO_ONE = "one_to_one";
    static final String MANY_TO_ONE = "many_to_one";
    static final String ONE_TO_MANY = "one_to_many";
    /** Stays: it, or a code that it shares a target with, is split and nobody says in which parts. */
    static final String UNWEIGHTED = "unweighted";
    /** Stays: the tables hold no pair of it, or none at some step of a chain. */
    static final String UNLISTED = "unlisted";
    /** Stays: a heading or chapter, or a code of a list that is no revision of the Harmonized System. */
    static final String OTHER_LEVEL = "other_level";
    /** Is in the target list already. */
    static final String IN_TARGET = "in_target";

    /** Digits of a code that the tables know. */
    static final int DIGITS = 6;

    static final List<String> COLUMNS =
            List.of("from_scheme", "from_code", "to_scheme", "to_code", "weight", "relation");

    /** One pair; of a code that stays, to itself with the weight 1. */
    record Pair(Code from, Code to, double weight, String relation) {}

    private final String target;
    private final List<Pair> pairs;

    private ConversionPairs(String target, List<Pair> pairs) {
        this.target = target;
        this.pairs = List.copyOf(pairs);
    }

    String target() {
        return target;
    }

    List<Pair> pairs() {
        return pairs;
    }

    List<Code> listCodes(String relation) {
        return pairs.stream()
                .filter(pair -> pair.relation().equals(relation))
                .map(Pair::from)
                .distinct()
                .toList();
    }

    /** @param codes six-digit codes of revisions other than the target */
    static ConversionPairs of(Concordance concordance, List<Code> codes, String target) {
        var splits = new TreeMap<Code, Concordance.Split>();
        var sources = new HashMap<String, TreeSet<Code>>();
        for (var code : codes) {
            var split = concordance.split(code.scheme(), code.value(), target);
            splits.put(code, split);
            split.parts()
                    .forEach(part -> sources.computeIfAbsent(part.code(), unknown -> new TreeSet<>())
                            .add(code));
        }
        var staying = staying(splits, sources);
        var pairs = new ArrayList<Pair>();
        splits.forEach((code, split) -> {
            var why = staying.get(code);
            if (why != null) {
                pairs.add(new Pair(code, code, 1, why));
                return;
            }
            var relation = split.parts().size() > 1
                    ? ONE_TO_MANY
                    : sources.getOrDefault(split.parts().getFirst().code(), new TreeSet<>())
                                            .size()
                                    > 1
                            ? MANY_TO_ONE
                            : ONE_TO_ONE;
            split.parts()
                    .forEach(part -> pairs.add(new Pair(code, new Code(target, part.code()), part.weight(), relation)));
        });
        return new ConversionPairs(target, pairs);
    }

    private static Map<Code, String> staying(Map<Code, Concordance.Split> splits, Map<String, TreeSet<Code>> sources) {
        var staying = new HashMap<Code, String>();
        var next = new ArrayList<Code>();
        splits.forEach((code, split) -> {
            if (!split.weighted()) {
                staying.put(code, split.parts().isEmpty() ? UNLISTED : UNWEIGHTED);
                next.add(code);
            }
        });
        while (!next.isEmpty()) {
            var code = next.removeLast();
            for (var part : splits.getOrDefault(code, new Concordance.Split(List.of(), false))
                    .parts()) {
                for (var other : sources.getOrDefault(part.code(), new TreeSet<>())) {
                    if (staying.putIfAbsent(other, UNWEIGHTED) == null) {
                        next.add(other);
                    }
                }
            }
        }
        return staying;
    }

    /** Reads the table {@code conversion} of a converted data set. */
    static ConversionPairs read(Connection engine, String table, String target) throws SQLException {
        var pairs = new ArrayList<Pair>();
        try (var statement = engine.createStatement();
                var result = statement.executeQuery("SELECT * FROM " + table)) {
            while (result.next()) {
                pairs.add(new Pair(
                        new Code(result.getString("from_scheme"), result.getString("from_code")),
                        new Code(result.getString("to_scheme"), result.getString("to_code")),
                        result.getDouble("weight"),
                        result.getString("relation")));
            }
        }
        return new ConversionPairs(target, pairs);
    }

    /** In the order of both codes. */
    List<ParquetFiles.Column> columns() {
        var sorted = pairs.stream()
                .sorted(Comparator.comparing(Pair::from).thenComparing(Pair::to))
                .toList();
        return List.of(
                ParquetFiles.Column.ofText(
                        "from_scheme", row -> sorted.get(row).from().scheme()),
                ParquetFiles.Column.ofText(
                        "from_code", row -> sorted.get(row).from().value()),
                ParquetFiles.Column.ofText(
                        "to_scheme", row -> sorted.get(row).to().scheme()),
                ParquetFiles.Column.ofText(
                        "to_code", row -> sorted.get(row).to().value()),
                ParquetFiles.Column.ofDouble("weight", row -> sorted.get(row).weight()),
                ParquetFiles.Column.ofText("relation", row -> sorted.get(row).relation()));
    }

    /** All codes of pairs are digits, so that a table may keep them as numbers. */
    boolean digits() {
        return pairs.stream().allMatch(pair -> pair.to().value().matches("[0-9]{" + DIGITS + "}"));
    }

    static boolean convertible(String scheme, int level, String target) {
        return level == DIGITS && Goods.REVISIONS.contains(scheme) && !scheme.equals(target);
    }
}
