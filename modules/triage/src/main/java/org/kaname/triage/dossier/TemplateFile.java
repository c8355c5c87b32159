package org.kaname.triage.dossier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kaname.data.NearestName;
import org.kaname.model.Explanation;
import org.kaname.model.Explanation.Bilingual;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and checks a template file. All its faults are reported together; an unknown key is a fault. */
public final class TemplateFile {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "kaname-dossier-template/1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> TOP = Set.of(
            "schema",
            "id",
            "economy",
            "law",
            "purpose",
            "status",
            "source",
            "together",
            "threshold",
            "criteria",
            "items_note",
            "items",
            "lists",
            "submission");
    private static final Set<String> PART = Set.of("id", "text", "status", "source", "evidence", "cannot");
    private static final Set<String> LIST = Set.of("id", "name", "links", "source", "entries");
    private static final Set<String> ENTRY = Set.of("id", "name", "status", "scope", "designated", "source");
    private static final Set<String> FIELD = Set.of("id", "label", "fill");
    private static final Set<String> EVIDENCE = Set.of("kind", "list", "ask");
    private static final Set<String> OPEN = Set.of("what", "ask");
    private static final Set<String> BOTH = Set.of("en", "ja");
    private static final Bilingual NOTHING = new Bilingual("", "");

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> listIds = new HashSet<>();

    private TemplateFile() {}

    /**
     * One fault of a file.
     *
     * @param key path of the key, such as {@code criteria[0].text.ja}; empty for the file as a whole
     * @param what sentence of what is wrong, then what to try
     */
    public record Fault(String key, Explanation what) {}

    /** What a file is: a template, or its faults. */
    public sealed interface Read {
        record Good(DossierTemplate template) implements Read {}

        /** @param faults never empty */
        record Faulty(List<Fault> faults) implements Read {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    public static Read read(byte[] bytes) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            return new Read.Faulty(List.of(new Fault(
                    "",
                    Explanation.of(
                            "dossier.fault.syntax", "line", Long.toString(line), "problem", e.getOriginalMessage()))));
        }
        if (root == null || !root.isObject()) {
            return new Read.Faulty(List.of(new Fault("", Explanation.of("dossier.fault.object"))));
        }
        var reading = new TemplateFile();
        var template = reading.template(root);
        return reading.faults.isEmpty() ? new Read.Good(template) : new Read.Faulty(reading.faults);
    }

    private DossierTemplate template(JsonNode root) {
        known("", root, TOP);
        if (!root.path("schema").asString("").equals(SCHEMA)) {
            expected("schema", root.path("schema"), SCHEMA);
        }
        var lists = new ArrayList<DossierTemplate.MembershipList>();
        each(root, "", "lists", false, (node, at) -> lists.add(list(node, at)));
        var criteria = new ArrayList<DossierTemplate.Part>();
        each(root, "", "criteria", true, (node, at) -> criteria.add(part(node, at)));
        distinct("criteria", criteria.stream().map(DossierTemplate.Part::id).toList());
        var items = new ArrayList<DossierTemplate.Part>();
        each(root, "", "items", false, (node, at) -> items.add(part(node, at)));
        distinct("items", items.stream().map(DossierTemplate.Part::id).toList());
        var submission = new ArrayList<DossierTemplate.Field>();
        each(root, "", "submission", false, (node, at) -> {
            known(at, node, FIELD);
            submission.add(new DossierTemplate.Field(
                    text(node, at, "id", true),
                    both(node, at, "label", true),
                    word(node, at, "fill", DossierTemplate.Fill.values(), DossierTemplate.Fill.BLANK)));
        });
        distinct(
                "submission", submission.stream().map(DossierTemplate.Field::id).toList());
        return new DossierTemplate(
                text(root, "", "id", true),
                text(root, "", "economy", true),
                both(root, "", "law", true),
                both(root, "", "purpose", true),
                word(root, "", "status", DossierTemplate.Status.values(), DossierTemplate.Status.UNVERIFIED),
                both(root, "", "source", false),
                word(root, "", "together", DossierTemplate.Together.values(), DossierTemplate.Together.ALL),
                both(root, "", "threshold", true),
                criteria,
                both(root, "", "items_note", false),
                items,
                lists,
                submission);
    }

    private DossierTemplate.MembershipList list(JsonNode node, String at) {
        known(at, node, LIST);
        var entries = new ArrayList<DossierTemplate.Entry>();
        each(node, at, "entries", true, (row, place) -> {
            known(place, row, ENTRY);
            entries.add(new DossierTemplate.Entry(
                    text(row, place, "id", true),
                    both(row, place, "name", true),
                    word(row, place, "status", DossierTemplate.Status.values(), DossierTemplate.Status.UNVERIFIED),
                    both(row, place, "scope", false),
                    both(row, place, "designated", false),
                    both(row, place, "source", false)));
        });
        distinct(
                path(at, "entries"),
                entries.stream().map(DossierTemplate.Entry::id).toList());
        var id = text(node, at, "id", true);
        if (!id.isEmpty() && !listIds.add(id)) {
            faults.add(new Fault(path(at, "id"), Explanation.of("dossier.fault.twice", "value", id)));
        }
        return new DossierTemplate.MembershipList(
                id,
                both(node, at, "name", true),
                text(node, at, "links", false),
                both(node, at, "source", false),
                entries);
    }

    private DossierTemplate.Part part(JsonNode node, String at) {
        known(at, node, PART);
        var evidence = new ArrayList<DossierTemplate.Evidence>();
        each(node, at, "evidence", true, (one, place) -> evidence(one, place).ifPresent(evidence::add));
        var cannot = new ArrayList<DossierTemplate.Open>();
        each(node, at, "cannot", false, (one, place) -> {
            known(place, one, OPEN);
            cannot.add(new DossierTemplate.Open(both(one, place, "what", true), both(one, place, "ask", true)));
        });
        return new DossierTemplate.Part(
                text(node, at, "id", true),
                both(node, at, "text", true),
                word(node, at, "status", DossierTemplate.Status.values(), DossierTemplate.Status.UNVERIFIED),
                both(node, at, "source", false),
                evidence,
                cannot);
    }

    private Optional<DossierTemplate.Evidence> evidence(JsonNode node, String at) {
        known(at, node, EVIDENCE);
        var word = text(node, at, "kind", true);
        var kind = EvidenceKind.find(word);
        if (kind.isEmpty() && !word.isEmpty()) {
            unknownWord(path(at, "kind"), word, EvidenceKind.words());
        }
        var list = text(node, at, "list", false);
        if (kind.equals(Optional.of(EvidenceKind.LIST_MEMBERSHIP)) && !listIds.contains(list)) {
            unknownWord(path(at, "list"), list, new TreeSet<>(listIds));
        }
        var ask = node.has("ask") ? Optional.of(both(node, at, "ask", true)) : Optional.<Bilingual>empty();
        return kind.map(known -> new DossierTemplate.Evidence(known, list, ask));
    }

    private interface Reader {
        void read(JsonNode node, String at);
    }

    private void each(JsonNode parent, String at, String key, boolean needed, Reader reader) {
        var array = parent.path(key);
        var place = path(at, key);
        if (array.isMissingNode() && !needed) {
            return;
        }
        if (!array.isArray() || (needed && array.isEmpty())) {
            expected(place, array, needed ? "[ … ], one at least" : "[ … ]");
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            reader.read(array.path(i), place + "[" + i + "]");
        }
    }

    private void known(String at, JsonNode object, Set<String> keys) {
        if (!object.isObject()) {
            expected(at, object, "{ … }");
            return;
        }
        for (var key : object.propertyNames()) {
            if (!keys.contains(key)) {
                var known = new TreeSet<>(keys);
                faults.add(new Fault(
                        path(at, key),
                        NearestName.find(key, known)
                                .map(near -> Explanation.of("dossier.fault.key", "nearest", near))
                                .orElseGet(() ->
                                        Explanation.of("dossier.fault.key.none", "known", String.join(", ", known)))));
            }
        }
    }

    private String text(JsonNode parent, String at, String key, boolean needed) {
        var node = parent.path(key);
        if (node.isString() && (!needed || !node.asString().isBlank())) {
            return node.asString().strip();
        }
        if (needed || !node.isMissingNode()) {
            expected(path(at, key), node, "\"…\"");
        }
        return "";
    }

    private Bilingual both(JsonNode parent, String at, String key, boolean needed) {
        var node = parent.path(key);
        if (node.isMissingNode() && !needed) {
            return NOTHING;
        }
        var place = path(at, key);
        if (!node.isObject()) {
            expected(place, node, "{\"en\": \"…\", \"ja\": \"…\"}");
            return NOTHING;
        }
        known(place, node, BOTH);
        return new Bilingual(text(node, place, "en", true), text(node, place, "ja", true));
    }

    private <E extends Enum<E>> E word(JsonNode parent, String at, String key, E[] values, E otherwise) {
        var word = text(parent, at, key, true);
        for (var value : values) {
            if (written(value).equals(word)) {
                return value;
            }
        }
        if (!word.isEmpty()) {
            unknownWord(
                    path(at, key),
                    word,
                    Arrays.stream(values).map(TemplateFile::written).toList());
        }
        return otherwise;
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void unknownWord(String at, String word, Iterable<String> known) {
        faults.add(new Fault(
                at,
                NearestName.find(word, known)
                        .filter(near -> !word.isEmpty())
                        .map(near -> Explanation.of("dossier.fault.word", "value", word, "nearest", near))
                        .orElseGet(() -> Explanation.of(
                                "dossier.fault.word.none", "value", word, "known", String.join(", ", known)))));
    }

    private void distinct(String at, List<String> ids) {
        var seen = new HashSet<String>();
        for (var id : ids) {
            if (!id.isEmpty() && !seen.add(id)) {
                faults.add(new Fault(at, Explanation.of("dossier.fault.twice", "value", id)));
            }
        }
    }

    private void expected(String at, JsonNode found, String form) {
        faults.add(new Fault(
                at,
                found.isMissingNode() || found.isNull()
                        ? Explanation.of("dossier.fault.absent", "expected", form)
                        : Explanation.of(
                                "dossier.fault.form",
                                "value",
                                found.isString() ? found.asString() : found.toString(),
                                "expected",
                                form)));
    }

    private static String path(String at, String key) {
        return at.isEmpty() ? key : at + "." + key;
    }
}
