package org.kaname.shock.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kaname.data.Bloc;
import org.kaname.data.Economies;

/** Which codes are economies, and who belongs to which bloc on a day. */
public interface Membership {
    /** Stands for all economies. */
    String ALL = "*";

    boolean isEconomy(String code);

    /** The members of a bloc on a day; empty where there is no such bloc. */
    Optional<SortedSet<String>> members(String bloc, LocalDate day);

    /** Every code that may stand in a scenario, for suggestions. */
    List<String> known();

    static Membership of(Economies economies, List<Bloc> blocs) {
        return new Membership() {
            @Override
            public boolean isEconomy(String code) {
                return economies.findEconomy(code).isPresent();
            }

            @Override
            public Optional<SortedSet<String>> members(String code, LocalDate day) {
                return blocs.stream()
                        .filter(bloc -> bloc.code().equals(code))
                        .findFirst()
                        .map(bloc -> bloc.membersOn(day));
            }

            @Override
            public List<String> known() {
                var codes = new ArrayList<String>();
                economies.listEconomies().forEach(economy -> codes.add(economy.code()));
                blocs.forEach(bloc -> codes.add(bloc.code()));
                return codes;
            }
        };
    }

    /** Whether a list of economies and blocs holds an economy on a day. */
    default boolean holds(List<String> list, String economy, LocalDate day) {
        for (var entry : list) {
            if (entry.equals(ALL) || entry.equals(economy)) {
                return true;
            }
            var members = members(entry, day);
            if (members.isPresent() && members.get().contains(economy)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a restriction acts on what the seller delivers to the buyer. */
    default boolean affects(Restriction restriction, String seller, String buyer) {
        var day = restriction.start();
        return holds(restriction.from(), seller, day)
                && holds(restriction.to(), buyer, day)
                && !holds(restriction.except(), seller, day)
                && !holds(restriction.except(), buyer, day)
                && !seller.equals(buyer);
    }

    /** A list with its blocs opened, in the order of codes; {@code *} stays. */
    default SortedSet<String> expand(List<String> list, LocalDate day) {
        var all = new TreeSet<String>();
        for (var entry : list) {
            members(entry, day).ifPresentOrElse(all::addAll, () -> all.add(entry));
        }
        return all;
    }
}
