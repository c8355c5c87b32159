package org.kaname.data;

/** What a long piece of work tells about itself while it runs. Called from one thread at a time; must return quickly. */
public interface Progress {
    /** Nobody listens. */
    Progress NONE = new Progress() {
        @Override
        public void phase(int number, int of, String key) {}

        @Override
        public void advance(String what, long done, long total) {}
    };

    /**
     * A phase begins.
     *
     * @param key message key of its name, {@code phase.…}
     */
    void phase(int number, int of, String key);

    /**
     * Where the current phase stands.
     *
     * @param what file or table at work, as the user gave it
     * @param total -1 where not known
     */
    void advance(String what, long done, long total);

    /**
     * Something people should know at once: that the work waits, and for whom.
     *
     * @param key message key
     * @param namesAndValues of its arguments, in turn
     */
    default void tell(String key, Object... namesAndValues) {}
}
