package org.kaname.app.shock.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.data.inputoutput.IoTables;
import org.kaname.shock.network.FirmFiles;
import org.kaname.shock.network.FirmNetwork;
import org.kaname.shock.network.synthetic.SyntheticNetwork;

/**
 * A network with where it came from.
 *
 * @param id in passports
 * @param firmsKnown a file of firms was given, or the firms are made up: sectors are known
 */
public record NetworkSource(FirmNetwork network, String id, boolean firmsKnown, Optional<Made> made) {
    /** @param table data set of the sums of sector pairs */
    public record Made(SyntheticSpec spec, SyntheticNetwork result, String table, String unit) {}

    /** From files. Refused: KAN-SHOCK-050 to 057 and codes of text files. */
    public static Outcome<NetworkSource> read(@Nullable Path firms, Path links) {
        return switch (firms == null ? FirmFiles.readLinks(links) : FirmFiles.read(firms, links)) {
            case Outcome.Refused<FirmNetwork> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<FirmNetwork> taken ->
                new Outcome.Taken<>(
                        new NetworkSource(taken.value(), NetworkId.of(taken.value()), firms != null, Optional.empty()));
        };
    }

    /** Made up over the shipped input–output table. Refused: KAN-SHOCK-071. */
    public static Outcome<NetworkSource> make(Map<String, String> parameters) {
        IoTable table = IoTables.starter().table();
        return switch (SyntheticSpec.parse(parameters, table)) {
            case Outcome.Refused<SyntheticSpec> refused -> new Outcome.Refused<>(refused.refusals());
            case Outcome.Taken<SyntheticSpec> taken -> {
                var result = SyntheticNetwork.make(taken.value().request(table));
                var made = new Made(taken.value(), result, table.head().id(), table.unit());
                yield new Outcome.Taken<>(
                        new NetworkSource(result.network(), NetworkId.of(result.network()), true, Optional.of(made)));
            }
        };
    }

    /** The numbers of firms by name. Refused: KAN-SHOCK-070 for each that does not exist. */
    public Outcome<int[]> find(List<String> names) {
        var byName = new java.util.HashMap<String, Integer>();
        for (int i = 0; i < network.size(); i++) {
            byName.put(network.firms().name(i), i);
        }
        var refusals = new ArrayList<Refusal>();
        for (var name : names) {
            if (!byName.containsKey(name)) {
                var near =
                        NearestName.find(name, byName.keySet().stream().sorted().toList());
                refusals.add(Refusal.of(
                        near.isPresent() ? "KAN-SHOCK-070.near" : "KAN-SHOCK-070",
                        id,
                        0,
                        "firm",
                        name,
                        "near",
                        near.orElse(""),
                        "firms",
                        network.size()));
            }
        }
        return refusals.isEmpty()
                ? new Outcome.Taken<>(
                        names.stream().distinct().mapToInt(byName::get).toArray())
                : new Outcome.Refused<>(refusals);
    }

    public String name(int firm) {
        return network.firms().name(firm);
    }

    /** Empty where no file of firms says. */
    public String economy(int firm) {
        return network.firms().economies().get(network.firms().economy()[firm]);
    }

    /** Empty where no file of firms says. */
    public String sector(int firm) {
        return network.firms().sectors().get(network.firms().sector()[firm]);
    }
}
