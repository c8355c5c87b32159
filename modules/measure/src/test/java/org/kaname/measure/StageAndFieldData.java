package org.kaname.measure;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.kaname.data.ActivityRow;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.Link;
import org.kaname.data.Manifest;
import org.kaname.data.Origin;
import org.kaname.data.PublishedShare;
import org.kaname.data.SourceLines;
import org.kaname.data.StageRow;
import org.kaname.data.StrategicField;
import org.kaname.data.TradeCube;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/** Data sets of stage, activity and published-share tables for tests, read straight from their files, without flows. */
public final class StageAndFieldData {
    private static final Path STARTER = Path.of("..", "data", "src", "main", "starter");

    private static final Map<String, DataSet> ANNUAL_PATENTS = new ConcurrentHashMap<>();

    private StageAndFieldData() {}

    /** The tables of the starter pack that are not flows. */
    public static DataSet starter() {
        var stages = new ArrayList<StageRow>();
        for (var row : table(STARTER.resolve("mineral_stages.csv"))) {
            stages.add(new StageRow(
                    row.text("material"),
                    row.text("stage"),
                    row.text("economy"),
                    Integer.parseInt(row.text("year")),
                    row.number("share"),
                    row.number("quantity"),
                    row.text("unit"),
                    status(row.text("qualifier")),
                    row.text("raw"),
                    row.text("source"),
                    row.origin(0)));
        }
        var activity = new ArrayList<ActivityRow>();
        for (var row : table(STARTER.resolve("technology.csv"))) {
            activity.add(new ActivityRow(
                    row.text("field_scheme"),
                    row.text("field"),
                    row.text("economy"),
                    row.text("indicator"),
                    Integer.parseInt(row.text("year")),
                    row.number("value"),
                    row.text("source"),
                    row.origin(1)));
        }
        var published = new ArrayList<PublishedShare>();
        for (var row : table(STARTER.resolve("published_shares.csv"))) {
            published.add(new PublishedShare(
                    Integer.parseInt(row.text("year")),
                    row.text("kind"),
                    row.text("scheme"),
                    row.text("code"),
                    row.text("item_en"),
                    row.text("stage"),
                    row.text("economy"),
                    row.number("share"),
                    Integer.parseInt(row.text("rank")),
                    row.text("basis"),
                    row.text("source"),
                    row.text("confidence"),
                    row.origin(2)));
        }
        var links = new ArrayList<Link>();
        for (var row : table(STARTER.resolve("mapping.csv"))) {
            links.add(new Link(
                    row.text("kind"),
                    row.text("from_scheme"),
                    row.text("from_code"),
                    row.text("to"),
                    row.text("stage"),
                    row.text("confidence"),
                    row.text("rationale"),
                    row.origin(3)));
        }
        var fields = new ArrayList<StrategicField>();
        for (var row : table(STARTER.resolve("strategic_fields.csv"))) {
            fields.add(
                    new StrategicField(row.text("id"), row.text("field_en"), row.text("field_ja"), row.text("status")));
        }
        var economies = new ArrayList<Economy>();
        for (var row : table(STARTER.resolve("economies.csv"))) {
            economies.add(new Economy(
                    row.text("iso3"),
                    Economy.Kind.valueOf(row.text("kind")),
                    row.text("name_en"),
                    row.text("name_ja")));
        }
        return of(economies, stages, activity, published, links, fields);
    }

    /**
     * The annual series of the shared folder; the test is skipped where it is absent. Economies are named as in the file: leaves of
     * its tree that are neither unclassified nor an "other" remainder.
     */
    public static DataSet annualSeries(Map<String, String> fileByMeasure, String scheme) {
        var activity = new ArrayList<ActivityRow>();
        var names = new TreeSet<String>();
        fileByMeasure.forEach((measure, file) -> {
            var path = shared("data/technology/ncses/" + file);
            var rows = table(path);
            var inner = new HashSet<String>();
            for (var row : rows) {
                int arrow = row.text("path").lastIndexOf(" -> ");
                if (arrow > 0) {
                    inner.add(row.text("path").substring(0, arrow));
                }
            }
            for (var row : rows) {
                var name = row.text("economy");
                boolean world = row.text("path").equals("World");
                if (Double.isNaN(row.number("num"))
                        || (!world
                                && (inner.contains(row.text("path"))
                                        || name.equals("Unclassified")
                                        || name.startsWith("Other ")))) {
                    continue;
                }
                names.add(name);
                activity.add(new ActivityRow(
                        scheme,
                        row.text("field"),
                        name,
                        measure,
                        Integer.parseInt(row.text("year")),
                        row.number("num"),
                        "ncses",
                        row.origin(0)));
            }
        });
        var economies = names.stream()
                .map(n -> new Economy(n, n.equals("World") ? Economy.Kind.WORLD : Economy.Kind.ECONOMY, n, n))
                .toList();
        return of(economies, List.of(), activity, List.of(), List.of(), List.of());
    }

    /** Patent families and grants, year by year; read once. */
    public static DataSet annualPatents() {
        return ANNUAL_PATENTS.computeIfAbsent(
                "WIPO35",
                scheme -> annualSeries(
                        new TreeMap<>(Map.of(
                                "patent_families", "patent_families_wipo_field_1998_2020.csv.gz",
                                "patents_uspto", "patents_uspto_wipo_field_1998_2020.csv.gz")),
                        scheme));
    }

    public static DataSet of(
            List<Economy> economies,
            List<StageRow> stages,
            List<ActivityRow> activity,
            List<PublishedShare> published,
            List<Link> links,
            List<StrategicField> fields) {
        var known = new Economies(economies);
        var manifest = new Manifest(
                "test",
                "test",
                "test",
                1,
                new TreeMap<>(),
                "test",
                "test",
                null,
                new Manifest.Licence("", null, null, "yes", "test"),
                null,
                List.of(),
                "HS17",
                "kusd",
                new TreeMap<>(),
                "",
                new Manifest.Rows(0, 0, 0, new TreeMap<>(), 0, new TreeMap<>(), 0),
                new Manifest.CoverageSummary(List.of(), 0, 0, 0, new TreeMap<>(), new TreeMap<>(), "EXCERPT"),
                List.of(),
                List.of(),
                List.of());
        return new DataSet(
                manifest,
                known,
                List.of(),
                List.of(),
                TradeCube.empty(known, Unit.KUSD),
                new NoFlows(),
                stages,
                activity,
                published,
                links,
                fields,
                List.of(),
                new NoLines());
    }

    /** A copy with other stage and activity rows. */
    public static DataSet with(DataSet data, List<StageRow> stages, List<ActivityRow> activity) {
        return of(
                data.economies().listEconomies(),
                stages,
                activity,
                data.publishedShares(),
                data.links(),
                data.strategicFields());
    }

    private static Path shared(String path) {
        var found =
                Path.of(System.getProperty("kaname.shared", "../../../shared")).resolve(path);
        Assumptions.assumeTrue(Files.exists(found), "the shared folder with " + path + " is absent");
        return found;
    }

    private static StageRow.Status status(String qualifier) {
        return switch (qualifier) {
            case "reported", "share_only" -> StageRow.Status.OBSERVED;
            case "estimated" -> StageRow.Status.ESTIMATED;
            case "zero" -> StageRow.Status.NIL;
            case "withheld" -> StageRow.Status.WITHHELD;
            case "less_than_half_unit", "lower_bound", "upper_bound" -> StageRow.Status.BOUND;
            case "projection" -> StageRow.Status.PROJECTED;
            default -> StageRow.Status.MISSING;
        };
    }

    private record Line(Map<String, Integer> columns, List<String> cells, int number) {
        String text(String column) {
            var at = columns.get(column);
            if (at == null) {
                throw new IllegalStateException("No column (" + column + ").");
            }
            return cells.get(at);
        }

        double number(String column) {
            var text = text(column);
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        }

        Origin origin(int file) {
            return new Origin(file, number);
        }
    }

    private static List<Line> table(Path path) {
        String text;
        try (var in = Files.newInputStream(path);
                Reader reader = new InputStreamReader(
                        path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8)) {
            var all = new StringBuilder();
            var buffer = new char[1 << 16];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                all.append(buffer, 0, read);
            }
            text = all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var lines = text.split("\r?\n", -1);
        var columns = new HashMap<String, Integer>();
        var header = cells(lines[0]);
        for (int i = 0; i < header.size(); i++) {
            columns.put(header.get(i), i);
        }
        var table = new ArrayList<Line>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            table.add(new Line(columns, cells(lines[i]), i + 1));
        }
        return table;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private record NoFlows() implements Coverage {
        @Override
        public State importer(int year, Code product, int economyIndex) {
            return State.EXCERPT;
        }

        @Override
        public boolean worldDeclared(int year, Code product) {
            return false;
        }

        @Override
        public BitSet importersWithoutData(int year, Code product) {
            return new BitSet();
        }

        @Override
        public List<Integer> years(Code product) {
            return List.of();
        }

        @Override
        public boolean allProducts() {
            return false;
        }

        @Override
        public boolean excerpt() {
            return true;
        }
    }

    private record NoLines() implements SourceLines {
        @Override
        public String fileName(Origin origin) {
            return "";
        }

        @Override
        public Optional<String> line(Origin origin) {
            return Optional.empty();
        }
    }
}
