package org.kaname.data;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A visible set of economies with dated membership. */
public record Bloc(String code, List<Member> members) {
    /**
     * @param from first day, null where member since before the data begin or not recorded
     * @param to last day, null where still a member
     */
    public record Member(
            String economy,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String confidence,
            String source) {
        boolean on(LocalDate day) {
            return (from == null || !from.isAfter(day)) && (to == null || !to.isBefore(day));
        }
    }

    public Bloc {
        members = List.copyOf(members);
    }

    /** The members on a day, by code. */
    public SortedSet<String> membersOn(LocalDate day) {
        var codes = new TreeSet<String>();
        for (var member : members) {
            if (member.on(day)) {
                codes.add(member.economy());
            }
        }
        return codes;
    }

    /** The members on 31 December, which is what an annual figure uses (data-formats 2.6). */
    public SortedSet<String> membersAtEndOf(int year) {
        return membersOn(LocalDate.of(year, 12, 31));
    }
}
