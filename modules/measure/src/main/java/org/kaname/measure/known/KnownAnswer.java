package org.kaname.measure.known;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A result that others published, and how it is asked for here.
 *
 * @param definition the rule in the words of the source
 * @param data the data in the words of the source
 * @param published what the source says it found
 * @param status how far the source can be relied on
 * @param rules ids of the rules that may answer; several where the source can be read in several ways, none where no complete rule is
 *     known
 * @param subject economy or unit of the partition; empty where the answer is about all
 * @param partners the partner asked about, if any
 * @param years the years needed, ascending; empty where the source does not say
 * @param partition name as in {@link org.kaname.data.Partitions}
 * @param grouping what the count is split by; empty for one count
 * @param lists product lists that the answer rests on and that nobody published
 * @param gate the relative difference that still passes; empty: report only
 * @param note what about the question is not settled; may be empty
 * @param question how it is asked of a data set
 */
public record KnownAnswer(
        String id,
        String definition,
        String data,
        String published,
        String source,
        String status,
        List<String> rules,
        String subject,
        List<String> partners,
        List<Integer> years,
        String partition,
        String grouping,
        List<String> lists,
        OptionalDouble gate,
        String note,
        Question question) {
    public KnownAnswer {
        rules = List.copyOf(rules);
        partners = List.copyOf(partners);
        years = List.copyOf(years);
        lists = List.copyOf(lists);
    }
}
