package org.kaname.triage.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.DataSet;
import org.kaname.measure.Settings;
import org.kaname.measure.emergence.FieldProfile;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.emergence.ProxyProfile;
import org.kaname.measure.emergence.Series;
import org.kaname.model.Comparison;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Truth;
import org.kaname.model.Unit;
import org.kaname.triage.Clause;
import org.kaname.triage.Colour;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.ThresholdFlip;

/**
 * Rows B4 and R1 of {@code triage@1} for fields. A row fires if it fires in one proxy; proxies are never averaged.
 *
 * <p>The third alternative of R1 is {@code tech-monopoly@2024}, which needs a ranking of institutions. No shipped table holds one: it is
 * then unknown, unless the subject itself leads, so that a fast field with a distant and stable leader cannot be judged.
 */
public final class FieldTriage {
    public static final String METHOD = "triage@1";
    public static final String DISPUTED = "DISPUTED";
    public static final String ERODING = "ERODING";
    public static final String OLD_DATA = "OLD_DATA";
    public static final String POLICY_LISTED = "POLICY_LISTED";
    /** The scheme of fields that are known from a policy list only. */
    public static final String POLICY_SCHEME = "policy-list";

    private static final String B4 = "B4";
    private static final String R1 = "R1";
    private static final String FIELD_TO_POLICY = "wipo-field";
    private static final String SHARE = METHOD + ".b4_share";
    private static final String RANK = METHOD + ".b4_rank";
    private static final String GROWTH = METHOD + ".r1_growth";
    private static final String QUANTILE = METHOD + ".r1_quantile";
    private static final String LEAD_RATIO = METHOD + ".r1_lead_ratio";
    private static final String CHURN = METHOD + ".r1_churn";
    private static final String ERODING_ERRORS = METHOD + ".eroding_errors";
    private static final String OLD_YEARS = METHOD + ".old_data_years";
    private static final String NARROW = METHOD + ".narrow_margin";

    private FieldTriage() {}

    /** All fields as of a year: old data last, those coloured first, then by strength, then by name; policy fields without series after. */
    public static List<FieldDecision> judgeAll(DataSet data, String subject, int asOf, Settings settings) {
        var policies = new TreeMap<List<String>, TreeSet<String>>(
                Comparator.comparing((List<String> k) -> k.get(0)).thenComparing(k -> k.get(1)));
        var measured = new TreeSet<String>();
        for (var link : data.links()) {
            if (link.kind().equals(FIELD_TO_POLICY)) {
                policies.computeIfAbsent(List.of(link.fromScheme(), link.fromCode()), k -> new TreeSet<>())
                        .add(link.to());
            }
        }
        var decisions = new ArrayList<FieldDecision>();
        for (var profile : new FieldProfiles(data, asOf, settings).listProfiles(subject)) {
            var tied = policies.getOrDefault(List.of(profile.scheme(), profile.field()), new TreeSet<>());
            measured.addAll(tied);
            decisions.add(judge(profile, List.copyOf(tied), settings));
        }
        decisions.sort(Comparator.comparing((FieldDecision d) -> d.tags().contains(OLD_DATA))
                .thenComparing(d -> d.colours().isEmpty())
                .thenComparingDouble(d -> -d.rows().stream()
                        .mapToDouble(RowOutcome::strength)
                        .max()
                        .orElse(0))
                .thenComparing(FieldDecision::scheme)
                .thenComparing(FieldDecision::field));
        for (var field : data.strategicFields()) {
            if (!measured.contains(field.id())) {
                decisions.add(unmeasured(data.id(), field.id(), subject, asOf, settings));
            }
        }
        return decisions;
    }

    public static FieldDecision judge(FieldProfile profile, List<String> strategicFields, Settings settings) {
        var byProxy = byProxy(profile, settings);
        var rows = rows(byProxy);
        var colours = Clause.colours(rows);
        var tags = new ArrayList<String>();
        if (disputed(byProxy.b4()) || disputed(byProxy.r1())) {
            tags.add(DISPUTED);
        }
        var eroding = profile.proxies().stream()
                .filter(p -> eroding(p, settings))
                .map(ProxyProfile::measure)
                .toList();
        if (!eroding.isEmpty()) {
            tags.add(ERODING);
        }
        if (profile.asOf()
                        - profile.proxies().stream()
                                .mapToInt(ProxyProfile::dataYear)
                                .max()
                                .orElse(profile.asOf())
                > settings.get(OLD_YEARS)) {
            tags.add(OLD_DATA);
        }
        return new FieldDecision(
                profile.subject(),
                profile.scheme(),
                profile.field(),
                colours,
                tags,
                Optional.of(profile),
                strategicFields,
                rows,
                ThresholdFlip.search(
                        levers(profile, settings),
                        settings,
                        colours,
                        changed -> Clause.colours(rows(byProxy(profile, changed)))),
                explain(profile, colours, rows, tags, eroding, settings),
                passport(profile, "field", settings));
    }

    /** Each row's clause by proxy. */
    private record ByProxy(List<Clause> b4, List<Clause> r1) {}

    private static ByProxy byProxy(FieldProfile profile, Settings settings) {
        var b4 = new ArrayList<Clause>();
        var r1 = new ArrayList<Clause>();
        for (var proxy : profile.proxies()) {
            b4.add(b4(proxy, settings));
            r1.add(r1(proxy, settings));
        }
        return new ByProxy(b4, r1);
    }

    private static List<RowOutcome> rows(ByProxy byProxy) {
        return List.of(
                Clause.any(Explanation.of("field.anyProxy"), byProxy.b4()).row(B4, Colour.BLUE),
                Clause.any(Explanation.of("field.anyProxy"), byProxy.r1()).row(R1, Colour.RED));
    }

    private static Clause b4(ProxyProfile proxy, Settings settings) {
        return Clause.all(
                node(proxy),
                List.of(
                        Clause.of(limit("field_rank", proxy.rank(), Comparison.AT_MOST, RANK, settings)),
                        Clause.of(limit("field_share", proxy.share(), Comparison.AT_LEAST, SHARE, settings))));
    }

    private static Clause r1(ProxyProfile proxy, Settings settings) {
        double quartile = Series.quantile(universe(proxy), settings.get(QUANTILE));
        var growth = proxy.relativeGrowth();
        var top = Double.isNaN(quartile)
                ? Clause.of(new Condition(
                        "field_top_quartile",
                        Figure.missing(
                                Reason.TOO_FEW,
                                "no field of the scheme has a relative growth",
                                Unit.PER_YEAR,
                                growth.passport()),
                        Comparison.AT_LEAST,
                        0,
                        settings.origin(QUANTILE)))
                : Clause.of(new Condition(
                        "field_top_quartile", growth, Comparison.AT_LEAST, quartile, settings.origin(QUANTILE)));
        var open = Clause.any(
                Explanation.of("field.open"),
                List.of(
                        Clause.of(limit("field_lead_ratio", proxy.leadRatio(), Comparison.BELOW, LEAD_RATIO, settings)),
                        Clause.of(limit("field_churn", proxy.churn(), Comparison.AT_LEAST, CHURN, settings)),
                        Clause.of(new Condition(
                                "field_monopoly",
                                proxy.figure(FieldProfiles.MONOPOLY_RISK),
                                Comparison.AT_LEAST,
                                1,
                                settings.origin(LEAD_RATIO)))));
        return Clause.all(
                node(proxy),
                List.of(
                        Clause.of(limit("field_relative_growth", growth, Comparison.ABOVE, GROWTH, settings)),
                        top,
                        open));
    }

    private static double[] universe(ProxyProfile proxy) {
        return proxy.universe().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Condition limit(
            String name, Figure actual, Comparison comparison, String constant, Settings settings) {
        return new Condition(name, actual, comparison, settings.get(constant), settings.origin(constant));
    }

    private static Explanation node(ProxyProfile proxy) {
        return Explanation.of(
                "field.proxy",
                "measure",
                proxy.measure(),
                "year",
                Integer.toString(proxy.dataYear()),
                "leader",
                proxy.leader().isEmpty() ? "–" : Explanation.economy(proxy.leader()));
    }

    /** It fires in one proxy and not in all. */
    private static boolean disputed(List<Clause> byProxy) {
        return byProxy.stream().anyMatch(c -> c.truth() == Truth.YES)
                && byProxy.stream().anyMatch(c -> c.truth() != Truth.YES);
    }

    /** The subject's share falls by more than chance: slope below zero, further than so many standard errors. */
    private static boolean eroding(ProxyProfile proxy, Settings settings) {
        return !proxy.slope().isMissing()
                && !proxy.slopeError().isMissing()
                && proxy.slope().value() < 0
                && -proxy.slope().value()
                        > settings.get(ERODING_ERRORS) * proxy.slopeError().value();
    }

    private static List<ThresholdFlip.Lever> levers(FieldProfile profile, Settings settings) {
        var levers = new ArrayList<ThresholdFlip.Lever>();
        for (var proxy : profile.proxies()) {
            Map<String, List<Object>> turns = new LinkedHashMap<>();
            turns.put(SHARE, List.of(B4, "field_share", proxy.share()));
            if (proxy.rank().value()
                    > settings.get(RANK)) { // ranks are whole: a rank within the limit has no nearer one
                turns.put(RANK, List.of(B4, "field_rank", proxy.rank()));
            }
            turns.put(LEAD_RATIO, List.of(R1, "field_lead_ratio", proxy.leadRatio()));
            turns.put(CHURN, List.of(R1, "field_churn", proxy.churn()));
            turns.forEach((constant, turn) -> {
                var figure = (Figure) turn.get(2);
                if (!figure.isMissing() && !figure.isUnbounded()) {
                    levers.add(new ThresholdFlip.Lever(
                            (String) turn.get(0), (String) turn.get(1), constant, figure.value()));
                }
            });
            if (!proxy.relativeGrowth().isMissing()) {
                levers.add(new ThresholdFlip.Lever(
                        R1,
                        "field_top_quartile",
                        QUANTILE,
                        Series.quantilePlace(
                                universe(proxy), proxy.relativeGrowth().value())));
            }
        }
        return levers;
    }

    private static Explanation explain(
            FieldProfile profile,
            List<Colour> colours,
            List<RowOutcome> rows,
            List<String> tags,
            List<String> eroding,
            Settings settings) {
        var root = Clause.withColours(
                        Explanation.of(
                                Clause.insufficient(rows)
                                        ? "field.insufficient"
                                        : colours.isEmpty() ? "field.none" : "field.decision",
                                "economy",
                                Explanation.economy(profile.subject()),
                                "field",
                                profile.field(),
                                "scheme",
                                profile.scheme()),
                        colours)
                .with(Clause.explain(rows));
        var notes = new ArrayList<Explanation>();
        if (tags.contains(DISPUTED)) {
            notes.add(Explanation.of("field.disputed"));
        }
        for (var measure : eroding) {
            for (var proxy : profile.proxies()) {
                if (proxy.measure().equals(measure)) {
                    notes.add(Explanation.of(
                            "field.eroding", "measure", measure, "slope", proxy.slope(), "error", proxy.slopeError()));
                }
            }
        }
        if (profile.singleProxy()) {
            notes.add(Explanation.of("field.singleProxy"));
        } else if (profile.disagree() == Truth.YES) {
            notes.add(Explanation.of(
                    "field.disagree",
                    "differences",
                    profile.differences().stream()
                            .map(d -> (Object) Explanation.key("field.difference." + d))
                            .toList()));
        }
        for (var proxy : profile.proxies()) {
            for (var note : proxy.notes()) {
                notes.add(Explanation.of("field.note." + note, "measure", proxy.measure()));
            }
            if (!proxy.caution().isEmpty()) {
                notes.add(Explanation.of(proxy.caution(), "measure", proxy.measure()));
            }
        }
        for (var row : rows) {
            for (var condition : row.conditions()) {
                var margin = condition.margin();
                if (condition.actual().unit() != Unit.TRUTH
                        && condition.actual().unit() != Unit.RANK
                        && condition.threshold() != 0
                        && margin.isPresent()
                        && Math.abs(margin.getAsDouble()) < settings.get(NARROW)) {
                    notes.add(Explanation.of(
                            "decision.narrow",
                            "name",
                            Explanation.key("condition." + condition.name()),
                            "margin",
                            Explanation.number(margin.getAsDouble(), Unit.SHARE)));
                }
            }
        }
        return root.with(notes.stream().map(Explanation::nonDeciding).toList());
    }

    private static FieldDecision unmeasured(String dataset, String id, String subject, int asOf, Settings settings) {
        var parameters = new TreeMap<String, String>(settings.parameters());
        parameters.put("scheme", POLICY_SCHEME);
        parameters.put("field", id);
        parameters.put("economy", subject);
        parameters.put("as_of", Integer.toString(asOf));
        var passport = new Passport(dataset, METHOD, "field", parameters);
        var growth = Figure.missing(
                Reason.TABLE_ABSENT,
                "no series covers this field",
                Unit.PER_YEAR,
                passport.withFigure("relative_growth"));
        var share = Figure.missing(
                Reason.TABLE_ABSENT, "no series covers this field", Unit.SHARE, passport.withFigure("share"));
        var rows = List.of(
                Clause.all(
                                Explanation.of("field.policyListed"),
                                List.of(Clause.of(limit("field_share", share, Comparison.AT_LEAST, SHARE, settings))))
                        .row(B4, Colour.BLUE),
                Clause.all(
                                Explanation.of("field.policyListed"),
                                List.of(Clause.of(
                                        limit("field_relative_growth", growth, Comparison.ABOVE, GROWTH, settings))))
                        .row(R1, Colour.RED));
        var root = Explanation.of(
                        "field.insufficient",
                        "economy",
                        Explanation.economy(subject),
                        "field",
                        id,
                        "scheme",
                        POLICY_SCHEME)
                .with(Clause.explain(rows));
        return new FieldDecision(
                subject,
                POLICY_SCHEME,
                id,
                List.of(),
                List.of(POLICY_LISTED),
                Optional.empty(),
                List.of(id),
                rows,
                List.of(),
                root,
                passport);
    }

    private static Passport passport(FieldProfile profile, String figure, Settings settings) {
        var parameters = new TreeMap<String, String>(settings.parameters());
        parameters.put("scheme", profile.scheme());
        parameters.put("field", profile.field());
        parameters.put("economy", profile.subject());
        parameters.put("as_of", Integer.toString(profile.asOf()));
        return new Passport(profile.dataset(), METHOD, figure, parameters);
    }
}
