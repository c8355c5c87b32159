package synthetic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Options of the form {@code --name value}; anything unknown is refused by name. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    private Arguments() {}

    /** @param known names without dashes */
    static Arguments parse(String[] args, List<String> known) {
        var parsed = new Arguments();
        var wrong = new ArrayList<String>();
        for (int i = 0; i < args.length; i += 2) {
            var name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!known.contains(name)) {
                wrong.add("The option (" + args[i] + ") is unknown. Known: --" + String.join(" --", known) + ".");
            } else if (i + 1 == args.length) {
                wrong.add("The option (" + args[i] + ") has no value.");
            } else {
                parsed.values.put(name, args[i + 1]);
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        return parsed;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String needed(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The option (--" + name + ") is needed.");
        }
        return value;
    }

    long whole(String name, long otherwise, long least, long most) {
        var text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--" + name + " (" + text + ") is no whole number from " + least + " to " + most + ".");
    }
}
