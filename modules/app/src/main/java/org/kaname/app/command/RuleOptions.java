package org.kaname.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.data.DataSet;
import org.kaname.data.NearestName;
import org.kaname.measure.ConstantRange;
import org.kaname.measure.Settings;
import org.kaname.measure.rule.RuleCatalogue;
import org.kaname.model.Explanation;
import org.kaname.triage.assess.AssessmentConstants;
import org.kaname.triage.assess.Assessor;
import picocli.CommandLine.Option;

/** Options of every verb that judges goods by rules, and their reading. */
class RuleOptions {
    /** Method parameters of the contract that this release does not take yet. */
    private static final List<String> LATER = List.of("report", "partition", "membership", "reexports", "window");

    /** The gap that says that a set holds months and no years. */
    private static final String MONTHLY = "gap.monthly";

    static final String NOISE = "noise";
    static final String DROP = "drop";

    @Option(names = "--year", paramLabel = "Y", description = "As of this year (default: newest year of the data set).")
    @Nullable Integer year;

    @Option(
            names = "--rules",
            paramLabel = "R,…",
            split = ",",
            description = "Only these rules as judges (default: all; see rules list).")
    List<String> rules = new ArrayList<>();

    @Option(
            names = "--partners",
            paramLabel = "BLOC|CODE,…",
            split = ",",
            description = "Partner set for rules that ask about one supplier (default: the top supplier).")
    List<String> partners = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Another value of a constant, e.g. triage@1.floor=5000, or noise=mirror|empirical|fallback|fixed:SIGMA, drop=on. May be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    private static boolean monthly(DataSet data) {
        return data.manifest().knownGaps().contains(MONTHLY);
    }

    /** Why a set without yearly flows cannot be asked. */
    static Stop nothingYearly(DataSet data, Session session) {
        var key = monthly(data) ? "error.monthly" : "error.no-flows";
        return new Stop(Stop.REFUSED, session.phrases().say(key, "dataset", data.id()));
    }

    /** Message key of where the year comes from. */
    String yearOrigin(DataSet data) {
        if (year != null) {
            return "origin.given";
        }
        return Assessor.newestYearIsPartial(data) ? "origin.newest-whole-year" : "origin.newest-year";
    }

    /** The year asked for, or the newest of the set; ends the verb where the set has nothing until then. */
    int year(DataSet data, Session session) {
        int newest = Assessor.newestYear(data);
        if (newest == Integer.MIN_VALUE) {
            if (monthly(data)) {
                throw nothingYearly(data, session);
            }
            newest = Assessor.newestYearOfTables(data);
        }
        if (newest == Integer.MIN_VALUE) {
            throw nothingYearly(data, session);
        }
        if (year == null) {
            return newest;
        }
        int oldest = data.cube().yearCount() == 0 ? year : data.cube().year(0);
        int last = lastYear(data);
        if (year < oldest || year > last) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases()
                            .say(
                                    year < oldest ? "error.year" : "error.year.late",
                                    "year",
                                    Integer.toString(year),
                                    "dataset",
                                    data.id(),
                                    "oldest",
                                    Integer.toString(Math.min(oldest, last)),
                                    "newest",
                                    Integer.toString(last)));
        }
        return year;
    }

    /** The newest year of any table, a year of which the set holds a part only among them. */
    private static int lastYear(DataSet data) {
        int tables = Assessor.newestYearOfTables(data);
        int years = data.cube().yearCount();
        return years == 0 ? tables : Math.max(tables, data.cube().year(years - 1));
    }

    /** The constants in force. Ends the verb for an unknown key or a text that is no number. */
    Settings settings(Session session) {
        var settings = AssessmentConstants.settings();
        for (var entry : set.entrySet()) {
            if (entry.getKey().equals(NOISE) || entry.getKey().equals(DROP)) {
                if (!drawsWorlds()) {
                    throw new Stop(Stop.USAGE, session.phrases().say("error.set.noise", "key", entry.getKey()));
                }
                continue;
            }
            if (LATER.contains(entry.getKey())) {
                throw new Stop(Stop.USAGE, session.phrases().say("error.set.later", "key", entry.getKey()));
            }
            if (!settings.knows(entry.getKey())) {
                var known = new ArrayList<>(settings.all().keySet());
                if (drawsWorlds()) {
                    known.add(NOISE);
                    known.add(DROP);
                }
                throw new Stop(
                        Stop.USAGE,
                        session.phrases()
                                .say(
                                        "error.set.unknown",
                                        "key",
                                        entry.getKey(),
                                        "nearest",
                                        NearestName.find(entry.getKey(), known).orElse(known.getFirst())));
            }
            double value = number(entry.getKey(), entry.getValue(), session);
            requireRange(entry.getKey(), value, entry.getValue(), settings.get(entry.getKey()), session);
            settings = settings.with(entry.getKey(), value);
        }
        return settings;
    }

    /** The verb draws worlds with reporting noise, so that noise and loss of flows can be set. */
    boolean drawsWorlds() {
        return false;
    }

    /**
     * Ends the verb for a value outside the range of its constant.
     *
     * @param asGiven the value as the user wrote it
     * @param published what to try; NaN where there is none
     */
    static void requireRange(String key, double value, String asGiven, double published, Session session) {
        var range = ConstantRange.of(key);
        if (range.holds(value)) {
            return;
        }
        double top = Double.isInfinite(range.most()) ? range.least() + 2 : range.most();
        var phrases = session.phrases();
        var name = (range.without() ? "range.above" : "range.from") + (Double.isInfinite(range.most()) ? "" : ".to");
        var text = phrases.say(name, "least", plain(range.least()), "most", plain(range.most()));
        throw new Stop(
                Stop.USAGE,
                phrases.say(
                        "error.set.range",
                        "key",
                        key,
                        "value",
                        asGiven,
                        "range",
                        range.whole() ? phrases.say("range.whole", "range", text) : text,
                        "example",
                        plain(Double.isNaN(published) ? (range.least() + top) / 2 : published)));
    }

    private static String plain(double value) {
        return Math.rint(value) == value && Double.isFinite(value)
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static double number(String key, String text, Session session) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number that is not finite
        }
        throw new Stop(Stop.USAGE, session.phrases().say("error.set.number", "key", key, "value", text));
    }

    /** Rule ids as given, each known. */
    List<String> rules(Session session) {
        rules.forEach(rule -> requireRule(rule, session));
        return rules;
    }

    /** Ends the verb for a rule that is not in the catalogue. */
    static void requireRule(String rule, Session session) {
        var known = RuleCatalogue.listRules().stream().map(r -> r.id()).toList();
        if (!known.contains(rule)) {
            throw new Stop(
                    Stop.USAGE,
                    session.phrases()
                            .say(
                                    "error.rule.unknown",
                                    "rule",
                                    rule,
                                    "nearest",
                                    NearestName.find(rule, known).orElse(known.getFirst())));
        }
    }

    /**
     * Codes of the partner set: a bloc's members at the end of the year, the bloc itself where it counts as one, or codes as given.
     * Ends the verb for a set that holds nobody but the subject.
     */
    List<String> partners(DataSet data, int asOf, String subject, Session session) {
        var codes = new ArrayList<String>();
        for (var partner : partners) {
            var bloc = data.findBloc(partner);
            if (bloc.isPresent() && data.economies().indexOf(partner) < 0) {
                for (var member : bloc.get().membersAtEndOf(asOf)) {
                    codes.add(session.requireOutsideUnits(data, member, asOf));
                }
            } else {
                codes.add(session.economy(data, partner, asOf).code());
            }
        }
        if (!codes.isEmpty() && codes.stream().allMatch(subject::equals)) {
            throw new Stop(
                    Stop.USAGE,
                    session.phrases()
                            .say(
                                    "error.partners.self",
                                    "partners",
                                    String.join(",", partners),
                                    "economy",
                                    Explanation.economy(subject)));
        }
        return codes.stream().distinct().sorted().toList();
    }

    /** What was changed, for the echo. */
    String changes() {
        var changes = new TreeMap<>(set);
        return changes.isEmpty() ? "" : changes.toString();
    }
}
