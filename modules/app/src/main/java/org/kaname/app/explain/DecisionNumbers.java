package org.kaname.app.explain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kaname.data.DataSet;
import org.kaname.measure.GoodProfile;
import org.kaname.measure.Settings;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.Counterfactuals;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.GoodRowOutcome;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.NoiseChoice;
import org.kaname.triage.NoiseModel;
import org.kaname.triage.RobustnessRun;
import org.kaname.triage.Uncertainty;

/**
 * Numbers of the decision about a good: votes, strengths, robustness, and the least changes that turn a colour. They are made from
 * figures and verdicts, so no reference file holds them. Not thread-safe.
 */
final class DecisionNumbers {
    private static final String NO_REFERENCE =
            "it is made from figures and verdicts, each with its own passport and reference";
    private static final String FIXED = "fixed:";
    private static final String DROP = "+drop";
    /** The figures, with what they are. */
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("flagged", Unit.COUNT),
            Map.entry("applicable", Unit.COUNT),
            Map.entry("families_flagged", Unit.COUNT),
            Map.entry("families_applicable", Unit.COUNT),
            Map.entry("strength", Unit.RATIO),
            Map.entry("robustness", Unit.SHARE),
            Map.entry("robustness_low", Unit.SHARE),
            Map.entry("robustness_high", Unit.SHARE),
            Map.entry("robustness_kept", Unit.COUNT),
            Map.entry("robustness_draws", Unit.COUNT),
            Map.entry("noise_mean", Unit.RATIO),
            Map.entry("noise_p05", Unit.RATIO),
            Map.entry("noise_p95", Unit.RATIO),
            Map.entry("rank_at_most", Unit.SHARE),
            Map.entry("top_stays", Unit.SHARE),
            Map.entry("relative", Unit.RATIO),
            Map.entry("amount_kusd", Unit.KUSD),
            Map.entry("count", Unit.COUNT),
            Map.entry("threshold", Unit.RATIO));

    private final DataSet data;
    private final Profiles profiles;
    private final SourceRows sources;
    private final Map<List<Object>, GoodTriage> triages = new HashMap<>();
    private final Map<List<Object>, RobustnessRun.Found> worlds = new HashMap<>();
    private final Map<List<Object>, List<Counterfactual>> changes = new HashMap<>();

    DecisionNumbers(DataSet data, Profiles profiles, SourceRows sources) {
        this.data = data;
        this.profiles = profiles;
        this.sources = sources;
    }

    /** Whether a figure's name is one of these. */
    static boolean has(String figure) {
        return UNITS.containsKey(figure);
    }

    /** Passports name the rules that were judged by where it was not all of them. */
    private GoodTriage triage(GoodProfile profile, Passport passport, Settings settings) {
        var rules = passport.parameter("rules");
        return triages.computeIfAbsent(
                List.of(profile.subject(), profile.partners(), rules, settings.changes()),
                k -> new GoodTriage(
                        data,
                        profile.subject(),
                        profile.partners(),
                        rules.isEmpty() ? List.of() : List.of(rules.split(" ")),
                        settings));
    }

    /** Colours and all that goes with them. */
    GoodDecision decide(GoodProfile profile, Passport passport, Settings settings) {
        return triage(profile, passport, settings).decide(profile, profile.dataYear());
    }

    /** A figure of the decision about a good. */
    Result<Explained> find(Passport passport, Settings settings) {
        return profiles.asOf(passport, settings).then(profile -> {
            var decision = decide(profile, passport, settings);
            return number(passport, profile, decision, settings)
                    .map(value -> explained(passport, profile, decision, value))
                    .orElseGet(() -> malformed(passport));
        });
    }

    /** How many goods of the economy came out as this passport's outcome. */
    Result<Explained> goods(Passport passport, Settings settings) {
        int subject = data.economies().indexOf(passport.parameter("economy"));
        if (subject < 0) {
            return malformed(passport);
        }
        var partners = Profiles.partners(passport);
        return Profiles.year(passport, "as_of").then(year -> {
            var triage = triages.computeIfAbsent(
                    List.of(passport.parameter("economy"), partners, "", settings.changes()),
                    k -> new GoodTriage(data, passport.parameter("economy"), partners, List.of(), settings));
            long count = data.cube().products().stream()
                    .flatMap(product -> triage.profile(product, year).stream())
                    .map(profile -> triage.decide(profile, year).outcome())
                    .filter(outcome -> passport.parameter("outcome").isEmpty()
                            || List.of(outcome.split("\\+")).contains(passport.parameter("outcome")))
                    .count();
            return Result.ok(Explained.made(
                    passport,
                    Figure.of(count, Unit.COUNT, passport),
                    NO_REFERENCE,
                    "number of goods with this outcome",
                    Rows.NONE,
                    null));
        });
    }

    private static Result<Explained> malformed(Passport passport) {
        return Result.failure(Reason.MALFORMED, "The passport names no number of a decision: " + passport);
    }

    private Result<Explained> explained(Passport passport, GoodProfile profile, GoodDecision decision, double value) {
        var unit = UNITS.getOrDefault(passport.figure(), Unit.RATIO);
        return Result.ok(Explained.made(
                passport,
                Figure.of(value, unit == Unit.KUSD ? data.cube().unit() : unit, passport),
                NO_REFERENCE,
                formula(passport.figure()),
                sources.windowRows(profile),
                decision.explanation()));
    }

    private static String formula(String figure) {
        return switch (figure) {
            case "flagged" -> "judges that flag the good";
            case "applicable" -> "voting rules that could judge the good";
            case "families_flagged" -> "families whose lead rule flags the good";
            case "families_applicable" -> "families whose lead rule could judge the good";
            case "strength" -> "least margin, as a multiple of its threshold, of the conditions that hold";
            case "robustness" -> "kept / draws";
            case "robustness_kept" -> "draws with the colour's truth as reported";
            case "robustness_draws" -> "worlds drawn";
            case "robustness_low", "robustness_high" -> "Wilson 95 % interval of kept / draws";
            case "noise_mean" -> "mean of the figure over the worlds drawn";
            case "noise_p05", "noise_p95" -> "quantile of the figure over the worlds drawn";
            case "rank_at_most" -> "worlds in which the rank is k or less / draws";
            case "top_stays" -> "worlds in which the top supplier stays / draws";
            default -> "least change of the lever that turns the colour";
        };
    }

    private Optional<Double> number(Passport passport, GoodProfile profile, GoodDecision decision, Settings settings) {
        return switch (passport.figure()) {
            case "flagged" -> Optional.of((double) decision.flagged());
            case "applicable" -> Optional.of((double) decision.applicable());
            case "families_flagged" -> Optional.of((double) decision.familiesFlagged());
            case "families_applicable" -> Optional.of((double) decision.familiesApplicable());
            case "strength" -> strength(passport, decision);
            case "relative", "amount_kusd", "count", "threshold" -> change(passport, profile, decision, settings);
            default -> robustness(passport, profile, decision, settings);
        };
    }

    private static Optional<Double> strength(Passport passport, GoodDecision decision) {
        var row = passport.parameter("row");
        return row.isEmpty()
                ? colour(passport).map(decision::strength)
                : decision.rows().stream()
                        .filter(r -> r.row().equals(row))
                        .findFirst()
                        .map(GoodRowOutcome::strength);
    }

    private static Optional<Colour> colour(Passport passport) {
        return Arrays.stream(Colour.values())
                .filter(c -> c.name().equals(passport.parameter("colour")))
                .findFirst();
    }

    /** The key of what a good's decision hangs on. */
    private static List<Object> key(GoodProfile profile, Passport passport, Set<String> more, Settings settings) {
        return List.of(
                profile.subject(),
                profile.product(),
                profile.dataYear(),
                profile.partners(),
                settings.changes(),
                more.stream().map(passport::parameter).collect(Collectors.joining("|")));
    }

    private Optional<Double> robustness(
            Passport passport, GoodProfile profile, GoodDecision decision, Settings settings) {
        int draws;
        long seed;
        int asOf;
        NoiseChoice noise;
        try {
            draws = Integer.parseInt(passport.parameter("draws"));
            seed = Long.parseLong(passport.parameter("seed"));
            var year = passport.parameter("as_of");
            asOf = year.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(year);
            noise = noise(passport.parameter("noise"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (draws < 1) {
            return Optional.empty();
        }
        var found = worlds.computeIfAbsent(
                key(profile, passport, new java.util.TreeSet<>(List.of("as_of", "draws", "noise", "seed")), settings),
                k -> {
                    var triage = triage(profile, passport, settings);
                    return new RobustnessRun(triage, seed, NoiseModel.of(data, noise, settings, asOf))
                            .find(decision, triage.evaluator(), draws);
                });
        return switch (passport.figure()) {
            case "noise_mean", "noise_p05", "noise_p95" -> spread(passport, found.uncertainty());
            case "rank_at_most" -> rank(passport, found.uncertainty());
            case "top_stays" -> found.uncertainty().topStays().stream().boxed().findFirst();
            default ->
                colour(passport)
                        .flatMap(c -> Optional.ofNullable(found.robustness().get(c)))
                        .map(r -> switch (passport.figure()) {
                            case "robustness_low" -> r.low();
                            case "robustness_high" -> r.high();
                            case "robustness_kept" -> (double) r.kept();
                            case "robustness_draws" -> (double) r.draws();
                            default -> r.share();
                        });
        };
    }

    private static Optional<Double> spread(Passport passport, Uncertainty uncertainty) {
        return Uncertainty.FIGURES.stream()
                .filter(m -> m.figure().equals(passport.parameter("of")))
                .findFirst()
                .flatMap(m -> Optional.ofNullable(uncertainty.figures().get(m)))
                .map(spread -> switch (passport.figure()) {
                    case "noise_p05" -> spread.p05();
                    case "noise_p95" -> spread.p95();
                    default -> spread.mean();
                });
    }

    private static Optional<Double> rank(Passport passport, Uncertainty uncertainty) {
        for (int k = 0; k < uncertainty.rankAtMost().size(); k++) {
            if (Integer.toString(k + 1).equals(passport.parameter("k"))) {
                return Optional.of(uncertainty.rankAtMost().get(k));
            }
        }
        return Optional.empty();
    }

    /** The choice behind a label of {@link NoiseModel}; throws for text that is none. */
    private static NoiseChoice noise(String label) {
        boolean drop = label.endsWith(DROP);
        var kind = drop ? label.substring(0, label.length() - DROP.length()) : label;
        var choice = kind.startsWith(FIXED)
                ? NoiseChoice.fixed(Double.parseDouble(kind.substring(FIXED.length())))
                : NoiseChoice.of(NoiseChoice.Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
        return choice.withDrop(drop);
    }

    private Optional<Double> change(Passport passport, GoodProfile profile, GoodDecision decision, Settings settings) {
        var found = changes.computeIfAbsent(key(profile, passport, Set.of(), settings), k -> {
            var triage = triage(profile, passport, settings);
            return new Counterfactuals(triage, triage.evaluator()).find(decision);
        });
        return found.stream()
                .filter(c -> c.flips()
                        && c.colour().name().equals(passport.parameter("colour"))
                        && c.lever().name().equals(passport.parameter("lever"))
                        && c.destination().equals(passport.parameter("destination")))
                .findFirst()
                .map(c -> switch (passport.figure()) {
                    case "amount_kusd" -> c.amount();
                    case "count" -> (double) c.count();
                    case "threshold" -> c.thresholds().getOrDefault(passport.parameter("constant"), Double.NaN);
                    default -> c.relative();
                })
                .filter(Double::isFinite);
    }

    /** The constants that the colours of goods rest on. */
    static TreeMap<String, Double> constants(Settings settings, String method) {
        var constants = new TreeMap<String, Double>();
        settings.all().values().stream()
                .filter(c -> c.name().startsWith(method)
                        || c.name().startsWith("geodep@2024.")
                        || c.name().startsWith("kiet@2021.vulnerable.world")
                        || c.name().startsWith("dominance"))
                .forEach(c -> constants.put(c.name(), c.value()));
        return constants;
    }
}
