package org.kaname.data.workspace;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kaname.data.Coverage;
import org.kaname.data.TradeCube;
import org.kaname.model.Code;

/**
 * What the rows of a data set themselves tell about what is absent (data-formats 2.1): an importer that reported anything in a year
 * reported all; in an excerpt only where it has rows. Immutable.
 */
final class FlowCoverage implements Coverage {
    /** How much of the world a data set claims to hold. */
    enum Extent {
        EXCERPT,
        /** The world side of the goods present. */
        COMPLETE,
        /** All goods of the economies besides. */
        COMPLETE_PRODUCTS
    }

    private record Key(int year, Code product) {}

    /** A year, or one good in it where the product is not empty, of which the files hold a part only. */
    record Partial(String classification, String product, int year, String role) {}

    private static final String IMPORTER = "IMPORTER";
    private static final String EXPORTER = "EXPORTER";

    private final Extent extent;
    private final State present;
    private final Map<Integer, BitSet> importersByYear = new HashMap<>();
    private final Map<Key, BitSet> importersByCell = new HashMap<>();
    private final Map<Code, TreeSet<Integer>> years = new HashMap<>();
    private final BitSet everImporter = new BitSet();
    private final Set<Partial> partial;
    private final Set<String> schemes = new TreeSet<>();

    /**
     * @param present what an importer with rows is: it reported, or the provider merged both sides
     * @param partial periods whose figures would be too small
     * @param onlyReporter index of the economy whose own book of both directions this is, or -1: of its partners' purchases nothing
     *     but what it sold them is known
     */
    FlowCoverage(TradeCube cube, Extent extent, State present, Set<Partial> partial, int onlyReporter) {
        this(extent, present, partial);
        cube.products().forEach(p -> schemes.add(p.scheme()));
        for (int y = 0; y < cube.yearCount(); y++) {
            addYear(cube.year(y));
            for (int p = 0; p < cube.products().size(); p++) {
                var block = cube.block(y, p);
                if (block.size() > 0) {
                    var ofCell = new BitSet();
                    for (int flow = block.from(); flow < block.to(); flow++) {
                        if (onlyReporter < 0 || block.importer()[flow] == onlyReporter) {
                            ofCell.set(block.importer()[flow]);
                        }
                    }
                    add(cube.year(y), cube.products().get(p), ofCell);
                }
            }
        }
    }

    private FlowCoverage(Extent extent, State present, Set<Partial> partial) {
        this.partial = Set.copyOf(partial);
        this.extent = extent;
        this.present = present;
    }

    /** The set has rows of the year, if only of zero. */
    private void addYear(int year) {
        importersByYear.computeIfAbsent(year, unknown -> new BitSet());
    }

    private void addImporter(int year, int importer) {
        importersByYear.computeIfAbsent(year, unknown -> new BitSet()).set(importer);
        everImporter.set(importer);
    }

    /** @param importers of a good that is traded in the year */
    private void add(int year, Code product, BitSet importers) {
        importersByCell
                .computeIfAbsent(new Key(year, product), unknown -> new BitSet())
                .or(importers);
        importersByYear.computeIfAbsent(year, unknown -> new BitSet()).or(importers);
        years.computeIfAbsent(product, unknown -> new TreeSet<>()).add(year);
        everImporter.or(importers);
    }

    /** Collects who imports what, where the flows of all years are not in memory at once. */
    static final class Builder {
        private final FlowCoverage coverage;
        private final int onlyReporter;
        private final BitSet one = new BitSet();

        Builder(Extent extent, State present, Set<Partial> partial, int onlyReporter) {
            coverage = new FlowCoverage(extent, present, partial);
            this.onlyReporter = onlyReporter;
        }

        /** The set has rows of the good in the year, if only of zero. */
        void add(int year, Code product) {
            coverage.addYear(year);
            coverage.schemes.add(product.scheme());
        }

        /** The set has rows of some good of the classification in the year, if only of zero. */
        void add(int year, String scheme) {
            coverage.addYear(year);
            coverage.schemes.add(scheme);
        }

        /** The importer buys some good from somebody else in the year. */
        void add(int year, int importer) {
            if (onlyReporter < 0 || importer == onlyReporter) {
                coverage.addImporter(year, importer);
            }
        }

        /** The importer buys the good from somebody else in the year. */
        void add(int year, Code product, int importer) {
            one.clear();
            if (onlyReporter < 0 || importer == onlyReporter) {
                one.set(importer);
            }
            coverage.add(year, product, one);
        }

        FlowCoverage build() {
            return coverage;
        }
    }

    private boolean partial(int year, Code product, String role) {
        return !partial.isEmpty()
                && (partial.contains(new Partial(product.scheme(), "", year, role))
                        || partial.contains(new Partial(product.scheme(), product.value(), year, role)));
    }

    @Override
    public boolean partial(int year) {
        for (var scheme : schemes) {
            if (!partial.contains(new Partial(scheme, "", year, IMPORTER))
                    && !partial.contains(new Partial(scheme, "", year, EXPORTER))) {
                return false;
            }
        }
        return !schemes.isEmpty();
    }

    @Override
    public State importer(int year, Code product, int economyIndex) {
        if (partial(year, product, IMPORTER)) {
            return State.EXCERPT;
        }
        var ofCell = importersByCell.get(new Key(year, product));
        if (ofCell != null && ofCell.get(economyIndex)) {
            return present;
        }
        if (extent == Extent.EXCERPT) {
            return State.EXCERPT;
        }
        var ofYear = importersByYear.get(year);
        return ofYear != null && ofYear.get(economyIndex) ? present : State.NOT_REPORTED;
    }

    @Override
    public BitSet importersKnown(int year, Code product, int economies) {
        var known = new BitSet(economies);
        if (partial(year, product, IMPORTER)) {
            return known;
        }
        var ofCell = importersByCell.get(new Key(year, product));
        if (ofCell != null) {
            known.or(ofCell);
        }
        var ofYear = importersByYear.get(year);
        if (extent != Extent.EXCERPT && ofYear != null) {
            known.or(ofYear);
        }
        known.clear(economies, Math.max(economies, known.length()));
        return known;
    }

    @Override
    public boolean worldDeclared(int year, Code product) {
        return extent != Extent.EXCERPT
                && !partial(year, product, IMPORTER)
                && !partial(year, product, EXPORTER)
                && importersByCell.containsKey(new Key(year, product));
    }

    @Override
    public BitSet importersWithoutData(int year, Code product) {
        var without = new BitSet();
        var ofYear = importersByYear.get(year);
        if (extent != Extent.EXCERPT && ofYear != null) {
            without.or(everImporter);
            without.andNot(ofYear);
        }
        return without;
    }

    @Override
    public List<Integer> years(Code product) {
        return List.copyOf(years.getOrDefault(product, new TreeSet<>()));
    }

    @Override
    public boolean allProducts() {
        return extent == Extent.COMPLETE_PRODUCTS;
    }

    @Override
    public boolean excerpt() {
        return extent == Extent.EXCERPT;
    }
}
