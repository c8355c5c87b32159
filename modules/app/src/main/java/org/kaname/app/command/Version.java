package org.kaname.app.command;

import picocli.CommandLine.IVersionProvider;

/** The program's version from the jar's manifest, and the Java it runs on. */
public final class Version implements IVersionProvider {
    /** As in the jar's manifest; {@code development} when run from classes. */
    public static String text() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"kaname " + text() + " (Java " + Runtime.version() + ")"};
    }
}
