package org.kaname.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for an economy, a good or a year written into Java or SQL, where it would change a method unseen. Sees literals only: comments
 * are free to name whom they like. Any economy can be the subject, so a finding is a bug, never a matter of taste.
 */
final class LiteralScan {
    /** Codes of economies that are also words; they count only where they are the whole literal. */
    private static final Set<String> WORDS = Set.of("AND", "ARE", "CAN", "NOR", "PER", "TON");

    private static final Pattern UPPER_CASE_WORD = Pattern.compile("(?<![A-Za-z0-9_])[A-Z]{3}(?![A-Za-z0-9_])");
    /** HS chapters run from 01 to 97. */
    private static final String HEADING = "(?:0[1-9]|[1-8]\\d|9[0-7])\\d{2}";

    private static final Pattern SUBHEADING =
            Pattern.compile("(?<![A-Za-z0-9.,#])" + HEADING + "\\d{2}(?![A-Za-z0-9.,])");
    /** A heading counts where it stands alone, after a scheme, or between quotes of its own. */
    private static final Pattern ONLY_HEADING = Pattern.compile("(?:[A-Z0-9]+:)?" + HEADING);

    private static final Pattern QUOTED_HEADING = Pattern.compile("'" + HEADING + "'");
    private static final Pattern DATE = Pattern.compile("(?:19|20)\\d{2}(?:-\\d{2}){1,2}");

    /** The bounds within which a year is a year at all are the one place where years may stand. */
    private static final Pattern YEAR_BOUND = Pattern.compile("\\b(?:MIN_YEAR|MAX_YEAR)\\s*=\\s*$");

    private static final int MIN_YEAR = 1900;
    private static final int MAX_YEAR = 2100;
    /** The one round binary size among the years: rows of a DuckDB vector, bytes of a buffer. */
    private static final int BINARY_SIZE = 1 << 11;

    /** A token of a source file: a literal's content, and where it stands. */
    private record Literal(boolean text, String content, int line, String before) {}

    private final Set<String> economies;

    LiteralScan(Set<String> economies) {
        this.economies = economies;
    }

    /** One line for each finding: {@code name:line what}. */
    List<String> scanJava(String name, String source) {
        return judge(name, javaLiterals(source));
    }

    /** One line for each finding: {@code name:line what}. */
    List<String> scanSql(String name, String source) {
        return judge(name, sqlLiterals(source));
    }

    private List<String> judge(String name, List<Literal> literals) {
        var findings = new ArrayList<String>();
        for (var literal : literals) {
            var where = name + ":" + literal.line() + " ";
            if (literal.text()) {
                judgeText(where, literal.content(), findings);
            } else if (isYear(literal)) {
                findings.add(where + "the year (" + literal.content() + ")");
            } else if (isGood(literal)) {
                findings.add(where + "the good (" + literal.content() + ")");
            }
        }
        return findings;
    }

    private void judgeText(String where, String content, List<String> findings) {
        var word = UPPER_CASE_WORD.matcher(content);
        while (word.find()) {
            boolean whole = word.group().length() == content.length();
            if (economies.contains(word.group()) && (whole || !WORDS.contains(word.group()))) {
                findings.add(where + "the economy (" + word.group() + ")");
            }
        }
        var good = SUBHEADING.matcher(content);
        while (good.find()) {
            findings.add(where + "the good (" + good.group() + ")");
        }
        if (ONLY_HEADING.matcher(content).matches()) {
            findings.add(where + "the heading or year (" + content + ")");
        }
        var heading = QUOTED_HEADING.matcher(content);
        while (heading.find()) {
            findings.add(where + "the heading or year (" + heading.group() + ")");
        }
        if (DATE.matcher(content).matches()) {
            findings.add(where + "the date (" + content + ")");
        }
    }

    /** Codes travel as integers too. Round numbers, powers of two and numbers with underscores are sizes. */
    private static boolean isGood(Literal literal) {
        if (!literal.content().matches(HEADING + "\\d{2}")) {
            return false;
        }
        int value = Integer.parseInt(literal.content());
        return value % 1000 != 0 && Integer.bitCount(value) != 1;
    }

    private static boolean isYear(Literal literal) {
        var digits = literal.content().replace("_", "").replaceAll("[lL]$", "");
        if (!digits.matches("\\d{4}")) {
            return false;
        }
        int value = Integer.parseInt(digits);
        return value >= MIN_YEAR
                && value <= MAX_YEAR
                && value != BINARY_SIZE
                && !YEAR_BOUND.matcher(literal.before()).find();
    }

    private static final Pattern JAVA = Pattern.compile("""
            (?<comment>//[^\\n]*|/\\*.*?\\*/)\
            |\"""(?<block>(?:\\\\.|[^\\\\])*?)\"""\
            |"(?<text>(?:\\\\.|[^"\\\\\\n])*)"\
            |(?<character>'(?:\\\\.|[^'\\\\\\n])+')\
            |(?<![A-Za-z0-9_.$])(?<number>\\d[A-Za-z0-9_]*(?:\\.[0-9_][A-Za-z0-9_]*)?)""", Pattern.DOTALL);

    private static List<Literal> javaLiterals(String source) {
        var found = new ArrayList<Literal>();
        var token = JAVA.matcher(source);
        while (token.find()) {
            add(found, source, token, "block", true);
            add(found, source, token, "text", true);
            add(found, source, token, "number", false);
        }
        return found;
    }

    private static final Pattern SQL = Pattern.compile("""
            (?<comment>--[^\\n]*|/\\*.*?\\*/)\
            |'(?<text>(?:''|[^'])*)'\
            |(?<name>"(?:""|[^"])*")\
            |(?<![A-Za-z0-9_.])(?<number>\\d[A-Za-z0-9_]*(?:\\.[0-9_]+)?)""", Pattern.DOTALL);

    private static List<Literal> sqlLiterals(String source) {
        var found = new ArrayList<Literal>();
        var token = SQL.matcher(source);
        while (token.find()) {
            add(found, source, token, "text", true);
            add(found, source, token, "number", false);
        }
        return found;
    }

    private static void add(List<Literal> found, String source, Matcher token, String group, boolean text) {
        var content = token.group(group);
        if (content != null) {
            int line = 1
                    + (int) source.substring(0, token.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            int lineStart = source.lastIndexOf('\n', token.start()) + 1;
            found.add(new Literal(text, content, line, source.substring(lineStart, token.start())));
        }
    }
}
