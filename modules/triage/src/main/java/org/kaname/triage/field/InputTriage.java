package org.kaname.triage.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.kaname.data.DataSet;
import org.kaname.data.PublishedShare;
import org.kaname.measure.Settings;
import org.kaname.model.Comparison;
import org.kaname.model.Condition;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;
import org.kaname.triage.Clause;
import org.kaname.triage.Colour;
import org.kaname.triage.RowOutcome;
import org.kaname.triage.ThresholdFlip;
import org.kaname.triage.TriageConstants;

/**
 * Rows B3 (shares of a world market) and B2e (shares of world exports, floor on exports waived) of {@code triage@1} for shares that
 * others published. The published lists are short: an economy that is not on one is bounded by those that are, never zero.
 */
public final class InputTriage {
    public static final String METHOD = FieldTriage.METHOD;
    /** The method of figures that are read, not computed. */
    public static final String PUBLISHED = "published-share@1";

    public static final String SHARE_ONLY = "SHARE_ONLY";
    public static final String OLD_DATA = FieldTriage.OLD_DATA;

    private static final String B2E = "B2e";
    private static final String B3 = "B3";
    private static final String WORLD_EXPORTS = "world-exports";
    private static final String B2E_SHARE = METHOD + ".b2e_world_share";
    private static final String B2E_RANK = METHOD + ".b2e_world_rank";
    private static final String B3_SHARE = METHOD + ".b3_share";
    private static final String OLD_YEARS = METHOD + ".old_data_years";
    private static final String NARROW = METHOD + ".narrow_margin";

    private InputTriage() {}

    /** What was published about one thing by one source in one year, largest first. */
    private record Item(PublishedShare first, List<PublishedShare> shares, Optional<PublishedShare> own) {}

    private record Key(String scheme, String code, String kind) {}

    /** Every good and input with published shares as of a year: old data last, those coloured first, then by strength, then by code. */
    public static List<InputDecision> judgeAll(DataSet data, String subject, int asOf, Settings settings) {
        var byKey = new TreeMap<Key, List<PublishedShare>>(
                Comparator.comparing(Key::scheme).thenComparing(Key::code).thenComparing(Key::kind));
        for (var share : data.publishedShares()) {
            if (share.year() <= asOf) {
                byKey.computeIfAbsent(new Key(share.scheme(), share.code(), share.kind()), k -> new ArrayList<>())
                        .add(share);
            }
        }
        return byKey.values().stream()
                .map(shares -> judge(item(shares, subject), data.id(), subject, asOf, settings))
                .sorted(Comparator.comparing((InputDecision d) -> d.tags().contains(OLD_DATA))
                        .thenComparing(d -> d.colours().isEmpty())
                        .thenComparingDouble(d -> -d.rows().stream()
                                .mapToDouble(RowOutcome::strength)
                                .max()
                                .orElse(0))
                        .thenComparing(InputDecision::scheme)
                        .thenComparing(InputDecision::code))
                .toList();
    }

    /** The newest year, and of it the source that comes first by name; sources are never mixed. */
    private static Item item(List<PublishedShare> shares, String subject) {
        var newest = shares.stream()
                .min(Comparator.comparing(PublishedShare::year, Comparator.reverseOrder())
                        .thenComparing(PublishedShare::source))
                .orElseThrow();
        var same = shares.stream()
                .filter(s -> s.year() == newest.year() && s.source().equals(newest.source()))
                .sorted(Comparator.comparing(PublishedShare::share, Comparator.reverseOrder())
                        .thenComparing(PublishedShare::economy))
                .toList();
        return new Item(
                same.getFirst(),
                same,
                same.stream().filter(s -> s.economy().equals(subject)).findFirst());
    }

    private static InputDecision judge(Item item, String dataset, String subject, int asOf, Settings settings) {
        var parameters = new TreeMap<String, String>();
        parameters.put("scheme", item.first().scheme());
        parameters.put("code", item.first().code());
        parameters.put("kind", item.first().kind());
        parameters.put("year", Integer.toString(item.first().year()));
        parameters.put("source", item.first().source());
        parameters.put("economy", subject);
        var read = new Passport(dataset, PUBLISHED, "share", parameters);
        var share = item.own()
                .map(o -> Figure.of(o.share(), Unit.SHARE, read))
                .orElseGet(() -> Figure.missing(
                        Reason.NOT_PUBLISHED, "no share was published for this economy", Unit.SHARE, read));
        var rank = item.own()
                .filter(o -> o.rank() > 0)
                .map(o -> Figure.of(o.rank(), Unit.RANK, read.withFigure("rank")))
                .orElseGet(() -> Figure.missing(
                        Reason.NOT_PUBLISHED,
                        "no rank was published for this economy",
                        Unit.RANK,
                        read.withFigure("rank")));
        var row = row(item, share, rank, settings);
        var rows = List.of(row);
        var colours = Clause.colours(rows);
        var tags = new ArrayList<String>();
        tags.add(SHARE_ONLY);
        if (asOf - item.first().year() > settings.get(OLD_YEARS)) {
            tags.add(OLD_DATA);
        }
        var levers = new ArrayList<ThresholdFlip.Lever>();
        item.own().ifPresent(own -> {
            if (exports(item)) {
                levers.add(new ThresholdFlip.Lever(B2E, "input_share", B2E_SHARE, own.share()));
                if (own.rank() > settings.get(B2E_RANK)) { // ranks are whole: a rank within the limit has no nearer one
                    levers.add(new ThresholdFlip.Lever(B2E, "input_rank", B2E_RANK, own.rank()));
                }
            } else {
                levers.add(new ThresholdFlip.Lever(B3, "input_share", B3_SHARE, own.share()));
            }
        });
        var whole = new TreeMap<String, String>(settings.parameters());
        whole.put("scheme", item.first().scheme());
        whole.put("code", item.first().code());
        whole.put("kind", item.first().kind());
        whole.put("economy", subject);
        whole.put("as_of", Integer.toString(asOf));
        return new InputDecision(
                subject,
                item.first().kind(),
                item.first().scheme(),
                item.first().code(),
                item.first().itemEn(),
                colours,
                share,
                rank,
                item.first().source(),
                item.first().year(),
                tags,
                rows,
                ThresholdFlip.search(
                        levers, settings, colours, changed -> Clause.colours(List.of(row(item, share, rank, changed)))),
                explain(item, subject, colours, rows, settings),
                new Passport(dataset, METHOD, "input", whole));
    }

    private static boolean exports(Item item) {
        return item.first().kind().equals(WORLD_EXPORTS);
    }

    private static RowOutcome row(Item item, Figure share, Figure rank, Settings settings) {
        var node = Explanation.of(
                exports(item) ? "input.exports" : "input.market",
                "source",
                item.first().source(),
                "year",
                Integer.toString(item.first().year()),
                "basis",
                item.first().basis());
        var name = share.isMissing() ? "input_share_limit" : "input_share";
        var held = share.isMissing() ? limit(item, share) : share;
        if (!exports(item)) {
            return Clause.all(node, List.of(Clause.of(condition(name, held, Comparison.AT_LEAST, B3_SHARE, settings))))
                    .row(B3, Colour.BLUE);
        }
        return Clause.all(
                        node,
                        List.of(
                                Clause.of(condition(name, held, Comparison.AT_LEAST, B2E_SHARE, settings)),
                                Clause.of(condition(
                                        "input_rank", rankOf(item, rank), Comparison.AT_MOST, B2E_RANK, settings))))
                .row(B2E, Colour.BLUE);
    }

    /** At most what the published shares leave, and at most the least of a list of ranks without gaps. */
    private static Figure limit(Item item, Figure share) {
        double left = 1;
        for (var other : item.shares()) {
            left -= other.share();
        }
        double high = Math.max(
                0, complete(item) ? Math.min(left, item.shares().getLast().share()) : left);
        return Figure.of(high, Unit.SHARE, share.passport().withFigure("share_limit"))
                .withInterval(0, high)
                .decidedByInterval();
    }

    /** An economy that a list of ranks without gaps leaves out comes after it; an own rank stays. */
    private static Figure rankOf(Item item, Figure rank) {
        return rank.isMissing() && item.own().isEmpty() && complete(item)
                ? Figure.of(item.shares().size() + 1, Unit.RANK, rank.passport().withFigure("rank_limit"))
                : rank;
    }

    private static boolean complete(Item item) {
        for (int i = 0; i < item.shares().size(); i++) {
            if (item.shares().get(i).rank() != i + 1) {
                return false;
            }
        }
        return true;
    }

    private static Condition condition(
            String name, Figure actual, Comparison comparison, String constant, Settings settings) {
        return new Condition(name, actual, comparison, settings.get(constant), settings.origin(constant));
    }

    private static Explanation explain(
            Item item, String subject, List<Colour> colours, List<RowOutcome> rows, Settings settings) {
        var root = Clause.withColours(
                        Explanation.of(
                                Clause.insufficient(rows)
                                        ? "input.insufficient"
                                        : colours.isEmpty() ? "input.none" : "input.decision",
                                "economy",
                                Explanation.economy(subject),
                                "name",
                                item.first().itemEn(),
                                "code",
                                item.first().scheme() + ":" + item.first().code()),
                        colours)
                .with(Clause.explain(rows))
                .with(Explanation.of(
                                "input.shareOnly",
                                "source",
                                item.first().source(),
                                "year",
                                Integer.toString(item.first().year()))
                        .nonDeciding());
        for (var condition : rows.getFirst().conditions()) {
            var margin = condition.margin();
            if (condition.actual().unit() == Unit.SHARE
                    && !condition.actual().intervalDecides()
                    && margin.isPresent()
                    && Math.abs(margin.getAsDouble()) < settings.get(NARROW)) {
                root = root.with(Explanation.of(
                                "decision.narrow",
                                "name",
                                Explanation.key("condition." + condition.name()),
                                "margin",
                                Explanation.number(margin.getAsDouble(), Unit.SHARE))
                        .nonDeciding());
            }
        }
        return root;
    }

    /** The share or rank that a passport of {@link #PUBLISHED} names. */
    public static Result<Figure> recompute(DataSet data, Passport passport) {
        return TriageConstants.settings()
                .withParameters(passport.parameters())
                .then(settings ->
                        find(judgeAll(data, passport.parameter("economy"), year(passport), settings), passport));
    }

    /** The share or rank that a passport names, among decisions of its economy, year and settings. */
    public static Result<Figure> find(List<InputDecision> decisions, Passport passport) {
        for (var decision : decisions) {
            for (var figure : List.of(decision.share(), decision.rank())) {
                if (figure.passport().equals(passport)) {
                    return Result.ok(figure);
                }
            }
            for (var row : decision.rows()) {
                for (var condition : row.conditions()) {
                    if (condition.actual().passport().equals(passport)) {
                        return Result.ok(condition.actual());
                    }
                }
            }
        }
        return Result.failure(Reason.NOT_PUBLISHED, "No published share for (" + passport + ").");
    }

    private static int year(Passport passport) {
        try {
            return Integer.parseInt(passport.parameter("year"));
        } catch (NumberFormatException e) {
            return Integer.MIN_VALUE;
        }
    }
}
