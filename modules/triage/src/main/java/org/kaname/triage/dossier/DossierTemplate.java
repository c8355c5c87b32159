package org.kaname.triage.dossier;

import java.util.List;
import java.util.Optional;
import org.kaname.model.Explanation.Bilingual;

/**
 * One law's questions as data: criteria, survey items, lists and the fields of a submission. No threshold is part of it and no article
 * but what its maker wrote down.
 *
 * @param economy code of the economy whose law it is: chooses the template for a subject
 * @param together how the criteria combine
 * @param threshold what the law says of numeric thresholds
 * @param itemsNote where the survey items come from
 */
public record DossierTemplate(
        String id,
        String economy,
        Bilingual law,
        Bilingual purpose,
        Status status,
        Bilingual source,
        Together together,
        Bilingual threshold,
        List<Part> criteria,
        Bilingual itemsNote,
        List<Part> items,
        List<MembershipList> lists,
        List<Field> submission) {
    public DossierTemplate {
        criteria = List.copyOf(criteria);
        items = List.copyOf(items);
        lists = List.copyOf(lists);
        submission = List.copyOf(submission);
    }

    /** Whether all criteria must hold, or one is enough. */
    public enum Together {
        ALL,
        ANY
    }

    /** How well a text or a row was checked against the official one. */
    public enum Status {
        VERIFIED,
        SECONDARY,
        UNVERIFIED,
        CANDIDATE
    }

    /** What a field of the submission is filled with; {@code BLANK} stays for people. */
    public enum Fill {
        GOODS,
        YEARS,
        DATASET,
        IMPORTS,
        TOP_SUPPLIER,
        HHI,
        WORLD_SHARE,
        BLANK
    }

    /** A criterion or a survey item. */
    public record Part(
            String id, Bilingual text, Status status, Bilingual source, List<Evidence> evidence, List<Open> cannot) {
        public Part {
            evidence = List.copyOf(evidence);
            cannot = List.copyOf(cannot);
        }
    }

    /**
     * A kind of evidence asked for.
     *
     * @param list id of a list of this template; empty but for {@link EvidenceKind#LIST_MEMBERSHIP}
     * @param ask the question to firms where the data are silent; empty: the kind's own
     */
    public record Evidence(EvidenceKind kind, String list, Optional<Bilingual> ask) {}

    /** What the data cannot say, and the question to put to firms. */
    public record Open(Bilingual what, Bilingual ask) {}

    /**
     * A list of which membership is looked up.
     *
     * @param links kind of proposed links that tie goods to its entries; empty: nothing ties goods to it
     */
    public record MembershipList(String id, Bilingual name, String links, Bilingual source, List<Entry> entries) {
        public MembershipList {
            entries = List.copyOf(entries);
        }

        Optional<Entry> findEntry(String entryId) {
            return entries.stream().filter(e -> e.id().equals(entryId)).findFirst();
        }
    }

    /**
     * A row of a list.
     *
     * @param scope what it is limited to, as the source words it; empty where it is not
     * @param designated when, as the source words it; empty where it is not known
     */
    public record Entry(
            String id, Bilingual name, Status status, Bilingual scope, Bilingual designated, Bilingual source) {}

    /** A field of the submission. */
    public record Field(String id, Bilingual label, Fill fill) {}

    public MembershipList getList(String listId) {
        return lists.stream()
                .filter(l -> l.id().equals(listId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The template has no list (" + listId + ")."));
    }
}
