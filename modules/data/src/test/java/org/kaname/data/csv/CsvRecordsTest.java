package org.kaname.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
    private static List<String> lines(CsvRecords records) throws IOException {
        var found = new ArrayList<String>();
        while (records.next()) {
            var fields = new ArrayList<String>();
            for (int i = 0; i < records.fields(); i++) {
                fields.add(records.text(i));
            }
            found.add(records.line() + " " + fields
                    + (records.shape() == CsvRecords.Shape.WHOLE ? "" : " " + records.shape()));
        }
        return found;
    }

    private static List<String> lines(String text) throws IOException {
        return lines(CsvRecords.of(text));
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(lines("a,b\n1,2")).containsExactly("1 [a, b]", "2 [1, 2]");
        assertThat(lines("a,b\n1,")).containsExactly("1 [a, b]", "2 [1, ]");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void allLineEndsCountTheSameAndBlankLinesAreSkippedButCounted() throws IOException {
        assertThat(lines("a\r\nb\rc\nd")).containsExactly("1 [a]", "2 [b]", "3 [c]", "4 [d]");
        assertThat(lines("a\n\n\r\n\rb")).containsExactly("1 [a]", "5 [b]");
    }

    @Test
    void aQuotedLineBreakBelongsToTheRecordThatStartedFirst() throws IOException {
        assertThat(lines("a,\"x\ny\r\nz\",b\nnext,\"2\"\"\",\n"))
                .containsExactly("1 [a, x\ny\r\nz, b]", "4 [next, 2\", ]");
    }

    @Test
    void quotesThatAreNotDoubledAndBlanksAroundQuotesAreTakenAndCounted() throws IOException {
        var records = CsvRecords.of("a, \"b,c\" ,d\n5\" pipe,\"he said \"hi\" there\",x\nplain,1,2\n");
        assertThat(lines(records))
                .containsExactly("1 [a, b,c, d]", "2 [5\" pipe, he said \"hi\" there, x]", "3 [plain, 1, 2]");
        assertThat(records.oddRecords()).isEqualTo(2);
    }

    @Test
    void aMarkAtTheStartIsNoPartOfTheHeader() throws IOException {
        assertThat(lines("\uFEFFa,b\n1,2\n")).containsExactly("1 [a, b]", "2 [1, 2]");
    }

    @Test
    void anUnclosedQuoteIsNamedAndALongOneStopsTheReading() throws IOException {
        assertThat(lines("a,b\n1,\"x\n2,y\n")).containsExactly("1 [a, b]", "2 [1, x\n2,y\n] QUOTE_UNCLOSED");
        var records = CsvRecords.of("a,b\n1,\"x\n" + "2,y\n".repeat(5000));
        records.next();
        assertThat(records.next()).isTrue();
        assertThat(records.shape()).isEqualTo(CsvRecords.Shape.QUOTE_UNCLOSED);
        assertThat(records.quotedLines()).isGreaterThan(CsvRecords.MOST_QUOTED_LINES);
        assertThat(records.next()).isFalse();
    }

    @Test
    void anOverlongLineIsCutAndTheNextOneIsReadWhole() throws IOException {
        var text = "a,b\n" + "x".repeat(3 << 20) + ",1\nc,d\n\"" + "y".repeat(2 << 20) + "\",1\ne,f\n";
        var records = CsvRecords.of(text);
        records.next();
        records.next();
        assertThat(records.shape()).isEqualTo(CsvRecords.Shape.TOO_LONG);
        assertThat(records.raw(4096)).hasSize(4096).startsWith("xxx");
        records.next();
        assertThat(records.text(0)).isEqualTo("c");
        assertThat(records.line()).isEqualTo(3);
        records.next();
        assertThat(records.shape()).isEqualTo(CsvRecords.Shape.TOO_LONG);
        records.next();
        assertThat(records.text(1)).isEqualTo("f");
        assertThat(records.line()).isEqualTo(5);
        assertThat(records.next()).isFalse();
    }

    @Test
    @Tag("invariant")
    void theSizeOfTheBufferChangesNothing() throws IOException {
        var cells = List.of(
                "",
                "a",
                "\"q\"",
                "\"x,y\"",
                "\"l\nm\"",
                "\"d\"\"d\"",
                "5\"",
                " \"b\" ",
                "é",
                "\"\r\n\"",
                "long".repeat(40));
        var ends = List.of("\n", "\r\n", "\r", "\n\n");
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (int row = 0; row < 20; row++) {
                for (int i = 0; i < 1 + random.nextInt(4); i++) {
                    text.append(i == 0 ? "" : ",").append(cells.get(random.nextInt(cells.size())));
                }
                text.append(row == 19 && random.nextBoolean() ? "" : ends.get(random.nextInt(ends.size())));
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            var inMemory = lines(CsvRecords.of(bytes));
            for (int size : new int[] {4, 5, 7, 16, 33, 64, bytes.length, bytes.length + 1}) {
                var streamed = lines(CsvRecords.of(new ByteArrayInputStream(bytes), ',', '"', size));
                assertThat(streamed).as("seed %d, buffer %d", seed, size).isEqualTo(inMemory);
            }
        }
    }

    @Test
    @Tag("invariant")
    void numbersAreReadAsTheLanguageReadsThem() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var text = switch (random.nextInt(5)) {
                case 0 -> Double.toString(random.nextDouble() * 1e9);
                case 1 -> Long.toString(random.nextLong());
                case 2 -> random.nextInt(1_000_000) + "." + random.nextInt(1000);
                case 3 -> Double.toString(Math.exp(random.nextGaussian() * 40));
                default -> "-0." + random.nextInt(100_000);
            };
            assertThat(Numbers.parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
        for (var text : List.of(
                "",
                " ",
                "NaN",
                "Infinity",
                "1,5",
                "0x10",
                "1e",
                "e5",
                "1.2.3",
                "--1",
                "1 2",
                "1d",
                "+",
                ".",
                "1e99999",
                "12.5%",
                "(3)")) {
            assertThat(Numbers.parse(text)).as(text).isNaN();
        }
        assertThat(Numbers.parse(" 12.5 ")).isEqualTo(12.5);
    }
}
