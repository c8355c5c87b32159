package org.kaname.app.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Markup that is HTML to a browser and well-formed to an XML parser: every text and attribute is escaped, every element closed. */
public final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    public Html open(String tag, String... attributes) {
        tag(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the innermost element, which must be this one. */
    public Html close(String tag) {
        var innermost = open.isEmpty() ? "" : open.pop();
        if (!innermost.equals(tag)) {
            throw new IllegalStateException("Closing (" + tag + ") inside (" + innermost + ").");
        }
        out.append("</").append(tag).append('>');
        return this;
    }

    public Html text(String text) {
        escape(text);
        return this;
    }

    /** A whole element with text in it. */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** An element that cannot hold anything: {@code br}, {@code meta}, or a shape of SVG. */
    public Html empty(String tag, String... attributes) {
        tag(tag, attributes);
        out.append("/>");
        return this;
    }

    /** A line break between blocks, for people who read the source. */
    public Html line() {
        out.append('\n');
        return this;
    }

    /** Markup that this class wrote, or a resource file of this package. */
    public Html raw(String markup) {
        out.append(markup);
        return this;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Still open: " + open);
        }
        return out.toString();
    }

    private void tag(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("An attribute of (" + tag + ") has no value.");
        }
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    // XML knows no control characters besides these three, not even escaped.
                    if (c >= ' ' || c == '\n' || c == '\t' || c == '\r') {
                        out.append(Character.isSurrogate(c) && !paired(text, i) || c >= 0xFFFE ? '\uFFFD' : c);
                    }
                }
            }
        }
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
