package org.kaname.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.json.AssessmentDocument;
import org.kaname.app.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Assessments kept in the workspace: immutable, named by a hash of inputs and settings (clarification 8). */
final class Stored {
    private static final int ID_LENGTH = 12;

    private Stored() {}

    /** The id of an assessment: the economy, then 12 digits of the hash over data set, year, settings, partners and noise. */
    static String id(ObjectNode document) {
        var inputs = Json.object();
        for (var name : new String[] {
            "schema", "economy", "year", "dataset", "method", "partners", "noise", "constants", "rules"
        }) {
            var part = document.get(name);
            if (part != null) {
                inputs.set(name, part);
            }
        }
        inputs.put("program", Version.text());
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(inputs));
            return document.path("economy").asString() + "-"
                    + document.path("year").asInt() + "."
                    + HexFormat.of().formatHex(hash).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stores a document; the same inputs and settings are stored once. Returns its id, which is put into the document. */
    static String store(Session session, AssessmentDocument document) {
        var frame = document.frame();
        frame.remove("id");
        var id = id(frame);
        frame.put("id", id);
        try {
            session.workspace()
                    .assessments()
                    .storeContents(id, Map.of("assessment.json", out -> document.writeTo(out, false)));
        } catch (UncheckedIOException e) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases()
                            .say(
                                    "error.store",
                                    "directory",
                                    session.workspacePath().toString(),
                                    "what",
                                    String.valueOf(
                                            e.getCause() == null
                                                    ? e.getMessage()
                                                    : e.getCause().getMessage())));
        }
        return id;
    }

    /** Whether an id is what was asked for: itself, or one of the economy named. */
    static boolean named(String id, String asked) {
        return id.equals(asked) || id.startsWith(asked + "-") || id.startsWith(asked.toUpperCase(Locale.ROOT) + "-");
    }

    /** The id of the assessment stored last of those that fit. */
    static Optional<String> newest(Session session, Predicate<String> fits) {
        return session.workspace().assessments().list().stream()
                .filter(fits)
                .max(Comparator.comparing((String id) -> created(session, id)).thenComparing(id -> id));
    }

    private static long created(Session session, String id) {
        try {
            return Files.getLastModifiedTime(session.workspacePath()
                            .resolve("assessments")
                            .resolve(id)
                            .resolve("assessment.json"))
                    .toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
