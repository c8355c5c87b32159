package org.kaname.app.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kaname.measure.known.KnownAnswer;
import org.kaname.measure.known.Need;
import org.kaname.measure.known.Question.Count;
import org.kaname.measure.known.Question.Grouping;
import org.kaname.measure.known.Reading;
import org.kaname.measure.known.Standing;
import org.kaname.measure.known.Standing.Counted;
import org.kaname.measure.tournament.Attribution;
import org.kaname.model.Phrasebook;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Known answers as {@code verify} prints them. The fields of a row are those of its main number; {@code counts[]} holds every number
 * that was published, with the goods behind each part of an attribution.
 */
public final class KnownAnswerJson {
    private KnownAnswerJson() {}

    public static ArrayNode of(List<Standing> standings, Phrasebook book) {
        var array = Json.array();
        standings.forEach(s -> array.add(of(s, book)));
        return array;
    }

    private static ObjectNode of(Standing standing, Phrasebook book) {
        var answer = standing.answer();
        var main = standing.counts().stream().findFirst();
        var node = Json.object();
        node.put("id", answer.id());
        node.put("published", answer.published());
        computed(node, main);
        Json.truth(node, "ok", standing.outcome());
        node.put("explanation", book.render(standing.explanation()));
        node.set("rules", Json.array(answer.rules()));
        reading(node, main);
        node.put("subject", answer.subject());
        node.set("partners", Json.array(answer.partners()));
        node.put("grouping", answer.grouping());
        if (answer.gate().isPresent()) {
            node.put("gate", answer.gate().getAsDouble());
        } else {
            node.putNull("gate");
        }
        difference(node, main);
        var readings = node.putArray("readings");
        main.ifPresent(m -> readings(readings, m));
        attribution(node, main, false);
        needs(node, standing.needs(), book);
        node.put("source", answer.source());
        node.put("status", answer.status());
        node.put("note", answer.note());
        var counts = node.putArray("counts");
        standing.counts().forEach(c -> counts.add(count(answer, c, book)));
        return node;
    }

    private static ObjectNode count(KnownAnswer answer, Counted counted, Phrasebook book) {
        var count = counted.count();
        var node = Json.object();
        var name = count.name();
        node.put("name", name.en());
        node.put("label", name.in(book.language()));
        number(node, "published", count, count.published());
        computed(node, Optional.of(counted));
        Json.truth(node, "ok", counted.state().outcome());
        node.put("state", counted.state().name());
        node.put("explanation", book.render(counted.explanation()));
        reading(node, Optional.of(counted));
        node.put("subject", count.subject());
        node.set("partners", Json.array(count.partners()));
        node.put(
                "grouping",
                count.grouping() == Grouping.NONE ? "" : count.grouping().name().toLowerCase(Locale.ROOT));
        node.put("group", count.group());
        if (count.gate().isPresent()) {
            node.put("gate", count.gate().getAsDouble());
        } else {
            node.putNull("gate");
        }
        difference(node, Optional.of(counted));
        counted.best().ifPresent(b -> {
            node.put("goods", b.goods());
            node.put("not_judged", b.open());
        });
        var expected = answer.question().goods();
        if (expected.isPresent()) {
            node.put("goods_of_source", expected.getAsInt());
        }
        readings(node.putArray("readings"), counted);
        attribution(node, Optional.of(counted), true);
        var candidates = node.putArray("candidates");
        counted.candidates().forEach(c -> candidates.add(book.render(c)));
        needs(node, counted.needs(), book);
        return node;
    }

    private static void computed(ObjectNode node, Optional<Counted> counted) {
        var best = counted.flatMap(Counted::best);
        if (best.isPresent()) {
            number(node, "computed", counted.get().count(), best.get().value());
        } else {
            node.putNull("computed");
        }
    }

    /** Counts are whole numbers, parts are 0..1; a part of nothing has no number. */
    private static void number(ObjectNode node, String name, Count count, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else if (count.part()) {
            node.put(name, value);
        } else {
            node.put(name, Math.round(value));
        }
    }

    private static void difference(ObjectNode node, Optional<Counted> counted) {
        var difference = counted.flatMap(c -> c.difference().stream().boxed().findFirst());
        if (difference.isPresent()) {
            number(node, "difference", counted.get().count(), difference.get());
        } else {
            node.putNull("difference");
        }
    }

    private static void reading(ObjectNode node, Optional<Counted> counted) {
        var best = counted.flatMap(Counted::best);
        if (best.isPresent()) {
            reading(node, best.get().reading());
        } else {
            node.putNull("rule");
            node.putNull("partition");
            node.putNull("year");
            node.putNull("base");
        }
    }

    private static void reading(ObjectNode node, Reading reading) {
        node.put("rule", reading.rule());
        node.put("partition", reading.partition());
        node.put("year", reading.year());
        node.put("base", reading.base().name().toLowerCase(Locale.ROOT));
    }

    private static void readings(ArrayNode readings, Counted counted) {
        for (var value : counted.values()) {
            var one = readings.addObject();
            reading(one, value.reading());
            number(one, "computed", counted.count(), value.value());
            one.put("goods", value.goods());
            one.put("not_judged", value.open());
            one.put("best", counted.best().filter(value::equals).isPresent());
        }
    }

    private static void attribution(ObjectNode node, Optional<Counted> counted, boolean goods) {
        var shared = counted.flatMap(Counted::attribution);
        if (shared.isPresent()) {
            var attribution = shared.get().attribution();
            var explained = node.putObject("explained");
            reading(explained, shared.get().from());
            explained.put("first", attribution.first());
            explained.put("second", attribution.second());
            explained.put("difference", attribution.second() - attribution.first());
            explained.put("compared", attribution.compared());
            explained.put("excluded", attribution.excluded());
        } else {
            node.putNull("explained");
        }
        var parts = node.putArray("attribution");
        shared.ifPresent(s -> s.attribution().parts().forEach(part -> parts.add(part(part, goods))));
    }

    private static ObjectNode part(Attribution.Part part, boolean goods) {
        var node = Json.object();
        node.put("factor", part.factor());
        node.put("parts", part.count().toString());
        node.put("value", part.count().value());
        if (goods) {
            var list = node.putArray("goods");
            part.goods()
                    .forEach((code, fraction) -> list.addObject()
                            .put("scheme", code.scheme())
                            .put("code", code.value())
                            .put("parts", fraction.toString()));
        }
        return node;
    }

    private static void needs(ObjectNode node, List<Need> needs, Phrasebook book) {
        var array = node.putArray("not_run");
        for (var need : needs) {
            array.addObject().put("requirement", need.requirement()).put("explanation", book.render(need.why()));
        }
    }
}
