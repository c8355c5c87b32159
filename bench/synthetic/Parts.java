package synthetic;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the text of a world in parts, on several threads, and hands the parts on in the order of the file. */
final class Parts {
    /** Importers in one part: at most 43,200 rows, under 2 MB. */
    private static final int IMPORTERS = 8;

    private Parts() {}

    /** Takes the parts, one after the other. */
    interface Sink {
        /** The bytes of whole lines in [0, length). */
        void part(byte[] bytes, int length, int rows) throws IOException;
    }

    static void write(World world, BaciText.Style style, int threads, Sink sink) throws IOException {
        var codes = new BaciText(world, style);
        int economies = world.economies().size();
        var waiting = new ArrayDeque<Future<BaciText>>();
        try (var pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "part");
            thread.setDaemon(true);
            return thread;
        })) {
            for (int i = 0; i < economies; i++) {
                var exporter = world.exporter(i);
                for (int from = 0; from < economies; from += IMPORTERS) {
                    int first = from;
                    int end = Math.min(from + IMPORTERS, economies);
                    waiting.add(pool.submit(() -> {
                        var text = codes.fork();
                        world.generate(exporter, first, end, text);
                        return text;
                    }));
                    if (waiting.size() > 2 * threads) {
                        hand(waiting.remove(), sink);
                    }
                }
            }
            while (!waiting.isEmpty()) {
                hand(waiting.remove(), sink);
            }
        }
    }

    private static void hand(Future<BaciText> part, Sink sink) throws IOException {
        try {
            var text = part.get();
            sink.part(text.bytes(), text.length(), text.rows());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
