package org.kaname.app.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.data.Manifest;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.data.workspace.Workspace;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.model.Result;

/** The global options in force, and what they lead to: the console, the words, the workspace, the data set asked for. */
public final class Session {
    /** Slug by which the shipped data set can be named. */
    public static final String STARTER = "starter";

    private final Console console;
    private final Language language;
    private final Words words;
    private final Form form;
    private final boolean verbose;
    private final @Nullable Path workspaceGiven;

    /** How results are written. */
    public enum Form {
        TEXT,
        JSON,
        CSV
    }

    public Session(Console console, Language language, Form form, boolean verbose, @Nullable Path workspaceGiven) {
        this.console = console;
        this.language = language;
        this.words = Words.plain();
        this.form = form;
        this.verbose = verbose;
        this.workspaceGiven = workspaceGiven;
    }

    /** From the locale: Japanese where it is, else English. */
    public static Language languageOfLocale() {
        return Locale.getDefault().getLanguage().equals(Locale.JAPANESE.getLanguage()) ? Language.JA : Language.EN;
    }

    public Console console() {
        return console;
    }

    public Language language() {
        return language;
    }

    public Words words() {
        return words;
    }

    /** The phrasebook of the session's language, without names. */
    public Phrasebook phrases() {
        return words.in(language);
    }

    public Form form() {
        return form;
    }

    public boolean verbose() {
        return verbose;
    }

    /** Where data sets, results and settings live. */
    public Path workspacePath() {
        if (workspaceGiven != null) {
            return workspaceGiven;
        }
        var fromEnvironment = System.getenv("KANAME_WORKSPACE");
        return fromEnvironment != null && !fromEnvironment.isEmpty()
                ? Path.of(fromEnvironment)
                : Path.of(System.getProperty("user.home"), ".kaname");
    }

    /** Opens the workspace, making it where there is none. */
    public Workspace workspace() {
        return taken(Workspace.open(workspacePath()));
    }

    /** The value, or the end of the verb with every refusal told. */
    public <T> T taken(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Taken<T> taken -> taken.value();
            case Outcome.Refused<T> refused -> throw refused(refused.refusals());
        };
    }

    public Stop refused(List<Refusal> refusals) {
        boolean usage = refusals.stream().allMatch(Refusal::usage);
        return new Stop(
                usage ? Stop.USAGE : Stop.REFUSED,
                refusals.stream().map(r -> r.text(phrases())).collect(Collectors.joining("\n")));
    }

    /** The data sets of the workspace, newest first; none where no workspace was made yet. */
    public List<Manifest> stored() {
        return Files.exists(workspacePath()) ? workspace().listDataSets() : List.of();
    }

    /** Names of data sets of the workspace whose manifest cannot be read, beside those just read. */
    public List<String> unreadable(List<Manifest> read) {
        return Files.exists(workspacePath()) ? workspace().listUnreadable(read) : List.of();
    }

    /**
     * The data set asked for by id, prefix or slug. Without one: the newest of the workspace, else the one that ships with the
     * program.
     */
    public DataSet dataSet(@Nullable String asked) {
        if (asked == null) {
            var stored = stored();
            return stored.isEmpty()
                    ? StarterPack.load().usd()
                    : load(stored.getFirst().id());
        }
        var shipped = shipped(asked);
        return shipped != null ? shipped : load(asked);
    }

    /**
     * What the figures of one good and one importer need of a data set: of a stored one the good's flows and sums over all goods.
     *
     * @param importer code of the economy
     */
    public DataSet dataSet(String asked, Code good, String importer) {
        var shipped = shipped(asked);
        return shipped != null ? shipped : load(asked, (workspace, id) -> workspace.load(id, good, importer));
    }

    /** Where the choice of {@link #dataSet} comes from, for the echo. */
    public String dataSetOrigin(@Nullable String asked) {
        if (asked != null) {
            return phrases().say("origin.given");
        }
        return phrases().say(stored().isEmpty() ? "origin.shipped" : "origin.newest");
    }

    private static @Nullable DataSet shipped(String asked) {
        var pack = StarterPack.load();
        for (var set : List.of(pack.usd(), pack.yen())) {
            boolean bySlug = asked.equals(set.id().substring(0, set.id().lastIndexOf('.')));
            if (set.id().equals(asked) || bySlug) {
                return set;
            }
        }
        return pack.usd().id().startsWith(asked) && asked.length() >= STARTER.length() ? pack.usd() : null;
    }

    private DataSet load(String id) {
        return load(id, Workspace::load);
    }

    private DataSet load(String id, BiFunction<Workspace, String, Result<DataSet>> how) {
        if (!Files.exists(workspacePath())) {
            throw refused(List.of(Refusal.of(
                    "KAN-DATA-055",
                    "",
                    0,
                    "id",
                    id,
                    "nearest",
                    StarterPack.load().usd().id())));
        }
        var workspace = workspace();
        var manifest = taken(workspace.find(id));
        return switch (how.apply(workspace, manifest.id())) {
            case Result.Ok<DataSet> ok -> ok.value();
            case Result.Failed<DataSet> failed ->
                throw new Stop(Stop.REFUSED, failed.why().detail());
        };
    }

    /** As {@link #economy(DataSet, String)}, where blocs may count as one: a member of one is told so. */
    public Economy economy(DataSet data, String asked, int asOf) {
        requireOutsideUnits(data, asked.strip().toUpperCase(Locale.ROOT), asOf);
        return economy(data, asked);
    }

    /** The code; ends the verb where it is of a member of a bloc that counts as one in this data set. */
    public String requireOutsideUnits(DataSet data, String code, int asOf) {
        if (data.economies().indexOf(code) < 0) {
            for (var bloc : data.blocs()) {
                boolean joined = data.economies().indexOf(bloc.code()) >= 0;
                if (joined && bloc.membersAtEndOf(asOf).contains(code)) {
                    throw new Stop(
                            Stop.USAGE, phrases().say("error.economy.member", "economy", code, "bloc", bloc.code()));
                }
            }
        }
        return code;
    }

    /** The economy of a data set by its code, or the end of the verb with the nearest name. Remainders are no subject. */
    public Economy economy(DataSet data, String asked) {
        var code = asked.strip();
        var found = data.economies().findEconomy(code);
        if (found.isEmpty()) {
            found = data.economies().findEconomy(code.toUpperCase(Locale.ROOT));
        }
        if (found.isEmpty()) {
            found = data.economies().listEconomies().stream()
                    .filter(e -> e.nameEn().equalsIgnoreCase(code) || e.nameJa().equals(code))
                    .findFirst();
        }
        if (found.isEmpty()) {
            var bloc = data.findBloc(code.toUpperCase(Locale.ROOT));
            if (bloc.isPresent()) {
                throw new Stop(
                        Stop.USAGE,
                        phrases()
                                .say(
                                        "error.economy.bloc",
                                        "bloc",
                                        bloc.get().code(),
                                        "member",
                                        bloc.get().members().getFirst().economy()));
            }
            var names = data.economies().listEconomies().stream()
                    .filter(Economy::named)
                    .map(Economy::code)
                    .toList();
            var nearest = NearestName.find(code.toUpperCase(Locale.ROOT), names);
            throw new Stop(
                    Stop.USAGE,
                    phrases().say("error.economy.unknown", "economy", code, "dataset", data.id())
                            + "\n"
                            + (nearest.isPresent()
                                    ? phrases()
                                            .say(
                                                    "error.economy.nearest",
                                                    "economy",
                                                    nearest.get(),
                                                    "name",
                                                    data.economies().name(nearest.get(), language))
                                    : phrases().say("error.economy.form")));
        }
        if (!found.get().named()) {
            throw new Stop(
                    Stop.USAGE,
                    phrases()
                            .say(
                                    "error.economy.rest",
                                    "economy",
                                    found.get().code(),
                                    "name",
                                    found.get().name(language)));
        }
        return found.get();
    }
}
