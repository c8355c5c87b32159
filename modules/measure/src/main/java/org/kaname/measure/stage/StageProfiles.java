package org.kaname.measure.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kaname.data.DataSet;
import org.kaname.data.Link;
import org.kaname.data.StageView;
import org.kaname.measure.Settings;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Passport;
import org.kaname.model.Reason;
import org.kaname.model.Result;
import org.kaname.model.Unit;

/**
 * The stage profiles of one data set, computed once. Of the sources of a cell the one with the newest usable year counts, then the
 * first in the list {@code source-order.txt}; the others are shown beside it. Safe for many threads.
 */
public final class StageProfiles {
    /** The kind of link that ties a good to a material. */
    private static final String GOOD_TO_MATERIAL = "hs-material";

    private final DataSet data;
    private final Settings settings;
    private final Map<String, List<StageConcentration.Row>> byMaterial = new TreeMap<>();
    private final Map<String, List<Link>> links = new TreeMap<>();
    private final Map<List<Object>, Double> value = new HashMap<>();
    private final List<String> sourceOrder = lines("source-order.txt");
    /** Stage to whether it may bind, in order. */
    private final Map<String, Boolean> stageOrder = new LinkedHashMap<>();

    public StageProfiles(DataSet data, Settings settings) {
        this.data = data;
        this.settings = settings;
        for (var row : StageConcentration.rows(data, settings)) {
            byMaterial.computeIfAbsent(row.material(), m -> new ArrayList<>()).add(row);
        }
        for (var link : data.links()) {
            if (link.kind().equals(GOOD_TO_MATERIAL)) {
                links.computeIfAbsent(link.to(), m -> new ArrayList<>()).add(link);
            }
        }
        for (var row : StageView.rows(data)) {
            if (row.role() == StageView.Role.NAMED && StageView.counts(row.status())) {
                value.put(key(row.material(), row.stage(), row.source(), row.year(), row.economy()), row.value());
            }
        }
        var stages = lines("stages.csv");
        for (var line : stages.subList(1, stages.size())) {
            int comma = line.indexOf(',');
            stageOrder.put(line.substring(0, comma), line.substring(comma + 1).equals("yes"));
        }
    }

    /** A stage as the argument of an explanation: its key where it has a name in the lists, else the source's own word. */
    public Object name(String stage) {
        return stageOrder.containsKey(stage) ? Explanation.key("stage.name." + stage) : stage;
    }

    /** Whether a stage comes before another on the way from the mine to the product; false where the list lacks one of them. */
    public boolean isBefore(String stage, String other) {
        return stageOrder.containsKey(stage)
                && stageOrder.containsKey(other)
                && stagePlace(stage) < stagePlace(other)
                && stageOrder.getOrDefault(other, false);
    }

    /** Every material with rows in or before the year, or with a link: a linked material without rows is unknown, not absent. */
    public List<String> listMaterials(int asOf) {
        var materials = new TreeSet<>(links.keySet());
        byMaterial.forEach((material, rows) -> {
            if (rows.stream().anyMatch(r -> r.year() <= asOf)) {
                materials.add(material);
            }
        });
        return List.copyOf(materials);
    }

    public StageProfile profile(String material, String subject, int asOf) {
        var candidates = new TreeMap<String, List<StageConcentration.Row>>(
                Comparator.comparingInt(this::stagePlace).thenComparing(s -> s));
        for (var row : byMaterial.getOrDefault(material, List.of())) {
            if (row.year() <= asOf) {
                candidates.computeIfAbsent(row.stage(), s -> new ArrayList<>()).add(row);
            }
        }
        var stages = new ArrayList<StageCell>();
        candidates.forEach((stage, rows) -> {
            rows.sort(Comparator.comparing((StageConcentration.Row r) -> Double.isNaN(r.topShare()))
                    .thenComparing(StageConcentration.Row::year, Comparator.reverseOrder())
                    .thenComparingInt(r -> sourcePlace(r.source()))
                    .thenComparing(StageConcentration.Row::source));
            var beside = new LinkedHashMap<String, StageCell>();
            for (var row : rows) {
                if (!row.source().equals(rows.getFirst().source())) {
                    beside.putIfAbsent(row.source(), cell(row, subject));
                }
            }
            stages.add(cell(rows.getFirst(), subject).withBeside(List.copyOf(beside.values())));
        });
        var binding = stages.stream()
                .filter(s -> s.binding() && !s.topShare().isMissing())
                .reduce((a, b) -> b.topShare().value() > a.topShare().value() ? b : a)
                .map(StageCell::stage)
                .orElse("");
        var tied = links.getOrDefault(material, List.of());
        var missing =
                new TreeSet<String>(Comparator.comparingInt(this::stagePlace).thenComparing(s -> s));
        for (var link : tied) {
            if (!link.stage().isEmpty() && !candidates.containsKey(link.stage())) {
                missing.add(link.stage());
            }
        }
        return new StageProfile(
                data.id(),
                material,
                subject,
                asOf,
                stages,
                binding,
                List.copyOf(missing),
                missing.stream().map(this::name).toList(),
                tied);
    }

    /** The figure that a passport of {@link StageConcentration#METHOD} names. */
    public static Result<Figure> recompute(DataSet data, Passport passport) {
        return Settings.of(StageConcentration.constants())
                .withParameters(passport.parameters())
                .then(settings -> new StageProfiles(data, settings).find(passport));
    }

    /** The same under the settings of these profiles. */
    public Result<Figure> find(Passport passport) {
        for (var row : byMaterial.getOrDefault(passport.parameter("material"), List.of())) {
            if (row.stage().equals(passport.parameter("stage"))
                    && row.source().equals(passport.parameter("source"))
                    && passport.parameter("year").equals(Integer.toString(row.year()))) {
                var cell = cell(row, passport.parameter("economy"));
                for (var figure : List.of(
                        cell.topShare(),
                        cell.hhi(),
                        cell.hhiTopList(),
                        cell.subjectShare(),
                        cell.subjectLimit(),
                        cell.unbalance())) {
                    if (figure.passport().figure().equals(passport.figure())) {
                        return Result.ok(figure);
                    }
                }
                return Result.failure(Reason.MALFORMED, "The method gives no figure (" + passport.figure() + ").");
            }
        }
        return Result.failure(Reason.NOT_IN_SOURCE, "No rows for (" + passport + ").");
    }

    private StageCell cell(StageConcentration.Row row, String subject) {
        var parameters = new TreeMap<String, String>(settings.parametersOf(StageConcentration.METHOD));
        parameters.put("material", row.material());
        parameters.put("stage", row.stage());
        parameters.put("source", row.source());
        parameters.put("year", Integer.toString(row.year()));
        var passport = new Passport(data.id(), StageConcentration.METHOD, "top_share", parameters);
        var topShare = topShare(row, passport);
        var share =
                subjectShare(row, subject, passport.withFigure("subject_share").with("economy", subject));
        return new StageCell(
                row.stage(),
                name(row.stage()),
                row.source(),
                row.year(),
                stageOrder.getOrDefault(row.stage(), true),
                row.topEconomy(),
                row.tied(),
                topShare,
                interval(row, row.hhiHigh(), passport.withFigure("hhi")),
                interval(row, row.hhiHighTopList(), passport.withFigure("hhi_top_list")),
                share,
                limit(row, share, passport.withFigure("subject_limit").with("economy", subject)),
                Double.isNaN(row.base())
                        ? absent(row, Unit.SHARE, passport.withFigure("unbalance"))
                        : Figure.of(
                                (row.namedTotal() + row.restTotal()) / row.worldTotal() - 1,
                                Unit.SHARE,
                                passport.withFigure("unbalance")),
                row.unbalanced(),
                List.of());
    }

    /**
     * Where the rest is larger than the largest named producer, an unlisted one may be larger still: the interval then runs up to the
     * rest and decides.
     */
    private static Figure topShare(StageConcentration.Row row, Passport passport) {
        if (Double.isNaN(row.topShare())) {
            return absent(row, Unit.SHARE, passport);
        }
        var share = Figure.of(row.topShare(), Unit.SHARE, passport);
        return row.restShare() > row.topShare()
                ? share.withInterval(row.topShare(), row.restShare()).decidedByInterval()
                : share;
    }

    private Figure subjectShare(StageConcentration.Row row, String subject, Passport passport) {
        var held = value.get(key(row.material(), row.stage(), row.source(), row.year(), subject));
        if (Double.isNaN(row.base())) {
            return absent(row, Unit.SHARE, passport);
        }
        return held == null || Double.isNaN(held)
                ? Figure.missing(
                        Reason.NOT_IN_SOURCE,
                        "the source gives no number for this economy: what it makes is inside the rest",
                        Unit.SHARE,
                        passport)
                : Figure.of(held / row.base(), Unit.SHARE, passport);
    }

    /** What is not listed is not zero, yet it cannot be more than the named economies leave. */
    private static Figure limit(StageConcentration.Row row, Figure share, Passport passport) {
        if (!share.isMissing() || Double.isNaN(row.base())) {
            return share;
        }
        return Figure.of(row.restShare(), Unit.SHARE, passport)
                .withInterval(0, row.restShare())
                .decidedByInterval();
    }

    private static Figure interval(StageConcentration.Row row, double high, Passport passport) {
        return Double.isNaN(row.base()) || row.economies() == 0
                ? absent(row, Unit.HHI, passport)
                : Figure.of(row.hhiLow(), Unit.HHI, passport).withInterval(row.hhiLow(), Math.max(row.hhiLow(), high));
    }

    private static Figure absent(StageConcentration.Row row, Unit unit, Passport passport) {
        if (Double.isNaN(row.worldTotal())) {
            return Figure.missing(Reason.NOT_IN_SOURCE, "the source prints no world total as a number", unit, passport);
        }
        return row.worldTotal() > 0
                ? Figure.missing(Reason.NOT_IN_SOURCE, "the source gives no number for any economy", unit, passport)
                : Figure.missing(Reason.NO_DENOMINATOR, "the world total is zero", unit, passport);
    }

    private static List<Object> key(String material, String stage, String source, int year, String economy) {
        return List.of(material, stage, source, year, economy);
    }

    private int stagePlace(String stage) {
        int place = List.copyOf(stageOrder.keySet()).indexOf(stage);
        return place < 0 ? stageOrder.size() : place;
    }

    /** The place of the first prefix that fits; sources that are not listed come last. */
    private int sourcePlace(String source) {
        for (int i = 0; i < sourceOrder.size(); i++) {
            if (source.startsWith(sourceOrder.get(i))) {
                return i;
            }
        }
        return sourceOrder.size();
    }

    private static List<String> lines(String name) {
        try (InputStream in = StageProfiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The list (" + name + ") is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
