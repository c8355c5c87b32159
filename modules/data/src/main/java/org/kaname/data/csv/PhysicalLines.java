package org.kaname.data.csv;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds one physical line of a UTF-8 text: lines end with LF, CRLF or CR and are counted from 1. */
public final class PhysicalLines {
    private PhysicalLines() {}

    public static Optional<String> find(InputStream in, int wanted) throws IOException {
        var bytes = new BufferedInputStream(in, 1 << 16);
        int line = 1;
        boolean any = false;
        var text = new ByteArrayOutputStream();
        while (true) {
            int b = bytes.read();
            if (b < 0) {
                return line == wanted && any ? Optional.of(text.toString(StandardCharsets.UTF_8)) : Optional.empty();
            }
            if (b == '\n' || b == '\r') {
                if (line == wanted) {
                    return Optional.of(text.toString(StandardCharsets.UTF_8));
                }
                if (b == '\r') {
                    bytes.mark(1);
                    if (bytes.read() != '\n') {
                        bytes.reset();
                    }
                }
                line++;
                any = false;
                continue;
            }
            any = true;
            if (line == wanted && text.size() < CsvRecords.LONGEST_RECORD) {
                text.write(b);
            }
        }
    }
}
