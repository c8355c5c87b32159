package org.kaname.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.TradeCube;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.measure.complexity.ExportTable;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/** A year of made-up trade: sizes are log-normal, every importer reported. The same for the same seed. */
final class MadeUpWorld {
    static final int YEAR = 2000;
    private static final long SEED = 42;

    private MadeUpWorld() {}

    /** @param flows about so many */
    static TradeCube.Builder builder(int economies, int goods, int flows) {
        var random = new Random(SEED);
        var builder = new TradeCube.Builder(economies(economies), Unit.KUSD);
        double part = (double) flows / ((double) economies * (economies - 1) * goods);
        var size = new double[economies];
        for (int c = 0; c < economies; c++) {
            size[c] = Math.exp(2 * random.nextGaussian());
        }
        int line = 0;
        for (int p = 0; p < goods; p++) {
            int good = builder.number(new Code("HS17", String.format(java.util.Locale.ROOT, "%06d", p)));
            for (int i = 0; i < economies; i++) {
                for (int j = 0; j < economies; j++) {
                    if (i != j && random.nextDouble() < part) {
                        double value = Math.rint(1000 * size[j] * Math.exp(random.nextGaussian()) + 1) / 1000;
                        builder.add(YEAR, good, i, j, value, 0, ++line);
                    }
                }
            }
        }
        return builder;
    }

    static DataSet data(int economies, int goods, int flows) {
        var cube = builder(economies, goods, flows).build();
        var pack = StarterPack.load().usd();
        return new DataSet(
                pack.manifest(),
                cube.economies(),
                List.of(),
                List.of(),
                cube,
                new AllReported(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                pack.lines());
    }

    private static Economies economies(int count) {
        var economies = new ArrayList<Economy>();
        for (int i = 0; i < count; i++) {
            var code = String.format(java.util.Locale.ROOT, "E%03d", i);
            economies.add(new Economy(code, Economy.Kind.ECONOMY, code, code));
        }
        return new Economies(economies);
    }

    /** Few economies make hard goods, and who makes them makes most others. */
    static ExportTable exports(int economies, int goods) {
        var random = new Random(SEED);
        var value = new double[economies * goods];
        var able = new double[economies];
        var size = new double[economies];
        for (int c = 0; c < economies; c++) {
            able[c] = random.nextGaussian();
            size[c] = Math.exp(2 * random.nextGaussian());
        }
        for (int p = 0; p < goods; p++) {
            double hard = random.nextGaussian();
            for (int c = 0; c < economies; c++) {
                if (random.nextDouble() < 1 / (1 + Math.exp(hard - able[c]))) {
                    value[c * goods + p] =
                            Math.rint(1000 * size[c] * Math.exp(able[c] * hard + 2 * random.nextGaussian()));
                }
            }
        }
        return new ExportTable(economies, goods, value, new double[goods]);
    }

    private static final class AllReported implements Coverage {
        @Override
        public State importer(int year, Code product, int economyIndex) {
            return State.RECONCILED;
        }

        @Override
        public boolean worldDeclared(int year, Code product) {
            return true;
        }

        @Override
        public BitSet importersWithoutData(int year, Code product) {
            return new BitSet();
        }

        @Override
        public List<Integer> years(Code product) {
            return List.of(YEAR);
        }

        @Override
        public boolean allProducts() {
            return true;
        }

        @Override
        public boolean excerpt() {
            return false;
        }
    }
}
