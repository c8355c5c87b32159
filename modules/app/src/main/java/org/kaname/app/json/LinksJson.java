package org.kaname.app.json;

import java.util.Map;
import org.kaname.app.wording.Terms;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.data.Link;
import org.kaname.model.Code;
import org.kaname.model.Language;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proposed ties between goods, materials, strategic fields, patent fields and designated products (measurement 5.4). The table gives no
 * specificity and no direction, so every tie is RELATED and none decides a colour of a good or field.
 */
final class LinksJson {
    private static final String GOOD_TO_FIELD = "hs-field";
    private static final String GOOD_TO_MATERIAL = "hs-material";
    private static final String FIELD_TO_FIELD = "wipo-field";
    private static final String RELATED = "RELATED";

    private final DataSet data;
    private final Words words;

    LinksJson(DataSet data, Words words) {
        this.data = data;
        this.words = words;
    }

    /** Ties of a good; those to strategic fields name the patent fields that are tied to the same. */
    ArrayNode ofGood(Code good) {
        var array = Json.array();
        for (var link : data.links()) {
            if (!link.kind().equals(FIELD_TO_FIELD) && from(link, good.scheme(), good.value())) {
                var node = link(link);
                if (link.kind().equals(GOOD_TO_FIELD)) {
                    var fields = node.putArray("technology_fields");
                    data.links().stream()
                            .filter(l -> l.kind().equals(FIELD_TO_FIELD) && l.to().equals(link.to()))
                            .forEach(l -> fields.addObject()
                                    .put("scheme", l.fromScheme())
                                    .put("field", l.fromCode())
                                    .put("confidence", l.confidence()));
                }
                array.add(node);
            }
        }
        return array;
    }

    /** Ties of a patent field to strategic fields, each with the goods that are tied to the same. */
    ArrayNode ofField(String scheme, String field) {
        var array = Json.array();
        for (var link : data.links()) {
            if (link.kind().equals(FIELD_TO_FIELD) && from(link, scheme, field)) {
                var node = link(link);
                var goods = node.putArray("goods");
                data.links().stream()
                        .filter(l -> l.kind().equals(GOOD_TO_FIELD) && l.to().equals(link.to()))
                        .forEach(l -> goods.addObject()
                                .put("scheme", l.fromScheme())
                                .put("code", l.fromCode())
                                .put("confidence", l.confidence()));
                array.add(node);
            }
        }
        return array;
    }

    private static boolean from(Link link, String scheme, String code) {
        return link.fromScheme().equals(scheme) && link.fromCode().equals(code);
    }

    private ObjectNode link(Link link) {
        var node = Json.object();
        node.put("kind", link.kind());
        node.put("to", link.to());
        if (link.kind().equals(GOOD_TO_MATERIAL)) {
            node.set("names", Json.texts(Map.of("en", link.to(), "ja", Terms.material(link.to(), Language.JA))));
        }
        data.strategicFields().stream()
                .filter(f -> !link.kind().equals(GOOD_TO_MATERIAL) && f.id().equals(link.to()))
                .findFirst()
                .ifPresent(f -> {
                    node.set("names", Json.texts(Map.of("en", f.nameEn(), "ja", f.nameJa())));
                    node.put("status", f.status());
                });
        if (!link.stage().isEmpty()) {
            node.put("stage", link.stage());
        }
        node.put("confidence", link.confidence());
        node.put("relation", RELATED);
        node.put("decisive", false);
        node.set("text", Json.texts(words.both("link.related", "confidence", link.confidence())));
        node.put("rationale", link.rationale());
        return node;
    }
}
