package synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The goods of a world: made-up codes, or those of a list. */
final class ProductCodes {
    private ProductCodes() {}

    /**
     * Codes from {@code --codes}, a file with a code of six digits at the start of each line (a first line without one is a header);
     * else as many made-up codes as {@code --products} says. Made-up codes are in no revision of the HS.
     */
    static List<String> of(Arguments arguments) throws IOException {
        var file = arguments.text("codes", "");
        int count = (int) arguments.whole("products", 5400, 1, 57_024);
        if (file.isEmpty()) {
            return World.madeUpProducts(count);
        }
        var codes = new TreeSet<String>();
        int line = 0;
        for (var text : Files.readAllLines(Path.of(file))) {
            line++;
            var code = text.split("[,;\t]", 2)[0].replace("\"", "").trim();
            if (code.matches("\\d{6}")) {
                codes.add(code);
            } else if (line > 1 && !code.isEmpty()) {
                throw new IllegalArgumentException("The code (" + code + ") has not six digits at " + file + ":" + line + ".");
            }
        }
        return codes.stream().limit(count).toList();
    }
}
