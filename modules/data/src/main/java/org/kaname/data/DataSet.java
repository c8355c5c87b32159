package org.kaname.data;

import java.util.List;
import java.util.Optional;
import org.kaname.model.Code;

/**
 * Everything one data set holds, in memory. Tables that the set does not have are empty: "no table" is then the reason, not "no
 * dependence". One data set has one currency.
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
        SourceLines lines) {
    public DataSet {
        products = List.copyOf(products);
        blocs = List.copyOf(blocs);
        stages = List.copyOf(stages);
        activity = List.copyOf(activity);
        publishedShares = List.copyOf(publishedShares);
        links = List.copyOf(links);
        strategicFields = List.copyOf(strategicFields);
        sources = List.copyOf(sources);
    }

    public String id() {
        return manifest.id();
    }

    public Optional<Bloc> findBloc(String code) {
        return blocs.stream().filter(b -> b.code().equals(code)).findFirst();
    }

    public Optional<Product> findProduct(Code code) {
        return products.stream().filter(p -> p.code().equals(code)).findFirst();
    }
}
