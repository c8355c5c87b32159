package org.kaname.data.source.baci;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.csv.TextFile;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.PreparedRead;
import org.kaname.data.source.ReadRequest;
import org.kaname.data.source.Recipes;
import org.kaname.data.source.Recognition;
import org.kaname.data.source.Sighting;
import org.kaname.data.source.SourceReader;

/** Reader {@code baci} (data-formats 3.1): {@code t,i,j,k,v,q}, one file for each year or several years in one. */
public final class BaciReader implements SourceReader {
    static final String READER = "baci";
    static final int VERSION = 1;
    static final List<String> COLUMNS = List.of("t", "i", "j", "k", "v", "q");

    private static final Pattern NAME =
            Pattern.compile("BACI_HS(92|96|02|07|12|17|22)_Y(\\d{4})_V(\\d{6}[a-z]?).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMPANION = Pattern.compile(
            "(?:country_codes_V.*|product_codes_HS\\d\\d_V.*)\\.csv|readme\\.txt", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SCHEMES = Set.of("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22");

    /** What a file's name says; the year is 0 and the texts are empty where it says nothing. */
    record Named(String classification, int year, String vintage) {}

    @Override
    public String id() {
        return READER;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public Recognition recognise(Sighting file) {
        if (file.header().size() == COLUMNS.size() && new LinkedHashSet<>(file.header()).containsAll(COLUMNS)) {
            return Recognition.yes(); // a header is enough: copies get renamed
        }
        return Recognition.no("recognition.header-exactly", "columns", String.join(",", COLUMNS));
    }

    @Override
    public boolean companion(Sighting file) {
        return COMPANION.matcher(file.name()).matches();
    }

    static Named named(TextFile file) {
        var shown = file.member().isEmpty() ? file.shown() : file.member();
        var name = NAME.matcher(shown.substring(shown.lastIndexOf('/') + 1));
        return name.matches()
                ? new Named(
                        "HS" + name.group(1),
                        Integer.parseInt(name.group(2)),
                        name.group(3).toLowerCase(Locale.ROOT))
                : new Named("", 0, "");
    }

    @Override
    public Outcome<PreparedRead> prepare(ReadRequest request, List<TextFile> files) {
        var refusals = new ArrayList<Refusal>();
        var stated = new TreeSet<String>();
        var vintages = new TreeSet<String>();
        for (var file : files) {
            var named = named(file);
            if (!named.classification().isEmpty()) {
                stated.add(named.classification());
                vintages.add(named.vintage());
            }
        }
        if (stated.size() > 1 || vintages.size() > 1) {
            refusals.add(Refusal.of(
                    "KAN-DATA-024.editions",
                    files.getFirst().shown(),
                    0,
                    "editions",
                    String.join(", ", stated) + " / " + String.join(", ", vintages)));
        }
        var classification = request.classification().isEmpty() && !stated.isEmpty()
                ? stated.first()
                : request.classification().toUpperCase(Locale.ROOT);
        if (!SCHEMES.contains(classification)) {
            refusals.add(Refusal.of(
                    classification.isEmpty() ? "KAN-DATA-023" : "KAN-DATA-023.unknown",
                    files.getFirst().shown(),
                    0,
                    "classification",
                    classification,
                    "known",
                    String.join(", ", new TreeSet<>(SCHEMES))));
        }
        if (!refusals.isEmpty()) {
            return new Outcome.Refused<>(refusals);
        }
        var vintage = ReadRequest.first(request.vintage(), vintages.isEmpty() ? "" : vintages.first());
        var recipe = Recipes.of(READER, VERSION, request, "", Reference.load().fingerprint(), files);
        return new Outcome.Taken<>(new BaciReading.Prepared(request, classification, vintage, recipe, files));
    }
}
