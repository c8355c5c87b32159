package org.kaname.data.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of another encoding as UTF-8 bytes; bytes that the encoding does not know become the replacement character. */
final class Utf8Stream extends InputStream {
    private final Reader reader;
    private final char[] chars = new char[8192];
    private byte[] bytes = new byte[0];
    private int at;
    private char held;

    Utf8Stream(InputStream in, Charset charset) {
        reader = new InputStreamReader(in, charset);
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (at == bytes.length) {
            int from = 0;
            if (held != 0) {
                chars[0] = held;
                held = 0;
                from = 1;
            }
            int read = reader.read(chars, from, chars.length - from);
            if (read < 0) {
                if (from == 0) {
                    return false;
                }
                read = 0; // half of a pair at the very end
            } else if (Character.isHighSurrogate(chars[from + read - 1])) {
                held = chars[from + read - 1];
                read--;
            }
            bytes = new String(chars, 0, from + read).getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
