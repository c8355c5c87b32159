package org.kaname.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.kaname.model.Reason;
import org.kaname.model.Result;

/**
 * What the name of a partition means in one data set (measurement 1.4): which unit each economy belongs to. Resolves names only; it
 * moves no flow.
 *
 * <p>Several blocs joined by a plus, {@code <bloc>+<bloc>-as-one}, are units beside each other; none may be a member of two.
 *
 * <p>{@code identity} takes every economy singly. {@code <bloc>-as-one}, the bloc in any case, joins those who are members on the day
 * asked for. A name of the table {@code partitions.csv} fixes bloc, unit and day, whatever the day asked for.
 */
public final class Partitions {
    public static final String IDENTITY = "identity";

    private static final String AS_ONE = "-as-one";
    private static final String AND = "+";
    private static final String TABLE = "reference/partitions.csv";

    private record Fixed(String name, String bloc, String unit, LocalDate on) {}

    private final Economies economies;
    private final List<Bloc> blocs;
    private final List<Fixed> fixed = readFixed();

    private Partitions(Economies economies, List<Bloc> blocs) {
        this.economies = economies;
        this.blocs = blocs;
    }

    public static Partitions of(DataSet data) {
        return new Partitions(data.economies(), data.blocs());
    }

    /** The names that can be resolved here: {@code identity}, those of the table, then one for each bloc. */
    public List<String> listNames() {
        var names = new ArrayList<String>();
        names.add(IDENTITY);
        for (var partition : fixed) {
            if (blocs.stream().anyMatch(b -> b.code().equals(partition.bloc()))) {
                names.add(partition.name());
            }
        }
        for (var bloc : blocs) {
            names.add(bloc.code().toLowerCase(Locale.ROOT) + AS_ONE);
        }
        return names;
    }

    /**
     * The unit of every economy, by code; fails where the name or its bloc is unknown, where nobody was a member on the day, or where
     * the unit would bear the code of an economy.
     *
     * @param day membership counts on this day, unless the table fixes one; annual figures use 31 December
     */
    public Result<Map<String, String>> resolve(String name, LocalDate day) {
        if (name.equals(IDENTITY)) {
            return Result.ok(identity());
        }
        for (var partition : fixed) {
            if (partition.name().equals(name)) {
                return asOne(name, partition.bloc(), partition.unit(), partition.on());
            }
        }
        if (!name.endsWith(AS_ONE)) {
            return unknown(name);
        }
        var text = name.substring(0, name.length() - AS_ONE.length());
        if (text.contains(AND)) {
            return several(name, text, day);
        }
        return blocs.stream()
                .map(Bloc::code)
                .filter(c -> c.equalsIgnoreCase(text))
                .findFirst()
                .map(code -> asOne(name, code, code, day))
                .orElseGet(() -> unknown(name));
    }

    private Result<Map<String, String>> several(String name, String text, LocalDate day) {
        var units = identity();
        for (var bloc : text.split("\\" + AND, -1)) {
            switch (resolve(bloc + AS_ONE, day)) {
                case Result.Failed<Map<String, String>> failed -> {
                    return failed;
                }
                case Result.Ok<Map<String, String>> ok -> {
                    for (var entry : ok.value().entrySet()) {
                        var economy = entry.getKey();
                        boolean joined = !entry.getValue().equals(economy);
                        if (joined && !economy.equals(units.put(economy, entry.getValue()))) {
                            return Result.failure(
                                    Reason.MALFORMED,
                                    "The economy (" + economy + ") is a member of two blocs of the partition (" + name
                                            + ").");
                        }
                    }
                }
            }
        }
        return Result.ok(units);
    }

    private Result<Map<String, String>> asOne(String name, String code, String unit, LocalDate day) {
        var bloc = blocs.stream().filter(b -> b.code().equals(code)).findFirst();
        if (bloc.isEmpty()) {
            return unknown(name);
        }
        if (economies.indexOf(unit) >= 0) {
            return Result.failure(
                    Reason.MALFORMED, "The unit (" + unit + ") of the partition (" + name + ") is an economy.");
        }
        var units = identity();
        var members = bloc.get().membersOn(day);
        members.forEach(member -> units.computeIfPresent(member, (economy, itself) -> unit));
        return units.containsValue(unit)
                ? Result.ok(units)
                : Result.failure(
                        Reason.NOT_IN_SOURCE, "Nobody was a member of the bloc (" + code + ") on (" + day + ").");
    }

    private Map<String, String> identity() {
        var units = new TreeMap<String, String>();
        for (var economy : economies.listEconomies()) {
            units.put(economy.code(), economy.code());
        }
        return units;
    }

    private Result<Map<String, String>> unknown(String name) {
        return Result.failure(
                Reason.MALFORMED, "No partition (" + name + "). Maybe one of: " + String.join(", ", listNames()) + ".");
    }

    private static List<Fixed> readFixed() {
        try (InputStream in = Partitions.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("The table (" + TABLE + ") is absent.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(c -> new Fixed(c[0], c[1], c[2], LocalDate.parse(c[3])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
