package org.kaname.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a constant means something: a user's value outside is refused, for every good or none would pass, or the formula has no value.
 * The table {@code ranges.csv} names constants by what follows the last point of their name.
 *
 * @param least lowest value
 * @param without the lowest value itself is outside
 * @param most highest value; infinity where there is none
 * @param whole only whole numbers
 */
public record ConstantRange(double least, boolean without, double most, boolean whole) {
    private static final String FILE = "ranges.csv";
    private static final String HEADER = "constants,least,most,whole,note";
    private static final String WITHOUT = ">";
    private static final Map<String, ConstantRange> BY_NAME = read();

    /** Throws for a constant that the table does not name: a bug of the build. */
    public static ConstantRange of(String constant) {
        var range = BY_NAME.get(constant.substring(constant.lastIndexOf('.') + 1));
        if (range == null) {
            throw new IllegalArgumentException("The constant (" + constant + ") has no range.");
        }
        return range;
    }

    /** The value is a number inside the range. */
    public boolean holds(double value) {
        boolean above = without ? value > least : value >= least;
        return above && value <= most && Double.isFinite(value) && (!whole || Math.rint(value) == value);
    }

    private static Map<String, ConstantRange> read() {
        try (InputStream in = ConstantRange.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The ranges of constants are absent.");
            }
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (!lines.getFirst().equals(HEADER)) {
                throw new IllegalStateException("The ranges have the columns (" + lines.getFirst() + ").");
            }
            var ranges = new HashMap<String, ConstantRange>();
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.split(",", 5);
                boolean without = cells[1].startsWith(WITHOUT);
                var range = new ConstantRange(
                        Double.parseDouble(without ? cells[1].substring(1) : cells[1]),
                        without,
                        cells[2].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(cells[2]),
                        cells[3].equals("yes"));
                for (var name : cells[0].split(" ")) {
                    if (ranges.put(name, range) != null) {
                        throw new IllegalStateException("The constant (" + name + ") has two ranges.");
                    }
                }
            }
            return Map.copyOf(ranges);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
