package org.kaname.shock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.shock.ShockConstants;
import org.kaname.shock.recovery.RecoveryShape;

/** Every shipped case is taken, by the reader and by the published schema; one broken file per rule of shock 0.2 is refused by both. */
class ScenarioReaderTest {
    private static final List<String> ECONOMIES =
            List.of("CHN", "JPN", "KOR", "RUS", "UKR", "DEU", "FRA", "USA", "VNM", "AUS");

    static final Membership WORLD = new Membership() {
        @Override
        public boolean isEconomy(String code) {
            return ECONOMIES.contains(code);
        }

        @Override
        public Optional<SortedSet<String>> members(String bloc, LocalDate day) {
            return bloc.equals("EU") ? Optional.of(new TreeSet<>(List.of("DEU", "FRA"))) : Optional.empty();
        }

        @Override
        public List<String> known() {
            return Stream.concat(ECONOMIES.stream(), Stream.of("EU")).toList();
        }
    };

    static final String SMALL = """
            { "schema": "kaname/scenario@1", "id": "a-case", "status": "exercise",
              "origin_date": "2024-01-01", "horizon_days": 100, "subject": ["JPN"],
              "restrictions": [
                { "id": "one", "nest": null, "restrictor": ["CHN"], "direction": "export", "from": ["CHN"], "to": ["EU", "JPN"],
                  "channel": "goods", "scope": {"codes": ["HS17:2846"]}, "start": "2024-01-11",
                  "share_lost": {"low": 0.2, "mid": 0.5, "high": 0.9}, "duration_days": {"fixed": 30},
                  "recovery": {"shape": "linear", "tau_days": {"fixed": 20}} } ],
              "responses": {"stock_days": {"fixed": 40}, "price": {"elasticity": {"fixed": 0.5}}} }
            """;

    @TestFactory
    Stream<DynamicTest> everyShippedCaseIsTakenByReaderAndSchema() {
        return Cases.IDS.stream()
                .map(id -> dynamicTest(id, () -> {
                    var scenario = Cases.read(id, WORLD);
                    assertThat(scenario.id()).isEqualTo(id);
                    assertThat(scenario.restrictions()).isNotEmpty();
                    assertThat(scenario.restrictions())
                            .allSatisfy(r -> assertThat(r.evidence()).isNotEmpty());
                    assertThat(schemaFaults(Cases.text(id).orElseThrow())).isEmpty();
                }));
    }

    @Test
    void theSmallScenarioIsTaken() {
        var scenario = taken(SMALL);
        assertThat(scenario.draws()).isEqualTo(1_000);
        assertThat(scenario.restrictions().getFirst().recovery().shape()).isEqualTo(RecoveryShape.LINEAR);
        assertThat(scenario.ranges())
                .containsKey("restrictions.one.share_lost")
                .containsKey("responses.price.delay_days");
        assertThat(schemaFaults(SMALL)).isEmpty();
    }

    private record Broken(String name, UnaryOperator<String> change, String code, String pointer, boolean schemaSees) {}

    private static Broken broken(String name, String from, String to, String code, String pointer) {
        return new Broken(name, text -> replaced(text, from, to), code, pointer, true);
    }

    /** Rules that a schema cannot say. */
    private static Broken deeper(String name, String from, String to, String code, String pointer) {
        return new Broken(name, text -> replaced(text, from, to), code, pointer, false);
    }

    private static String replaced(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    @TestFactory
    Stream<DynamicTest> oneBrokenFilePerRule() {
        return Stream.of(
                        broken("schema", "scenario@1", "scenario@2", "KAN-SHOCK-003", "/schema"),
                        broken("id", "\"a-case\"", "\"A case\"", "KAN-SHOCK-003", "/id"),
                        broken(
                                "unknown field",
                                "\"subject\"",
                                "\"subjects\": [], \"subject\"",
                                "KAN-SHOCK-001",
                                "/subjects"),
                        broken("unknown field deep", "\"nest\"", "\"nst\"", "KAN-SHOCK-001", "/restrictions/0/nst"),
                        broken("missing", "\"status\": \"exercise\",", "", "KAN-SHOCK-007", "/status"),
                        broken("status", "\"exercise\"", "\"drill\"", "KAN-SHOCK-003", "/status"),
                        deeper("no such day", "\"2024-01-01\"", "\"2024-02-30\"", "KAN-SHOCK-003", "/origin_date"),
                        broken("date", "\"2024-01-01\"", "\"1 Jan 2024\"", "KAN-SHOCK-003", "/origin_date"),
                        broken("horizon", "100", "3651", "KAN-SHOCK-003", "/horizon_days"),
                        broken("whole number", "100", "100.5", "KAN-SHOCK-002", "/horizon_days"),
                        broken(
                                "wrong type",
                                "[\"JPN\"],\n  \"restrictions\"",
                                "\"JPN\",\n  \"restrictions\"",
                                "KAN-SHOCK-002",
                                "/subject"),
                        deeper(
                                "economy",
                                "\"subject\": [\"JPN\"]",
                                "\"subject\": [\"JPM\"]",
                                "KAN-SHOCK-004",
                                "/subject/0"),
                        deeper("bloc", "\"EU\"", "\"EFTA\"", "KAN-SHOCK-004", "/restrictions/0/to/0"),
                        broken("direction", "\"export\"", "\"out\"", "KAN-SHOCK-003", "/restrictions/0/direction"),
                        broken("channel", "\"goods\"", "\"good\"", "KAN-SHOCK-003", "/restrictions/0/channel"),
                        deeper(
                                "empty scope",
                                "\"codes\": [\"HS17:2846\"]",
                                "",
                                "KAN-SHOCK-003",
                                "/restrictions/0/scope"),
                        broken("code", "HS17:2846", "2846", "KAN-SHOCK-003", "/restrictions/0/scope/codes/0"),
                        broken("share above 1", "0.9", "1.1", "KAN-SHOCK-003", "/restrictions/0/share_lost/high"),
                        broken("share below 0", "0.2", "-0.2", "KAN-SHOCK-003", "/restrictions/0/share_lost/low"),
                        deeper("low above mid", "0.2", "0.6", "KAN-SHOCK-003", "/restrictions/0/share_lost"),
                        broken(
                                "shape",
                                "0.9}",
                                "0.9, \"shape\": \"normal\"}",
                                "KAN-SHOCK-003",
                                "/restrictions/0/share_lost/shape"),
                        broken(
                                "duration",
                                "{\"fixed\": 30}",
                                "\"for ever\"",
                                "KAN-SHOCK-003",
                                "/restrictions/0/duration_days"),
                        broken(
                                "negative duration",
                                "{\"fixed\": 30}",
                                "{\"fixed\": -1}",
                                "KAN-SHOCK-003",
                                "/restrictions/0/duration_days/fixed"),
                        broken(
                                "tau",
                                "{\"fixed\": 20}",
                                "{\"fixed\": 0}",
                                "KAN-SHOCK-003",
                                "/restrictions/0/recovery/tau_days/fixed"),
                        broken(
                                "convex tau",
                                "\"linear\", \"tau_days\": {\"fixed\": 20}",
                                "\"convex\", \"tau_days\": {\"fixed\": 1}",
                                "KAN-SHOCK-003",
                                "/restrictions/0/recovery/tau_days/fixed"),
                        broken(
                                "concave tau",
                                "\"linear\", \"tau_days\": {\"fixed\": 20}",
                                "\"concave\", \"tau_days\": {\"fixed\": 2}",
                                "KAN-SHOCK-003",
                                "/restrictions/0/recovery/tau_days/fixed"),
                        broken(
                                "elasticity",
                                "{\"fixed\": 0.5}",
                                "{\"fixed\": -0.5}",
                                "KAN-SHOCK-003",
                                "/responses/price/elasticity/fixed"),
                        deeper(
                                "people without a sector",
                                "\"goods\"",
                                "\"people\"",
                                "KAN-SHOCK-003",
                                "/restrictions/0/scope/io_sectors"),
                        deeper(
                                "correlate",
                                "\"subject\"",
                                "\"correlate\": [[\"restrictions.two.share_lost\"]], \"subject\"",
                                "KAN-SHOCK-003",
                                "/correlate/0"))
                .map(broken -> dynamicTest(broken.name(), () -> {
                    var text = broken.change().apply(SMALL);
                    var refusals = refused(text);
                    assertThat(refusals)
                            .anyMatch(refusal -> refusal.code().equals(broken.code())
                                    && broken.pointer()
                                            .equals(refusal.arguments().get("pointer")));
                    assertThat(refusals).allSatisfy(refusal -> {
                        for (var language : Language.values()) {
                            var phrases = Phrasebook.read(language, List.of(ShockConstants.class));
                            assertThat(refusal.text(phrases)).contains("small.json");
                        }
                    });
                    if (broken.schemaSees()) {
                        assertThat(schemaFaults(text)).isNotEmpty();
                    }
                }));
    }

    @Test
    void whatIsNoJsonIsRefusedWithLineAndColumn() {
        var refusal = refused(SMALL.replace("\"status\": \"exercise\",", "\"status\": exercise,"))
                .getFirst();
        assertThat(refusal.code()).isEqualTo("KAN-SHOCK-006");
        assertThat(refusal.line()).isEqualTo(1);
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        assertThat(refused(SMALL.replace("\"subject\"", "\"horizon_days\": 7, \"subject\""))
                        .getFirst()
                        .code())
                .isEqualTo("KAN-SHOCK-006");
    }

    @Test
    void everyFaultOfAFileIsToldAtOnce() {
        var text =
                SMALL.replace("0.9", "1.1").replace("\"exercise\"", "\"drill\"").replace("\"nest\"", "\"nst\"");
        assertThat(refused(text)).hasSize(3);
    }

    private static Scenario taken(String text) {
        return ((Outcome.Taken<Scenario>) ScenarioReader.read("small.json", text, WORLD)).value();
    }

    private static List<Refusal> refused(String text) {
        return ((Outcome.Refused<Scenario>) ScenarioReader.read("small.json", text, WORLD)).refusals();
    }

    private static List<String> schemaFaults(String text) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Cases.schema(), InputFormat.JSON);
        return schema.validate(text, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
