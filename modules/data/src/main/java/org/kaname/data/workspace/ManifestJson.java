package org.kaname.data.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code manifest.json} (data-formats 1.4): keys in the order of the table there; keys it does not know are ignored when read. */
final class ManifestJson {
    static final String SCHEMA = "kaname-manifest/1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(manifest));
    }

    private static ObjectNode tree(Manifest manifest) {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("schema", SCHEMA);
        root.put("id", manifest.id());
        root.put("title", manifest.title());
        root.put("reader", manifest.reader());
        root.put("reader_version", manifest.readerVersion());
        var options = root.putObject("options");
        manifest.options().forEach(options::put);
        root.put("provider", manifest.provider());
        root.put("product", manifest.product());
        root.put("vintage", manifest.vintage());
        var licence = root.putObject("licence");
        licence.put("text", manifest.licence().text());
        licence.put("spdx", manifest.licence().spdx());
        licence.put("url", manifest.licence().url());
        licence.put("redistribute", manifest.licence().redistribute());
        licence.put("stated_by", manifest.licence().statedBy());
        root.put("published_at", manifest.publishedAt());
        var inputs = root.putArray("inputs");
        for (var input : manifest.inputs()) {
            var node = inputs.addObject();
            node.put("ordinal", input.ordinal());
            node.put("path", input.path());
            node.put("member", input.member().isEmpty() ? null : input.member());
            node.put("bytes", input.bytes());
            node.put("sha256", input.sha256());
            if (!input.member().isEmpty()) {
                node.put("outer_bytes", input.outerBytes());
                node.put("outer_sha256", input.outerSha256());
            }
            node.put("encoding", input.encoding());
            node.put("bom", input.bom());
            node.put("line_end", input.lineEnd());
            node.put("delimiter", input.delimiter());
            texts(node.putArray("header"), input.header());
            node.put("records", input.records());
            node.put("line_kind", input.lineKind());
            node.put("kept", input.kept());
        }
        root.putObject("classification").put("scheme", manifest.classification());
        root.putObject("units").put("value", manifest.unit());
        var tables = root.putObject("tables");
        for (var entry : manifest.tables().entrySet()) {
            var table = tables.putObject(entry.getKey());
            table.put("rows", entry.getValue().rows());
            files(table.putArray("files"), entry.getValue().files());
            table.put("content_hash", entry.getValue().contentHash());
        }
        root.put("content_hash", manifest.contentHash());
        var rows = root.putObject("rows");
        rows.put("read", manifest.rows().read());
        rows.put("accepted", manifest.rows().accepted());
        rows.put("stored", manifest.rows().stored());
        var aside = rows.putObject("set_aside");
        for (var entry : manifest.rows().setAside().entrySet()) {
            var rule =
                    aside.putObject(entry.getKey()).put("rows", entry.getValue().rows());
            entry.getValue().lines().forEach(rule.putArray("lines")::add);
        }
        rows.put("quarantined", manifest.rows().quarantined());
        counts(rows.putObject("quarantined_by_reason"), manifest.rows().quarantinedByReason());
        rows.put("derived", manifest.rows().derived());
        var coverage = root.putObject("coverage");
        var years = coverage.putArray("years");
        manifest.coverage().years().forEach(years::add);
        coverage.put("economies_as_exporter", manifest.coverage().economiesAsExporter());
        coverage.put("economies_as_importer", manifest.coverage().economiesAsImporter());
        coverage.put("products", manifest.coverage().products());
        counts(coverage.putObject("flows_per_year"), manifest.coverage().flowsPerYear());
        var values = coverage.putObject("value_per_year");
        manifest.coverage().valuePerYear().forEach(values::put);
        coverage.put("state", manifest.coverage().state());
        var notes = root.putArray("notes");
        for (var note : manifest.notes()) {
            var node = notes.addObject();
            node.put("code", note.code());
            node.put("count", note.count());
            var first = node.putArray("first");
            for (var origin : note.first()) {
                first.addObject().put("file", origin.file()).put("line", origin.line());
            }
            node.put("text_key", note.textKey());
            var arguments = node.putObject("args");
            note.arguments().forEach(arguments::put);
        }
        texts(root.putArray("known_gaps"), manifest.knownGaps());
        texts(root.putArray("unconfirmed"), manifest.unconfirmed());
        files(root.putArray("given"), manifest.given());
        var conversion = manifest.conversion();
        if (conversion != null) {
            conversion(root.putObject("conversion"), conversion);
        }
        return root;
    }

    private static void conversion(ObjectNode node, Manifest.Conversion conversion) {
        node.put("parent", conversion.parent());
        node.put("parent_content_hash", conversion.parentHash());
        node.put("target", conversion.target());
        var weights = node.putArray("weights");
        conversion
                .weights()
                .forEach(
                        table -> weights.addObject().put("table", table.table()).put("sha256", table.sha256()));
        var counted = node.putObject("counted");
        conversion
                .counted()
                .forEach((relation, count) -> counted.putObject(relation)
                        .put("goods", count.goods())
                        .put("rows", count.rows())
                        .put("value", count.value()));
    }

    private static Manifest.@Nullable Conversion conversion(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        var weights = new ArrayList<Manifest.Weights>();
        for (var table : node.path("weights")) {
            weights.add(new Manifest.Weights(
                    table.path("table").asString(), table.path("sha256").asString()));
        }
        var counted = new TreeMap<String, Manifest.Counted>();
        for (var entry : node.path("counted").properties()) {
            counted.put(
                    entry.getKey(),
                    new Manifest.Counted(
                            entry.getValue().path("goods").asLong(),
                            entry.getValue().path("rows").asLong(),
                            entry.getValue().path("value").asDouble()));
        }
        return new Manifest.Conversion(
                node.path("parent").asString(),
                node.path("parent_content_hash").asString(),
                node.path("target").asString(),
                weights,
                counted);
    }

    private static void files(ArrayNode array, List<Manifest.FileEntry> files) {
        for (var file : files) {
            var node = array.addObject()
                    .put("path", file.path())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256());
            if (!file.constants().isEmpty()) {
                var constants = node.putObject("constants");
                file.constants().forEach((column, value) -> constants.put(column, value.isEmpty() ? null : value));
            }
        }
    }

    private static List<Manifest.FileEntry> files(JsonNode array) {
        var files = new ArrayList<Manifest.FileEntry>();
        for (var file : array) {
            files.add(new Manifest.FileEntry(
                    file.path("path").asString(),
                    file.path("bytes").asLong(),
                    file.path("sha256").asString(),
                    constants(file.path("constants"))));
        }
        return files;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void counts(ObjectNode node, SortedMap<String, Long> counts) {
        counts.forEach(node::put);
    }

    static Manifest read(byte[] json) {
        var root = JSON.readTree(json);
        var licence = root.path("licence");
        var inputs = new ArrayList<Manifest.Input>();
        for (var node : root.path("inputs")) {
            inputs.add(new Manifest.Input(
                    node.path("ordinal").asInt(),
                    node.path("path").asString(),
                    text(node.path("member")),
                    node.path("bytes").asLong(),
                    node.path("sha256").asString(),
                    node.path("outer_bytes").asLong(node.path("bytes").asLong()),
                    node.path("outer_sha256").asString(node.path("sha256").asString()),
                    node.path("encoding").asString(),
                    node.path("bom").asBoolean(),
                    node.path("line_end").asString(),
                    node.path("delimiter").asString(),
                    texts(node.path("header")),
                    node.path("records").asLong(),
                    node.path("line_kind").asString("line"),
                    node.path("kept").asBoolean(false)));
        }
        var tables = new TreeMap<String, Manifest.Table>();
        for (var entry : root.path("tables").properties()) {
            tables.put(
                    entry.getKey(),
                    new Manifest.Table(
                            entry.getValue().path("rows").asLong(),
                            files(entry.getValue().path("files")),
                            entry.getValue().path("content_hash").asString()));
        }
        var rows = root.path("rows");
        var coverage = root.path("coverage");
        var years = new ArrayList<Integer>();
        for (var year : coverage.path("years")) {
            years.add(year.asInt());
        }
        var values = new TreeMap<String, Double>();
        for (var entry : coverage.path("value_per_year").properties()) {
            values.put(entry.getKey(), entry.getValue().asDouble());
        }
        var notes = new ArrayList<Manifest.Note>();
        for (var node : root.path("notes")) {
            var first = new ArrayList<Origin>();
            for (var origin : node.path("first")) {
                first.add(new Origin(
                        origin.path("file").asInt(), origin.path("line").asInt()));
            }
            notes.add(new Manifest.Note(
                    node.path("code").asString(),
                    node.path("count").asLong(),
                    first,
                    node.path("text_key").asString(),
                    textMap(node.path("args"))));
        }
        return new Manifest(
                root.path("id").asString(),
                root.path("title").asString(),
                root.path("reader").asString(),
                root.path("reader_version").asInt(),
                textMap(root.path("options")),
                root.path("provider").asString(),
                root.path("product").asString(),
                orNull(root.path("vintage")),
                new Manifest.Licence(
                        licence.path("text").asString(),
                        orNull(licence.path("spdx")),
                        orNull(licence.path("url")),
                        licence.path("redistribute").asString(),
                        licence.path("stated_by").asString()),
                orNull(root.path("published_at")),
                inputs,
                root.path("classification").path("scheme").asString(),
                root.path("units").path("value").asString(),
                tables,
                root.path("content_hash").asString(),
                new Manifest.Rows(
                        rows.path("read").asLong(),
                        rows.path("accepted").asLong(),
                        rows.path("stored").asLong(),
                        asides(rows.path("set_aside")),
                        rows.path("quarantined").asLong(),
                        counts(rows.path("quarantined_by_reason")),
                        rows.path("derived").asLong(0)),
                new Manifest.CoverageSummary(
                        years,
                        coverage.path("economies_as_exporter").asInt(),
                        coverage.path("economies_as_importer").asInt(),
                        coverage.path("products").asInt(),
                        counts(coverage.path("flows_per_year")),
                        values,
                        coverage.path("state").asString()),
                notes,
                texts(root.path("known_gaps")),
                texts(root.path("unconfirmed")),
                files(root.path("given")),
                conversion(root.path("conversion")));
    }

    private static @Nullable String orNull(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asString();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        for (var item : array) {
            texts.add(item.asString());
        }
        return texts;
    }

    private static SortedMap<String, String> textMap(JsonNode object) {
        var map = new TreeMap<String, String>();
        for (var entry : object.properties()) {
            map.put(entry.getKey(), entry.getValue().asString());
        }
        return map;
    }

    private static SortedMap<String, String> constants(JsonNode object) {
        var constants = new TreeMap<String, String>();
        for (var entry : object.properties()) {
            constants.put(entry.getKey(), text(entry.getValue()));
        }
        return constants;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "" : node.asString();
    }

    /** A number alone is what the first release wrote. */
    private static SortedMap<String, Manifest.SetAside> asides(JsonNode object) {
        var asides = new TreeMap<String, Manifest.SetAside>();
        for (var entry : object.properties()) {
            var lines = new ArrayList<Integer>();
            entry.getValue().path("lines").forEach(line -> lines.add(line.asInt()));
            var node = entry.getValue();
            asides.put(
                    entry.getKey(),
                    new Manifest.SetAside(
                            node.isNumber() ? node.asLong() : node.path("rows").asLong(), lines));
        }
        return asides;
    }

    private static SortedMap<String, Long> counts(JsonNode object) {
        var counts = new TreeMap<String, Long>();
        for (var entry : object.properties()) {
            counts.put(entry.getKey(), entry.getValue().asLong());
        }
        return counts;
    }
}
