package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.kaname.app.console.Console;
import org.kaname.app.console.TextTable;
import org.kaname.app.json.Json;
import org.kaname.app.wording.Words;
import org.kaname.model.Explanation;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Rounding;
import org.kaname.model.Unit;
import org.kaname.shock.run.GoodRun;
import tools.jackson.databind.node.ObjectNode;

/** All Green goods of an assessment by the days until they stop, as text, JSON, CSV and files. */
public final class GreenGoodsTable {
    public static final String SCHEMA = "kaname/shock-green@1";

    private static final int NAME_WIDTH = 34;

    private final GreenGoods goods;
    private final Words words;

    public GreenGoodsTable(GreenGoods goods, Words words) {
        this.goods = goods;
        this.words = words;
    }

    /** For terminals. */
    public List<String> text(Language language, Console console, int limit) {
        var book = words.in(language);
        var lines = new ArrayList<String>();
        lines.add(console.bold(book.say("shock.goods")) + "   " + goods.assessment() + "   "
                + book.say("shock.status.HYPOTHETICAL"));
        lines.add(assumed(book));
        lines.add("");
        if (goods.runs().isEmpty()) {
            lines.add("  " + book.say("shock.green.none"));
        } else {
            lines.addAll(table(book, limit).lines());
            if (goods.runs().size() > limit) {
                lines.add("  " + book.say("shock.more", "count", goods.runs().size() - limit));
            }
            lines.add("  " + book.say("shock.green.read", "never", never()));
        }
        goods.left().forEach(left -> lines.add("  " + left.code() + ": " + book.say(left.why())));
        lines.add("");
        goods.runs().stream().findFirst().ifPresent(run -> {
            lines.add(console.bold(book.say("shock.banner")));
            banner(lines, book, "shock.banner.modelled", run.answer().banner().modelled());
            banner(lines, book, "shock.banner.partly", run.answer().banner().partly());
            banner(lines, book, "shock.banner.not", run.answer().banner().notModelled());
        });
        return lines;
    }

    private static void banner(List<String> lines, Phrasebook book, String title, List<String> keys) {
        if (!keys.isEmpty()) {
            lines.add("  "
                    + book.say(
                            title,
                            "what",
                            keys.stream()
                                    .map(Explanation::key)
                                    .map(key -> (Object) key)
                                    .toList()));
        }
    }

    private String assumed(Phrasebook book) {
        return book.say("shock.green.assumed", assumptions(book.language()));
    }

    private Object[] assumptions(Language language) {
        return new Object[] {
            "count",
            Integer.toString(goods.runs().size()),
            "share",
            Rounding.text(goods.terms().share(), Unit.SHARE, language),
            "economy",
            words.in(language).economy(goods.economy()),
            "days",
            Integer.toString(goods.terms().days()),
            "start",
            goods.start().toString()
        };
    }

    private TextTable table(Phrasebook book, int limit) {
        boolean grid = goods.terms().stockDays().isEmpty();
        var table = new TextTable()
                .left(book.say("shock.column.good"), 16)
                .left(book.say("shock.column.name"), NAME_WIDTH)
                .left(book.say("shock.green.column.supplier"), 8)
                .right(book.say("shock.column.lost"));
        if (grid) {
            for (int stock : GoodRun.STOCKS) {
                table.right(book.say("shock.column.with", "stock", Integer.toString(stock)));
            }
        } else {
            table.right(book.say("shock.column.stock")).right(book.say("shock.column.tts"));
            table.right(book.say("shock.column.unmet")).right(book.say("shock.column.needed"));
        }
        for (var run : goods.runs().subList(0, Math.min(limit, goods.runs().size()))) {
            var cells = new ArrayList<String>(List.of(
                    run.good().supply().code(),
                    goods.name(run, book.language()),
                    run.supplier(),
                    Rounding.text(run.good().lostMid(), Unit.SHARE, book.language())));
            if (grid) {
                run.good().cells().forEach(cell -> cells.add(days(cell.central().timeToSurvive())));
            } else {
                var cell = run.good().cells().getFirst();
                cells.add(ShockVoice.number(cell.stockDays()));
                cells.add(days(cell.central().timeToSurvive()));
                cells.add(Rounding.text(
                        cell.central().unmet() / (goods.terms().days() + 1), Unit.SHARE, book.language()));
                cells.add(ShockVoice.number(Math.ceil(cell.central().stockNeededDays())));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private String never() {
        return ">" + goods.terms().days();
    }

    private String days(OptionalInt days) {
        return days.isPresent() ? Integer.toString(days.getAsInt()) : never();
    }

    /** One line for each good and stock; empty cells where there is no value within the horizon. */
    public List<String> csv() {
        var lines = new ArrayList<String>();
        lines.add("code,economy,supplier,supplier_share,data_year,stock_days,share_lost,tts_days,ttr_days,unmet_share,"
                + "depth,stock_needed_days,scenario");
        for (var run : goods.runs()) {
            for (var cell : run.good().cells()) {
                var central = cell.central();
                lines.add(String.join(
                        ",",
                        run.good().supply().code(),
                        goods.economy(),
                        run.supplier(),
                        Double.toString(run.supplierShare()),
                        run.good().supply().year().map(String::valueOf).orElse(""),
                        Double.toString(cell.stockDays()),
                        Double.toString(run.good().lostMid()),
                        plain(central.timeToSurvive()),
                        plain(central.timeToRecover()),
                        Double.toString(central.unmet() / (goods.terms().days() + 1)),
                        Double.toString(central.depth()),
                        Double.toString(central.stockNeededDays()),
                        run.answer().source().id()));
            }
        }
        return lines;
    }

    private static String plain(OptionalInt days) {
        return days.isPresent() ? Integer.toString(days.getAsInt()) : "";
    }

    public ObjectNode document() {
        var node = Json.object();
        node.put("schema", SCHEMA);
        node.put("assessment", goods.assessment());
        node.put("economy", goods.economy());
        node.put("year", goods.year());
        node.put("dataset", goods.data().id());
        node.put("status", "hypothetical");
        node.put("start", goods.start().toString());
        node.put("days", goods.terms().days());
        node.put("horizon_days", goods.terms().days() + 1);
        node.put("share", goods.terms().share());
        node.put("stock_days", goods.stock());
        var assumed = node.putObject("assumed");
        for (var language : Language.values()) {
            assumed.put(language.name().toLowerCase(java.util.Locale.ROOT), assumed(words.in(language)));
        }
        goods.runs().stream()
                .findFirst()
                .ifPresent(run -> new ShockJson(run.answer(), words).banner(node.putObject("banner")));
        var rows = node.putArray("goods");
        for (var run : goods.runs()) {
            var good = Json.object();
            good.put("scenario_id", run.answer().source().id());
            good.put("supplier", run.supplier());
            good.put("supplier_share", run.supplierShare());
            good.setAll(new ShockJson(run.answer(), words).good(run.good()));
            rows.add(good);
        }
        var left = node.putArray("not_run");
        goods.left()
                .forEach(one ->
                        left.addObject().put("code", one.code()).set("reason", Json.texts(words.both(one.why()))));
        return node;
    }

    /** The table as JSON and CSV, and the scenario of each good, which runs by itself too. */
    public Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put("run.json", Json.MAPPER.writeValueAsString(document()) + "\n");
        files.put("goods.csv", ShockFiles.lines(csv()));
        for (var run : goods.runs()) {
            var source = run.answer().source();
            files.put(source.scenario().id() + ".json", Json.MAPPER.writeValueAsString(source.document()) + "\n");
        }
        return files;
    }
}
