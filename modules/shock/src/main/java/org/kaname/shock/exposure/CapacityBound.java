package org.kaname.shock.exposure;

import org.kaname.model.Explanation;

/**
 * What is left of output and final demand if capacities fall; one end of a pair that is always shown together.
 *
 * @param key of the sentence that is part of the figure
 * @param output N, the table's money
 * @param finalDemand N
 * @param loss of final demand, all industries together
 */
public record CapacityBound(String key, double[] output, double[] finalDemand, double loss) {
    public Explanation label() {
        return Explanation.of(key);
    }
}
