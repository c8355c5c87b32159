package org.kaname.data.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives each distinct text a dense number in the order of first meeting, without making a text for each meeting. Not thread-safe. */
public final class TextPool {
    private final List<String> texts = new ArrayList<>();
    private byte[][] bytes = new byte[64][];
    private int[] slots = new int[256];
    private int last = -1;

    public TextPool() {
        Arrays.fill(slots, -1);
    }

    public int size() {
        return texts.size();
    }

    public String text(int id) {
        return texts.get(id);
    }

    public int idOf(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        return idOf(encoded, 0, encoded.length);
    }

    int idOf(byte[] buffer, int from, int to) {
        // files are often sorted: the text is the one before
        if (last >= 0 && Arrays.equals(bytes[last], 0, bytes[last].length, buffer, from, to)) {
            return last;
        }
        last = lookUp(buffer, from, to);
        return last;
    }

    private int lookUp(byte[] buffer, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + buffer[i];
        }
        int mask = slots.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (slots[slot] >= 0) {
            int id = slots[slot];
            if (Arrays.equals(bytes[id], 0, bytes[id].length, buffer, from, to)) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        int id = texts.size();
        if (id == bytes.length) {
            bytes = Arrays.copyOf(bytes, id * 2);
        }
        bytes[id] = Arrays.copyOfRange(buffer, from, to);
        texts.add(new String(bytes[id], StandardCharsets.UTF_8));
        slots[slot] = id;
        if (texts.size() * 2 > slots.length) {
            rehash();
        }
        return id;
    }

    private void rehash() {
        var larger = new int[slots.length * 2];
        Arrays.fill(larger, -1);
        int mask = larger.length - 1;
        for (int id = 0; id < texts.size(); id++) {
            int hash = 1;
            for (byte b : bytes[id]) {
                hash = 31 * hash + b;
            }
            int slot = (hash ^ hash >>> 15) & mask;
            while (larger[slot] >= 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = id;
        }
        slots = larger;
    }
}
