package org.kaname.app.console;

/**
 * Ends a verb early with an exit code of the contract and a message for people. Only the command line throws it: the modules below
 * return refusals as values.
 */
public final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Wrong usage. */
    public static final int USAGE = 2;
    /** Input refused or data insufficient. */
    public static final int REFUSED = 3;
    /** The check ran and its answer is negative. */
    public static final int NEGATIVE = 4;
    /** Interrupted. */
    public static final int INTERRUPTED = 5;

    private final int exit;

    public Stop(int exit, String message) {
        super(message, null, false, false);
        this.exit = exit;
    }

    public int exit() {
        return exit;
    }
}
