package org.kaname.app.leverage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kaname.app.console.TextTable;
import org.kaname.app.wording.Words;
import org.kaname.data.TradeCube;
import org.kaname.measure.leverage.Leverage;
import org.kaname.measure.power.Erosion;
import org.kaname.measure.power.PowerProfile;
import org.kaname.model.Explanation;
import org.kaname.model.Figure;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;

/** The verb's result as lines for a terminal. */
public final class LeverageText {
    private static final int NAME = 24;
    private static final int GOOD = 36;

    private final LeverageView view;
    private final Phrasebook book;
    private final Language language;
    private final int limit;
    private final List<String> lines = new ArrayList<>();

    private LeverageText(LeverageView view, Phrasebook book, Language language, int limit) {
        this.view = view;
        this.book = book;
        this.language = language;
        this.limit = limit;
    }

    /** @param limit rows of each table */
    public static List<String> of(LeverageView view, Words plain, Language language, int limit) {
        var text = new LeverageText(view, plain.with(view.data().economies()).in(language), language, limit);
        text.write();
        return text.lines;
    }

    private void write() {
        var leverage = view.leverage();
        var total = leverage.total();
        lines.add(book.say(
                "text.leverage",
                "rule",
                leverage.rule().id(),
                "year",
                Integer.toString(view.year()),
                "classification",
                leverage.scheme(),
                "goods",
                Integer.toString(leverage.goodsCovered()),
                "dataset",
                view.data().id()));
        lines.add(
                total.pairs() == 0
                        ? book.say("text.leverage.none", "economy", Explanation.economy(view.subject()))
                        : book.say(
                                "text.leverage.total",
                                "economy",
                                Explanation.economy(view.subject()),
                                "economies",
                                Integer.toString(total.economies()),
                                "pairs",
                                Integer.toString(total.pairs()),
                                "goods",
                                Integer.toString(total.goods()),
                                "value",
                                money(total.value()),
                                "cover",
                                share(total.cover())));
        if (leverage.subjectUnknown() > 0) {
            lines.add("◌ "
                    + book.say(
                            "text.leverage.unknown",
                            "count",
                            Integer.toString(leverage.subjectUnknown()),
                            "economy",
                            Explanation.economy(view.subject())));
        }
        if (view.centralityRank() > 0) {
            lines.add(book.say(
                    view.centrality().whole() ? "text.leverage.central" : "text.leverage.central.part",
                    "economy",
                    Explanation.economy(view.subject()),
                    "rank",
                    Integer.toString(view.centralityRank()),
                    "economies",
                    Integer.toString(view.centrality().part())));
        }
        if (view.partner().isPresent()) {
            partner(view.partner().get());
            return;
        }
        pairs();
        goods();
        shares();
        lines.add("");
        lines.add(book.say("text.leverage.proxy"));
    }

    private String money(double thousandths) {
        return Rounding.text(thousandths / TradeCube.SCALE, view.data().cube().unit(), language);
    }

    private String share(double value) {
        return Double.isNaN(value) ? "–" : Rounding.text(value, Unit.SHARE, language);
    }

    private String figure(Figure figure) {
        return figure.isMissing() ? "–" : Rounding.text(figure.value(), figure.unit(), language);
    }

    private void table(String title, TextTable table, int all) {
        lines.add("");
        lines.add(title);
        lines.addAll(table.lines());
        if (all > table.size()) {
            lines.add("  " + book.say("text.leverage.more", "count", Integer.toString(all - table.size())));
        }
    }

    private void pairs() {
        if (view.pairs().isEmpty()) {
            return;
        }
        var table = new TextTable()
                .left(book.say("column.economy"), NAME)
                .right(book.say("column.depends-goods"))
                .right(book.say("column.depends-value"))
                .right(book.say("column.depends-share"))
                .right(book.say("column.supplies-goods"))
                .right(book.say("column.supplies-value"))
                .right(book.say("column.supplies-share"));
        view.pairs().stream()
                .limit(limit)
                .forEach(pair -> table.row(
                        book.economy(view.code(pair.economy())),
                        Integer.toString(pair.depends().list().size()),
                        money(pair.depends().value()),
                        share(pair.depends().share()),
                        Integer.toString(pair.supplies().list().size()),
                        money(pair.supplies().value()),
                        share(pair.supplies().share())));
        table(
                book.say("text.leverage.pairs", "economy", Explanation.economy(view.subject())),
                table,
                view.pairs().size());
    }

    private void goods() {
        var all = view.leverage().listGoods();
        if (all.isEmpty()) {
            return;
        }
        var table = new TextTable()
                .left(book.say("column.code"), 14)
                .left(book.say("column.good"), GOOD)
                .right(book.say("column.data-year"))
                .right(book.say("column.economies"))
                .right(book.say("column.value"))
                .right(book.say("column.cover"))
                .right(book.say("column.reach"))
                .right(book.say("column.world"));
        for (var good : all.subList(0, Math.min(limit, all.size()))) {
            var shown = view.shown(good.product(), good.year());
            table.row(
                    good.product().value(),
                    Words.good(view.data(), good.product(), language),
                    Integer.toString(good.year()),
                    good.open() == 0
                            ? Integer.toString(good.list().size())
                            : good.list().size() + "–" + (good.list().size() + good.open()),
                    money(good.value()),
                    share(good.cover()),
                    share(good.reach()),
                    figure(shown.worldShare()));
        }
        table(book.say("text.leverage.goods", "economy", Explanation.economy(view.subject())), table, all.size());
    }

    private void shares() {
        if (view.heldCount() == 0) {
            return;
        }
        var table = new TextTable()
                .left(book.say("column.code"), 14)
                .left(book.say("column.good"), GOOD)
                .right(book.say("column.data-year"))
                .right(book.say("column.world"))
                .right(gapTitle(PowerProfile.GAP_LOW))
                .right(gapTitle(PowerProfile.GAP_MIDDLE))
                .right(gapTitle(PowerProfile.GAP_HIGH))
                .right(book.say("column.change", "years", Integer.toString((int)
                        view.settings().get(Erosion.YEARS))))
                .right(book.say("column.slope"))
                .left(book.say("column.tags"), 12);
        for (var shown : view.listHeld(limit)) {
            var slope = figure(shown.erosion().slope());
            table.row(
                    shown.product().value(),
                    Words.good(view.data(), shown.product(), language),
                    Integer.toString(shown.year()),
                    Rounding.beside(shown.worldShare().value(), view.nearShare(), Unit.SHARE, language),
                    gap(shown, PowerProfile.GAP_LOW),
                    gap(shown, PowerProfile.GAP_MIDDLE),
                    gap(shown, PowerProfile.GAP_HIGH),
                    figure(shown.erosion().change()),
                    shown.erosion().slopeError().isMissing()
                            ? slope
                            : slope + " ± " + error(shown.erosion().slopeError()),
                    shown.eroding() ? book.say("tag.ERODING") : "");
        }
        table(
                book.say(
                        "text.leverage.shares",
                        "economy",
                        Explanation.economy(view.subject()),
                        "share",
                        Rounding.text(view.nearShare(), Unit.SHARE, language),
                        "count",
                        Integer.toString(view.heldCount())),
                table,
                view.heldCount());
    }

    private String gapTitle(String name) {
        double expansion = view.settings().get(PowerProfile.EXPANSIONS.getOrDefault(name, name));
        return book.say("column.gap", "expansion", Rounding.text(expansion, Unit.SHARE, language));
    }

    private String gap(LeverageView.Shown shown, String name) {
        var figure = shown.power().get(name);
        return figure == null ? "–" : figure(figure);
    }

    /** A standard error per year, without the sign and the unit of the slope before it. */
    private String error(Figure figure) {
        return Rounding.text(figure.value(), Unit.SHARE, language);
    }

    private void partner(Leverage.Pair pair) {
        side(pair.depends());
        side(pair.supplies());
        lines.add("");
        lines.add(book.say("text.leverage.alternatives"));
    }

    private void side(Leverage.Side side) {
        var title = book.say(
                "text.leverage.side",
                "importer",
                Explanation.economy(view.code(side.importer())),
                "supplier",
                Explanation.economy(view.code(side.supplier())),
                "goods",
                Integer.toString(side.list().size()),
                "value",
                money(side.value()),
                "share",
                share(side.share()));
        if (side.list().isEmpty()) {
            lines.add("");
            lines.add(title);
            return;
        }
        var table = new TextTable()
                .left(book.say("column.code"), 14)
                .left(book.say("column.good"), GOOD)
                .right(book.say("column.data-year"))
                .right(book.say("column.value"))
                .right(book.say("column.share"))
                .right(book.say("column.world"))
                .right(book.say("column.others"))
                .left(book.say("column.alternatives"), 40);
        side.list().stream().limit(limit).map(view::bought).forEach(bought -> {
            var one = bought.dependence();
            table.row(
                    one.product().value(),
                    Words.good(view.data(), one.product(), language),
                    Integer.toString(one.year()),
                    money(one.value()),
                    share(one.share()),
                    figure(bought.worldShare()),
                    bought.otherExporters() < 0 ? "–" : Integer.toString(bought.otherExporters()),
                    bought.alternatives().stream()
                            .map(a -> a.economy() + " " + share(a.worldShare()))
                            .collect(Collectors.joining("  ")));
        });
        table(title, table, side.list().size());
    }
}
