package org.kaname.app.shock.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kaname.data.NearestName;
import org.kaname.data.Outcome;
import org.kaname.data.Refusal;
import org.kaname.data.inputoutput.IoTable;
import org.kaname.shock.network.synthetic.Calibration;
import org.kaname.shock.network.synthetic.SyntheticNetwork;

/**
 * What was asked of a made-up network: {@code firms=1000,mean_degree=5,calibration=…,economy=…,seed=1}.
 *
 * @param economy of the table; its deliveries between its own sectors are the sums of sector pairs
 */
public record SyntheticSpec(int firms, double meanDegree, Calibration calibration, String economy, long seed) {
    private static final List<String> KEYS = List.of("firms", "mean_degree", "calibration", "economy", "seed");
    private static final int FIRMS = 1_000;
    private static final int MOST_FIRMS = 2_000_000;
    private static final double DEGREE = 5;
    private static final double MOST_LINKS = 50_000_000;

    /** Refused: KAN-SHOCK-071, every fault at once. */
    public static Outcome<SyntheticSpec> parse(Map<String, String> given, IoTable table) {
        var refusals = new ArrayList<Refusal>();
        for (var key : given.keySet()) {
            if (!KEYS.contains(key)) {
                refusals.add(refusal(
                        "KAN-SHOCK-071.unknown",
                        "key",
                        key,
                        "known",
                        NearestName.find(key, KEYS).orElse(String.join(", ", KEYS))));
            }
        }
        int least = 2 * table.sectors().size();
        double firms = number(given, "firms", FIRMS, least, MOST_FIRMS, true, refusals);
        double degree =
                number(given, "mean_degree", DEGREE, 1, Math.max(1, MOST_LINKS / Math.max(1, firms)), false, refusals);
        double seed = number(given, "seed", 1, 0, Integer.MAX_VALUE, true, refusals);
        var calibrations = Calibration.listCalibrations();
        var calibration = calibrations.stream()
                .filter(c -> c.id().equals(given.getOrDefault(
                        "calibration", calibrations.getFirst().id())))
                .findFirst();
        if (calibration.isEmpty()) {
            refusals.add(refusal(
                    "KAN-SHOCK-071.name",
                    "key",
                    "calibration",
                    "value",
                    given.getOrDefault("calibration", ""),
                    "known",
                    String.join(", ", calibrations.stream().map(Calibration::id).toList())));
        }
        var economy = Optional.ofNullable(given.get("economy")).filter(code -> table.economy(code) >= 0);
        if (economy.isEmpty()) {
            refusals.add(refusal(
                    "KAN-SHOCK-071.name",
                    "key",
                    "economy",
                    "value",
                    given.getOrDefault("economy", ""),
                    "known",
                    String.join(", ", table.economies())));
        }
        return refusals.isEmpty()
                ? new Outcome.Taken<>(new SyntheticSpec(
                        (int) firms, degree, calibration.orElseThrow(), economy.orElseThrow(), (long) seed))
                : new Outcome.Refused<>(refusals);
    }

    private static double number(
            Map<String, String> given,
            String key,
            double standard,
            double least,
            double most,
            boolean whole,
            List<Refusal> refusals) {
        var text = given.get(key);
        if (text == null) {
            return Math.min(most, Math.max(least, standard));
        }
        double value = Double.NaN;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            // told below with the range
        }
        if (!(value >= least && value <= most) || (whole && value != Math.rint(value))) {
            refusals.add(refusal(
                    whole ? "KAN-SHOCK-071.whole" : "KAN-SHOCK-071",
                    "key",
                    key,
                    "value",
                    text,
                    "least",
                    plain(least),
                    "most",
                    plain(most)));
            return least;
        }
        return value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static Refusal refusal(String code, Object... namesAndValues) {
        return Refusal.of(code, "--synthetic", 0, namesAndValues);
    }

    /** As passports and echoes write it. */
    public Map<String, String> parameters() {
        return new TreeMap<>(Map.of(
                "firms",
                Integer.toString(firms),
                "mean_degree",
                plain(meanDegree),
                "calibration",
                calibration.id(),
                "economy",
                economy,
                "seed",
                Long.toString(seed)));
    }

    /**
     * The block of one economy of a table, sectors × sectors, and its output; what the economy sells abroad is in the output and not in
     * the block, so that it counts as final sales. A cell below 0 is a correction of the publisher and counts as none.
     */
    public SyntheticNetwork.Request request(IoTable table) {
        int e = table.economy(economy);
        int s = table.sectors().size();
        int n = table.industries();
        var deliveries = new double[s * s];
        var output = new double[s];
        for (int a = 0; a < s; a++) {
            int row = table.industry(e, a);
            output[a] = Math.max(0, table.output()[row]);
            for (int b = 0; b < s; b++) {
                deliveries[a * s + b] = Math.max(0, table.deliveries()[row * n + table.industry(e, b)]);
            }
        }
        return new SyntheticNetwork.Request(
                firms, meanDegree, calibration, economy, table.sectors(), deliveries, output, seed);
    }
}
