package org.kaname.app.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.json.Json;
import org.kaname.app.shock.GreenGoods;
import org.kaname.data.Refusal;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Options by which {@code shock run} takes the Green goods of an assessment instead of a scenario. */
final class GreenOptions {
    /** Stands for the newest assessment. */
    private static final String LATEST = "latest";

    private static final int USUAL_DAYS = 365;

    @Option(
            names = "--assessment",
            paramLabel = "ID|latest",
            description = "Instead of a scenario: every Green good of a stored assessment loses its largest supplier.")
    @Nullable String assessment;

    @Option(
            names = "--share",
            paramLabel = "S",
            description = "With --assessment: share that the supplier withholds, above 0 and at most 1 (default: 1).")
    @Nullable Double share;

    @Option(names = "--for", paramLabel = "DAYS", description = "With --assessment: days that it lasts (default: 365).")
    @Nullable Integer days;

    @Option(
            names = "--stock",
            paramLabel = "DAYS",
            description = "With --assessment: stock of every good in days of need (default: a grid of stocks).")
    @Nullable Double stock;

    boolean asked() {
        return assessment != null;
    }

    /** Ends the verb where something stands beside what it does not belong to. */
    void check(Verb verb, String scenario, boolean scenarioOptions) {
        if (!asked()) {
            if (scenario.isEmpty()) {
                throw verb.usage(verb.say("error.shock.nothing"));
            }
            if (share != null || days != null || stock != null) {
                throw verb.usage(verb.say("error.shock.green.alone"));
            }
            return;
        }
        if (!scenario.isEmpty() || scenarioOptions) {
            throw verb.usage(verb.say("error.shock.green.beside"));
        }
        if (share != null && !(share > 0 && share <= 1)) {
            throw verb.usage(verb.say("error.shock.green.share", "value", share.toString()));
        }
        if (days != null && (days < 1 || days > GreenGoods.Terms.MOST_DAYS)) {
            throw verb.usage(verb.say(
                    "error.shock.green.days",
                    "value",
                    days.toString(),
                    "most",
                    Integer.toString(GreenGoods.Terms.MOST_DAYS)));
        }
        if (stock != null && !(stock >= 0 && stock < Double.POSITIVE_INFINITY)) {
            throw verb.usage(verb.say("error.shock.green.stock", "value", stock.toString()));
        }
    }

    GreenGoods.Terms terms() {
        return new GreenGoods.Terms(
                share == null ? 1 : share,
                days == null ? USUAL_DAYS : days,
                stock == null ? OptionalDouble.empty() : OptionalDouble.of(stock));
    }

    /** The stored document that was asked for. */
    JsonNode document(Session session) {
        var asked = assessment == null ? LATEST : assessment;
        var assessments = session.workspace().assessments();
        var id = Stored.newest(session, stored -> asked.equals(LATEST) || Stored.named(stored, asked))
                .orElseThrow(() -> session.refused(List.of(Refusal.of(
                        asked.equals(LATEST) ? "KAN-SHOCK-067.none" : "KAN-SHOCK-067",
                        session.workspacePath().toString(),
                        0,
                        "asked",
                        asked,
                        "stored",
                        String.join(", ", assessments.list())))));
        return Json.MAPPER.readTree(
                new String(assessments.read(id, "assessment.json").orElseThrow(), StandardCharsets.UTF_8));
    }
}
