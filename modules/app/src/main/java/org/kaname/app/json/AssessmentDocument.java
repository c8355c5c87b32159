package org.kaname.app.json;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kaname.app.wording.Findings;
import org.kaname.app.wording.Words;
import org.kaname.model.Language;
import org.kaname.triage.GoodDecision;
import org.kaname.triage.GoodTriage;
import org.kaname.triage.assess.Assessment;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * An assessment as a document. A year of world trade has thousands of goods and hundreds of megabytes of them, so goods are made on all
 * processors and written as they come, a few at a time in memory.
 */
public final class AssessmentDocument {
    private static final int GOODS_IN_ONE_TASK = 32;
    private static final int TASKS_AHEAD = 8;

    private final Assessment assessment;
    private final Words words;
    private final Language language;
    private final ObjectNode frame;

    public AssessmentDocument(Assessment assessment, Words plain, Language language) {
        this.assessment = assessment;
        this.words = plain.with(assessment.data().economies());
        this.language = language;
        this.frame = AssessmentJson.frame(assessment, words, language);
    }

    /** All of it but the goods, whose list is empty; what is put here is written too. */
    public ObjectNode frame() {
        return frame;
    }

    /** The whole tree, for pages. */
    public ObjectNode whole() {
        var whole = frame.deepCopy();
        var goods = Json.array();
        forEachGood(goods::add);
        whole.set(AssessmentJson.GOODS, goods);
        return whole;
    }

    /**
     * Writes the document, the same bytes every time; the stream stays open.
     *
     * @param indented for people and version control, or without spaces
     */
    public void writeTo(OutputStream out, boolean indented) {
        var writer = indented ? Json.MAPPER.writer() : Json.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);
        try (var generator = writer.without(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out)) {
            generator.writeStartObject();
            for (var property : frame.properties()) {
                generator.writeName(property.getKey());
                if (property.getKey().equals(AssessmentJson.GOODS)) {
                    writeGoods(generator);
                } else {
                    generator.writeTree(property.getValue());
                }
            }
            generator.writeEndObject();
        }
    }

    private void writeGoods(JsonGenerator generator) {
        generator.writeStartArray();
        forEachGood(generator::writeTree);
        generator.writeEndArray();
    }

    private interface Taker {
        void take(ObjectNode good);
    }

    /** Goods in the order in which they are shown; made ahead of the taker, but not far. */
    private void forEachGood(Taker taker) {
        var triage = new GoodTriage(
                assessment.data(), assessment.economy(), assessment.partners(), List.of(), assessment.settings());
        var ordered = Findings.ordered(assessment);
        var waiting = new ArrayDeque<Future<List<ObjectNode>>>();
        try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int from = 0; from < ordered.size() || !waiting.isEmpty(); ) {
                while (from < ordered.size() && waiting.size() < TASKS_AHEAD) {
                    var some = ordered.subList(from, Math.min(ordered.size(), from + GOODS_IN_ONE_TASK));
                    waiting.add(pool.submit(() -> goods(some, triage.fork())));
                    from += some.size();
                }
                waiting.remove().get().forEach(taker::take);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<ObjectNode> goods(List<GoodDecision> some, GoodTriage triage) {
        var json = new GoodJson(assessment, words, triage.evaluator(), language);
        var goods = new ArrayList<ObjectNode>();
        some.forEach(decision -> goods.add(json.good(decision)));
        return goods;
    }
}
