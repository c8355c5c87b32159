package org.kaname.app.shock.network;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.kaname.data.Progress;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Unit;
import org.kaname.shock.network.risk.Essentiality;
import org.kaname.shock.network.risk.SystemicRisk;

/**
 * The index of every firm of a network, failing alone.
 *
 * @param classes classes of pairs of sectors that a file gave
 * @param assumed class of all other pairs
 * @param indexes by firm
 * @param order firms, the largest index first, then by number
 */
public record RiskAnswer(
        NetworkSource source,
        Optional<EssentialityFile.Classes> classes,
        int assumed,
        SystemicRisk.Options options,
        List<SystemicRisk.Index> indexes,
        List<Integer> order) {
    static final String METHOD = "esri@1";

    /** Firms between two reports of progress, for each thread. */
    private static final int BATCH = 64;

    /** What a figure of a firm is called in passports and files. */
    enum Measure {
        ESRI("esri"),
        DOWNSTREAM("esri_d"),
        UPSTREAM("esri_u");

        private final String id;

        Measure(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        double of(SystemicRisk.Index index) {
            return switch (this) {
                case ESRI -> index.total();
                case DOWNSTREAM -> index.downstream();
                case UPSTREAM -> index.upstream();
            };
        }
    }

    /** Fails every firm in turn. */
    public static RiskAnswer compute(
            NetworkSource source,
            Optional<EssentialityFile.Classes> classes,
            int assumed,
            SystemicRisk.Options options,
            Progress progress) {
        var essentiality = classes.map(c -> Essentiality.bySectors(c.kinds())).orElse(Essentiality.all(assumed));
        var risk = SystemicRisk.of(source.network(), essentiality, options);
        int firms = source.network().size();
        var indexes = new SystemicRisk.Index[firms];
        int batch = BATCH * Runtime.getRuntime().availableProcessors();
        for (int from = 0; from < firms; from += batch) {
            int size = Math.min(batch, firms - from);
            var some = risk.of(IntStream.range(from, from + size).toArray());
            System.arraycopy(some, 0, indexes, from, size);
            progress.advance(source.id(), from + size, firms);
        }
        var order = IntStream.range(0, firms)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -indexes[i].total()))
                .toList();
        return new RiskAnswer(source, classes, assumed, options, List.of(indexes), order);
    }

    Figure figure(int firm, Measure measure) {
        var parameters = new TreeMap<String, String>();
        parameters.put("firm", source.name(firm));
        parameters.put("eps", Double.toString(options.eps()));
        parameters.put("replaceable", Boolean.toString(options.replaceable()));
        parameters.put("essentiality", classes.isPresent() ? "file" : EssentialityFile.word(assumed));
        return Figure.of(
                measure.of(indexes.get(firm)), Unit.SHARE, new Passport(source.id(), METHOD, measure.id(), parameters));
    }
}
