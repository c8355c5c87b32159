package org.kaname.data;

/**
 * A single share published or computed by others for a good or input that the flows do not cover.
 *
 * @param kind {@code world-exports} or {@code world-market}
 * @param share 0..1
 * @param rank among all economies, 1 = largest; 0 where none was published
 */
public record PublishedShare(
        int year,
        String kind,
        String scheme,
        String code,
        String itemEn,
        String stage,
        String economy,
        double share,
        int rank,
        String basis,
        String source,
        String confidence,
        Origin origin) {}
