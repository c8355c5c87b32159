package org.kaname.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kaname.app.console.Console;
import org.kaname.app.console.Session;
import org.kaname.app.console.TextTable;
import org.kaname.app.wording.Findings;
import org.kaname.app.wording.Sentences;
import org.kaname.app.wording.Terms;
import org.kaname.app.wording.Words;
import org.kaname.measure.GoodMeasure;
import org.kaname.model.Figure;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;
import org.kaname.triage.Colour;
import org.kaname.triage.Counterfactual;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.assess.Assessment;
import org.kaname.triage.field.FieldDecision;
import org.kaname.triage.material.MaterialDecision;

/** An assessment for people at a terminal: the answer first, the evidence below, where to go on last. */
final class AssessmentText {
    private static final int NAME = 30;
    private static final int SHOWN = 10;
    private static final int GOODS_SHOWN = 30;
    private static final String GREEN = "32;1";
    private static final String BLUE = "34;1";
    private static final String RED = "31;1";

    private final Assessment assessment;
    private final Session session;
    private final Console console;
    private final Words words;
    private final Phrasebook book;
    private final Language language;
    private final Sentences sentences;
    private final List<String> lines = new ArrayList<>();

    AssessmentText(Assessment assessment, Session session) {
        this.assessment = assessment;
        this.session = session;
        this.console = session.console();
        this.words = session.words().with(assessment.data().economies());
        this.language = session.language();
        this.book = words.in(language);
        this.sentences = new Sentences(assessment.data(), words);
    }

    List<String> lines() {
        var all = Findings.all(assessment, words);
        lines.add("");
        lines.add(console.bold(book.say(
                "text.title",
                "economy",
                book.economy(assessment.economy()),
                "year",
                Integer.toString(assessment.year()))));
        lines.add("");
        Findings.summary(assessment, all, words)
                .forEach((colour, text) -> lines.add(mark(colour) + " " + Findings.in(language, text)));
        greenTable();
        blueTable();
        redTable();
        others();
        headlines(all);
        limits();
        return lines;
    }

    private String mark(Colour colour) {
        return switch (colour) {
            case GREEN -> console.paint("●", GREEN);
            case BLUE -> console.paint("■", BLUE);
            case RED -> console.paint("▲", RED);
        };
    }

    private void heading(Colour colour, String key) {
        lines.add("");
        lines.add(mark(colour) + " " + console.bold(book.say(key)));
    }

    private void greenTable() {
        var goods = Findings.ordered(assessment).stream()
                .filter(g -> g.colours().contains(Colour.GREEN))
                .toList();
        if (goods.isEmpty()) {
            return;
        }
        heading(Colour.GREEN, "text.green");
        var table = new TextTable()
                .left(book.say("column.code"), 12)
                .left(book.say("column.good"), NAME)
                .left(book.say("column.supplier"), 18)
                .right(book.say("column.share"))
                .right(book.say("column.hhi"))
                .right(book.say("column.imports"))
                .right(book.say("column.judges"))
                .right(book.say("column.families"))
                .right(book.say("column.holds"))
                .left(book.say("column.row"), 6)
                .left(book.say("column.tags"), 40);
        var shown = first(goods);
        for (var good : shown) {
            var profile = good.profile();
            int top = profile.newest().topSupplier();
            table.row(
                    profile.product().value(),
                    Words.good(assessment.data(), profile.product(), language),
                    top < 0
                            ? ""
                            : book.economy(
                                    assessment.data().economies().get(top).code()),
                    figure(good, GoodMeasure.TOP_SHARE),
                    figure(good, GoodMeasure.HHI),
                    figure(good, GoodMeasure.IMPORTS),
                    good.flagged() + "/" + good.applicable(),
                    good.familiesFlagged() + "/" + good.familiesApplicable(),
                    holds(good, Colour.GREEN),
                    rows(good, Colour.GREEN),
                    tags(good));
        }
        lines.addAll(table.lines());
        more(goods.size() - shown.size());
        lines.add("");
        lines.add("  " + book.say("text.flips"));
        for (var good : shown) {
            good.counterfactuals().stream()
                    .filter(c ->
                            c.colour() == Colour.GREEN && c.flips() && c.lever().isData())
                    .min(Comparator.comparingDouble(Counterfactual::relative))
                    .ifPresent(c -> lines.add(
                            "  " + good.profile().product().value() + "  " + Findings.in(language, sentences.flip(c))));
        }
    }

    /** The strongest goods; all of them where asked to be verbose. */
    private List<GoodDecision> first(List<GoodDecision> goods) {
        return session.verbose() ? goods : goods.subList(0, Math.min(GOODS_SHOWN, goods.size()));
    }

    private void more(int count) {
        if (count > 0) {
            lines.add("  " + book.say("text.more-goods", "count", Integer.toString(count)));
        }
    }

    private void blueTable() {
        var table = new TextTable()
                .left(book.say("column.kind"), 10)
                .left(book.say("column.code"), 12)
                .left(book.say("column.good"), NAME + 14)
                .right(book.say("column.world"))
                .right(book.say("column.rank"))
                .right(book.say("column.data-year"))
                .right(book.say("column.holds"))
                .left(book.say("column.tags"), 56);
        var goods = Findings.ordered(assessment).stream()
                .filter(g -> g.colours().contains(Colour.BLUE))
                .toList();
        var shown = first(goods);
        for (var good : shown) {
            table.row(
                    book.say("kind.good"),
                    good.profile().product().value(),
                    Words.good(assessment.data(), good.profile().product(), language),
                    figure(good, GoodMeasure.WORLD_SHARE),
                    figure(good, GoodMeasure.WORLD_RANK),
                    Integer.toString(good.profile().dataYear()),
                    holds(good, Colour.BLUE),
                    tags(good));
        }
        for (var material : assessment.materials()) {
            if (material.colours().contains(Colour.BLUE)) {
                var own = material.stages().stream()
                        .filter(s -> !s.subjectShare().isMissing())
                        .max(Comparator.comparingDouble(s -> s.subjectShare().value()));
                table.row(
                        book.say("kind.material"),
                        "",
                        Terms.material(material.material(), language),
                        own.map(s -> book.figure(s.subjectShare())).orElse(""),
                        "",
                        material.dataYear().map(y -> Integer.toString(y)).orElse(""),
                        "",
                        tags(material.tags()));
            }
        }
        for (var field : assessment.fields()) {
            if (field.colours().contains(Colour.BLUE)) {
                table.row(
                        book.say("kind.field"),
                        "",
                        sentences.fieldName(field, language),
                        proxies(field, "share"),
                        proxies(field, "rank"),
                        fieldYear(field),
                        "",
                        tags(field.tags()));
            }
        }
        int inputs = 0;
        for (var input : assessment.inputs()) {
            if (input.colours().contains(Colour.BLUE)) {
                inputs++;
                if (inputs <= SHOWN || session.verbose()) {
                    table.row(
                            book.say("kind.input"),
                            input.code(),
                            sentences.inputName(input, language),
                            book.figure(input.share()),
                            book.figure(input.rank()),
                            Integer.toString(input.dataYear()),
                            "",
                            tags(input.tags()));
                }
            }
        }
        long newer = assessment.data().publishedShares().stream()
                .filter(s -> s.economy().equals(assessment.economy()) && s.year() > assessment.year())
                .count();
        if (table.isEmpty() && newer == 0) {
            return;
        }
        heading(Colour.BLUE, "text.blue");
        if (!table.isEmpty()) {
            lines.addAll(table.lines());
        }
        more(goods.size() - shown.size());
        if (newer > 0) {
            int newest = assessment.data().publishedShares().stream()
                    .mapToInt(s -> s.year())
                    .max()
                    .orElse(0);
            lines.add("  "
                    + book.say(
                            "text.newer",
                            "count",
                            Long.toString(newer),
                            "year",
                            Integer.toString(assessment.year()),
                            "newest",
                            Integer.toString(newest)));
        }
        if (inputs > SHOWN && !session.verbose()) {
            lines.add("  " + book.say("text.more", "count", Integer.toString(inputs - SHOWN)));
        }
    }

    private void redTable() {
        var table = new TextTable()
                .left(book.say("column.field"), NAME + 14)
                .left(book.say("column.proxies"), 24)
                .right(book.say("column.growth"))
                .right(book.say("column.world"))
                .right(book.say("column.rank"))
                .left(book.say("column.leader"), 30)
                .right(book.say("column.data-year"))
                .left(book.say("column.tags"), 40);
        for (var field : assessment.fields()) {
            if (field.colours().contains(Colour.RED)) {
                table.row(
                        sentences.fieldName(field, language),
                        measures(field),
                        proxies(field, "relative_growth"),
                        proxies(field, "share"),
                        proxies(field, "rank"),
                        leaders(field),
                        fieldYear(field),
                        tags(field.tags()));
            }
        }
        if (table.isEmpty()) {
            return;
        }
        heading(Colour.RED, "text.red");
        lines.addAll(table.lines());
    }

    /** The proxies whose figures stand side by side, in their order. */
    private String measures(FieldDecision field) {
        return field.profile()
                .map(p -> String.join(
                        " | ",
                        p.proxies().stream()
                                .map(x -> book.say("measure.short." + x.measure()))
                                .toList()))
                .orElse("");
    }

    private String proxies(FieldDecision field, String name) {
        return field.profile()
                .map(p -> String.join(
                        " | ",
                        p.proxies().stream()
                                .map(x -> book.figure(x.figure(name)))
                                .toList()))
                .orElse("");
    }

    private String leaders(FieldDecision field) {
        return field.profile()
                .map(p -> String.join(
                        " | ",
                        p.proxies().stream()
                                .map(x -> x.leader().isEmpty() ? "–" : book.economy(x.leader()))
                                .toList()))
                .orElse("");
    }

    private static String fieldYear(FieldDecision field) {
        return field.profile()
                .map(p -> Integer.toString(p.proxies().getFirst().dataYear()))
                .orElse("");
    }

    private void others() {
        var materials = assessment.materials().stream()
                .filter(m -> m.colours().contains(Colour.GREEN))
                .sorted(Comparator.comparingDouble((MaterialDecision m) -> -m.stages().stream()
                                .filter(s -> s.stage().equals(m.bindingStage()))
                                .mapToDouble(s -> s.topShare().value())
                                .max()
                                .orElse(0))
                        .thenComparing(MaterialDecision::material))
                .toList();
        if (!materials.isEmpty()) {
            lines.add("");
            lines.add(mark(Colour.GREEN) + " " + console.bold(book.say("text.materials")));
            var table = new TextTable()
                    .left(book.say("column.material"), 28)
                    .left(book.say("column.stage"), 14)
                    .left(book.say("column.producer"), 26)
                    .right(book.say("column.share"))
                    .right(book.say("column.data-year"))
                    .left(book.say("column.tags"), 40);
            int shown = 0;
            for (var material : materials) {
                if (shown++ == SHOWN && !session.verbose()) {
                    break;
                }
                material.stages().stream()
                        .filter(s -> s.stage().equals(material.bindingStage()))
                        .findFirst()
                        .ifPresent(s -> table.row(
                                Terms.material(material.material(), language),
                                s.name() instanceof org.kaname.model.Explanation.Key key
                                        ? book.say(key.key())
                                        : s.stage(),
                                book.economy(s.topEconomy()),
                                book.figure(s.topShare()),
                                Integer.toString(s.year()),
                                tags(material.tags())));
            }
            lines.addAll(table.lines());
            if (materials.size() > SHOWN && !session.verbose()) {
                lines.add("  " + book.say("text.more", "count", Integer.toString(materials.size() - SHOWN)));
            }
        }
        long none = assessment.goods().stream()
                .filter(g -> g.outcome().equals("NONE"))
                .count();
        var unknown = assessment.goods().stream()
                .filter(g -> g.outcome().equals("INSUFFICIENT"))
                .toList();
        lines.add("");
        lines.add("○ " + book.say("text.none", "count", Long.toString(none)));
        lines.add("◌ "
                + book.say(
                        "text.insufficient",
                        "count",
                        Integer.toString(unknown.size()),
                        "codes",
                        unknown.isEmpty()
                                ? "–"
                                : String.join(
                                                ", ",
                                                first(unknown).stream()
                                                        .map(g -> g.profile()
                                                                .product()
                                                                .value())
                                                        .toList())
                                        + (first(unknown).size() < unknown.size() ? ", …" : "")));
        long leftOut = assessment.goods().stream().filter(g -> !g.inDepth()).count();
        if (leftOut > 0) {
            lines.add("◌ " + book.say("text.left-out", "count", Long.toString(leftOut)));
        }
    }

    private void headlines(List<Findings.Finding> all) {
        lines.add("");
        lines.add(console.bold(book.say("text.headlines")));
        int number = 1;
        for (var finding : Findings.headlines(all)) {
            lines.add("  " + number++ + ". " + mark(finding.colour()) + " "
                    + Findings.in(language, finding.text())
                    + (finding.tags().isEmpty() ? "" : "  [" + tags(finding.tags()) + "]"));
        }
    }

    private void limits() {
        lines.add("");
        for (var limit : Findings.limits(assessment, words)) {
            lines.add(console.faint("  " + Findings.in(language, limit)));
        }
        long tied = assessment.goods().stream()
                .map(g -> g.profile().product())
                .filter(p -> assessment.data().links().stream()
                        .anyMatch(l -> l.fromScheme().equals(p.scheme())
                                && l.fromCode().equals(p.value())))
                .count();
        if (tied > 0) {
            lines.add(console.faint("  " + book.say("text.links", "goods", Long.toString(tied))));
        }
        var first = Findings.ordered(assessment).stream().findFirst();
        if (first.isPresent()) {
            lines.add("");
            lines.add(book.say(
                    "text.explain",
                    "passport",
                    first.get()
                            .profile()
                            .figure(GoodMeasure.TOP_SHARE)
                            .passport()
                            .toString()));
        }
    }

    private String figure(GoodDecision good, GoodMeasure measure) {
        Figure figure = good.profile().figure(measure);
        return figure.isMissing() || figure.isUnbounded() ? book.say("figure.none") : book.figure(figure);
    }

    private String holds(GoodDecision good, Colour colour) {
        var robustness = good.robustness().get(colour);
        return robustness == null ? "–" : Rounding.text(robustness.share(), Unit.SHARE, language);
    }

    private static String rows(GoodDecision good, Colour colour) {
        return String.join(" ", good.fired(colour).stream().map(r -> r.row()).toList());
    }

    private String tags(GoodDecision good) {
        return tags(List.copyOf(good.tags()));
    }

    private String tags(List<String> tags) {
        return String.join(", ", tags);
    }
}
