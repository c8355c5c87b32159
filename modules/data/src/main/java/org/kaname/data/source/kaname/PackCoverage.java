package org.kaname.data.source.kaname;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kaname.data.Coverage;
import org.kaname.model.Code;

/** What {@code coverage.csv} declares good by good (data-formats 2.1 and 3.24). Immutable once all cells are in. */
final class PackCoverage implements Coverage {
    private record Key(int year, Code product) {}

    private record Cell(State listed, State rest, BitSet without) {}

    private final BitSet listed;
    private final int rest;
    private final Map<Key, Cell> cells = new HashMap<>();
    private final Map<Code, TreeSet<Integer>> years = new HashMap<>();

    /**
     * @param listed importers that the pack lists one by one
     * @param rest index of the pseudo-importer that sums all others, or -1
     */
    PackCoverage(BitSet listed, int rest) {
        this.listed = listed;
        this.rest = rest;
    }

    void declare(int year, Code product, State ofListed, State ofRest, BitSet without) {
        cells.put(new Key(year, product), new Cell(ofListed, ofRest, without));
        years.computeIfAbsent(product, unknown -> new TreeSet<>()).add(year);
    }

    @Override
    public State importer(int year, Code product, int economyIndex) {
        var cell = cells.get(new Key(year, product));
        if (cell == null) {
            return State.EXCERPT;
        }
        if (economyIndex == rest) {
            return cell.rest();
        }
        if (!listed.get(economyIndex)) {
            return State.HIDDEN;
        }
        return cell.without().get(economyIndex) ? State.NOT_REPORTED : cell.listed();
    }

    @Override
    public boolean worldDeclared(int year, Code product) {
        return cells.containsKey(new Key(year, product));
    }

    @Override
    public BitSet importersWithoutData(int year, Code product) {
        var cell = cells.get(new Key(year, product));
        return cell == null ? new BitSet() : (BitSet) cell.without().clone();
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
