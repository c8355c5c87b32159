package org.kaname.app.shock;

import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import tools.jackson.databind.node.ObjectNode;

/** Exposures as a document: every share and every amount a figure with its passport. */
public final class ExposureJson {
    public static final String SCHEMA = "kaname/exposure@1";

    private final ExposureAnswer answer;
    private final Words words;

    public ExposureJson(ExposureAnswer answer, Words words) {
        this.answer = answer;
        this.words = words;
    }

    public ObjectNode document() {
        var node = Json.object();
        node.put("schema", SCHEMA);
        node.set("table", TableJson.of(answer.read(), words));
        node.put("buyer", answer.buyer());
        node.put("economy", answer.shares().economy());
        if (answer.shares().sector().isEmpty()) {
            node.putNull("sector");
        } else {
            node.put("sector", answer.shares().sector());
        }
        node.set("label", Json.texts(words.both("exposure.monetary")));
        var measures = node.putArray("measures");
        answer.measures()
                .forEach(measure -> measures.addObject()
                        .put("name", ExposureText.name(measure))
                        .put("id", measure.id())
                        .set("title", Json.texts(words.both(measure.title()))));
        var suppliers = node.putArray("suppliers");
        for (var row : answer.rows()) {
            var one = suppliers.addObject();
            one.put("supplier", row.supplier());
            one.set("name", Json.texts(TableNames.both(words, answer.read(), row.supplier())));
            one.put("own", row.own());
            one.set("members", Json.array(row.members()));
            one.set("members_not_in_table", Json.array(row.outside()));
            var shares = one.putObject("shares");
            for (var measure : answer.measures()) {
                shares.set(ExposureText.name(measure), Json.figure(answer.share(measure, row)));
            }
        }
        answer.extraction()
                .ifPresentOrElse(link -> node.set("extraction", extraction(link)), () -> node.putNull("extraction"));
        return node;
    }

    private ObjectNode extraction(ExposureAnswer.Link link) {
        var extracted = link.extracted();
        var node = Json.object();
        node.put("supplier", link.supplier());
        node.put("buyer", link.buyer());
        node.put("share", extracted.link().share());
        node.put("final", !extracted.link().finalBuyers().isEmpty());
        node.set("label", Json.texts(words.both(extracted.label())));
        node.put("solved_directly", extracted.direct());
        node.set(ExposureAnswer.OUTPUT, Json.figure(answer.lost(link, ExposureAnswer.OUTPUT, ExposureAnswer.WORLD)));
        node.set(
                ExposureAnswer.VALUE_ADDED,
                Json.figure(answer.lost(link, ExposureAnswer.VALUE_ADDED, ExposureAnswer.WORLD)));
        var economies = node.putArray("economies");
        for (var economy : answer.losers(link)) {
            var one = economies.addObject();
            one.put("economy", economy);
            one.set(ExposureAnswer.OUTPUT, Json.figure(answer.lost(link, ExposureAnswer.OUTPUT, economy)));
            one.set(ExposureAnswer.VALUE_ADDED, Json.figure(answer.lost(link, ExposureAnswer.VALUE_ADDED, economy)));
        }
        return node;
    }
}
