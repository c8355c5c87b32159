package org.kaname.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Session;
import org.kaname.app.shock.ExposureAnswer;
import org.kaname.app.shock.ExposureJson;
import org.kaname.app.shock.ExposureText;
import org.kaname.data.Refusal;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.data.source.kaname.StarterPack;
import org.kaname.shock.exposure.ExposureMeasure;
import org.kaname.shock.exposure.ExtractedLink;
import org.kaname.shock.exposure.Extraction;
import org.kaname.shock.exposure.Leontief;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** On whom an economy depends through an input–output table. */
@Command(
        name = "exposure",
        description = "On whom an economy depends, at face value and through all tiers, by an input-output table.")
final class ShockExposure extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "ECONOMY",
            description = "Buyer: an economy of the table, or an industry as it labels them (JPN_chemicals).")
    String buyer = "";

    @Mixin
    TableOptions options = new TableOptions();

    @Option(
            names = "--supplier",
            paramLabel = "ECONOMY|BLOC",
            description = "Only this supplier; the members of a bloc together (default: every economy of the table).")
    @Nullable String supplier;

    @Option(
            names = "--measure",
            paramLabel = "NAME,…",
            split = ",",
            description =
                    "Only these measures, e.g. face-intermediate,hidden (default: five of an economy, all of an industry).")
    List<String> measures = new ArrayList<>();

    @Option(
            names = "--extract",
            paramLabel = "S:R[:SHARE]",
            description =
                    "What exists because S delivers to R, economies or industries of the table (SHARE default: 1).")
    @Nullable String extract;

    @Option(names = "--final", description = "With --extract: deliveries to final demand of R too.")
    boolean finals;

    /** What --extract says. */
    private record Asked(String supplier, String buyer, double share) {}

    @Override
    public Integer call() {
        var session = session();
        requireValues("--measure", measures);
        var chosen = measures.stream().map(this::measure).distinct().toList();
        if (finals && extract == null) {
            throw usage("--final is given without --extract.\nMaybe --extract SUPPLIER:BUYER --final.");
        }
        var asked = Optional.ofNullable(extract).map(this::asked);
        var read = options.read(session);
        var table = read.table();
        echo("buyer", buyer, "table", table.head().id() + "  (" + options.origin(session) + ")");
        var leontief = session.taken(Leontief.of(table));
        var shares = session.taken(ExposureAnswer.shares(leontief, spelt(table, buyer)));
        for (var measure : chosen) {
            if (!shares.measures().contains(measure)) {
                throw usage("The measure (" + ExposureText.name(measure) + ") is not defined for (" + buyer
                        + ").\nMaybe one of " + names(shares.measures()) + ".");
            }
        }
        var row = Optional.ofNullable(supplier).map(code -> row(session, table, code, shares.economy()));
        var link = asked.map(ends -> link(session, leontief, ends));
        var answer = ExposureAnswer.of(read, shares, chosen, row, link);
        var words = session.words().with(StarterPack.load().usd().economies());
        switch (session.form()) {
            case JSON -> print(new ExposureJson(answer, words).document());
            case CSV ->
                text(session, answer).rows().forEach(cells -> session.console().result(Csv.line(cells.toArray())));
            case TEXT -> text(session, answer).lines().forEach(session.console()::result);
        }
        return 0;
    }

    private ExposureText text(Session session, ExposureAnswer answer) {
        var words = session.words().with(StarterPack.load().usd().economies());
        return new ExposureText(answer, words.in(session.language()), session.console(), options.shipped());
    }

    private ExposureMeasure measure(String name) {
        return ExposureText.measure(name)
                .orElseThrow(() -> usage("The measure (" + name + ") is unknown.\nMaybe one of "
                        + names(Arrays.asList(ExposureMeasure.values())) + "."));
    }

    private static String names(List<ExposureMeasure> measures) {
        return String.join(", ", measures.stream().map(ExposureText::name).toList());
    }

    private Asked asked(String text) {
        var parts = text.split(":", -1);
        double share = 1;
        try {
            share = parts.length == 3 ? Double.parseDouble(parts[2]) : 1;
        } catch (NumberFormatException e) {
            share = Double.NaN;
        }
        boolean form = (parts.length == 2 || parts.length == 3) && !parts[0].isBlank() && !parts[1].isBlank();
        if (!form || !(share >= 0 && share <= 1)) {
            throw usage(
                    "The link (" + text + ") is not SUPPLIER:BUYER or SUPPLIER:BUYER:SHARE with a share from 0 to 1."
                            + "\nMaybe SUPPLIER:BUYER:0.5 with two economies of the table.");
        }
        return new Asked(parts[0].strip(), parts[1].strip(), share);
    }

    /** The code as the table writes it, where only letters differ in size. */
    private static String spelt(IoTable table, String code) {
        return table.economy(code) < 0 && table.economy(code.toUpperCase(Locale.ROOT)) >= 0
                ? code.toUpperCase(Locale.ROOT)
                : code;
    }

    private static ExposureAnswer.Row row(Session session, IoTable table, String given, String buyer) {
        var code = spelt(table, given);
        if (table.economy(code) >= 0) {
            return ExposureAnswer.Row.of(code, buyer);
        }
        var bloc = StarterPack.load().usd().findBloc(given.toUpperCase(Locale.ROOT));
        if (bloc.isEmpty()) {
            throw session.refused(List.of(unknown(table, given)));
        }
        var members = bloc.get().membersAtEndOf(table.head().year());
        var inside = new TreeSet<>(members);
        inside.retainAll(table.economies());
        var outside = new TreeSet<>(members);
        outside.removeAll(inside);
        if (inside.isEmpty()) {
            throw session.refused(List.of(unknown(table, given)));
        }
        return new ExposureAnswer.Row(bloc.get().code(), inside, outside, false);
    }

    private static Refusal unknown(IoTable table, String code) {
        return Refusal.of(
                "KAN-SHOCK-030",
                "",
                0,
                "economy",
                code,
                "table",
                table.head().id(),
                "known",
                String.join(", ", table.economies()));
    }

    private ExposureAnswer.Link link(Session session, Leontief leontief, Asked asked) {
        var table = leontief.table();
        var from = spelt(table, asked.supplier());
        var to = spelt(table, asked.buyer());
        var suppliers = industries(session, table, from);
        var buyers = industries(session, table, to);
        int economy = table.economyOf(buyers.getFirst());
        var link = new ExtractedLink(suppliers, buyers, finals ? List.of(economy) : List.of(), asked.share());
        return new ExposureAnswer.Link(from, to, session.taken(new Extraction(leontief).compute(link)));
    }

    /** All of an economy, or the one of a label. */
    private static List<Integer> industries(Session session, IoTable table, String end) {
        int economy = table.economy(end);
        var found = IntStream.range(0, table.industries())
                .filter(i -> economy >= 0
                        ? table.economyOf(i) == economy
                        : table.label(i).equals(end))
                .boxed()
                .toList();
        if (found.isEmpty()) {
            throw session.refused(List.of(unknown(table, end)));
        }
        return found;
    }
}
