package org.kaname.app.shock.network;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;

/** Writes {@code firms.csv} and {@code links.csv} of a network, which {@link org.kaname.shock.network.FirmFiles} reads back. */
public final class NetworkFiles {
    private static final String FIRMS = "firms.csv";
    private static final String LINKS = "links.csv";

    private interface Content {
        void write(Writer to) throws IOException;
    }

    private NetworkFiles() {}

    /** Both files, whole or not at all; what stands there is not replaced. Refused: KAN-SHOCK-073. */
    public static Optional<Refusal> write(NetworkSource source, Path folder) {
        for (var name : List.of(FIRMS, LINKS)) {
            if (Files.exists(folder.resolve(name))) {
                return Optional.of(Refusal.of("KAN-SHOCK-073.exists", TextFile.shown(folder.resolve(name)), 0));
            }
        }
        try {
            Files.createDirectories(folder);
            write(folder.resolve(FIRMS), to -> firms(source, to));
            write(folder.resolve(LINKS), to -> links(source, to));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unwritten(folder, e));
        }
    }

    /** A file or folder that cannot be written, as KAN-SHOCK-073. */
    public static Refusal unwritten(Path path, IOException why) {
        return Refusal.of(
                "KAN-SHOCK-073",
                TextFile.shown(path),
                0,
                "reason",
                why.getClass().getSimpleName());
    }

    private static void write(Path file, Content content) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var out = Files.newBufferedWriter(part)) {
            content.write(out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void firms(NetworkSource source, Writer to) throws IOException {
        var firms = source.network().firms();
        to.write("firm,economy,sector,output,final_sales,stock_days\n");
        for (int i = 0; i < firms.size(); i++) {
            to.write(quoted(source.name(i))
                    + ','
                    + quoted(source.economy(i))
                    + ','
                    + quoted(source.sector(i))
                    + ','
                    + number(firms.output()[i])
                    + ','
                    + number(firms.finalSales()[i])
                    + ','
                    + number(firms.stockDays()[i])
                    + '\n');
        }
    }

    private static void links(NetworkSource source, Writer to) throws IOException {
        var network = source.network();
        var products = network.firms().products();
        to.write("supplier,buyer,product,value,evidence\n");
        for (int i = 0; i < network.size(); i++) {
            for (int e = network.inPtr()[i]; e < network.inPtr()[i + 1]; e++) {
                to.write(quoted(source.name(network.supplier()[e]))
                        + ','
                        + quoted(source.name(i))
                        + ','
                        + quoted(products.get(network.product()[e]))
                        + ','
                        + network.value()[e]
                        + ','
                        + network.evidence(e).code()
                        + '\n');
            }
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    /** A cell of CSV, quoted where it must be. */
    static String quoted(String text) {
        return text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
