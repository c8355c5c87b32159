package org.kaname.shock.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kaname.data.Outcome;

/** The named historical cases that ship with the product (shock 0.6), each a file like any user's. */
public final class Cases {
    /** In the order of their dates. */
    public static final List<String> IDS = List.of(
            "re-2010",
            "photoresist-2019",
            "urea-2021",
            "gas-2022",
            "neon-2022",
            "gage-2023",
            "seafood-2023",
            "graphite-2023",
            "re-2025");

    private Cases() {}

    /** The JSON text of a case; empty where there is no such case. */
    public static Optional<String> text(String id) {
        return IDS.contains(id) ? Optional.of(resource("/org/kaname/shock/cases/" + id + ".json")) : Optional.empty();
    }

    /** Throws where a shipped case is refused: that is a bug of the build. */
    public static Scenario read(String id, Membership membership) {
        var text = text(id).orElseThrow(() -> new IllegalArgumentException("There is no case (" + id + ")."));
        return switch (ScenarioReader.read(id + ".json", text, membership)) {
            case Outcome.Taken<Scenario> taken -> taken.value();
            case Outcome.Refused<Scenario> refused ->
                throw new IllegalStateException("The case (" + id + ") is refused: " + refused.refusals());
        };
    }

    /** The JSON Schema (2020-12) of scenario files. */
    public static String schema() {
        return resource("/org/kaname/shock/scenario-1.schema.json");
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Cases.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
