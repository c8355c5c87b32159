package org.kaname.model;

/** A closed interval of values in the unit of the figure it belongs to. */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "The interval's low end (" + low + ") is above its high end (" + high + ").");
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
