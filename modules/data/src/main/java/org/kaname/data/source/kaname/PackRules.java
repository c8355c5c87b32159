package org.kaname.data.source.kaname;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code pack.csv} says about the tables: rules that are data, and what was left out when the pack was built. */
final class PackRules {
    private final Map<String, List<Rule>> byTableAndRule = new LinkedHashMap<>();

    private record Rule(String table, String key, String value) {}

    PackRules(PackTable table) {
        int of = table.column("table");
        int rule = table.column("rule");
        int key = table.column("key");
        int value = table.column("value");
        while (table.next()) {
            var row = new Rule(table.text(of), table.text(key), table.text(value));
            byTableAndRule
                    .computeIfAbsent(row.table() + "/" + table.text(rule), unknown -> new ArrayList<>())
                    .add(row);
        }
    }

    private List<Rule> rules(String table, String rule) {
        return byTableAndRule.getOrDefault(table + "/" + rule, List.of());
    }

    /** The value of a setting of the whole pack, or the empty text. */
    String setting(String rule, String key) {
        return value("", rule, key);
    }

    String value(String table, String rule, String key) {
        for (var row : rules(table, rule)) {
            if (row.key().equals(key)) {
                return row.value();
            }
        }
        return "";
    }

    List<String> values(String rule, String key) {
        var values = new ArrayList<String>();
        for (var row : rules("", rule)) {
            if (row.key().equals(key)) {
                values.add(row.value());
            }
        }
        return values;
    }

    /** Keys of a rule with their values, in the order of the file. */
    Map<String, String> map(String table, String rule) {
        var map = new LinkedHashMap<String, String>();
        for (var row : rules(table, rule)) {
            map.put(row.key(), row.value());
        }
        return map;
    }

    /** Statuses of sources that this build carries; empty where the pack is a folder that no build has cut. */
    SortedSet<String> statuses() {
        var statuses = new TreeSet<String>();
        for (var status : setting("packed", "statuses").split(",")) {
            if (!status.isEmpty()) {
                statuses.add(status);
            }
        }
        return statuses;
    }

    /** Rows that the build left out, by table; tables that lost none are absent. */
    SortedMap<String, Long> leftOut() {
        var rows = new TreeMap<String, Long>();
        for (var entry : byTableAndRule.entrySet()) {
            for (var row : entry.getValue()) {
                if (entry.getKey().endsWith("/packed")
                        && row.key().equals("left-out")
                        && !row.value().equals("0")) {
                    rows.put(row.table(), Long.parseLong(row.value()));
                }
            }
        }
        return rows;
    }
}
