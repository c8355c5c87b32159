package org.kaname.model;

/** A code with its list. The same digits in another list are another thing; zeros are kept. */
public record Code(String scheme, String value) implements Comparable<Code> {
    public Code {
        if (scheme.isEmpty() || value.isEmpty()) {
            throw new IllegalArgumentException("A code needs a scheme (" + scheme + ") and a value (" + value + ").");
        }
    }

    /** Reads {@code SCHEME:VALUE}, split at the last colon ({@code OTHER:name:P001} has the scheme {@code OTHER:name}). */
    public static Result<Code> parse(String text) {
        int colon = text.lastIndexOf(':');
        return colon <= 0 || colon == text.length() - 1
                ? Result.failure(Reason.MALFORMED, "The code (" + text + ") is not of the form SCHEME:CODE.")
                : Result.ok(new Code(text.substring(0, colon), text.substring(colon + 1)));
    }

    @Override
    public int compareTo(Code other) {
        int byScheme = scheme.compareTo(other.scheme);
        return byScheme != 0 ? byScheme : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return scheme + ":" + value;
    }
}
