package org.kaname.triage.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.MeasureConstants;
import org.kaname.measure.Settings;
import org.kaname.measure.sql.SqlReference;
import org.kaname.measure.verify.Check;
import org.kaname.measure.verify.Tally;
import org.kaname.measure.verify.Verification;
import org.kaname.model.Condition;
import org.kaname.model.Truth;
import org.kaname.triage.Colour;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.GoodRowOutcome;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.TriageConstants;

/** Colours every good of a data set for every economy twice, by {@link GoodTriage} and by {@code triage.sql}, and compares row by row. */
public final class TriageVerification {
    private static final List<String> READS = List.of("profile", "rca", "reverse_dependence");
    private static final double YEARS_HELD = 2;

    private final DataSet data;
    private final Settings settings;
    private final int sample;
    private final Tally tally = new Tally(TriageConstants.METHOD);

    private record Key(int year, String importer, String product) {}

    private TriageVerification(DataSet data, Settings settings, int sample) {
        this.data = data;
        this.settings = settings;
        this.sample = sample;
    }

    /** Compares all goods. */
    public static Check run(DataSet data, Settings settings) {
        return run(data, settings, Verification.ALL);
    }

    /** @param sample at most so many goods of each classification, spread evenly */
    public static Check run(DataSet data, Settings settings, int sample) {
        var verification = new TriageVerification(data, settings, sample);
        for (var scheme : Verification.schemes(data)) {
            verification.compare(scheme);
        }
        return verification.tally.check();
    }

    /** The reference file. */
    public static String sql() {
        try (InputStream in = TriageConstants.class.getResourceAsStream("triage.sql")) {
            if (in == null) {
                throw new IllegalStateException("The reference file (triage.sql) is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the reference file takes as parameters, beside those of {@link Verification#parameters}. */
    public static Map<String, Double> parameters(DataSet data, Settings settings) {
        var parameters = new TreeMap<String, Double>();
        parameters.put("years", YEARS_HELD);
        parameters.put("window", (double) GoodProfile.WINDOW);
        parameters.put("all_products", data.coverage().allProducts() ? 1.0 : 0.0);
        parameters.put("t_g1_import_hhi", settings.get("geodep@2024.import_hhi"));
        parameters.put("t_g1_world_hhi", settings.get("geodep@2024.world_hhi"));
        parameters.put("t_g1_import_export_ratio", settings.get("geodep@2024.import_export_ratio"));
        parameters.put("t_g2_partner_share", settings.get("kiet@2021.vulnerable.world.partner_share"));
        parameters.put("t_g2_import_export_ratio", settings.get("kiet@2021.vulnerable.world.import_export_ratio"));
        parameters.put("t_b1_world_share", settings.get(MeasureConstants.DOMINANCE));
        for (var name : List.of(
                "floor",
                "b2_world_share",
                "b2_world_rank",
                "b2_rca",
                "b2_dependents",
                "b2e_world_share",
                "b2e_world_rank")) {
            parameters.put("t_" + name, settings.get(TriageConstants.METHOD + "." + name));
        }
        return parameters;
    }

    private void compare(String scheme) {
        var rows = new HashMap<Key, Map<String, Object>>();
        var products = Verification.sample(data, scheme, sample);
        boolean all = products.size()
                == Verification.sample(data, scheme, Verification.ALL).size();
        try (var reference = new SqlReference(
                data, scheme, Verification.parameters(settings), all ? Set.of() : new HashSet<>(products))) {
            for (var row : reference.query(sql(), READS, parameters(data, settings))) {
                rows.put(
                        new Key(
                                row.getOrDefault("year", 0) instanceof Double year ? year.intValue() : 0,
                                String.valueOf(row.get("importer")),
                                String.valueOf(row.get("product"))),
                        row);
            }
        }
        for (var economy : data.economies().listEconomies()) {
            if (!economy.named()) {
                continue;
            }
            var triage = new GoodTriage(data, economy.code(), List.of(), NO_RULES, settings);
            for (var product : products) {
                for (int year : data.coverage().years(product)) {
                    var profile = triage.profile(product, year);
                    // A year in which the economy did not report is judged by its last one that it did.
                    if (profile.isPresent() && profile.get().dataYear() == year) {
                        compare(
                                triage.decide(profile.get(), year),
                                rows.get(new Key(year, economy.code(), product.value())),
                                () -> economy.code() + " " + product + " " + year);
                    }
                }
            }
        }
    }

    /** Rules decide no colour beside the rows, so none is judged. */
    private static final List<String> NO_RULES = List.of("");

    private void compare(GoodDecision decision, @Nullable Map<String, Object> row, Supplier<String> where) {
        if (row == null) {
            tally.alone(true, where);
            return;
        }
        boolean boundary = decision.rows().stream().anyMatch(TriageVerification::boundary);
        for (var outcome : decision.rows()) {
            if (outcome.colour() != Colour.RED) {
                var column = outcome.row().toLowerCase(Locale.ROOT);
                tally.truth(outcome.truth(), row.get(column), boundary, () -> where.get() + " " + outcome.row());
            }
        }
        tally.truth(truth(decision, Colour.GREEN), row.get("green"), boundary, () -> where.get() + " GREEN");
        tally.truth(truth(decision, Colour.BLUE), row.get("blue"), boundary, () -> where.get() + " BLUE");
    }

    private static Truth truth(GoodDecision decision, Colour colour) {
        return decision.truths().getOrDefault(colour, Truth.NO);
    }

    private static boolean boundary(GoodRowOutcome outcome) {
        return outcome.once().stream().anyMatch(Condition::boundary)
                || outcome.years().stream()
                        .anyMatch(y -> y.conditions().stream().anyMatch(TriageVerification::closeSum));
    }

    /** Whole numbers lie on their thresholds by right; only sums can be close to them by their order. */
    private static boolean closeSum(Condition condition) {
        return switch (condition.actual().unit()) {
            case RANK, COUNT -> false;
            default -> condition.boundary();
        };
    }
}
