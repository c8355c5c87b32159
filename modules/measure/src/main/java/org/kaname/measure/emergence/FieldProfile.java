package org.kaname.measure.emergence;

import java.util.List;
import org.kaname.model.Figure;
import org.kaname.model.Truth;

/**
 * One field with all its proxies side by side, never averaged, as of one year and for one subject.
 *
 * @param proxies in order of measure
 * @param shown the subject's newest value of indices that are no proxies
 * @param disagree the proxies disagree on the subject; UNKNOWN with a single proxy or where a needed figure is missing
 * @param differences on what: {@code trend}, {@code rank}, {@code leader}, {@code share}
 */
public record FieldProfile(
        String dataset,
        String scheme,
        String field,
        String subject,
        int asOf,
        List<ProxyProfile> proxies,
        List<IndexValue> shown,
        Truth disagree,
        List<String> differences) {
    public FieldProfile {
        proxies = List.copyOf(proxies);
        shown = List.copyOf(shown);
        differences = List.copyOf(differences);
    }

    /** An index beside the proxies. */
    public record IndexValue(String measure, int dataYear, Figure value) {}

    public boolean singleProxy() {
        return proxies.size() == 1;
    }
}
