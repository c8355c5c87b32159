package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kaname.app.report.Html;

/** A line over the days of a run with the band between both bounds, drawn for wide and for narrow screens. */
final class CourseChart {
    /** Half a pixel less than this from a straight line is not drawn. */
    private static final double FLAT = 0.2;

    private static final double LEFT = 44;
    private static final double RIGHT = 8;
    private static final double TOP = 20;
    private static final double BOTTOM = 26;
    private static final int PARTS = 4;

    private final Html html;
    private final double width;
    private final double height;
    private final int days;
    private final double most;

    private CourseChart(Html html, double width, double height, int days, double most) {
        this.html = html;
        this.width = width;
        this.height = height;
        this.days = days;
        this.most = most;
    }

    /**
     * What is drawn.
     *
     * @param central by day; both bounds have as many days
     * @param share true for a share of the need, false for days of stock
     * @param startDay of the first restriction
     */
    record Lines(
            double[] central,
            double[] noResponse,
            double[] fullResponse,
            boolean share,
            int startDay,
            String alternative) {
        double most() {
            double most = 0;
            for (var line : List.of(central, noResponse, fullResponse)) {
                for (double value : line) {
                    most = Math.max(most, value);
                }
            }
            return most;
        }
    }

    /** Both sizes; a style sheet shows one. */
    static void write(Html html, Lines lines, String startWord) {
        double most = lines.most();
        double top =
                lines.share() ? Math.min(1, most == 0 ? 1 : DaysBoard.round(most)) : DaysBoard.round(Math.max(1, most));
        new CourseChart(html, 520, 240, lines.central().length, top).draw(lines, "wide", startWord);
        new CourseChart(html, 336, 220, lines.central().length, top).draw(lines, "narrow", startWord);
    }

    private void draw(Lines lines, String size, String startWord) {
        html.open(
                "svg",
                "class",
                "course " + size,
                "viewBox",
                "0 0 " + ShockVoice.number(width) + " " + ShockVoice.number(height),
                "role",
                "img",
                "aria-label",
                lines.alternative());
        axes(lines.share());
        var upper = points(lines.noResponse());
        var lower = points(lines.fullResponse());
        var band = new ArrayList<>(upper);
        band.addAll(lower.reversed());
        html.empty("polygon", "class", "band", "points", text(band));
        html.empty("polyline", "class", "none", "points", text(upper));
        html.empty("polyline", "class", "full", "points", text(lower));
        html.empty("polyline", "class", "middle", "points", text(points(lines.central())));
        double x = x(lines.startDay());
        html.empty(
                "line", "class", "limit", "x1", one(x), "y1", one(TOP - 6), "x2", one(x), "y2", one(height - BOTTOM));
        boolean leftHalf = x < width / 2;
        html.element(
                "text",
                startWord,
                "class",
                "axis",
                "x",
                one(leftHalf ? x + 4 : x - 4),
                "y",
                one(TOP - 8),
                "text-anchor",
                leftHalf ? "start" : "end");
        html.close("svg");
    }

    private void axes(boolean share) {
        for (int i = 0; i <= 2; i++) {
            double value = most * i / 2;
            double y = y(value);
            html.empty("line", "class", "grid", "x1", one(LEFT), "y1", one(y), "x2", one(width - RIGHT), "y2", one(y));
            html.element(
                    "text",
                    share ? ShockVoice.number(value * 100) + " %" : ShockVoice.number(value),
                    "class",
                    "axis",
                    "x",
                    one(LEFT - 6),
                    "y",
                    one(y + 4),
                    "text-anchor",
                    "end");
        }
        double step = DaysBoard.round((double) days / PARTS);
        for (double day = 0; day < days; day += step) {
            html.element(
                    "text",
                    ShockVoice.number(day),
                    "class",
                    "axis",
                    "x",
                    one(x(day)),
                    "y",
                    one(height - 8),
                    "text-anchor",
                    "middle");
            html.empty(
                    "line",
                    "class",
                    "grid",
                    "x1",
                    one(x(day)),
                    "y1",
                    one(height - BOTTOM),
                    "x2",
                    one(x(day)),
                    "y2",
                    one(height - BOTTOM + 4));
        }
    }

    private double x(double day) {
        return LEFT + (width - RIGHT - LEFT) * day / Math.max(1, days - 1);
    }

    private double y(double value) {
        return height - BOTTOM - (height - BOTTOM - TOP) * value / most;
    }

    /** The corners of the line: what stays when days on straight parts are left out. */
    private List<double[]> points(double[] values) {
        var kept = new boolean[values.length];
        kept[0] = true;
        kept[values.length - 1] = true;
        keep(values, kept, 0, values.length - 1);
        var points = new ArrayList<double[]>();
        for (int t = 0; t < values.length; t++) {
            if (kept[t]) {
                points.add(new double[] {x(t), y(values[t])});
            }
        }
        return points;
    }

    /** Keeps the day that lies farthest from the straight line between two days, then looks at both parts (Douglas and Peucker 1973). */
    private void keep(double[] values, boolean[] kept, int from, int to) {
        double farthest = FLAT;
        int day = -1;
        for (int t = from + 1; t < to; t++) {
            double straight = y(values[from]) + (y(values[to]) - y(values[from])) * (t - from) / (to - from);
            double distance = Math.abs(y(values[t]) - straight);
            if (distance > farthest) {
                farthest = distance;
                day = t;
            }
        }
        if (day >= 0) {
            kept[day] = true;
            keep(values, kept, from, day);
            keep(values, kept, day, to);
        }
    }

    private static String text(List<double[]> points) {
        var text = new StringBuilder();
        for (var point : points) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(one(point[0]))
                    .append(',')
                    .append(one(point[1]));
        }
        return text.toString();
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
