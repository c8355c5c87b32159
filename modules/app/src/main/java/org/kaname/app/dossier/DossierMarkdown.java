package org.kaname.app.dossier;

import java.util.ArrayList;
import java.util.List;
import org.kaname.app.wording.Words;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import tools.jackson.databind.JsonNode;

/** A dossier as Markdown in one language, from its document alone. Texts of data are escaped, so that none is taken for markup. */
public final class DossierMarkdown {
    private static final String MARKUP = "\\`*_[]<>|#";

    private final JsonNode root;
    private final Phrasebook book;
    private final String tongue;
    private final List<String> lines = new ArrayList<>();

    private DossierMarkdown(JsonNode root, Words words, Language language) {
        this.root = root;
        this.book = words.in(language);
        this.tongue = language == Language.JA ? "ja" : "en";
    }

    public static String write(JsonNode document, Words words, Language language) {
        var writing = new DossierMarkdown(document, words, language);
        writing.document();
        return String.join("\n", writing.lines) + "\n";
    }

    private void document() {
        heading(1, pick(root.path("title")));
        paragraph(pick(root.path("about")) + gap() + pick(root.path("together")));
        paragraph(pick(root.path("no_finding")));
        if (root.has("other_economy")) {
            paragraph(pick(root.path("other_economy")));
        }
        paragraph(pick(root.path("figures_of")) + gap() + pick(root.path("links_from")));
        heading(2, word("head.goods"));
        table("column.good", "column.code", "column.outcome", "column.finding");
        for (var good : root.path("goods")) {
            row(pick(good.path("names")), plain(id(good)), outcome(good), tagged(good));
        }
        heading(2, word("head.criteria"));
        root.path("criteria").forEach(this::part);
        if (!root.path("items").isEmpty()) {
            heading(2, word("head.items"));
            paragraph(pick(root.path("items_note")));
            root.path("items").forEach(this::part);
        }
        open();
        submission();
        instruments();
        lists();
        heading(2, word("head.limits"));
        int n = 1;
        for (var limit : root.path("limits")) {
            lines.add(n++ + ". " + pick(limit));
        }
        sources();
        figures();
    }

    private void part(JsonNode part) {
        heading(3, pick(part.path("heading")) + (tongue.equals("ja") ? ":" : ": ") + pick(part.path("text")));
        paragraph("*" + pick(part.path("status_text")) + "*" + source(part));
        paragraph("**" + word("says") + "**");
        for (var evidence : part.path("evidence")) {
            var label = pick(evidence.path("label"));
            lines.add("- **" + label + (evidence.has("list_name") ? " (" + pick(evidence.path("list_name")) + ")" : "")
                    + "**");
            facts(evidence.path("facts"));
        }
        if (!part.path("cannot").isEmpty()) {
            paragraph("**" + word("cannot") + "**");
            part.path("cannot").forEach(open -> lines.add("- " + pick(open.path("what"))));
        }
        if (part.has("finding")) {
            paragraph("**" + word("finding") + "** — " + word("finding.people"));
        }
    }

    /** Of several goods, each has its name above its facts. */
    private void facts(JsonNode facts) {
        boolean several = root.path("goods").size() > 1;
        var shown = "";
        for (var fact : facts) {
            var good = fact.path("good").asString("");
            if (several && !good.equals(shown)) {
                lines.add("  - " + plain(good));
                shown = good;
            }
            fact(fact, several ? 2 : 1);
        }
    }

    private String source(JsonNode holder) {
        var source = pick(holder.path("source"));
        return source.isEmpty() ? "" : " (" + source + ")";
    }

    private void fact(JsonNode fact, int depth) {
        var text = new StringBuilder("  ".repeat(depth)).append("- ");
        if (fact.path("absent").asBoolean(false)) {
            text.append('*').append(word("nodata")).append("* — ");
        }
        text.append(pick(fact.path("text"))).append(numbers(fact));
        lines.add(text.toString());
        fact.path("children").forEach(child -> fact(child, depth + 1));
    }

    private static String numbers(JsonNode fact) {
        var text = new StringBuilder();
        for (var number : fact.path("figures")) {
            text.append(" \\[").append(number.asInt()).append("\\]");
        }
        return text.toString();
    }

    private void open() {
        heading(2, word("head.open"));
        paragraph(word("open.intro"));
        table("column.where", "column.good", "column.open", "column.ask");
        for (var question : root.path("open")) {
            row(pick(question.path("where")), goods(question), pick(question.path("what")), pick(question.path("ask")));
        }
    }

    private String goods(JsonNode holder) {
        var codes = new ArrayList<String>();
        holder.path("goods").forEach(code -> codes.add(plain(code.asString())));
        return String.join(", ", codes);
    }

    private void submission() {
        if (root.path("submission").isEmpty()) {
            return;
        }
        heading(2, word("head.submission"));
        table("column.field", "column.value");
        for (var field : root.path("submission")) {
            var values = new ArrayList<String>();
            field.path("values").forEach(value -> values.add(pick(value.path("text")) + numbers(value)));
            row(pick(field.path("label")), values.isEmpty() ? "*" + word("blank") + "*" : String.join("<br>", values));
        }
    }

    private void instruments() {
        heading(2, word("head.instruments"));
        paragraph(word("instruments.intro"));
        if (root.path("instruments").isEmpty()) {
            paragraph(word("instruments.none-at-all"));
        }
        for (var menu : root.path("instruments")) {
            heading(
                    3,
                    pick(menu.path("names")) + ", "
                            + book.say("colour.short." + menu.path("colour").asString()) + ": "
                            + pick(menu.path("aim")));
            lines.add("- " + pick(menu.path("justification")));
            lines.add("- " + pick(menu.path("evidence_first")));
            lines.add("- " + pick(menu.path("mildest")));
            menu.path("additions").forEach(text -> lines.add("- " + pick(text)));
            table("column.rule", "column.incentive", "column.bears");
            for (var pair : menu.path("pairs")) {
                row(pick(pair.path("rule")), pick(pair.path("incentive")), pick(pair.path("bears")));
            }
        }
    }

    private void lists() {
        if (root.path("lists").isEmpty()) {
            return;
        }
        heading(2, word("head.lists"));
        paragraph(word("lists.intro"));
        for (var list : root.path("lists")) {
            heading(3, pick(list.path("names")));
            paragraph(pick(list.path("about")) + source(list));
            if (!list.path("members").isEmpty()) {
                table("column.good", "column.entry", "column.confidence", "column.status", "column.designated");
                for (var member : list.path("members")) {
                    var entry = member.path("entry");
                    row(
                            pick(member.path("names")),
                            pick(entry.path("names")) + scope(entry),
                            pick(member.path("confidence_text")),
                            pick(entry.path("status_text")),
                            pick(entry.path("designated")));
                }
            }
            if (list.has("without_text")) {
                paragraph(pick(list.path("without_text")));
            }
            table("column.entry", "column.status", "column.designated", "column.source");
            for (var entry : list.path("rows")) {
                row(
                        pick(entry.path("names")) + scope(entry),
                        pick(entry.path("status_text")),
                        pick(entry.path("designated")),
                        pick(entry.path("source")));
            }
        }
    }

    private String scope(JsonNode entry) {
        var scope = pick(entry.path("scope"));
        return scope.isEmpty() ? "" : " — " + book.say("dossier.scope", "scope", scope);
    }

    private void sources() {
        heading(2, word("head.sources"));
        paragraph(plain(root.path("dataset").asString()));
        if (root.path("sources").isEmpty()) {
            paragraph(pick(root.path("licence")));
            return;
        }
        table("column.source", "column.licence", "column.attribution");
        for (var source : root.path("sources")) {
            row(
                    plain(source.path("id").asString() + " "
                            + source.path("title").asString()),
                    plain(source.path("licence").asString()),
                    plain(source.path("attribution").asString()));
        }
    }

    private void figures() {
        heading(2, word("head.figures"));
        table(
                "column.number",
                "column.figure",
                "column.good",
                "column.amount",
                "column.interval",
                "column.year",
                "column.passport");
        for (var figure : root.path("figures")) {
            row(
                    Integer.toString(figure.path("n").asInt()),
                    pick(figure.path("names")) + suffix(figure),
                    plain(figure.path("good").asString()),
                    pick(figure.path("shown")),
                    pick(figure.path("interval_shown")),
                    plain(figure.path("year").asString("")),
                    "`" + figure.path("passport").asString().replace("|", "%7C") + "`");
        }
    }

    private static String suffix(JsonNode figure) {
        var economy = figure.path("economy").asString("");
        return economy.isEmpty() ? "" : " (" + plain(economy) + ")";
    }

    private String tagged(JsonNode good) {
        var tags = pick(good.path("tags_text"));
        return pick(good.path("title")) + (tags.isEmpty() ? "" : "<br>" + tags);
    }

    private String outcome(JsonNode good) {
        var colours = new ArrayList<String>();
        good.path("colours").forEach(c -> colours.add(book.say("colour.short." + c.asString())));
        if (!colours.isEmpty()) {
            return String.join(" + ", colours);
        }
        return good.path("outcome").isString()
                ? book.say("dossier.outcome." + good.path("outcome").asString())
                : word("nodata");
    }

    private static String id(JsonNode good) {
        return good.path("scheme").asString() + ":" + good.path("code").asString();
    }

    private String gap() {
        return tongue.equals("ja") ? "" : " ";
    }

    private String word(String key) {
        return book.say("dossier." + key);
    }

    private String pick(JsonNode texts) {
        return plain(texts.path(tongue).asString(""));
    }

    private void heading(int level, String text) {
        blank();
        lines.add("#".repeat(level) + " " + text);
        lines.add("");
    }

    private void paragraph(String text) {
        blank();
        lines.add(text);
        lines.add("");
    }

    private void table(String... columns) {
        blank();
        var cells = new ArrayList<String>();
        for (var column : columns) {
            cells.add(word(column));
        }
        row(cells.toArray(String[]::new));
        lines.add("|" + "---|".repeat(columns.length));
    }

    private void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private void blank() {
        if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
            lines.add("");
        }
    }

    private static String plain(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (MARKUP.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c == '\n' || c == '\r' ? ' ' : c);
        }
        return escaped.toString();
    }
}
