package org.kaname.app.command;

import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
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
}
