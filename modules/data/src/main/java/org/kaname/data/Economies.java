package org.kaname.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kaname.model.Economy;
import org.kaname.model.Language;

/** The economies of one data set in ascending order of code, so that an index breaks ties as the code does. Immutable. */
public final class Economies {
    private final List<Economy> byIndex;
    private final Map<String, Integer> indexByCode = new HashMap<>();

    public Economies(Iterable<Economy> economies) {
        var sorted = new ArrayList<Economy>();
        economies.forEach(sorted::add);
        sorted.sort(Comparator.comparing(Economy::code));
        byIndex = List.copyOf(sorted);
        for (int i = 0; i < byIndex.size(); i++) {
            if (indexByCode.put(byIndex.get(i).code(), i) != null) {
                throw new IllegalArgumentException(
                        "The economy (" + byIndex.get(i).code() + ") is listed twice.");
            }
        }
    }

    public int size() {
        return byIndex.size();
    }

    public Economy get(int index) {
        return byIndex.get(index);
    }

    /** The index of a code, or -1. */
    public int indexOf(String code) {
        return indexByCode.getOrDefault(code, -1);
    }

    public Optional<Economy> findEconomy(String code) {
        int index = indexOf(code);
        return index < 0 ? Optional.empty() : Optional.of(byIndex.get(index));
    }

    public List<Economy> listEconomies() {
        return byIndex;
    }

    /** The name of a code, or the code where it is not known. */
    public String name(String code, Language language) {
        return findEconomy(code).map(e -> e.name(language)).orElse(code);
    }

    /** By index: may be a supplier, a ranked or a dominant exporter. A fresh array. */
    public boolean[] named() {
        var named = new boolean[byIndex.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = byIndex.get(i).named();
        }
        return named;
    }
}
