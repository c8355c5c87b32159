package org.kaname.data.workspace;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.kaname.data.ConvertedFrom;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.StoredFlow;
import org.kaname.model.Code;

/** Leads from a flow of a converted data set to the rows it was made of. */
final class ConvertedRows {
    private final Workspace workspace;
    private final Manifest manifest;

    ConvertedRows(Workspace workspace, Manifest manifest) {
        this.workspace = workspace;
        this.manifest = manifest;
    }

    Outcome<List<ConvertedFrom>> list(Code product, int year, String exporter, String importer) {
        var conversion = manifest.conversion();
        if (conversion == null) {
            return new Outcome.Taken<>(List.of());
        }
        var weights = new TreeMap<Code, Double>();
        try (var engine = ParquetFiles.open()) {
            var table = ParquetFiles.read(workspace.dataSet(manifest.id()), List.of("conversion.parquet"));
            for (var pair :
                    ConversionPairs.read(engine, table, conversion.target()).pairs()) {
                if (pair.to().equals(product)) {
                    weights.put(pair.from(), pair.weight());
                }
            }
        } catch (SQLException e) {
            return new Outcome.Refused<>(
                    List.of(Refusal.of("KAN-DATA-054", "conversion.parquet", 0, "id", manifest.id())));
        }
        // what was of the target already became itself
        weights.putIfAbsent(product, 1.0);
        var parent = DataConvert.findParent(workspace, conversion);
        if (parent.isEmpty()) {
            return new Outcome.Taken<>(weights.entrySet().stream()
                    .filter(w -> !w.getKey().equals(product) || weights.size() == 1)
                    .map(w -> new ConvertedFrom(w.getKey(), w.getValue(), OptionalDouble.empty(), "", 0, ""))
                    .toList());
        }
        var filter = FlowFilter.ALL
                .withYear(year)
                .withMonth(0)
                .withExporter(exporter)
                .withImporter(importer);
        return switch (workspace.listFlows(parent.get().id(), Workspace.FlowRows.FLOW, filter, Integer.MAX_VALUE)) {
            case Outcome.Refused<List<StoredFlow>> bad -> new Outcome.Refused<>(bad.refusals());
            case Outcome.Taken<List<StoredFlow>> rows -> {
                var lines = new StoredDataSet.InputLines(workspace, parent.get());
                var found = new ArrayList<ConvertedFrom>();
                for (var row : rows.value()) {
                    var weight = weights.get(row.product());
                    if (weight != null) {
                        found.add(new ConvertedFrom(
                                row.product(),
                                weight,
                                row.valueKusd(),
                                lines.fileName(row.origin()),
                                row.origin().line(),
                                lines.line(row.origin()).orElse("")));
                    }
                }
                yield new Outcome.Taken<>(found);
            }
        };
    }
}
