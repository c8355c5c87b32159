package org.kaname.data.inputoutput;

import java.util.List;
import java.util.regex.Pattern;

/** One publisher's arrangement of files: what a table begins with, and how it is read. */
interface IoLayout {
    Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d{2})(?!\\d)");

    /** As it stands in messages and passports. */
    String id();

    /**
     * The files of an input at which a table of this layout begins, by name and content; empty where there is none. Each is one table.
     * Looks at first lines only.
     */
    List<String> begins(IoInput input) throws Refused;

    /** The year of the table that begins at a file: the last year in its name, 0 where it names none. */
    default int year(IoInput input, String anchor) throws Refused {
        int year = 0;
        var matcher = YEAR.matcher(anchor);
        while (matcher.find()) {
            year = Integer.parseInt(matcher.group(1));
        }
        return year;
    }

    /** Reads the table that begins at a file. */
    RawTable read(IoInput input, String anchor) throws Refused;
}
