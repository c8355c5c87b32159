package org.kaname.app.shock;

import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.data.inputoutput.ReadTable;
import tools.jackson.databind.node.ObjectNode;

/** What a document says of the input–output table it is from. */
final class TableJson {
    private TableJson() {}

    static ObjectNode of(ReadTable read, Words words) {
        var table = read.table();
        var head = table.head();
        var node = Json.object();
        node.put("id", head.id());
        node.put("title", head.title());
        node.put("layout", read.layout());
        node.put("year", head.year());
        node.put("unit", head.unit());
        node.put("price_basis", head.priceBasis());
        node.put("edition", head.edition());
        node.put("economies", table.economies().size());
        node.put("sectors", table.sectors().size());
        node.put("content_hash", read.contentHash());
        node.put("imbalance_accepted", read.imbalanceAccepted());
        node.put("imbalance_sum", read.balance().sum());
        var notes = node.putArray("notes");
        read.notes().forEach(note -> notes.add(Json.texts(words.both(note))));
        return node;
    }
}
