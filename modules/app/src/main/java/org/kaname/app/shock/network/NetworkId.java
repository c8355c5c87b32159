package org.kaname.app.shock.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.kaname.shock.network.FirmNetwork;

/**
 * What a network is called in passports: {@code firms-} and the head of a SHA-256 over its firms in their order and their links by
 * supplier and product. The order of the rows of links and of the columns does not matter.
 */
final class NetworkId {
    private static final int SHOWN = 12;

    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    private NetworkId() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(FirmNetwork network) {
        return new NetworkId().read(network);
    }

    private String read(FirmNetwork network) {
        var firms = network.firms();
        var rank = ranks(firms.products());
        long[] keys = {};
        for (int i = 0; i < network.size(); i++) {
            text(firms.name(i));
            text(firms.economies().get(firms.economy()[i]));
            text(firms.sectors().get(firms.sector()[i]));
            number(firms.output()[i]);
            number(firms.finalSales()[i]);
            number(firms.stockDays()[i]);
            int from = network.inPtr()[i];
            int size = network.inPtr()[i + 1] - from;
            number(size);
            if (keys.length < size) {
                keys = new long[2 * size];
            }
            // links of a firm come product by product: the products are put in the order of their names
            for (int k = 0; k < size; k++) {
                keys[k] = (long) rank[network.product()[from + k]] << 32 | k;
            }
            Arrays.sort(keys, 0, size);
            for (int k = 0; k < size; k++) {
                int e = from + (int) keys[k];
                number(network.supplier()[e]);
                text(firms.products().get(network.product()[e]));
                number(network.value()[e]);
                number(network.evidence(e).ordinal());
            }
        }
        return "firms-" + HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
    }

    private static int[] ranks(List<String> products) {
        var sorted = products.stream().sorted().toList();
        var rank = new int[products.size()];
        Arrays.setAll(rank, p -> java.util.Collections.binarySearch(sorted, products.get(p)));
        return rank;
    }

    private void text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void number(double value) {
        digest.update(number.clear().putDouble(value).array());
    }
}
