package org.kaname.model;

import java.util.function.Function;

/** A value or the reason why there is none. */
public sealed interface Result<T> {
    record Ok<T>(T value) implements Result<T> {}

    record Failed<T>(Failure why) implements Result<T> {}

    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Result<T> failure(Reason reason, String detail) {
        return new Failed<>(new Failure(reason, detail));
    }

    default <U> Result<U> then(Function<T, Result<U>> next) {
        return switch (this) {
            case Ok<T> ok -> next.apply(ok.value());
            case Failed<T> failed -> new Failed<>(failed.why());
        };
    }
}
