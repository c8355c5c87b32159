package org.kaname.shock.exposure;

import java.util.List;
import java.util.stream.IntStream;
import org.kaname.data.inputoutput.IoTable;

/**
 * Deliveries that are taken out: from supplying to buying industries, perhaps also to final demand.
 *
 * @param suppliers industries, distinct
 * @param buyers industries, distinct
 * @param finalBuyers economies whose final purchases from the suppliers are taken out too; empty for intermediates only
 * @param share of the deliveries, 0..1
 */
public record ExtractedLink(List<Integer> suppliers, List<Integer> buyers, List<Integer> finalBuyers, double share) {
    public ExtractedLink {
        suppliers = List.copyOf(suppliers);
        buyers = List.copyOf(buyers);
        finalBuyers = List.copyOf(finalBuyers);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The share (" + share + ") is outside 0 to 1.");
        }
    }

    /**
     * All of one economy's deliveries to another.
     *
     * @param supplier index of an economy
     * @param buyer index of an economy
     * @param withFinal also to final demand
     */
    public static ExtractedLink between(IoTable table, int supplier, int buyer, boolean withFinal, double share) {
        return new ExtractedLink(
                industriesOf(table, supplier),
                industriesOf(table, buyer),
                withFinal ? List.of(buyer) : List.of(),
                share);
    }

    /** One industry's deliveries to all others of the world, its own purchases from itself included. */
    public static ExtractedLink ofIndustry(IoTable table, int industry, double share) {
        return new ExtractedLink(
                List.of(industry),
                IntStream.range(0, table.industries()).boxed().toList(),
                List.of(),
                share);
    }

    private static List<Integer> industriesOf(IoTable table, int economy) {
        int first = table.industry(economy, 0);
        return IntStream.range(first, first + table.sectors().size()).boxed().toList();
    }

    static int[] array(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }
}
