package org.kaname.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.SourceLines;
import org.kaname.data.TradeCube;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/**
 * Small worlds of trade for tests: {@code Flows.of("CHN>JPN 280530 62", "2022 AUS>JPN 280530 30")}, exporter to importer, good, value
 * in thousand US dollars. Everybody reported, the world side is complete, unless said otherwise. {@code XNS} is of no known origin,
 * {@code XRW} the rest of the importers.
 */
public final class Flows {
    public static final int YEAR = 2023;

    private final List<String> lines;
    private final Set<String> economies = new TreeSet<>();
    private final Map<String, Coverage.State> states = new HashMap<>();
    private final Set<String> goods = new TreeSet<>();
    private boolean declared = true;
    private boolean allProducts;

    private Flows(List<String> lines) {
        this.lines = lines;
    }

    public static Flows of(String... lines) {
        return new Flows(List.of(lines));
    }

    public static Flows of(List<String> lines) {
        return new Flows(List.copyOf(lines));
    }

    /** Economies that trade nothing. */
    public Flows economies(String... codes) {
        economies.addAll(List.of(codes));
        return this;
    }

    /** A good that is covered and of which nothing is traded. */
    public Flows good(String code) {
        goods.add(code);
        return this;
    }

    /** What is known of an importer in every year. */
    public Flows state(String importer, Coverage.State state) {
        states.put(importer, state);
        economies.add(importer);
        return this;
    }

    /** What is known of an importer in one year. */
    public Flows state(int year, String importer, Coverage.State state) {
        states.put(year + importer, state);
        economies.add(importer);
        return this;
    }

    /** The sum over all importers is not in the set. */
    public Flows withoutWorld() {
        declared = false;
        return this;
    }

    /** All goods of the economies are in the set. */
    public Flows allProducts() {
        allProducts = true;
        return this;
    }

    private record Line(int year, String exporter, String importer, Code product, double value) {
        static Line of(String text) {
            var cells = text.split(" ");
            int at = cells.length - 3;
            var pair = cells[at].split(">");
            return new Line(
                    at == 0 ? YEAR : Integer.parseInt(cells[0]),
                    pair[0],
                    pair[1],
                    new Code("HS17", cells[at + 1]),
                    Double.parseDouble(cells[at + 2]));
        }
    }

    public DataSet data() {
        var parsed = lines.stream().map(Line::of).toList();
        var codes = new TreeSet<>(economies);
        parsed.forEach(l -> {
            codes.add(l.exporter());
            codes.add(l.importer());
        });
        var known = new Economies(
                codes.stream().map(c -> new Economy(c, kind(c), c, c)).toList());
        var builder = new TradeCube.Builder(known, Unit.KUSD);
        goods.forEach(good -> builder.add(YEAR, new Code("HS17", good), 0, 0, 0, new Origin(0, 0)));
        int number = 0;
        for (var line : parsed) {
            builder.add(
                    line.year(),
                    line.product(),
                    known.indexOf(line.importer()),
                    known.indexOf(line.exporter()),
                    line.value(),
                    new Origin(0, ++number));
        }
        var cube = builder.build();
        var years = new TreeMap<Code, Set<Integer>>();
        goods.forEach(good -> years.put(new Code("HS17", good), new TreeSet<>(List.of(YEAR))));
        parsed.forEach(
                l -> years.computeIfAbsent(l.product(), p -> new TreeSet<>()).add(l.year()));
        return with(dataSet(known, cube), cube, new Covered(known, years, states, declared, allProducts));
    }

    private static Economy.Kind kind(String code) {
        return switch (code) {
            case "XNS" -> Economy.Kind.UNSPECIFIED;
            case "XRW" -> Economy.Kind.REST;
            default -> Economy.Kind.ECONOMY;
        };
    }

    /** A data set in which one flow has another value; every other row and the coverage are as they were. */
    public static DataSet changed(
            DataSet data, int year, Code product, String exporter, String importer, double value) {
        var cube = data.cube();
        var builder = new TradeCube.Builder(data.economies(), cube.unit());
        for (int y = 0; y < cube.yearCount(); y++) {
            for (int p = 0; p < cube.products().size(); p++) {
                var good = cube.products().get(p);
                var block = cube.block(y, p);
                builder.add(cube.year(y), good, 0, 0, 0, new Origin(0, 0));
                for (int flow = block.from(); flow < block.to(); flow++) {
                    boolean it = cube.year(y) == year
                            && good.equals(product)
                            && data.economies().get(cube.exporter(flow)).code().equals(exporter)
                            && data.economies().get(cube.importer(flow)).code().equals(importer);
                    builder.add(
                            cube.year(y),
                            good,
                            cube.importer(flow),
                            cube.exporter(flow),
                            it ? value : cube.value(flow),
                            cube.origin(flow));
                }
            }
        }
        return with(data, builder.build(), data.coverage());
    }

    /** The same set with other flows and coverage. */
    static DataSet with(DataSet data, TradeCube cube, Coverage coverage) {
        return new DataSet(
                data.manifest(),
                data.economies(),
                data.products(),
                data.blocs(),
                cube,
                coverage,
                data.stages(),
                data.activity(),
                data.publishedShares(),
                data.links(),
                data.strategicFields(),
                data.sources(),
                data.lines());
    }

    private static DataSet dataSet(Economies economies, TradeCube cube) {
        var manifest = new Manifest(
                "flows.000000000000",
                "flows",
                "test",
                1,
                new TreeMap<>(),
                "",
                "",
                null,
                new Manifest.Licence("", null, null, "", ""),
                null,
                List.of(),
                "HS17",
                "kusd",
                new TreeMap<>(),
                "",
                new Manifest.Rows(0, 0, 0, new TreeMap<>(), 0, new TreeMap<>(), 0),
                new Manifest.CoverageSummary(List.of(), 0, 0, 0, new TreeMap<>(), new TreeMap<>(), "COMPLETE"),
                List.of(),
                List.of(),
                List.of());
        return new DataSet(
                manifest,
                economies,
                List.of(),
                List.of(),
                cube,
                new Covered(economies, new TreeMap<>(), new HashMap<>(), true, false),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new NoLines());
    }

    private record Covered(
            Economies economies,
            Map<Code, Set<Integer>> goods,
            Map<String, State> states,
            boolean declared,
            boolean allProducts)
            implements Coverage {
        @Override
        public State importer(int year, Code product, int economyIndex) {
            var code = economies.get(economyIndex).code();
            if (!goods.getOrDefault(product, Set.of()).contains(year)) {
                return State.NOT_REPORTED;
            }
            return states.getOrDefault(year + code, states.getOrDefault(code, State.REPORTED));
        }

        @Override
        public boolean worldDeclared(int year, Code product) {
            return declared && goods.getOrDefault(product, Set.of()).contains(year);
        }

        @Override
        public BitSet importersWithoutData(int year, Code product) {
            var without = new BitSet();
            for (int i = 0; i < economies.size(); i++) {
                if (importer(year, product, i) == State.NOT_REPORTED) {
                    without.set(i);
                }
            }
            return without;
        }

        @Override
        public List<Integer> years(Code product) {
            return List.copyOf(goods.getOrDefault(product, new HashSet<>()).stream()
                    .sorted()
                    .toList());
        }

        @Override
        public boolean excerpt() {
            return !declared;
        }
    }

    private record NoLines() implements SourceLines {
        @Override
        public String fileName(Origin origin) {
            return "";
        }

        @Override
        public Optional<String> line(Origin origin) {
            return Optional.empty();
        }
    }

    /** Lines of a world in which every economy may sell to every other, whole thousandths, from a seed. */
    public static List<String> random(long seed, int economies, int goods) {
        var random = new java.util.Random(seed);
        var lines = new ArrayList<String>();
        for (int g = 0; g < goods; g++) {
            for (int e = 0; e < economies; e++) {
                // some exporters are much larger than others, as in real trade
                double size = Math.exp(random.nextGaussian() * 2);
                for (int i = 0; i < economies; i++) {
                    if (e != i && random.nextDouble() < 0.5) {
                        double value = Math.rint(1000 * size * Math.exp(random.nextGaussian()) + 1) / 1000;
                        lines.add((char) ('A' + e) + "XX>" + (char) ('A' + i) + "XX 10000" + g + " " + value);
                    }
                }
            }
        }
        return lines;
    }
}
