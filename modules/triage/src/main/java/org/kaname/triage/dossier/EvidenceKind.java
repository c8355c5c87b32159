package org.kaname.triage.dossier;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of evidence that a template may ask for. Closed: each has its own way to the data, or says why there is none. */
public enum EvidenceKind {
    /** Outcomes of all rules, how many of how many, by family. */
    RULES,
    TOP_SUPPLIER,
    /** HHI with its interval, effective suppliers. */
    CONCENTRATION,
    /** Top supplier, its share and the HHI of every year that the set covers. */
    TREND,
    ROBUSTNESS,
    /** Stages of linked materials. */
    STAGES,
    /** The top supplier in world exports. */
    SUPPLIER_DOMINANCE,
    /** What would change a colour. */
    COUNTERFACTUALS,
    /** Proposed membership of one list of the template. */
    LIST_MEMBERSHIP,
    /** Which instruments the palette holds for the colours. */
    INSTRUMENTS,
    /** Import profiles of goods linked as inputs. */
    LINKED_INPUTS,
    /** The subject's part of the linked stage. */
    DOMESTIC_OUTPUT,
    EXPORTS,
    WORLD_SHARE,
    /** Other suppliers, with what they export. */
    ALTERNATIVES,
    /** Belongs to input–output tables: not computed here. */
    DOWNSTREAM_USE,
    /** Belongs to the watch on measures: not computed here. */
    PAST_MEASURES,
    /** No table of routes is read. */
    ROUTE,
    /** Belongs to shocks: not computed here. */
    TIME_TO_STOP,
    /** Belongs to the watch on measures: not computed here. */
    EXISTING_MEASURES,
    /** Asked from firms only. */
    DOMESTIC_SUPPLIER_SHARE;

    /** The word in template files: lower case with hyphens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Message key of the question to firms where a template brings none. */
    String askKey() {
        return switch (this) {
            case RULES, TOP_SUPPLIER, CONCENTRATION, TREND, ROBUSTNESS, COUNTERFACTUALS, INSTRUMENTS ->
                "dossier.ask.PURCHASES";
            case STAGES, SUPPLIER_DOMINANCE -> "dossier.ask.ORIGIN";
            case EXPORTS, WORLD_SHARE -> "dossier.ask.SALES";
            case LIST_MEMBERSHIP,
                    LINKED_INPUTS,
                    DOMESTIC_OUTPUT,
                    ALTERNATIVES,
                    DOWNSTREAM_USE,
                    PAST_MEASURES,
                    ROUTE,
                    TIME_TO_STOP,
                    EXISTING_MEASURES,
                    DOMESTIC_SUPPLIER_SHARE -> "dossier.ask." + name();
        };
    }

    static Optional<EvidenceKind> find(String word) {
        return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(EvidenceKind::word).toList();
    }
}
