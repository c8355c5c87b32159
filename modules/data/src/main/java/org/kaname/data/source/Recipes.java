package org.kaname.data.source;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.kaname.data.Recipe;
import org.kaname.data.csv.TextFile;

/** Recipes of readings: everything the user said that changes which rows come out, and the files. */
public final class Recipes {
    private Recipes() {}

    /** @param mapping hash of a mapping, empty where there is none */
    public static Recipe of(
            String reader, int version, ReadRequest request, String mapping, String reference, List<TextFile> files) {
        var options = new TreeMap<>(request.options());
        if (!request.classification().isEmpty()) {
            options.put("classification", request.classification());
        }
        if (request.shift() != 0) {
            options.put("shift", Integer.toString(request.shift()));
        }
        if (!request.quotes()) {
            options.put("quote", "none");
        }
        if (!request.report().isEmpty()) {
            options.put("report", request.report());
        }
        var members = new TreeMap<String, List<String>>();
        for (var file : files) {
            var names = members.computeIfAbsent(file.outerSha256(), unknown -> new ArrayList<>());
            if (!file.member().isEmpty()) {
                names.add(file.member());
            }
        }
        var inputs = new ArrayList<Recipe.Input>();
        members.forEach((hash, names) -> inputs.add(new Recipe.Input(hash, names)));
        return new Recipe(
                reader, version, options, mapping, reference, request.rates().sha256(), inputs);
    }
}
