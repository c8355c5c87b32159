package org.kaname.data.source.kaname;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kaname.data.Coverage;
import org.kaname.model.Code;

/** One customs service's own book: its economy's purchases are known where it has rows; of the world side nothing is. */
final class YenCoverage implements Coverage {
    private record Key(int year, Code product) {}

    private final int reporter;
    private final Set<Key> imported = new HashSet<>();
    private final Map<Code, TreeSet<Integer>> years = new HashMap<>();

    YenCoverage(int reporter) {
        this.reporter = reporter;
    }

    void declare(int year, Code product, boolean importRow) {
        if (importRow) {
            imported.add(new Key(year, product));
        }
        years.computeIfAbsent(product, unknown -> new TreeSet<>()).add(year);
    }

    @Override
    public State importer(int year, Code product, int economyIndex) {
        return economyIndex == reporter && imported.contains(new Key(year, product)) ? State.REPORTED : State.EXCERPT;
    }

    @Override
    public boolean worldDeclared(int year, Code product) {
        return false;
    }

    @Override
    public BitSet importersWithoutData(int year, Code product) {
        return new BitSet();
    }

    @Override
    public List<Integer> years(Code product) {
        return new ArrayList<>(years.getOrDefault(product, new TreeSet<>()));
    }

    @Override
    public boolean allProducts() {
        return false;
    }

    @Override
    public boolean excerpt() {
        return true;
    }
}
