package org.kaname.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.console.Stop;
import org.kaname.app.dossier.DossierJson;
import org.kaname.app.dossier.DossierMarkdown;
import org.kaname.app.json.Json;
import org.kaname.app.report.DossierHtml;
import org.kaname.app.wording.Terms;
import org.kaname.app.wording.Words;
import org.kaname.data.DataSet;
import org.kaname.data.NearestName;
import org.kaname.data.reference.Reference;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.model.Code;
import org.kaname.model.Explanation.Bilingual;
import org.kaname.model.Language;
import org.kaname.triage.assess.Assessor;
import org.kaname.triage.dossier.Dossier;
import org.kaname.triage.dossier.DossierTemplate;
import org.kaname.triage.dossier.DossierWriter;
import org.kaname.triage.dossier.ShippedTemplates;
import org.kaname.triage.dossier.TemplateFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** The designation dossier: evidence by criterion of a law's template, what the data leave open, and no finding. */
@Command(
        name = "dossier",
        description = "Evidence for a designation by criterion, from a template of one law; it finds nothing itself.")
final class DossierVerb extends Verb {
    private static final int SUGGESTIONS = 3;
    private static final int HEADING = 4;
    private static final List<String> FORMATS = List.of("md", "html", "json");

    @Parameters(
            arity = "0..1",
            index = "0",
            paramLabel = "ECONOMY",
            description = "ISO alpha-3 code, or a code of the data set.")
    @Nullable String economy;

    @Parameters(
            arity = "0..1",
            index = "1",
            paramLabel = "GOOD,…",
            split = ",",
            description = "Codes of goods as LIST:CODE; without a list the data set's own.")
    List<String> goods = new ArrayList<>();

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            description =
                    "Data set by id, prefix or slug (default: newest in the workspace, else the one that ships with Kaname).")
    @Nullable String dataset;

    @Option(
            names = "--template",
            paramLabel = "ID|FILE",
            description = "A shipped template or a file (default: the shipped one of the economy).")
    @Nullable String template;

    @Option(names = "--templates", description = "Lists the templates that ship with Kaname.")
    boolean templates;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes the dossier there as Markdown, HTML and JSON, or in the one --format.")
    @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "md|html|json",
            description = "Form of the dossier (default: md on standard output, all three with --out).")
    @Nullable String format;

    @Mixin
    AssessOptions options = new AssessOptions();

    @Override
    public Integer call() throws InterruptedException {
        var session = session();
        if (templates) {
            list(session);
            return 0;
        }
        if (economy == null || goods.isEmpty()) {
            throw usage("An economy and a good are needed.\nMaybe kaname dossier ECONOMY LIST:CODE.");
        }
        var form = form(session);
        var data = session.dataSet(dataset);
        var subject = session.economy(data, economy).code();
        var law = template(session, subject);
        var codes = new LinkedHashSet<Code>();
        goods.forEach(good -> codes.add(good(session, data, good)));
        int year = options.year(data, session);
        var request = request(session, data, subject, year);
        boolean ownLinks = !data.links().isEmpty();
        echo(
                "economy",
                subject,
                "goods",
                codes.stream().map(Code::toString).collect(Collectors.joining(" ")),
                "template",
                law.id() + "  (" + say(template == null ? "origin.of-economy" : "origin.given") + ")",
                "dataset",
                data.id() + "  (" + session.dataSetOrigin(dataset) + ")",
                "year",
                year + "  (" + say(options.yearOrigin(data)) + ")",
                "set",
                options.changes(),
                "draws",
                request.draws() + ", seed " + request.seed());
        var progress = session.console().progress(session.phrases());
        progress.phase(1, 1, Assessor.PHASE);
        var dossier = DossierWriter.write(
                new DossierWriter.Request(
                        request,
                        law,
                        List.copyOf(codes),
                        ownLinks ? data.links() : StarterPack.load().usd().links(),
                        code -> name(data, code),
                        material -> new Bilingual(
                                Terms.material(material, Language.EN), Terms.material(material, Language.JA))),
                progress);
        deliver(session, dossier, DossierJson.of(dossier, session.words(), ownLinks), form);
        return 0;
    }

    /** The form asked for; empty for the usual one. */
    private String form(Session session) {
        if (session.form() == Session.Form.CSV) {
            throw usage("A dossier has no CSV form.\nMaybe --json.");
        }
        if (format != null && !FORMATS.contains(format)) {
            throw usage("The format (" + format + ") is unknown.\nMaybe one of: " + String.join(", ", FORMATS) + ".");
        }
        if (session.form() == Session.Form.JSON) {
            if (format != null && !format.equals("json")) {
                throw usage("Both --json and --format " + format + " are given.\nMaybe leave one out.");
            }
            return "json";
        }
        return format == null ? "" : format;
    }

    private Assessor.Request request(Session session, DataSet data, String subject, int year) {
        var asked = Assess.request(data, subject, year, options, session);
        return new Assessor.Request(
                data,
                subject,
                year,
                asked.rules(),
                asked.partners(),
                asked.settings(),
                options.draws == null ? AssessOptions.DRAWS : asked.draws(),
                asked.seed(),
                asked.noise(),
                true);
    }

    private void list(Session session) {
        var shipped = ShippedTemplates.listTemplates();
        if (session.form() == Session.Form.JSON) {
            var node = Json.object();
            var array = node.putArray("templates");
            for (var one : shipped) {
                var entry = array.addObject();
                entry.put("id", one.id());
                entry.put("economy", one.economy());
                entry.set("law", both(one.law()));
                entry.set("purpose", both(one.purpose()));
                entry.put("criteria", one.criteria().size());
                entry.put("items", one.items().size());
                entry.put("lists", one.lists().size());
            }
            print(node);
            return;
        }
        if (session.form() == Session.Form.CSV) {
            session.console().result("id,economy,law_en,law_ja,purpose_en,purpose_ja,criteria,items,lists");
            for (var one : shipped) {
                session.console()
                        .result(Csv.line(
                                one.id(),
                                one.economy(),
                                one.law().en(),
                                one.law().ja(),
                                one.purpose().en(),
                                one.purpose().ja(),
                                one.criteria().size(),
                                one.items().size(),
                                one.lists().size()));
            }
            return;
        }
        session.console()
                .results(shipped.stream()
                        .map(t -> say(
                                "text.dossier.template",
                                "id",
                                t.id(),
                                "economy",
                                t.economy(),
                                "law",
                                t.law(),
                                "purpose",
                                t.purpose(),
                                "criteria",
                                Integer.toString(t.criteria().size()),
                                "items",
                                Integer.toString(t.items().size())))
                        .toList());
    }

    private static ObjectNode both(Bilingual text) {
        var node = Json.object();
        node.put("en", text.en());
        node.put("ja", text.ja());
        return node;
    }

    private DossierTemplate template(Session session, String subject) {
        var shipped = ShippedTemplates.listTemplates().stream()
                .map(t -> t.id() + " (" + t.economy() + ")")
                .collect(Collectors.joining(", "));
        if (template == null) {
            return ShippedTemplates.findByEconomy(subject)
                    .orElseThrow(() -> new Stop(
                            Stop.REFUSED,
                            session.phrases().say("error.dossier.economy", "economy", subject, "shipped", shipped)));
        }
        var byId = ShippedTemplates.findById(template);
        return byId.isPresent() ? byId.get() : fromFile(session, template, shipped);
    }

    private static DossierTemplate fromFile(Session session, String file, String shipped) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new Stop(
                    Stop.USAGE, session.phrases().say("error.dossier.template", "template", file, "shipped", shipped));
        }
        return switch (TemplateFile.read(bytes)) {
            case TemplateFile.Read.Good good -> good.template();
            case TemplateFile.Read.Faulty faulty ->
                throw new Stop(
                        Stop.REFUSED,
                        faulty.faults().stream()
                                .map(f -> session.phrases()
                                        .say(
                                                f.key().isEmpty() ? "error.dossier.file" : "error.dossier.key",
                                                "file",
                                                file,
                                                "key",
                                                f.key(),
                                                "what",
                                                f.what()))
                                .collect(Collectors.joining("\n")));
        };
    }

    /** The code meant, in the data set or in a list of goods; ends the verb with near codes for one that stands in neither. */
    private static Code good(Session session, DataSet data, String asked) {
        var text = asked.strip();
        int colon = text.indexOf(':');
        var goods = Reference.load().goods();
        var known = new LinkedHashSet<Code>();
        data.products().forEach(p -> known.add(p.code()));
        known.addAll(data.cube().products());
        if (colon > 0 && colon < text.length() - 1) {
            var code = new Code(text.substring(0, colon), text.substring(colon + 1));
            if (known.contains(code) || goods.known(code.scheme(), code.value())) {
                return code;
            }
        } else {
            var inData = known.stream().filter(c -> c.value().equals(text)).findFirst();
            if (inData.isPresent()) {
                return inData.get();
            }
            var classification = data.manifest().classification();
            if (!text.isEmpty() && goods.known(classification, text)) {
                return new Code(classification, text);
            }
        }
        var near = near(text, known, data, session.language());
        throw new Stop(
                Stop.USAGE,
                near.isEmpty()
                        ? session.phrases().say("error.dossier.good.none", "good", text, "dataset", data.id())
                        : session.phrases()
                                .say(
                                        "error.dossier.good",
                                        "good",
                                        text,
                                        "dataset",
                                        data.id(),
                                        "near",
                                        String.join(", ", near)));
    }

    /** Codes of the same heading, then the nearest by letters, with their names. */
    private static List<String> near(String asked, LinkedHashSet<Code> known, DataSet data, Language language) {
        int colon = asked.indexOf(':');
        var value = asked.substring(colon + 1);
        var near = new LinkedHashMap<String, Code>();
        if (value.length() >= HEADING) {
            known.stream()
                    .filter(c -> c.value().startsWith(value.substring(0, HEADING)))
                    .forEach(c -> near.putIfAbsent(c.toString(), c));
        }
        var byText = new LinkedHashMap<String, Code>();
        known.forEach(c -> {
            byText.putIfAbsent(colon > 0 ? c.toString() : c.value(), c);
        });
        NearestName.find(asked, new TreeSet<>(byText.keySet())).ifPresent(found -> {
            var code = byText.get(found);
            if (code != null) {
                near.putIfAbsent(code.toString(), code);
            }
        });
        return near.values().stream()
                .limit(SUGGESTIONS)
                .map(c -> c + " (" + Words.good(data, c, language) + ")")
                .toList();
    }

    private static Bilingual name(DataSet data, Code code) {
        var english = Words.good(data, code, Language.EN);
        if (!english.equals(code.value())) {
            return new Bilingual(english, Words.good(data, code, Language.JA));
        }
        return Reference.load()
                .goods()
                .findGood(code)
                .filter(g -> !g.nameEn().isEmpty())
                .map(g -> new Bilingual(g.nameEn(), g.nameJa().isEmpty() ? g.nameEn() : g.nameJa()))
                .orElseGet(() -> new Bilingual(code.toString(), code.toString()));
    }

    private void deliver(Session session, Dossier dossier, ObjectNode document, String form) {
        if (out == null) {
            session.console().result(text(session, document, form.isEmpty() ? "md" : form));
            return;
        }
        var stem = stem(dossier);
        var written = new ArrayList<String>();
        try {
            Files.createDirectories(out);
            for (var one : form.isEmpty() || session.form() == Session.Form.JSON ? FORMATS : List.of(form)) {
                var file = out.resolve(stem + "." + one);
                Files.writeString(file, text(session, document, one));
                written.add(file.toString());
            }
        } catch (IOException e) {
            throw new Stop(
                    Stop.REFUSED,
                    session.phrases()
                            .say("error.out", "directory", out.toString(), "what", String.valueOf(e.getMessage())));
        }
        if (session.form() == Session.Form.JSON) {
            session.console().result(text(session, document, "json"));
        }
        session.console().tell(say("told.files", "files", String.join(", ", written)));
    }

    private static String text(Session session, ObjectNode document, String form) {
        return switch (form) {
            case "json" -> Json.MAPPER.writeValueAsString(document);
            case "html" -> DossierHtml.write(document, session.language());
            default -> DossierMarkdown.write(document, session.words(), session.language());
        };
    }

    /** Economy and first good, with how many more there are. */
    private static String stem(Dossier dossier) {
        var first = dossier.goods().getFirst().code().toString().replaceAll("[^A-Za-z0-9]+", "-");
        int more = dossier.goods().size() - 1;
        return "dossier-" + dossier.assessment().economy() + "-" + first + (more > 0 ? "-and-" + more : "");
    }
}
