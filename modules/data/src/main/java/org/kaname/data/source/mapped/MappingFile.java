package org.kaname.data.source.mapped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.Intake;
import org.kaname.model.Unit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and checks a mapping file. All its faults are reported together; an unknown key is a fault. */
final class MappingFile {
    static final String SCHEMA = "kaname-mapping/1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> TOP = Set.of(
            "schema",
            "table",
            "csv",
            "constants",
            "columns",
            "direction",
            "set_aside",
            "on_duplicate",
            "economies",
            "title",
            "licence",
            "provider",
            "product",
            "vintage",
            "url");
    private static final Set<String> CSV =
            Set.of("encoding", "delimiter", "quote", "header", "skip_lines", "decimal", "thousands", "null");
    private static final Set<String> CONSTANTS =
            Set.of("year", "classification", "exporter", "importer", "product", "reported_by", "value_basis");
    private static final Set<String> COLUMNS = Set.of(
            "year",
            "month",
            "classification",
            "exporter",
            "importer",
            "product",
            "value_kusd",
            "value",
            "quantity_tonnes");
    private static final Set<String> COLUMN = Set.of("from", "scheme", "pad", "unit", "null", "map");

    /** Tonnes in one of each (data-formats 2.7); metric and avoirdupois definitions, exact. */
    private static final Map<String, Double> TONNES = Map.of(
            "t",
            1.0,
            "kg",
            1e-3,
            "g",
            1e-6,
            "kt",
            1e3,
            "Mt",
            1e6,
            "carat",
            2e-7,
            "lb",
            4.5359237e-4,
            "oz_troy",
            3.11034768e-5);

    private static final Map<String, Double> PREFIXES = prefixes();

    private static final Set<String> NULLS = Set.of("", "NA", "N/A");

    private final String shown;
    private final List<Refusal> refusals = new ArrayList<>();

    private MappingFile(String shown) {
        this.shown = shown;
    }

    private static Map<String, Double> prefixes() {
        var prefixes = new LinkedHashMap<String, Double>();
        prefixes.put("", 1.0);
        prefixes.put("thousand ", 1e3);
        prefixes.put("million ", 1e6);
        prefixes.put("billion ", 1e9);
        return prefixes;
    }

    static Outcome<Mapping> read(Path path) {
        var shown = path.toString().replace('\\', '/');
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            return new Outcome.Refused<>(List.of(Refusal.of("KAN-DATA-052.absent", shown, 0)));
        }
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            return new Outcome.Refused<>(
                    List.of(Refusal.of("KAN-DATA-060", shown, line, "problem", e.getOriginalMessage())));
        }
        var reading = new MappingFile(shown);
        var mapping = reading.mapping(root, sha256(bytes));
        return reading.refusals.isEmpty() && mapping != null
                ? new Outcome.Taken<>(mapping)
                : new Outcome.Refused<>(reading.refusals);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private void refuse(String code, Object... namesAndValues) {
        refusals.add(Refusal.of(code, shown, 0, namesAndValues));
    }

    private void bad(String key, JsonNode found, String expected) {
        var text = found.isString() ? found.asString() : found.toString();
        refuse("KAN-DATA-062", "key", key, "value", text, "expected", expected);
    }

    private void known(String parent, JsonNode object, Set<String> keys) {
        if (object.isMissingNode() || object.isNull()) {
            return;
        }
        if (!object.isObject()) {
            bad(parent, object, "an object");
            return;
        }
        for (var key : object.propertyNames()) {
            if (!keys.contains(key)) {
                var nearest = NearestName.find(key, new TreeSet<>(keys));
                var path = parent.isEmpty() ? key : parent + "." + key;
                if (nearest.isPresent()) {
                    refuse("KAN-DATA-061", "key", path, "nearest", nearest.get());
                } else {
                    refuse("KAN-DATA-061.none", "key", path, "known", String.join(", ", new TreeSet<>(keys)));
                }
            }
        }
    }

    private String text(JsonNode parent, String path, String key, String otherwise) {
        var node = parent.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isString()) {
            bad(path + key, node, "a text");
            return otherwise;
        }
        return node.asString();
    }

    private @Nullable Set<String> texts(JsonNode parent, String path, String key) {
        var node = parent.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        var texts = new LinkedHashSet<String>();
        if (!node.isArray()) {
            bad(path + key, node, "a list of texts");
            return texts;
        }
        for (var item : node) {
            if (item.isString()) {
                texts.add(item.asString().strip());
            } else {
                bad(path + key, item, "a text");
            }
        }
        return texts;
    }

    private @Nullable Mapping mapping(JsonNode root, String sha256) {
        if (!root.isObject()) {
            refuse("KAN-DATA-060", "problem", "not a JSON object");
            return null;
        }
        known("", root, TOP);
        if (!text(root, "", "schema", "").equals(SCHEMA)) {
            bad("schema", root.path("schema"), SCHEMA);
        }
        if (!text(root, "", "table", "").equals("flow")) {
            bad("table", root.path("table"), "flow");
        }
        var csv = csv(root.path("csv"));
        var constants = constants(root.path("constants"));
        var columns = root.path("columns");
        known("columns", columns, COLUMNS);
        var economies = text(root, "", "economies", "");
        var direction = direction(root.path("direction"), economies);
        var exporter = side(columns, "exporter", economies, constants, direction != null);
        var importer = side(columns, "importer", economies, constants, direction != null);
        var year = optionalColumn(columns, "year", "", constants, true);
        Optional<Mapping.Column> month = columns.has("month")
                ? Optional.ofNullable(column(columns.path("month"), "columns.month", ""))
                : Optional.empty();
        var product = optionalColumn(columns, "product", "", constants, true);
        var classification = optionalColumn(columns, "classification", "", constants, true);
        if (columns.has("value_kusd") == columns.has("value")) {
            refuse("KAN-DATA-063", "key", columns.has("value") ? "columns.value" : "columns.value_kusd");
        }
        var valueKey = columns.has("value") ? "value" : "value_kusd";
        var value = column(columns.path(valueKey), "columns." + valueKey, "");
        var unit = valueUnit(columns.path(valueKey), valueKey);
        Optional<Mapping.Column> quantity = Optional.empty();
        double tonnes = 1;
        if (columns.has("quantity_tonnes")) {
            quantity = Optional.ofNullable(column(columns.path("quantity_tonnes"), "columns.quantity_tonnes", ""));
            var quantityUnit = text(columns.path("quantity_tonnes"), "columns.quantity_tonnes.", "unit", "t");
            tonnes = TONNES.getOrDefault(quantityUnit, Double.NaN);
            if (Double.isNaN(tonnes)) {
                bad(
                        "columns.quantity_tonnes.unit",
                        columns.path("quantity_tonnes").path("unit"),
                        String.join(", ", new TreeSet<>(TONNES.keySet())));
            }
        }
        var aside = setAside(root.path("set_aside"));
        var onDuplicate = Intake.Duplicates.IDENTICAL;
        var duplicateText = text(root, "", "on_duplicate", "identical");
        var foundRule = find(Intake.Duplicates.values(), duplicateText);
        if (foundRule.isPresent()) {
            onDuplicate = foundRule.get();
        } else {
            bad("on_duplicate", root.path("on_duplicate"), "refuse, sum or identical");
        }
        if (direction == null && !constants.containsKey("reported_by") && refusals.isEmpty()) {
            refuse("KAN-DATA-063", "key", "constants.reported_by");
        }
        if (value == null || !refusals.isEmpty()) {
            return null;
        }
        return new Mapping(
                csv,
                constants,
                year,
                month,
                classification,
                exporter,
                importer,
                product,
                value,
                unit,
                quantity,
                tonnes,
                direction,
                aside,
                onDuplicate,
                economies,
                text(root, "", "title", ""),
                text(root, "", "licence", ""),
                text(root, "", "provider", ""),
                text(root, "", "product", ""),
                text(root, "", "vintage", ""),
                text(root, "", "url", ""),
                sha256);
    }

    private Mapping.Csv csv(JsonNode node) {
        known("csv", node, CSV);
        var encoding = text(node, "csv.", "encoding", "auto");
        if (!encoding.equals("auto")) {
            try {
                if (!java.nio.charset.Charset.isSupported(encoding)) {
                    bad("csv.encoding", node.path("encoding"), "auto or the name of a character set");
                }
            } catch (IllegalArgumentException e) {
                bad("csv.encoding", node.path("encoding"), "auto or the name of a character set");
            }
        }
        var delimiter = text(node, "csv.", "delimiter", "auto");
        if (!delimiter.equals("auto") && (delimiter.length() != 1 || delimiter.charAt(0) > 126)) {
            bad("csv.delimiter", node.path("delimiter"), "auto or one character");
        }
        var quote = text(node, "csv.", "quote", "\"");
        if (!quote.equals("none") && (quote.length() != 1 || quote.charAt(0) > 126)) {
            bad("csv.quote", node.path("quote"), "one character or none");
        }
        var header = node.path("header");
        if (!header.isMissingNode() && !header.isBoolean()) {
            bad("csv.header", header, "true or false");
        }
        var skip = node.path("skip_lines");
        if (!skip.isMissingNode() && !(skip.isInt() && skip.asInt() >= 0)) {
            bad("csv.skip_lines", skip, "a whole number, zero or more");
        }
        var decimal = text(node, "csv.", "decimal", ".");
        if (!decimal.equals(".") && !decimal.equals(",")) {
            bad("csv.decimal", node.path("decimal"), ". or ,");
        }
        var thousands = text(node, "csv.", "thousands", "");
        if (thousands.length() > 1 || thousands.equals(decimal)) {
            bad("csv.thousands", node.path("thousands"), "null or one character other than the decimal one");
        }
        var missing = texts(node, "csv.", "null");
        return new Mapping.Csv(
                encoding.equals("auto") ? "" : encoding,
                delimiter.length() == 1 ? delimiter.charAt(0) : 0,
                quote.length() == 1 ? quote.charAt(0) : -1,
                !header.isBoolean() || header.asBoolean(),
                skip.isInt() ? Math.max(0, skip.asInt()) : 0,
                decimal.charAt(0),
                thousands.length() == 1 ? thousands.charAt(0) : 0,
                missing == null ? NULLS : missing);
    }

    private Map<String, String> constants(JsonNode node) {
        known("constants", node, CONSTANTS);
        var constants = new LinkedHashMap<String, String>();
        if (node.isObject()) {
            for (var entry : node.properties()) {
                if (entry.getValue().isString() || entry.getValue().isInt()) {
                    constants.put(entry.getKey(), entry.getValue().asString());
                } else {
                    bad("constants." + entry.getKey(), entry.getValue(), "a text");
                }
            }
        }
        var by = constants.get("reported_by");
        if (by != null && find(FlowTable.ReportedBy.values(), by).isEmpty()) {
            bad("constants.reported_by", node.path("reported_by"), "IMPORTER, EXPORTER or RECONCILED");
        }
        var basis = constants.get("value_basis");
        if (basis != null && find(FlowTable.ValueBasis.values(), basis).isEmpty()) {
            bad("constants.value_basis", node.path("value_basis"), "CIF, FOB, FOB_EQUIVALENT or UNKNOWN");
        }
        var year = constants.get("year");
        if (year != null && !year.matches("[0-9]{4}")) {
            bad("constants.year", node.path("year"), "a year");
        }
        for (var key : List.of("classification", "product", "exporter", "importer")) {
            if (constants.containsKey(key) && constants.getOrDefault(key, "").isBlank()) {
                bad("constants." + key, node.path(key), "a code");
            }
        }
        return constants;
    }

    private static <E extends Enum<E>> Optional<E> find(E[] values, String text) {
        for (var value : values) {
            if (value.name().equalsIgnoreCase(text)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private Mapping.@Nullable Column column(JsonNode node, String path, String scheme) {
        if (node.isMissingNode()) {
            return null;
        }
        known(path, node, COLUMN);
        if (!node.isObject()) {
            return null;
        }
        var from = text(node, path + ".", "from", "");
        if (from.isEmpty()) {
            refuse("KAN-DATA-063", "key", path + ".from");
        }
        var pad = node.path("pad");
        if (!pad.isMissingNode() && !(pad.isInt() && pad.asInt() >= 1 && pad.asInt() <= 18)) {
            bad(path + ".pad", pad, "a number of digits");
        }
        var map = new LinkedHashMap<String, String>();
        if (node.has("map")) {
            if (!node.path("map").isObject()) {
                bad(path + ".map", node.path("map"), "an object");
            }
            for (var entry : node.path("map").properties()) {
                if (entry.getValue().isString() && !entry.getValue().asString().isEmpty()) {
                    map.put(entry.getKey(), entry.getValue().asString());
                } else {
                    bad(path + ".map." + entry.getKey(), entry.getValue(), "a text");
                }
            }
        }
        return new Mapping.Column(from, scheme, pad.isInt() ? pad.asInt() : 0, texts(node, path + ".", "null"), map);
    }

    private Optional<Mapping.Column> optionalColumn(
            JsonNode columns, String key, String scheme, Map<String, String> constants, boolean needed) {
        var node = columns.path(key);
        if (node.isMissingNode()) {
            if (needed && !constants.containsKey(key)) {
                refuse("KAN-DATA-063", "key", "columns." + key);
            }
            return Optional.empty();
        }
        if (constants.containsKey(key)) {
            bad("constants." + key, node, "either a constant or a column");
        }
        return Optional.ofNullable(column(node, "columns." + key, scheme));
    }

    private Mapping.@Nullable Column side(
            JsonNode columns, String key, String economies, Map<String, String> constants, boolean byDirection) {
        if (byDirection) {
            if (columns.has(key) || constants.containsKey(key)) {
                bad("columns." + key, columns.path(key), "nothing: direction says who is who");
            }
            return null;
        }
        return optionalColumn(columns, key, scheme(columns.path(key), "columns." + key, economies), constants, true)
                .orElse(null);
    }

    private String scheme(JsonNode column, String path, String economies) {
        var scheme = text(column, path + ".", "scheme", "");
        if (!economies.isEmpty()) {
            if (!scheme.isEmpty()) {
                bad(path + ".scheme", column.path("scheme"), "nothing: the data set has its own economies");
            }
            return "";
        }
        var known = Reference.load().schemes();
        if (scheme.isEmpty()) {
            return Reference.ISO3;
        }
        if (!known.contains(scheme)) {
            bad(path + ".scheme", column.path("scheme"), String.join(", ", known));
        }
        return scheme;
    }

    private Mapping.@Nullable Direction direction(JsonNode node, String economies) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        known("direction", node, Set.of("reporter", "partner", "flow"));
        var reporter = column(
                node.path("reporter"),
                "direction.reporter",
                scheme(node.path("reporter"), "direction.reporter", economies));
        var partner = column(
                node.path("partner"),
                "direction.partner",
                scheme(node.path("partner"), "direction.partner", economies));
        var flow = node.path("flow");
        known("direction.flow", flow, Set.of("from", "import", "export"));
        var from = text(flow, "direction.flow.", "from", "");
        var imports = texts(flow, "direction.flow.", "import");
        var exports = texts(flow, "direction.flow.", "export");
        if (reporter == null || partner == null || from.isEmpty() || imports == null && exports == null) {
            refuse(
                    "KAN-DATA-063",
                    "key",
                    reporter == null
                            ? "direction.reporter"
                            : partner == null ? "direction.partner" : "direction.flow.import");
            return null;
        }
        return new Mapping.Direction(
                reporter,
                partner,
                new Mapping.Column(from, "", 0, Set.of(), Map.of()),
                imports == null ? Set.of() : imports,
                exports == null ? Set.of() : exports);
    }

    private Mapping.ValueUnit valueUnit(JsonNode column, String key) {
        var otherwise = key.equals("value") ? "" : "thousand USD";
        var text = text(column, "columns." + key + ".", "unit", otherwise);
        for (var prefix : PREFIXES.entrySet()) {
            if (text.equals(prefix.getKey() + "USD")) {
                return new Mapping.ValueUnit(text, Unit.KUSD, prefix.getValue() / 1e3, "");
            }
            if (key.equals("value_kusd")
                    && text.startsWith(prefix.getKey())
                    && text.substring(prefix.getKey().length()).matches("[A-Z]{3}")) {
                var currency = text.substring(prefix.getKey().length());
                return new Mapping.ValueUnit(text, Unit.KUSD, prefix.getValue(), currency);
            }
            if (text.equals(prefix.getKey() + "JPY") && key.equals("value")) {
                return new Mapping.ValueUnit(text, Unit.BN_JPY, prefix.getValue() / 1e9, "");
            }
        }
        if (key.equals("value_kusd")) {
            bad(
                    "columns.value_kusd.unit",
                    column.path("unit"),
                    "USD, thousand USD, million USD, billion USD, or a currency of three letters with --rates");
        }
        return new Mapping.ValueUnit(text, Unit.VALUE, 1, "");
    }

    private List<Mapping.Aside> setAside(JsonNode node) {
        var rules = new ArrayList<Mapping.Aside>();
        if (node.isMissingNode() || node.isNull()) {
            return rules;
        }
        if (!node.isArray()) {
            bad("set_aside", node, "a list");
            return rules;
        }
        int number = 0;
        for (var rule : node) {
            var path = "set_aside[" + number++ + "]";
            known(path, rule, Set.of("rule", "when"));
            var when = rule.path("when");
            known(path + ".when", when, Set.of("column", "in", "not_in"));
            var name = text(rule, path + ".", "rule", "");
            var column = text(when, path + ".when.", "column", "");
            var in = texts(when, path + ".when.", "in");
            var notIn = texts(when, path + ".when.", "not_in");
            if (name.isEmpty() || column.isEmpty() || (in == null) == (notIn == null)) {
                refuse(
                        "KAN-DATA-063",
                        "key",
                        path + (name.isEmpty() ? ".rule" : column.isEmpty() ? ".when.column" : ".when.in"));
                continue;
            }
            var values = in != null ? in : notIn;
            rules.add(new Mapping.Aside(name, column, values == null ? Set.of() : values, in == null));
        }
        return rules;
    }
}
