package org.kaname.model;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a number comes from: data set, method with version, figure, and the parameters that make it computable again without any
 * stored assessment. It holds keys, never copies of rows.
 *
 * <p>Text form (clarification 7): {@code kn1:<data set id>/<method@version>/<figure>?<key=value&…>}, keys sorted, values
 * URL-encoded.
 */
public record Passport(String dataset, String method, String figure, SortedMap<String, String> parameters) {
    private static final String PREFIX = "kn1:";

    public Passport {
        parameters = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    public Passport(String dataset, String method, String figure, Map<String, String> parameters) {
        this(dataset, method, figure, new TreeMap<>(parameters));
    }

    /** The same origin, another figure. */
    public Passport withFigure(String other) {
        return new Passport(dataset, method, other, parameters);
    }

    /** A copy with one more parameter. */
    public Passport with(String key, String value) {
        var changed = new TreeMap<>(parameters);
        changed.put(key, value);
        return new Passport(dataset, method, figure, changed);
    }

    /** The value of a parameter, or the empty text. */
    public String parameter(String key) {
        return parameters.getOrDefault(key, "");
    }

    public static Result<Passport> parse(String text) {
        var body = text.strip();
        if (!body.startsWith(PREFIX)) {
            return Result.failure(
                    Reason.MALFORMED,
                    "A passport starts with (" + PREFIX + "), this text with ("
                            + body.substring(0, Math.min(12, body.length())) + ").");
        }
        body = body.substring(PREFIX.length());
        int question = body.indexOf('?');
        var path = question < 0 ? body : body.substring(0, question);
        var query = question < 0 ? "" : body.substring(question + 1);
        int first = path.indexOf('/');
        int second = first < 0 ? -1 : path.indexOf('/', first + 1);
        if (first <= 0 || second < 0 || second == path.length() - 1 || second == first + 1) {
            return Result.failure(
                    Reason.MALFORMED,
                    "The passport (" + text + ") is not of the form kn1:DATASET/METHOD/FIGURE?KEY=VALUE.");
        }
        var parameters = new TreeMap<String, String>();
        for (var pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                return Result.failure(
                        Reason.MALFORMED, "The passport's part (" + pair + ") is not of the form KEY=VALUE.");
            }
            try {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return Result.failure(Reason.MALFORMED, "The passport's part (" + pair + ") is not URL-encoded.");
            }
        }
        return Result.ok(new Passport(
                path.substring(0, first), path.substring(first + 1, second), path.substring(second + 1), parameters));
    }

    @Override
    public String toString() {
        var text = new StringBuilder(PREFIX)
                .append(dataset)
                .append('/')
                .append(method)
                .append('/')
                .append(figure);
        char separator = '?';
        for (var entry : parameters.entrySet()) {
            text.append(separator)
                    .append(entry.getKey())
                    .append('=')
                    .append(URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return text.toString();
    }
}
