package synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes a made-up year of world trade as a file of CEPII's BACI. Run by bench/generate-baci:
 *
 * <pre>
 * --seed 20250130 --year 2023 --economies 230 --products 5400 --rows 11000000 --style 2025|2023 --out FILE
 * [--damage LIST] [--codes FILE] [--threads N]
 * </pre>
 *
 * With --damage the list of the damaged lines is printed as JSON. The bytes depend on all arguments but --threads.
 */
public final class GenerateBaci {
    private GenerateBaci() {}

    public static void main(String[] args) throws IOException {
        try {
            run(args, System.out::print);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** @param report receives the JSON of --damage, and nothing without */
    static void run(String[] args, java.util.function.Consumer<String> report) throws IOException {
        var arguments = Arguments.parse(
                args, List.of("seed", "year", "economies", "products", "rows", "style", "out", "damage", "codes", "threads"));
        long start = System.nanoTime();
        var world = new World(
                arguments.whole("seed", 20250130, Long.MIN_VALUE, Long.MAX_VALUE),
                (int) arguments.whole("year", 2023, 1900, 2100),
                (int) arguments.whole("economies", 230, 2, 230),
                ProductCodes.of(arguments),
                arguments.whole("rows", 11_000_000, 1, Integer.MAX_VALUE));
        var name = arguments.text("style", "2025");
        var style = BaciText.Style.named(name);
        var out = Path.of(arguments.needed("out")).toAbsolutePath();
        int threads = (int) arguments.whole("threads", Runtime.getRuntime().availableProcessors(), 1, 1024);
        var list = arguments.text("damage", "");
        long rows;
        if (list.isEmpty()) {
            rows = writePlain(world, style, out, threads);
        } else {
            var damage = new Damage(world, list, arguments.whole("rows", 11_000_000, 1, Integer.MAX_VALUE));
            rows = writeDamaged(world, damage.style(style), damage, out, threads);
            if (damage.has("cp1252-names")) {
                writeDictionary(world, damage, out, name);
            }
            report.accept(damage.json(out, Files.size(out)));
        }
        System.err.printf(
                Locale.ROOT,
                "%s: %d rows, %d bytes, %.1f s, %d threads%n",
                out.getFileName(),
                rows,
                Files.size(out),
                (System.nanoTime() - start) / 1e9,
                threads);
    }

    private static long writePlain(World world, BaciText.Style style, Path out, int threads) throws IOException {
        var rows = new long[1];
        try (OutputStream file = Files.newOutputStream(out)) {
            file.write(style.header());
            Parts.write(world, style, threads, (bytes, length, count) -> {
                file.write(bytes, 0, length);
                rows[0] += count;
            });
        }
        return rows[0];
    }

    private static long writeDamaged(World world, BaciText.Style style, Damage damage, Path out, int threads)
            throws IOException {
        try (var file = new java.io.BufferedOutputStream(Files.newOutputStream(out), 1 << 20)) {
            damage.begin(file, style);
            Parts.write(world, style, threads, damage::part);
            damage.end();
        }
        damage.cut(out);
        return damage.rows();
    }

    /** The dictionary of economies beside the file, in windows-1252 as in the edition 202201. */
    private static void writeDictionary(World world, Damage damage, Path out, String style) throws IOException {
        var text = new StringBuilder(
                "\"country_code\",\"country_name_abbreviation\",\"country_name_full\",\"iso_2digit_alpha\",\"iso_3digit_alpha\"\r\n");
        for (var economy : world.economies()) {
            text.append(economy.number())
                    .append(",\"")
                    .append(economy.name())
                    .append("\",\"")
                    .append(economy.name())
                    .append("\",,\"")
                    .append(economy.iso())
                    .append("\"\r\n");
        }
        var name = style.equals("2023") ? "country_codes_V202301.csv" : "country_codes_V202501.csv";
        Files.write(out.resolveSibling(name), text.toString().getBytes(Charset.forName("windows-1252")));
        damage.dictionary(name);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
