package org.kaname.app.shock.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Unit;
import org.kaname.shock.ShockConstants;
import org.kaname.shock.network.daily.FirmModel;
import org.kaname.shock.network.daily.FirmShocks;

/**
 * A run of the daily model under both bounds: no substitution, and the rate of the constants.
 *
 * @param firstDay 0, or the day on which a saved run went on
 */
public record DailyAnswer(NetworkSource source, Request request, int firstDay, List<Bound> bounds) {
    static final String METHOD = "firms@1";

    /** A day whose output is below this share of the base counts as hit. */
    static final double HIT = .95;

    private static final List<Integer> DAYS = List.of(1, 7, 14, 30, 60, 90, 180, 365);

    /**
     * What fails.
     *
     * @param names of the firms as the command named them
     * @param firms their numbers
     * @param share of capacity lost, 0..1
     * @param days from day 0 on which it is lost
     * @param horizon days simulated
     * @param seed of the stock days of firms that state none
     */
    public record Request(List<String> names, int[] firms, double share, int days, int horizon, long seed) {
        public Request {
            names = List.copyOf(names);
        }
    }

    /**
     * One bound. Shares are of the base, the output without a shock.
     *
     * @param rate η, part of an unmet need that other suppliers are asked for on the same day
     * @param firstDay of the outputs
     * @param outputs share of the base of all firms, by day
     * @param lost share of its base that each firm lost over these days; 0 for firms without output
     * @param lostMoney the same in money
     */
    public record Bound(double rate, int firstDay, double[] outputs, double[] lost, double[] lostMoney) {
        /** Output on a day. */
        double output(int day) {
            return outputs[day - firstDay];
        }

        double lostShare() {
            return 1 - java.util.Arrays.stream(outputs).average().orElse(1);
        }

        double lostShare(int firm) {
            return lost[firm];
        }

        double least() {
            return output(leastDay());
        }

        int leastDay() {
            int worst = 0;
            for (int t = 1; t < outputs.length; t++) {
                worst = outputs[t] < outputs[worst] ? t : worst;
            }
            return firstDay + worst;
        }

        /** The first day below 95 %. */
        OptionalInt firstBelow() {
            return IntStream.range(0, outputs.length)
                    .filter(t -> outputs[t] < HIT)
                    .map(t -> t + firstDay)
                    .findFirst();
        }
    }

    /**
     * Runs both bounds.
     *
     * @param save where their states go after the last day, one file for each bound; null for nowhere
     * @param resume where such states lie
     * @return refused: KAN-SHOCK-058 for a state that does not fit or stands beyond the horizon, KAN-SHOCK-073 for one that cannot be written
     */
    public static Outcome<DailyAnswer> run(
            NetworkSource source, Request request, @Nullable Path save, @Nullable Path resume, Progress progress) {
        var rates = List.of(0.0, ShockConstants.value("firms@1.substitution_rate"));
        var bounds = new ArrayList<Bound>();
        for (double rate : rates) {
            var taken = model(source, request, rate, resume);
            if (taken instanceof Outcome.Refused<FirmModel> refused) {
                return new Outcome.Refused<>(refused.refusals());
            }
            var model = ((Outcome.Taken<FirmModel>) taken).value();
            if (resume != null && model.day() >= request.horizon()) {
                return new Outcome.Refused<>(List.of(org.kaname.data.Refusal.of(
                        "KAN-SHOCK-074",
                        org.kaname.data.csv.TextFile.shown(state(resume, rate)),
                        0,
                        "day",
                        model.day(),
                        "horizon",
                        request.horizon())));
            }
            progress.phase(bounds.size() + 1, rates.size(), "phase.network.days");
            bounds.add(simulate(source, request, rate, model, progress));
            if (save != null) {
                var file = state(save, rate);
                try {
                    model.save(file);
                } catch (IOException e) {
                    return new Outcome.Refused<>(List.of(NetworkFiles.unwritten(file, e)));
                }
            }
        }
        return new Outcome.Taken<>(
                new DailyAnswer(source, request, bounds.getFirst().firstDay(), List.copyOf(bounds)));
    }

    /** The file of the state of one bound: the name as given, {@code .eta0} or {@code .eta0.5}. */
    static Path state(Path given, double rate) {
        var shown = rate == Math.rint(rate) ? Integer.toString((int) rate) : Double.toString(rate);
        return given.resolveSibling(given.getFileName() + ".eta" + shown);
    }

    private static Outcome<FirmModel> model(NetworkSource source, Request request, double rate, @Nullable Path resume) {
        var pessimistic = FirmModel.Options.withoutSubstitution(request.seed());
        var options = new FirmModel.Options(
                pessimistic.rationing(),
                pessimistic.consumersLast(),
                pessimistic.adjustmentDays(),
                rate,
                request.seed());
        double share = request.share();
        int days = request.days();
        var shocks =
                new FirmShocks(List.of(new FirmShocks.Loss(request.firms(), day -> day < days ? share : 0)), List.of());
        return resume == null
                ? new Outcome.Taken<>(FirmModel.start(source.network(), shocks, options))
                : FirmModel.resume(state(resume, rate), source.network(), shocks, options);
    }

    private static Bound simulate(
            NetworkSource source, Request request, double rate, FirmModel model, Progress progress) {
        int n = source.network().size();
        double all = 0;
        for (int i = 0; i < n; i++) {
            all += model.base(i);
        }
        int first = model.day();
        var outputs = new double[request.horizon() - first];
        var lostMoney = new double[n];
        for (int t = 0; t < outputs.length; t++) {
            double made = model.step().production();
            outputs[t] = all > 0 ? made / all : 1;
            for (int i = 0; i < n; i++) {
                lostMoney[i] += model.base(i) - model.production(i);
            }
            progress.advance(source.id(), t + 1, outputs.length);
        }
        var lost = new double[n];
        for (int i = 0; i < n; i++) {
            lost[i] = model.base(i) > 0 ? lostMoney[i] / (model.base(i) * outputs.length) : 0;
        }
        return new Bound(rate, first, outputs, lost, lostMoney);
    }

    /** The days that text shows: a few, and the last. */
    List<Integer> shownDays() {
        int last = request.horizon() - 1;
        var days = new ArrayList<>(
                DAYS.stream().filter(day -> day >= firstDay && day < last).toList());
        days.add(last);
        return days;
    }

    /** Firms that lose most money without substitution, those that failed left out, then by number. */
    List<Integer> worstHit(int most) {
        var failed = IntStream.of(request.firms()).boxed().toList();
        var money = bounds.getFirst().lostMoney();
        return IntStream.range(0, money.length)
                .boxed()
                .filter(i -> money[i] > 0 && bounds.getFirst().lost()[i] > LEAST_SHOWN && !failed.contains(i))
                .sorted(Comparator.comparingDouble((Integer i) -> -money[i]))
                .limit(most)
                .toList();
    }

    /** Below this a loss is rounding. */
    private static final double LEAST_SHOWN = 1e-9;

    private Passport passport(Bound bound, String figure) {
        var parameters = new TreeMap<String, String>();
        parameters.put("fail", String.join(" ", request.names()));
        parameters.put("share", Double.toString(request.share()));
        parameters.put("days", Integer.toString(request.days()));
        parameters.put("horizon", Integer.toString(request.horizon()));
        parameters.put("eta", Double.toString(bound.rate()));
        parameters.put("seed", Long.toString(request.seed()));
        if (firstDay > 0) {
            parameters.put("from", Integer.toString(firstDay));
        }
        return new Passport(source.id(), METHOD, figure, parameters);
    }

    Figure lostShare(Bound bound) {
        return Figure.of(bound.lostShare(), Unit.SHARE, passport(bound, "output_lost"));
    }

    Figure least(Bound bound) {
        return Figure.of(bound.least(), Unit.SHARE, passport(bound, "output_least"));
    }

    Figure firstBelow(Bound bound) {
        var passport = passport(bound, "first_day_below_95pct");
        return bound.firstBelow().isPresent()
                ? Figure.of(bound.firstBelow().getAsInt(), Unit.DAYS, passport)
                : Figure.missing(Reason.NOT_WITHIN, "not within " + request.horizon() + " days", Unit.DAYS, passport);
    }

    Figure lostShare(Bound bound, int firm) {
        return Figure.of(
                bound.lostShare(firm),
                Unit.SHARE,
                passport(bound, "firm_output_lost").with("firm", source.name(firm)));
    }
}
