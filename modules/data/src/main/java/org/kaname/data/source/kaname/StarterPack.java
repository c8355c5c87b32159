package org.kaname.data.source.kaname;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.kaname.data.ActivityRow;
import org.kaname.data.Bloc;
import org.kaname.data.Coverage;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.Link;
import org.kaname.data.Manifest;
import org.kaname.data.Outcome;
import org.kaname.data.Product;
import org.kaname.data.Progress;
import org.kaname.data.PublishedShare;
import org.kaname.data.Recipe;
import org.kaname.data.Refusal;
import org.kaname.data.SourceRef;
import org.kaname.data.StageRow;
import org.kaname.data.StrategicField;
import org.kaname.data.TotalRow;
import org.kaname.data.TradeCube;
import org.kaname.data.csv.TextPool;
import org.kaname.model.Code;
import org.kaname.model.Economy;
import org.kaname.model.Unit;

/**
 * The compact tables of cited figures that ship with the program: two data sets of one currency each (clarification 18) and the
 * reference tables that every other data set uses for names. Tables are read when first asked for; safe for many threads.
 *
 * <p>What the tables mean where their columns do not say it (which importers report what, which status a qualifier is) is data:
 * {@code pack.csv} beside them. No economy, good or year stands in this code.
 */
public final class StarterPack {
    /** Reader id and version in manifests and recipes. */
    public static final String READER = "kaname-csv";

    private static final int READER_VERSION = 1;

    /** Tables of the set in US dollars; the place in the list is the ordinal of a row's origin. */
    private static final List<String> USD_TABLES = List.of(
            "sources",
            "economies",
            "goods",
            "blocs",
            "flows",
            "coverage",
            "mineral_stages",
            "technology",
            "published_shares",
            "mapping",
            "strategic_fields");

    private static final List<String> YEN_TABLES = List.of("sources", "economies", "japan_customs");

    private static final List<String> RECOGNISED_BY = List.of("sources", "flows", "coverage");

    private final PackFiles files;
    private final PackRules rules;
    private final List<Refusal> refusals = Collections.synchronizedList(new ArrayList<>());
    private final Economies economies;
    private final Map<String, String> economyByNumber = new HashMap<>();
    private final Map<String, String> economyByM49 = new HashMap<>();
    private final List<SourceRef> sources;
    private final Set<String> sourceIds = new HashSet<>();
    private @Nullable DataSet usd;
    private @Nullable DataSet yen;
    private @Nullable List<Product> products;
    private @Nullable List<Bloc> blocs;
    private List<TotalRow> yenTotals = List.of();

    private StarterPack(PackFiles files) {
        this.files = files;
        rules = new PackRules(open("pack", -1, ""));
        var read = new Inputs(USD_TABLES);
        sources = readSources(read);
        economies = readEconomies(read);
    }

    private static final class Embedded {
        static final StarterPack PACK = readEmbedded();

        private static StarterPack readEmbedded() {
            var pack = new StarterPack(PackFiles.embedded());
            pack.assertTaken();
            return pack;
        }
    }

    /** The pack inside the program. Its tables were checked when it was built, so that a refusal here is a bug. */
    public static StarterPack load() {
        return Embedded.PACK;
    }

    /** True where a folder holds the three tables by which a pack is known. */
    public static boolean recognises(Path folder) {
        return RECOGNISED_BY.stream().allMatch(table -> Files.isRegularFile(folder.resolve(table + ".csv")));
    }

    /** Reads a pack from a folder: every row of every table it uses, or nothing. */
    public static Outcome<StarterPack> read(Path folder, Progress progress) {
        if (!recognises(folder) || !Files.isRegularFile(folder.resolve("pack.csv"))) {
            return new Outcome.Refused<>(List.of(Refusal.of("KAN-DATA-057", folder.toString(), 0)));
        }
        progress.phase(1, 1, "phase.read");
        var pack = new StarterPack(PackFiles.in(folder));
        pack.usd();
        pack.yen();
        pack.totals();
        return pack.refusals.isEmpty() ? new Outcome.Taken<>(pack) : new Outcome.Refused<>(pack.refusals);
    }

    /** The flows in thousand US dollars, with minerals, technology, published shares and links. */
    public synchronized DataSet usd() {
        if (usd == null) {
            usd = readUsd();
        }
        return usd;
    }

    /** One customs service's principal commodities by partner, in billion yen. */
    public synchronized DataSet yen() {
        if (yen == null) {
            yen = readYen();
        }
        return yen;
    }

    /** Grand totals that stand beside {@link #yen}; its partners do not add up to them. */
    public synchronized List<TotalRow> yenTotals() {
        yen();
        return yenTotals;
    }

    /** Totals as the sources state them, beside {@link #usd}: for checks, never added to flows. */
    public synchronized List<TotalRow> totals() {
        var totals = readTotals(new Inputs(List.of("trade_totals")));
        assertTaken();
        return totals;
    }

    public Economies economies() {
        return economies;
    }

    /** Names of goods, those without flows too. */
    public synchronized List<Product> products() {
        if (products == null) {
            products = readProducts(new Inputs(USD_TABLES));
        }
        return products;
    }

    public synchronized List<Bloc> blocs() {
        if (blocs == null) {
            blocs = readBlocs(new Inputs(USD_TABLES));
        }
        return blocs;
    }

    public List<SourceRef> sources() {
        return sources;
    }

    /** Codes by the numbers that BACI and Comtrade use, without leading zeros. */
    public Map<String, String> economyByComtradeNumber() {
        return Map.copyOf(economyByNumber);
    }

    /** Codes by ISO 3166-1 numeric, without leading zeros. */
    public Map<String, String> economyByIsoNumber() {
        return Map.copyOf(economyByM49);
    }

    /** Statuses of sources that this build carries; empty where no build has cut the pack. */
    public SortedSet<String> statuses() {
        return rules.statuses();
    }

    /** Rows that the build left out because of their source's status, by table. */
    public SortedMap<String, Long> leftOut() {
        return rules.leftOut();
    }

    /** SHA-256 of the rules and hashes of the pack: changes with any of its tables. */
    public String fingerprint() {
        return PackFiles.sha256(files.find("pack").orElseThrow())
                .concat(files.isEmbedded() ? "" : sha256("economies") + sha256("goods") + sha256("blocs"));
    }

    /** The tables one data set is made of; a table's place is its ordinal. */
    private final class Inputs {
        final List<String> names;
        final @Nullable PackTable[] tables;

        Inputs(List<String> names) {
            this.names = names;
            tables = new PackTable[names.size()];
        }

        PackTable open(String table) {
            int ordinal = names.indexOf(table);
            var opened = StarterPack.this.open(table, ordinal, sha256(table));
            tables[ordinal] = opened;
            return opened;
        }

        /** Opens a table whose rows were taken when the pack was opened: only its count and place are needed. */
        void count(String table) {
            var opened = open(table);
            while (opened.next()) {
                // counts
            }
        }
    }

    private PackTable open(String table, int ordinal, String sha256) {
        var bytes = files.find(table).orElse(new byte[0]);
        return new PackTable(files.display(table), bytes, sha256, ordinal, refusals);
    }

    private String sha256(String table) {
        var packed = rules.value(table, "packed", "sha256");
        return files.isEmbedded() && !packed.isEmpty()
                ? packed // hashing six million bytes would be a third of the loading time; a test compares
                : PackFiles.sha256(files.find(table).orElse(new byte[0]));
    }

    private void assertTaken() {
        if (!refusals.isEmpty() && files.isEmbedded()) {
            throw new IllegalStateException("The embedded starter pack is damaged: " + refusals.getFirst());
        }
    }

    private List<SourceRef> readSources(Inputs inputs) {
        var table = inputs.open("sources");
        int id = table.column("id");
        int title = table.column("title");
        int provider = table.column("provider");
        int vintage = table.column("vintage");
        int url = table.column("url");
        int licence = table.column("licence_as_stated");
        int status = table.column("status");
        int attribution = table.column("attribution");
        var rows = new ArrayList<SourceRef>();
        while (table.next()) {
            rows.add(new SourceRef(
                    table.text(id),
                    table.text(title),
                    table.text(provider),
                    table.text(vintage),
                    table.text(url),
                    table.text(licence),
                    table.text(status),
                    table.text(attribution)));
            sourceIds.add(table.text(id));
        }
        return List.copyOf(rows);
    }

    private Economies readEconomies(Inputs inputs) {
        var table = inputs.open("economies");
        int iso3 = table.column("iso3");
        int nameEn = table.column("name_en");
        int nameJa = table.column("name_ja");
        int m49 = table.column("m49");
        int baci = table.column("baci_code");
        int kind = table.column("kind");
        var rows = new LinkedHashMap<String, Economy>();
        while (table.next()) {
            var code = table.text(iso3);
            var kindText = table.text(kind);
            var known = findKind(kindText);
            if (known == null) {
                table.refuse("KAN-DATA-058", table.line(), "column", "kind", "value", kindText);
                continue;
            }
            var ja = table.isEmpty(nameJa) ? table.text(nameEn) : table.text(nameJa);
            if (rows.put(code, new Economy(code, known, table.text(nameEn), ja)) != null) {
                table.refuse("KAN-DATA-017.reference", table.line(), "key", code);
            }
            if (!table.isEmpty(m49)) {
                economyByM49.put(table.text(m49), code);
            }
            if (!table.isEmpty(baci)) {
                economyByNumber.put(table.text(baci), code);
            }
        }
        return new Economies(rows.values());
    }

    private static Economy.@Nullable Kind findKind(String text) {
        for (var kind : Economy.Kind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        return null;
    }

    private List<Product> readProducts(Inputs inputs) {
        var table = inputs.open("goods");
        int code = table.column("code");
        int scheme = table.column("scheme");
        int nameEn = table.column("name_en");
        int nameJa = table.column("name_ja");
        int theme = table.column("theme");
        int designated = table.column("espa_product");
        int notes = table.column("notes");
        var rows = new ArrayList<Product>();
        while (table.next()) {
            if (table.isEmpty(scheme) || table.isEmpty(code)) {
                table.refuse("KAN-DATA-013.empty", table.line(), "column", "code");
                continue;
            }
            rows.add(new Product(
                    new Code(table.text(scheme), table.text(code)),
                    table.text(nameEn),
                    table.text(nameJa),
                    table.text(theme),
                    table.text(designated),
                    table.text(notes)));
        }
        return List.copyOf(rows);
    }

    private List<Bloc> readBlocs(Inputs inputs) {
        var table = inputs.open("blocs");
        int bloc = table.column("bloc");
        int iso3 = table.column("iso3");
        int from = table.column("from");
        int to = table.column("to");
        int confidence = table.column("confidence");
        int source = table.column("source");
        var members = new LinkedHashMap<String, List<Bloc.Member>>();
        while (table.next()) {
            members.computeIfAbsent(table.text(bloc), unknown -> new ArrayList<>())
                    .add(new Bloc.Member(
                            economy(table, iso3),
                            day(table, from),
                            day(table, to),
                            table.text(confidence),
                            table.text(source)));
        }
        var rows = new ArrayList<Bloc>();
        for (var entry : members.entrySet()) {
            rows.add(new Bloc(entry.getKey(), entry.getValue()));
        }
        rows.addAll(KanameBlocs.list());
        return List.copyOf(rows);
    }

    private static @Nullable LocalDate day(PackTable table, int column) {
        if (table.isEmpty(column)) {
            return null;
        }
        var text = table.text(column);
        try {
            if (text.length() == "yyyy-mm-dd".length() && text.charAt(4) == '-' && text.charAt(7) == '-') {
                // By hand: the formatter's classes would cost a thirtieth of the loading time.
                return LocalDate.of(
                        Integer.parseInt(text, 0, 4, 10),
                        Integer.parseInt(text, 5, 7, 10),
                        Integer.parseInt(text, 8, 10, 10));
            }
        } catch (DateTimeException | NumberFormatException e) {
            // falls through to the refusal
        }
        table.refuse("KAN-DATA-058", table.line(), "column", "date", "value", text);
        return null;
    }

    private String economy(PackTable table, int column) {
        var code = table.text(column);
        if (economies.indexOf(code) < 0) {
            table.refuse("KAN-DATA-016", table.line(), "column", "economy", "value", code);
        }
        return code;
    }

    private DataSet readUsd() {
        var inputs = new Inputs(USD_TABLES);
        // The two large tables are read side by side: half the waiting on a cold start.
        var reading = CompletableFuture.supplyAsync(() -> readActivity(inputs));
        inputs.count("sources");
        inputs.count("economies");
        var unit = unit("pack");
        var builder = new TradeCube.Builder(economies, unit);
        var texts = new Texts();
        readFlows(inputs, builder, texts);
        var cube = builder.build();
        var goods = readProducts(inputs);
        products = goods;
        blocs = readBlocs(inputs);
        var coverage = readCoverage(inputs, cube);
        var stages = readStages(inputs, texts);
        var shares = readShares(inputs);
        var links = readLinks(inputs);
        var fields = readFields(inputs);
        var activity = reading.join();
        assertTaken();
        return new DataSet(
                manifest("pack", inputs, cube, "EXCERPT", Map.of()),
                economies,
                goods,
                blocs,
                cube,
                coverage,
                stages,
                activity,
                shares,
                links,
                fields,
                sources,
                new PackLines(files, inputs.names));
    }

    private Unit unit(String rule) {
        return Unit.valueOf(rules.setting(rule, "unit"));
    }

    /** Texts that many rows share: pooled once, with what they stand for. */
    private final class Texts {
        final TextPool economyPool = new TextPool();
        final TextPool schemePool = new TextPool();
        final TextPool codePool = new TextPool();
        final TextPool sourcePool = new TextPool();
        final TextPool wordPool = new TextPool();
        private int[] economyIndex = new int[0];
        final List<Code> goods = new ArrayList<>();
        private int[][] goodIds = new int[0][0];
        private boolean[] sourceKnown = new boolean[0];

        /** The index of the economy in a column, or -1 after a refusal. */
        int economy(PackTable table, int column) {
            int id = table.pooled(column, economyPool);
            if (id >= economyIndex.length) {
                var larger = new int[Math.max(64, id * 2)];
                for (int i = 0; i < larger.length; i++) {
                    larger[i] = i < economyPool.size() ? economies.indexOf(economyPool.text(i)) : -2;
                }
                economyIndex = larger;
            }
            if (economyIndex[id] == -2) {
                economyIndex[id] = economies.indexOf(economyPool.text(id));
            }
            if (economyIndex[id] < 0) {
                table.refuse("KAN-DATA-016", table.line(), "column", "economy", "value", table.text(column));
            }
            return economyIndex[id];
        }

        /** The dense number of a good, or -1 after a refusal. */
        int good(PackTable table, int scheme, int code) {
            int schemeId = table.pooled(scheme, schemePool);
            int codeId = table.pooled(code, codePool);
            while (schemeId >= goodIds.length) {
                goodIds = java.util.Arrays.copyOf(goodIds, goodIds.length + 1);
                goodIds[goodIds.length - 1] = new int[0];
            }
            if (codeId >= goodIds[schemeId].length) {
                goodIds[schemeId] = java.util.Arrays.copyOf(goodIds[schemeId], Math.max(64, codeId * 2));
            }
            if (goodIds[schemeId][codeId] == 0) {
                if (table.isEmpty(scheme) || table.isEmpty(code)) {
                    table.refuse("KAN-DATA-013.empty", table.line(), "column", "code");
                    return -1;
                }
                goods.add(new Code(schemePool.text(schemeId), codePool.text(codeId)));
                goodIds[schemeId][codeId] = goods.size(); // one more than its place, so that 0 is unknown
            }
            return goodIds[schemeId][codeId] - 1;
        }

        String source(PackTable table, int column) {
            int id = table.pooled(column, sourcePool);
            var text = sourcePool.text(id);
            if (id >= sourceKnown.length) {
                sourceKnown = java.util.Arrays.copyOf(sourceKnown, Math.max(32, id * 2));
            }
            if (!sourceKnown[id]) {
                if (!sourceIds.contains(text)) {
                    table.refuse("KAN-DATA-056", table.line(), "value", text);
                }
                sourceKnown[id] = true;
            }
            return text;
        }

        String word(PackTable table, int column) {
            return wordPool.text(table.pooled(column, wordPool));
        }
    }

    private record FlowKey(int year, int good, int importer, int exporter) {}

    private void readFlows(Inputs inputs, TradeCube.Builder builder, Texts texts) {
        var table = inputs.open("flows");
        int year = table.column("year");
        int exporter = table.column("exporter");
        int importer = table.column("importer");
        int scheme = table.column("scheme");
        int code = table.column("code");
        int value = table.column("value_kusd");
        int source = table.column("source");
        var numbers = new int[64];
        int numbered = 0;
        var seen = files.isEmbedded() ? null : new HashMap<FlowKey, Long>();
        while (table.next()) {
            int exporterIndex = texts.economy(table, exporter);
            int importerIndex = texts.economy(table, importer);
            int good = texts.good(table, scheme, code);
            int flowYear = table.year(year);
            double amount = table.amount(value);
            texts.source(table, source);
            if (exporterIndex < 0 || importerIndex < 0 || good < 0) {
                continue;
            }
            if (seen != null) {
                var other = seen.putIfAbsent(new FlowKey(flowYear, good, importerIndex, exporterIndex), table.line());
                if (other != null) {
                    table.refuse(
                            "KAN-DATA-017.reference",
                            table.line(),
                            "key",
                            flowYear + " " + texts.goods.get(good) + " " + table.text(exporter) + " → "
                                    + table.text(importer));
                    continue;
                }
            }
            if (good >= numbers.length) {
                numbers = java.util.Arrays.copyOf(numbers, good * 2 + 8);
            }
            while (numbered <= good) {
                numbers[numbered] = builder.number(texts.goods.get(numbered));
                numbered++;
            }
            builder.add(
                    flowYear, numbers[good], importerIndex, exporterIndex, amount, table.ordinal(), (int) table.line());
        }
    }

    /** Importers with flows that are economies: the ones the pack lists one by one. */
    private BitSet listedImporters(TradeCube cube) {
        var listed = new BitSet();
        for (int flow = 0; flow < cube.flows(); flow++) {
            int importer = cube.importer(flow);
            if (economies.get(importer).named()) {
                listed.set(importer);
            }
        }
        return listed;
    }

    private Coverage readCoverage(Inputs inputs, TradeCube cube) {
        var table = inputs.open("coverage");
        int year = table.column("year");
        int scheme = table.column("scheme");
        int code = table.column("code");
        int without = table.column("listed_importers_without_data");
        var rest = rules.map("coverage", "rest-importer");
        var noDetail = rules.map("coverage", "no-partner-detail");
        int restIndex =
                rest.isEmpty() ? -1 : economies.indexOf(rest.keySet().iterator().next());
        var restState = rest.isEmpty()
                ? Coverage.State.HIDDEN
                : Coverage.State.valueOf(rest.values().iterator().next());
        var coverage = new PackCoverage(listedImporters(cube), restIndex);
        while (table.next()) {
            if (table.isEmpty(scheme) || table.isEmpty(code)) {
                table.refuse("KAN-DATA-013.empty", table.line(), "column", "code");
                continue;
            }
            var product = new Code(table.text(scheme), table.text(code));
            var absent = new BitSet();
            var text = table.text(without);
            if (noDetail.containsKey(text)) {
                coverage.declare(
                        table.year(year),
                        product,
                        Coverage.State.HIDDEN,
                        Coverage.State.valueOf(noDetail.getOrDefault(text, "")),
                        absent);
                continue;
            }
            for (var economy : text.split(" ")) {
                if (!economy.isEmpty()) {
                    int index = economies.indexOf(economy);
                    if (index < 0) {
                        table.refuse("KAN-DATA-016", table.line(), "column", "economy", "value", economy);
                    } else {
                        absent.set(index);
                    }
                }
            }
            coverage.declare(table.year(year), product, Coverage.State.REPORTED, restState, absent);
        }
        return coverage;
    }

    private List<StageRow> readStages(Inputs inputs, Texts texts) {
        var table = inputs.open("mineral_stages");
        int year = table.column("year");
        int material = table.column("material");
        int stage = table.column("stage");
        int economy = table.column("economy");
        int share = table.column("share");
        int quantity = table.column("quantity");
        int unit = table.column("unit");
        int qualifier = table.column("qualifier");
        int raw = table.column("raw");
        int source = table.column("source");
        var statuses = rules.map("mineral_stages", "status");
        var rows = new ArrayList<StageRow>();
        while (table.next()) {
            var status = statuses.get(table.text(qualifier));
            if (status == null) {
                table.refuse("KAN-DATA-058", table.line(), "column", "qualifier", "value", table.text(qualifier));
                continue;
            }
            texts.economy(table, economy);
            rows.add(new StageRow(
                    texts.word(table, material),
                    texts.word(table, stage),
                    texts.word(table, economy),
                    table.year(year),
                    table.optional(share),
                    table.optional(quantity),
                    texts.word(table, unit),
                    StageRow.Status.valueOf(status),
                    table.text(raw),
                    texts.source(table, source),
                    table.origin()));
        }
        return rows;
    }

    private List<ActivityRow> readActivity(Inputs inputs) {
        var texts = new Texts();
        var table = inputs.open("technology");
        int year = table.column("year");
        int scheme = table.column("field_scheme");
        int field = table.column("field");
        int economy = table.column("economy");
        int indicator = table.column("indicator");
        int value = table.column("value");
        int source = table.column("source");
        var rows = new ArrayList<ActivityRow>(32_768);
        while (table.next()) {
            texts.economy(table, economy);
            rows.add(new ActivityRow(
                    texts.word(table, scheme),
                    texts.word(table, field),
                    texts.word(table, economy),
                    texts.word(table, indicator),
                    table.year(year),
                    table.amount(value),
                    texts.source(table, source),
                    table.origin()));
        }
        return rows;
    }

    private List<PublishedShare> readShares(Inputs inputs) {
        var table = inputs.open("published_shares");
        int year = table.column("year");
        int kind = table.column("kind");
        int scheme = table.column("scheme");
        int code = table.column("code");
        int item = table.column("item_en");
        int stage = table.column("stage");
        int economy = table.column("economy");
        int share = table.column("share");
        int rank = table.column("rank");
        int basis = table.column("basis");
        int source = table.column("source");
        int confidence = table.column("confidence");
        var texts = new Texts();
        var rows = new ArrayList<PublishedShare>();
        while (table.next()) {
            rows.add(new PublishedShare(
                    table.year(year),
                    table.text(kind),
                    table.text(scheme),
                    table.text(code),
                    table.text(item),
                    table.text(stage),
                    economy(table, economy),
                    table.amount(share),
                    table.isEmpty(rank) ? 0 : (int) table.amount(rank),
                    table.text(basis),
                    texts.source(table, source),
                    table.text(confidence),
                    table.origin()));
        }
        return rows;
    }

    private List<Link> readLinks(Inputs inputs) {
        var table = inputs.open("mapping");
        int kind = table.column("kind");
        int fromScheme = table.column("from_scheme");
        int fromCode = table.column("from_code");
        int to = table.column("to");
        int stage = table.column("stage");
        int confidence = table.column("confidence");
        int rationale = table.column("rationale");
        var rows = new ArrayList<Link>();
        while (table.next()) {
            rows.add(new Link(
                    table.text(kind),
                    table.text(fromScheme),
                    table.text(fromCode),
                    table.text(to),
                    table.text(stage),
                    table.text(confidence),
                    table.text(rationale),
                    table.origin()));
        }
        return rows;
    }

    private List<StrategicField> readFields(Inputs inputs) {
        var table = inputs.open("strategic_fields");
        int id = table.column("id");
        int nameEn = table.column("field_en");
        int nameJa = table.column("field_ja");
        int status = table.column("status");
        var rows = new ArrayList<StrategicField>();
        while (table.next()) {
            rows.add(new StrategicField(table.text(id), table.text(nameEn), table.text(nameJa), table.text(status)));
        }
        return rows;
    }

    private List<TotalRow> readTotals(Inputs inputs) {
        var table = inputs.open("trade_totals");
        int year = table.column("year");
        int economy = table.column("economy");
        int scheme = table.column("scheme");
        int code = table.column("code");
        int exports = table.column("exports_kusd");
        int imports = table.column("imports_kusd");
        int leftOut = table.column("reimports_left_out_kusd");
        int source = table.column("source");
        var world = rules.setting("yen", "world");
        var texts = new Texts();
        var rows = new ArrayList<TotalRow>();
        while (table.next()) {
            int good = texts.good(table, scheme, code);
            if (good < 0) {
                continue;
            }
            var product = texts.goods.get(good);
            var subject = economy(table, economy);
            var from = texts.source(table, source);
            if (!table.isEmpty(exports)) {
                rows.add(new TotalRow(
                        table.year(year), product, subject, world, table.amount(exports), 0, from, table.origin()));
            }
            if (!table.isEmpty(imports)) {
                double left = table.isEmpty(leftOut) ? 0 : table.amount(leftOut);
                rows.add(new TotalRow(
                        table.year(year), product, world, subject, table.amount(imports), left, from, table.origin()));
            }
        }
        return List.copyOf(rows);
    }

    private DataSet readYen() {
        var inputs = new Inputs(YEN_TABLES);
        inputs.count("sources");
        inputs.count("economies");
        var table = inputs.open("japan_customs");
        int year = table.column("year");
        int flow = table.column("flow");
        int partner = table.column("partner");
        int goods = table.column("goods");
        int level = table.column("level");
        int value = table.column("value_bn_jpy");
        int source = table.column("source");
        var reporter = rules.setting("yen", "reporter");
        int reporterIndex = economies.indexOf(reporter);
        var world = rules.setting("yen", "world");
        var scheme = rules.setting("yen", "scheme");
        var exportWord = rules.setting("yen", "export");
        var importWord = rules.setting("yen", "import");
        var texts = new Texts();
        var builder = new TradeCube.Builder(economies, unit("yen"));
        var coverage = new YenCoverage(reporterIndex);
        var totals = new ArrayList<TotalRow>();
        var goodsByName = new TreeMap<String, Product>();
        while (table.next()) {
            var direction = texts.word(table, flow);
            boolean imported = direction.equals(importWord);
            if (!imported && !direction.equals(exportWord)) {
                table.refuse("KAN-DATA-058", table.line(), "column", "flow", "value", direction);
                continue;
            }
            if (table.isEmpty(goods)) {
                table.refuse("KAN-DATA-013.empty", table.line(), "column", "goods");
                continue;
            }
            var name = texts.word(table, goods);
            var good = goodsByName.get(name);
            if (good == null) {
                good = new Product(new Code(scheme, name), name, "", texts.word(table, level), "", "");
                goodsByName.put(name, good);
            }
            int partnerIndex = texts.economy(table, partner);
            int flowYear = table.year(year);
            double amount = table.amount(value);
            var from = texts.source(table, source);
            if (partnerIndex < 0) {
                continue;
            }
            coverage.declare(flowYear, good.code(), imported);
            var partnerCode = economies.get(partnerIndex).code();
            if (partnerCode.equals(world)) {
                totals.add(new TotalRow(
                        flowYear,
                        good.code(),
                        imported ? world : reporter,
                        imported ? reporter : world,
                        amount,
                        0,
                        from,
                        table.origin()));
            } else {
                builder.add(
                        flowYear,
                        good.code(),
                        imported ? reporterIndex : partnerIndex,
                        imported ? partnerIndex : reporterIndex,
                        amount,
                        table.origin());
            }
        }
        var cube = builder.build();
        assertTaken();
        yenTotals = List.copyOf(totals);
        return new DataSet(
                manifest("yen", inputs, cube, "EXCERPT", Map.of("total", (long) totals.size())),
                economies,
                new ArrayList<>(goodsByName.values()),
                blocs(),
                cube,
                coverage,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                sources,
                new PackLines(files, inputs.names));
    }

    private static TreeMap<String, Manifest.SetAside> asides(Map<String, Long> counts) {
        var asides = new TreeMap<String, Manifest.SetAside>();
        counts.forEach((reason, count) -> asides.put(reason, new Manifest.SetAside(count, List.of())));
        return asides;
    }

    private Manifest manifest(String rule, Inputs inputs, TradeCube cube, String state, Map<String, Long> setAside) {
        var tables = new TreeMap<String, Manifest.Table>();
        var hashes = new ArrayList<String>();
        var manifestInputs = new ArrayList<Manifest.Input>();
        long rows = 0;
        var leftOut = rules.leftOut();
        boolean cut = false;
        for (int i = 0; i < inputs.names.size(); i++) {
            var name = inputs.names.get(i);
            var table = Objects.requireNonNull(inputs.tables[i]);
            var input = table.input();
            manifestInputs.add(input);
            hashes.add(input.sha256());
            rows += table.rows();
            cut |= leftOut.containsKey(name);
            tables.put(
                    name,
                    new Manifest.Table(
                            table.rows(),
                            List.of(new Manifest.FileEntry(input.path(), input.bytes(), input.sha256())),
                            "sha256:" + input.sha256()));
        }
        var options = new TreeMap<>(Map.of("set", rule));
        var recipe = Recipe.of(
                READER,
                READER_VERSION,
                options,
                PackFiles.sha256(files.find("pack").orElseThrow()),
                "",
                hashes);
        var gaps = new ArrayList<>(rules.values(rule, "known-gap"));
        if (cut) {
            gaps.add("gap.starter-rows-left-out");
        }
        long aside = setAside.values().stream().mapToLong(Long::longValue).sum();
        return new Manifest(
                recipe.id(rules.setting(rule, "slug")),
                rules.setting(rule, "title"),
                READER,
                READER_VERSION,
                options,
                rules.setting("pack", "provider"),
                rules.setting("pack", "product"),
                null,
                new Manifest.Licence(
                        rules.setting("pack", "licence"), null, null, rules.setting("pack", "redistribute"), "file"),
                null,
                manifestInputs,
                String.join(" ", schemes(cube)),
                rules.setting(rule, "unit"),
                tables,
                recipe.hash(),
                new Manifest.Rows(rows, rows, rows - aside, asides(setAside), 0, new TreeMap<>(), 0),
                summary(cube, state),
                List.of(),
                gaps,
                List.of());
    }

    private static SortedSet<String> schemes(TradeCube cube) {
        var schemes = new TreeSet<String>();
        for (var product : cube.products()) {
            schemes.add(product.scheme());
        }
        return schemes;
    }

    private static Manifest.CoverageSummary summary(TradeCube cube, String state) {
        var exporters = new BitSet();
        var importers = new BitSet();
        var flows = new TreeMap<String, Long>();
        var values = new TreeMap<String, Double>();
        var years = new ArrayList<Integer>();
        for (int y = 0; y < cube.yearCount(); y++) {
            long count = 0;
            double sum = 0;
            for (int p = 0; p < cube.products().size(); p++) {
                var block = cube.block(y, p);
                count += block.size();
                for (int flow = block.from(); flow < block.to(); flow++) {
                    sum += block.value()[flow];
                    exporters.set(block.exporter()[flow]);
                    importers.set(block.importer()[flow]);
                }
            }
            var year = Integer.toString(cube.year(y));
            years.add(cube.year(y));
            flows.put(year, count);
            values.put(year, sum / TradeCube.SCALE);
        }
        return new Manifest.CoverageSummary(
                years,
                exporters.cardinality(),
                importers.cardinality(),
                cube.products().size(),
                flows,
                values,
                state);
    }
}
