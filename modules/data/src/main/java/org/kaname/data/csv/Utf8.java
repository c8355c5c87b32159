package org.kaname.data.csv;

/** Validity of UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
final class Utf8 {
    private Utf8() {}

    /** The place of the first byte that is not part of valid UTF-8, or -1. A sequence cut off by {@code to} is bad. */
    static int firstBad(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int size = sequence(bytes, i, to);
            if (size <= 0) {
                return i;
            }
            i += size;
        }
        return -1;
    }

    /** Length of the valid sequence at a place, 0 where it is not valid, negative where the text ends inside it. */
    static int sequence(byte[] bytes, int at, int to) {
        int b = bytes[at];
        if (b >= 0) {
            return 1;
        }
        int lead = b & 0xFF;
        int size = lead >= 0xC2 && lead <= 0xDF
                ? 2
                : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
        for (int k = 1; k < size; k++) {
            if (at + k >= to) {
                return -k;
            }
            int next = bytes[at + k] & 0xFF;
            int lowest = k == 1 ? (lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80) : 0x80;
            int highest = k == 1 ? (lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF) : 0xBF;
            if (next < lowest || next > highest) {
                return 0;
            }
        }
        return size;
    }
}
