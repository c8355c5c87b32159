package org.kaname.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places names beside marks so that no name covers another, a coloured mark, or the frame. */
final class Labels {
    /** A box of the picture, in its own units. */
    record Box(double left, double top, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && right > other.left && top < other.bottom && bottom > other.top;
        }

        boolean within(Box frame) {
            return left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom;
        }
    }

    /** Where a name stands; a leader is drawn where it stands apart from its mark. */
    record Place(double x, double baseline, String anchor, boolean apart, Box box) {}

    private static final double[] DISTANCES = {3, 12, 24, 38, 54, 72};
    private static final int DIRECTIONS = 16;

    private final Box frame;
    private final double size;
    private final List<Box> taken = new ArrayList<>();
    private final List<Box> avoided = new ArrayList<>();

    Labels(Box frame, double size) {
        this.frame = frame;
        this.size = size;
    }

    /** Nothing may be written here. */
    void take(Box box) {
        taken.add(box);
    }

    /** Nothing should be written here, if there is another place. */
    void avoid(Box box) {
        avoided.add(box);
    }

    /** The best place for a name near a mark; empty where there is none. */
    Optional<Place> place(String name, double x, double y, double radius) {
        double width = width(name, size);
        Place best = null;
        double bestCost = Double.MAX_VALUE;
        for (double distance : DISTANCES) {
            for (int i = 0; i < DIRECTIONS; i++) {
                double angle = 2 * Math.PI * i / DIRECTIONS;
                double px = x + Math.cos(angle) * (radius + distance);
                double py = y + Math.sin(angle) * (radius + distance);
                var anchor = Math.cos(angle) > 0.35 ? "start" : Math.cos(angle) < -0.35 ? "end" : "middle";
                double left = anchor.equals("start") ? px : anchor.equals("end") ? px - width : px - width / 2;
                double middle = py + Math.sin(angle) * size * 0.5;
                var box = new Box(left - 1, middle - size * 0.6, left + width + 1, middle + size * 0.6);
                if (!box.within(frame) || taken.stream().anyMatch(box::meets)) {
                    continue;
                }
                double cost = distance + 8 * avoided.stream().filter(box::meets).count() + (i == 0 ? 0 : 2);
                if (cost < bestCost) {
                    bestCost = cost;
                    best = new Place(px, middle + size * 0.35, anchor, distance > DISTANCES[1], box);
                }
            }
        }
        if (best != null) {
            taken.add(best.box());
        }
        return Optional.ofNullable(best);
    }

    /** The width of a text of this size: ideographs are square, the rest a little over half. */
    static double width(String text, double size) {
        double ems = 0;
        for (int i = 0; i < text.length(); i++) {
            ems += text.charAt(i) >= 0x2E80 ? 1 : Character.isUpperCase(text.charAt(i)) ? 0.68 : 0.54;
        }
        return ems * size;
    }

    /** A name no wider than this many ems, cut at a word. */
    static String cut(String name, double ems) {
        if (width(name, 1) <= ems) {
            return name;
        }
        int end = name.length();
        while (end > 1 && width(name.substring(0, end), 1) > ems - 1) {
            end--;
        }
        int word = name.lastIndexOf(' ', end);
        int cut = word > end / 2 ? word : end;
        return name.substring(0, cut).replaceAll("[\\s,、・;]+$", "") + "…";
    }
}
