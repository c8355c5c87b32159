package org.kaname.shock.scenario;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One measure of one actor (shock 0.2). A flow is affected if its seller is in {@code from}, its buyer in {@code to}, and neither in
 * {@code except}; each list holds economies or bloc ids, {@code *} stands for all.
 *
 * @param nest restrictions of one nest are layers of one measure: the largest counts, they do not multiply; null for a nest of its own
 * @param restrictor who acts; may differ from the seller
 * @param shareLost part of the affected flow that does not arrive while the restriction holds, 0..1
 * @param steps if not empty, they override shareLost; ascending by day
 * @param duration empty where open: to the horizon
 * @param reroutedShare part of the lost flow that arrives through third economies, 0..1
 */
public record Restriction(
        String id,
        @Nullable String nest,
        List<String> restrictor,
        Direction direction,
        List<String> from,
        List<String> to,
        List<String> except,
        Channel channel,
        Scope scope,
        @Nullable LocalDate announced,
        LocalDate start,
        Range shareLost,
        List<Step> steps,
        Optional<Range> duration,
        Recovery recovery,
        FrontLoading frontLoading,
        Range reroutedShare,
        List<Evidence> evidence) {
    /** Whose side withholds. */
    public enum Direction {
        EXPORT,
        IMPORT,
        TRANSIT
    }

    /** What is restricted (shock 0.5). */
    public enum Channel {
        GOODS,
        PEOPLE,
        BUSINESS,
        CAPITAL
    }

    /**
     * What is covered.
     *
     * @param codes {@code SCHEME:code}; a prefix covers what lies under it
     * @param ioSectors {@code DATASET:sector} of an input–output table
     * @param materials ids of the critical-input layer
     * @param stage {@code mined}, {@code refined}, {@code part} or {@code any}
     */
    public record Scope(List<String> codes, List<String> ioSectors, List<String> materials, String stage) {
        public Scope {
            codes = List.copyOf(codes);
            ioSectors = List.copyOf(ioSectors);
            materials = List.copyOf(materials);
        }

        /** True where a code of the scope is the good or a prefix of it, in the same scheme. */
        public boolean covers(String schemeAndCode) {
            int colon = schemeAndCode.indexOf(':');
            for (var code : codes) {
                if (schemeAndCode.startsWith(code) && code.indexOf(':') == colon) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param day days after the start of the restriction, from which the share holds until the next step */
    public record Step(int day, Range shareLost) {}

    /**
     * Flows before the start are multiplied by the factor.
     *
     * @param days before the start in which it acts
     */
    public record FrontLoading(Range factor, int days) {
        public static final FrontLoading NONE = new FrontLoading(Range.fixed(1), 0);
    }

    public Restriction {
        restrictor = List.copyOf(restrictor);
        from = List.copyOf(from);
        to = List.copyOf(to);
        except = List.copyOf(except);
        steps = List.copyOf(steps);
        evidence = List.copyOf(evidence);
    }

    /** Restrictions without a nest stand in one of their own. */
    public String nestOrOwn() {
        return nest == null ? "restriction " + id : "nest " + nest;
    }
}
