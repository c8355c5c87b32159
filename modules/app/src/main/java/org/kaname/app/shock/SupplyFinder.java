package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.data.reference.Goods;
import org.kaname.data.reference.Reference;
import org.kaname.model.Code;
import org.kaname.shock.run.SupplyShares;
import org.kaname.shock.scenario.Membership;
import org.kaname.shock.scenario.Scenario;

/**
 * Who supplies the goods of a scenario to its subjects: the flows of a data set where it covers the good, else the shares that the
 * scenario brought (clarification 22).
 */
public final class SupplyFinder {
    private static final String ALL = Membership.ALL;

    private final DataSet data;
    private final Scenario scenario;
    private final Membership membership;
    private final List<Missing> missing = new ArrayList<>();
    private final Map<String, String> readAs = new TreeMap<>();

    /** A code of a scope that neither the flows nor the scenario cover for any subject. */
    public record Missing(String code, List<String> near) {}

    public SupplyFinder(DataSet data, Scenario scenario, Membership membership) {
        this.data = data;
        this.scenario = scenario;
        this.membership = membership;
    }

    /** The subjects as economies, blocs opened on the day of origin. */
    public List<String> subjects() {
        var subjects = new TreeSet<String>();
        for (var entry : membership.expand(scenario.subject(), scenario.originDate())) {
            if (entry.equals(ALL)) {
                data.economies().listEconomies().stream()
                        .filter(economy -> economy.named())
                        .forEach(economy -> subjects.add(economy.code()));
            } else {
                subjects.add(entry);
            }
        }
        return List.copyOf(subjects);
    }

    /** One entry for each subject and good that something is known of, in the order of goods, then subjects. */
    public List<SupplyShares> find() {
        var found = new ArrayList<SupplyShares>();
        var codes = new TreeSet<String>();
        scenario.restrictions().forEach(r -> codes.addAll(r.scope().codes()));
        for (var code : codes) {
            int before = found.size();
            fromFlows(code, found);
            if (found.size() == before) {
                fromScenario(code, found);
            }
            if (found.size() == before) {
                missing.add(new Missing(code, near(code)));
            }
        }
        return found;
    }

    /** Codes that led to nothing in {@link #find}. */
    public List<Missing> missing() {
        return List.copyOf(missing);
    }

    private void fromFlows(String code, List<SupplyShares> found) {
        var cube = data.cube();
        var counterparts = new HashMap<String, String>();
        for (int p = 0; p < cube.products().size(); p++) {
            var product = cube.products().get(p);
            var named = nameInScope(code, product, counterparts);
            if (named.isEmpty()
                    || found.stream().anyMatch(supply -> supply.code().equals(named))) {
                continue;
            }
            if (!named.equals(product.toString())) {
                readAs.put(named, product.toString());
            }
            for (var subject : subjects()) {
                supply(p, named, subject).ifPresent(found::add);
            }
        }
    }

    /**
     * How a product of the data set is called in the scope: by its own code where the scope's is a prefix of it, by the scope's code
     * where that is the same good in another revision of the Harmonized System, one to one both ways; else empty.
     *
     * @param counterparts of the code by scheme, empty where there is none; filled as they are asked for
     */
    private static String nameInScope(String code, Code product, Map<String, String> counterparts) {
        int colon = code.indexOf(':');
        var scheme = code.substring(0, colon);
        var digits = code.substring(colon + 1);
        if (product.scheme().equals(scheme)) {
            return product.value().startsWith(digits) ? product.toString() : "";
        }
        var counterpart = counterparts.computeIfAbsent(
                product.scheme(),
                other -> Goods.REVISIONS.contains(scheme) && Goods.REVISIONS.contains(other)
                        ? Reference.load()
                                .concordance()
                                .oneToOne(scheme, digits, other)
                                .orElse("")
                        : "");
        return !counterpart.isEmpty() && counterpart.equals(product.value()) ? code : "";
    }

    /** Codes of the scope that are another code in the data set, one to one. */
    public Map<String, String> readAs() {
        return Collections.unmodifiableMap(readAs);
    }

    /** Of the newest year that is not after the origin, else of the oldest. */
    private Optional<SupplyShares> supply(int product, String code, String subject) {
        var cube = data.cube();
        int importer = data.economies().indexOf(subject);
        if (importer < 0) {
            return Optional.empty();
        }
        int chosen = -1;
        for (int y = 0; y < cube.yearCount(); y++) {
            var block = cube.block(y, product);
            boolean imports = block.first(importer) < block.end(importer);
            if (imports && (cube.year(y) <= scenario.originDate().getYear() || chosen < 0)) {
                chosen = y;
            }
        }
        return chosen < 0 ? Optional.empty() : Optional.of(shares(chosen, product, importer, code, subject));
    }

    private SupplyShares shares(int year, int product, int importer, String code, String subject) {
        var cube = data.cube();
        var block = cube.block(year, product);
        double total = 0;
        for (int f = block.first(importer); f < block.end(importer); f++) {
            total += block.value()[f];
        }
        var parts = new ArrayList<SupplyShares.Part>();
        for (int f = block.first(importer); f < block.end(importer); f++) {
            var exporter = data.economies().get(block.exporter()[f]);
            if (exporter.named()) {
                parts.add(new SupplyShares.Part(exporter.code(), block.value()[f] / total, Optional.empty()));
            }
        }
        parts.sort(Comparator.comparingDouble((SupplyShares.Part part) -> -part.share())
                .thenComparing(SupplyShares.Part::economy));
        return new SupplyShares(
                code,
                subject,
                parts,
                SupplyShares.Basis.IMPORTS,
                Optional.of(total / TradeCube.SCALE),
                data.id(),
                Optional.of(cube.year(year)));
    }

    private void fromScenario(String code, List<SupplyShares> found) {
        for (var supply : scenario.supply()) {
            if (!supply.code().startsWith(code)
                    || found.stream().anyMatch(other -> other.code().equals(supply.code()))) {
                continue;
            }
            for (var subject : subjects()) {
                if (membership.holds(supply.to(), subject, scenario.originDate())) {
                    var parts = supply.suppliers().stream()
                            .map(s -> new SupplyShares.Part(
                                    s.economy(),
                                    s.share().mid(),
                                    Optional.of("supply." + supply.code() + "." + s.economy())))
                            .toList();
                    found.add(new SupplyShares(
                            supply.code(),
                            subject,
                            parts,
                            SupplyShares.Basis.SCENARIO,
                            Optional.empty(),
                            scenario.id(),
                            Optional.empty()));
                }
            }
        }
    }

    /** Codes with the same digits under another scheme, or the same first digits; those that the scenario supplies first. */
    private List<String> near(String code) {
        int colon = code.indexOf(':');
        var digits = code.substring(colon + 1);
        var heading = digits.substring(0, Math.min(digits.length(), HEADING));
        var own = scenario.supply().stream().map(Scenario.Supply::code).filter(other -> other.endsWith(":" + digits));
        var held = data.cube().products().stream()
                .filter(product ->
                        product.value().equals(digits) || product.value().startsWith(heading))
                .map(Object::toString);
        return Stream.concat(own, held).distinct().limit(MOST_NEAR).toList();
    }

    private static final int HEADING = 4;
    private static final int MOST_NEAR = 5;
}
