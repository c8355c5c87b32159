package org.kaname.shock.network.daily;

import java.util.List;

/**
 * What is taken from firms and links, day by day. What several entries take from one firm or link combines by multiplying survivors.
 *
 * @param capacity losses of capacity
 * @param links orders that do not pass; of an importer's group with foreign share m, all its links with share m · r
 */
public record FirmShocks(List<Loss> capacity, List<Loss> links) {
    /** A share, 0..1, on a day from 0. */
    @FunctionalInterface
    public interface Course {
        double on(int day);
    }

    /** @param items numbers of firms, or of links; the array is not written to again */
    public record Loss(int[] items, Course share) {}

    public FirmShocks {
        capacity = List.copyOf(capacity);
        links = List.copyOf(links);
    }

    public static FirmShocks none() {
        return new FirmShocks(List.of(), List.of());
    }
}
