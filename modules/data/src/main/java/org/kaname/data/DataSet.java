package org.kaname.data;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.kaname.model.Code;

/**
 * Everything one data set holds, in memory. Tables that the set does not have are empty: "no table" is then the reason, not "no
 * dependence". One data set has one currency.
 *
 * @param mirror what both sides of a flow reported, where the set holds both reports; measures read one side only, so that this serves
 *     reporting noise alone
 */
public record DataSet(
        Manifest manifest,
        Economies economies,
        List<Product> products,
        List<Bloc> blocs,
        TradeCube cube,
        Coverage coverage,
        List<StageRow> stages,
        List<ActivityRow> activity,
        List<PublishedShare> publishedShares,
        List<Link> links,
        List<StrategicField> strategicFields,
        List<SourceRef> sources,
        SourceLines lines,
        MirrorPairs mirror) {
    public DataSet {
        products = new Catalogue(products);
        blocs = List.copyOf(blocs);
        stages = List.copyOf(stages);
        activity = List.copyOf(activity);
        publishedShares = List.copyOf(publishedShares);
        links = List.copyOf(links);
        strategicFields = List.copyOf(strategicFields);
        sources = List.copyOf(sources);
    }

    /** A set that holds one report of each flow. */
    public DataSet(
            Manifest manifest,
            Economies economies,
            List<Product> products,
            List<Bloc> blocs,
            TradeCube cube,
            Coverage coverage,
            List<StageRow> stages,
            List<ActivityRow> activity,
            List<PublishedShare> publishedShares,
            List<Link> links,
            List<StrategicField> strategicFields,
            List<SourceRef> sources,
            SourceLines lines) {
        this(
                manifest,
                economies,
                products,
                blocs,
                cube,
                coverage,
                stages,
                activity,
                publishedShares,
                links,
                strategicFields,
                sources,
                lines,
                MirrorPairs.NONE);
    }

    public String id() {
        return manifest.id();
    }

    public Optional<Bloc> findBloc(String code) {
        return blocs.stream().filter(b -> b.code().equals(code)).findFirst();
    }

    public Optional<Product> findProduct(Code code) {
        return products instanceof Catalogue catalogue ? catalogue.find(code) : Optional.empty();
    }

    /** The goods in the order given, the first of each code found at once: every row of a report asks for its good's name. */
    private static final class Catalogue extends AbstractList<Product> implements RandomAccess {
        private final List<Product> products;
        private final Map<Code, Product> byCode = new HashMap<>();

        Catalogue(List<Product> products) {
            this.products = List.copyOf(products);
            this.products.forEach(p -> byCode.putIfAbsent(p.code(), p));
        }

        @Override
        public Product get(int index) {
            return products.get(index);
        }

        @Override
        public int size() {
            return products.size();
        }

        Optional<Product> find(Code code) {
            return Optional.ofNullable(byCode.get(code));
        }
    }
}
