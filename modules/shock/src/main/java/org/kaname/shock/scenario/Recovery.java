package org.kaname.shock.scenario;

/** How what was lost comes back after the hold (shock 0.3). */
public record Recovery(Shape shape, Range tauDays) {
    /** The forms; convex recovers fast first, concave is S-shaped with its turn near half of the time. */
    public enum Shape {
        NONE,
        STEP,
        LINEAR,
        CONVEX,
        CONCAVE;

        /** The time constant must lie above this; -1 where the shape has none. */
        public double tauAbove() {
            return switch (this) {
                case NONE, STEP -> -1;
                case LINEAR -> 0;
                case CONVEX -> 1;
                case CONCAVE -> 2;
            };
        }

        /**
         * The part of the loss that is left, 0..1.
         *
         * @param q days since the end of the hold, at least 0
         * @param tau time constant in days, above {@link #tauAbove()}
         */
        public double left(double q, double tau) {
            return switch (this) {
                case NONE -> 1;
                case STEP -> 0;
                case LINEAR -> Math.max(0, 1 - q / tau);
                case CONVEX -> Math.pow(1 - 1 / tau, CONVEX_SPEED * q);
                case CONCAVE -> {
                    double power = (Math.log(tau) - Math.log(CONCAVE_START)) / (Math.log(tau) - Math.log(2));
                    yield q == 0 ? 1 : tau / (tau + CONCAVE_START * Math.pow(q, power));
                }
            };
        }
    }

    /** Scale of the convex form: of the reference program, which documents an unscaled one but computes this. */
    private static final double CONVEX_SPEED = 4;

    private static final double CONCAVE_START = 1e-6;

    public static final Recovery OPEN = new Recovery(Shape.NONE, Range.fixed(0));
}
