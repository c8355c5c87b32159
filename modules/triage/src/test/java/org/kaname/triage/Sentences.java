package org.kaname.triage;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.kaname.measure.emergence.FieldProfiles;
import org.kaname.measure.stage.StageConcentration;
import org.kaname.model.Explanation;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.material.MaterialTriage;

/** What the message files of materials, fields and published shares lack for a tree, in both languages. */
public final class Sentences {
    private Sentences() {}

    public static Phrasebook read(Language language) {
        return Phrasebook.read(
                language,
                List.of(StageConcentration.class, FieldProfiles.class, MaterialTriage.class, FieldTriage.class));
    }

    /** Keys without a sentence and arguments that a sentence leaves out or lacks. Sentences of comparisons belong to the model. */
    public static Set<String> lacking(Explanation tree) {
        var lacking = new TreeSet<String>();
        for (var language : Language.values()) {
            collect(tree, read(language), lacking);
        }
        return lacking;
    }

    private static void collect(Explanation node, Phrasebook book, Set<String> lacking) {
        if (!node.key().startsWith("condition.")) {
            var template = book.findTemplate(node.key());
            if (template.isEmpty()) {
                lacking.add(node.key());
            } else {
                for (var name : Phrasebook.placeholders(template.orElseThrow())) {
                    if (!node.arguments().containsKey(name)) {
                        lacking.add(node.key() + " needs " + name);
                    }
                }
            }
        }
        for (var argument : node.arguments().values()) {
            check(argument, book, lacking);
        }
        node.children().forEach(c -> collect(c, book, lacking));
    }

    private static void check(Object argument, Phrasebook book, Set<String> lacking) {
        if (argument instanceof Explanation.Key key
                && book.findTemplate(key.key()).isEmpty()) {
            lacking.add(key.key());
        } else if (argument instanceof List<?> list) {
            list.forEach(part -> check(part, book, lacking));
        }
    }

    /** The tree's nodes as an indented list of keys with truth, for failure messages. */
    public static String outline(Explanation node, int depth) {
        var text = new StringBuilder("  ".repeat(depth) + node.key() + " "
                + node.decided().map(t -> t.name().toLowerCase(Locale.ROOT)).orElse("")
                + (node.deciding() ? "" : " (beside)") + "\n");
        node.children().forEach(c -> text.append(outline(c, depth + 1)));
        return text.toString();
    }
}
