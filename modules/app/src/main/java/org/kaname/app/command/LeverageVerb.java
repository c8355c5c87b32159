package org.kaname.app.command;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kaname.app.console.Stop;
import org.kaname.app.leverage.LeverageJson;
import org.kaname.app.leverage.LeverageText;
import org.kaname.app.leverage.LeverageView;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.measure.leverage.Dependence;
import org.kaname.measure.leverage.Leverage;
import org.kaname.measure.rule.RuleCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who depends on an economy and on whom it depends, under one rule. */
@Command(
        name = "leverage",
        description =
                "Who depends on an economy and on whom it depends under a rule, with world shares, their trend and what others could replace.")
final class LeverageVerb extends Verb {
    private static final String DEFAULT_RULE = "cao@2021";

    @Parameters(index = "0", paramLabel = "ECONOMY", description = "Code or name of the economy.")
    String economy = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PARTNER",
            description = "Another economy: the goods of both directions one by one.")
    @Nullable String partner;

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            description = "Data set (default: newest in the workspace, else the shipped one).")
    @Nullable String dataset;

    @Option(names = "--year", paramLabel = "Y", description = "As of this year (default: newest year of the data set).")
    @Nullable Integer year;

    @Option(
            names = "--rule",
            paramLabel = "R",
            defaultValue = DEFAULT_RULE,
            description = "The rule that flags importers (default: ${DEFAULT-VALUE}; see rules list).")
    String rule = DEFAULT_RULE;

    @Option(
            names = "--classification",
            paramLabel = "SCHEME",
            description = "Goods of this classification (default: the one with most goods).")
    @Nullable String classification;

    @Option(
            names = "--partners",
            paramLabel = "BLOC|CODE,…",
            split = ",",
            description = "A partner set: what others supply of its purchases (default: none).")
    List<String> partners = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value of a constant, e.g. market-power@1.demand_elasticity=2. May be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show so many goods of each list and rows of each table (default: ${DEFAULT-VALUE}).")
    int limit = 20;

    @Override
    public Integer call() {
        var session = session();
        if (limit < 1) {
            throw usage("The limit (" + limit + ") is not 1 or more.\nMaybe 20.");
        }
        requireValues("--partners", partners);
        var data = session.dataSet(dataset);
        if (data.cube().yearCount() == 0) {
            throw RuleOptions.nothingYearly(data, session);
        }
        var options = new RuleOptions();
        options.year = year;
        options.set = set;
        options.partners = partners;
        int asOf = options.year(data, session);
        RuleOptions.requireRule(rule, session);
        var settings = options.settings(session);
        var subject = session.economy(data, economy).code();
        var other = partner == null ? "" : session.economy(data, partner).code();
        if (other.equals(subject)) {
            throw usage("The economy (" + subject + ") and the partner are the same.\nMaybe another partner.");
        }
        var inSet = options.partners(data, asOf, subject, session);
        var scheme = scheme(data);
        echo(
                "economy",
                subject,
                "dataset",
                data.id() + "  (" + session.dataSetOrigin(dataset) + ")",
                "year",
                asOf + "  (" + say(options.yearOrigin(data)) + ")",
                "rule",
                rule,
                "classification",
                scheme,
                "partners",
                inSet.isEmpty() ? "–" : String.join(" ", inSet),
                "changes",
                options.changes());
        int index = data.economies().indexOf(subject);
        var leverage = Leverage.of(
                data,
                index,
                scheme,
                asOf,
                RuleCatalogue.getRule(rule),
                settings,
                Runtime.getRuntime().availableProcessors());
        var members = new BitSet();
        inSet.stream()
                .map(data.economies()::indexOf)
                .filter(i -> i >= 0 && i != index)
                .forEach(members::set);
        var view = new LeverageView(
                data,
                leverage,
                index,
                asOf,
                settings,
                members,
                other.isEmpty() ? -1 : data.economies().indexOf(other));
        switch (session.form()) {
            case JSON -> print(LeverageJson.of(view, session.words(), session.language(), limit));
            case CSV -> csv(view);
            case TEXT -> session.console().results(LeverageText.of(view, session.words(), session.language(), limit));
        }
        return 0;
    }

    /** The classification asked for, else the one with most goods: goods of two may hold the same trade. */
    private String scheme(DataSet data) {
        var goods = new TreeMap<String, Integer>();
        data.cube().products().forEach(p -> goods.merge(p.scheme(), 1, Integer::sum));
        if (classification != null && !goods.containsKey(classification)) {
            throw new Stop(
                    Stop.USAGE,
                    say(
                            "error.complexity.classification",
                            "classification",
                            classification,
                            "dataset",
                            data.id(),
                            "known",
                            List.copyOf(goods.keySet())));
        }
        return classification != null
                ? classification
                : goods.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse("");
    }

    /** One line for each economy; with a partner, one for each good of both directions. All of them: a table of data has no limit. */
    private void csv(LeverageView view) {
        var console = session().console();
        if (view.partner().isPresent()) {
            console.result("year,rule,supplier,importer,scheme,code,data_year,value_kusd,imports_kusd,import_share,"
                    + "supplier_world_share,other_exporters");
            var pair = view.partner().get();
            pair.depends().list().forEach(one -> good(view, one));
            pair.supplies().list().forEach(one -> good(view, one));
            return;
        }
        console.result("year,rule,economy,partner,depends_goods,depends_value_kusd,depends_share,supplies_goods,"
                + "supplies_value_kusd,supplies_share");
        for (var pair : view.pairs()) {
            console.result(Csv.line(
                    view.year(),
                    view.leverage().rule().id(),
                    view.subject(),
                    view.code(pair.economy()),
                    pair.depends().list().size(),
                    pair.depends().value() / TradeCube.SCALE,
                    pair.depends().share(),
                    pair.supplies().list().size(),
                    pair.supplies().value() / TradeCube.SCALE,
                    pair.supplies().share()));
        }
    }

    private void good(LeverageView view, Dependence one) {
        var bought = view.bought(one);
        session()
                .console()
                .result(Csv.line(
                        view.year(),
                        view.leverage().rule().id(),
                        view.code(one.supplier()),
                        view.code(one.importer()),
                        one.product().scheme(),
                        one.product().value(),
                        one.year(),
                        one.value() / TradeCube.SCALE,
                        one.imports() / TradeCube.SCALE,
                        one.share(),
                        bought.worldShare().value(),
                        bought.otherExporters() < 0 ? "" : bought.otherExporters()));
    }
}
