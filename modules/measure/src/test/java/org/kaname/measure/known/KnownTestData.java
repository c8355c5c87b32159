package org.kaname.measure.known;

import java.util.List;
import org.kaname.data.Bloc;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;

/** Data sets with another manifest or other blocs. */
final class KnownTestData {
    private KnownTestData() {}

    static DataSet with(DataSet data, Manifest manifest, List<Bloc> blocs) {
        return new DataSet(
                manifest,
                data.economies(),
                data.products(),
                blocs,
                data.cube(),
                data.coverage(),
                data.stages(),
                data.activity(),
                data.publishedShares(),
                data.links(),
                data.strategicFields(),
                data.sources(),
                data.lines());
    }
}
