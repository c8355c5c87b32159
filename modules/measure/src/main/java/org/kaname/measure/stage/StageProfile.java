package org.kaname.measure.stage;

import java.util.List;
import java.util.Optional;
import org.kaname.data.Link;

/**
 * The stages of one material as of one year, for one subject.
 *
 * @param asOf the year asked for; each stage stands in its own newest usable year
 * @param stages one per stage, in the order of the list {@code stages.csv}
 * @param bindingStage the stage with the largest top share among those covered, empty where none is
 * @param stagesMissing stages that a good is linked to and no source covers
 * @param namesMissing the same as arguments of an explanation
 * @param links the ties between goods and this material, of every confidence
 */
public record StageProfile(
        String dataset,
        String material,
        String subject,
        int asOf,
        List<StageCell> stages,
        String bindingStage,
        List<String> stagesMissing,
        List<Object> namesMissing,
        List<Link> links) {
    public StageProfile {
        stages = List.copyOf(stages);
        stagesMissing = List.copyOf(stagesMissing);
        namesMissing = List.copyOf(namesMissing);
        links = List.copyOf(links);
    }

    public Optional<StageCell> findBinding() {
        return stages.stream().filter(s -> s.stage().equals(bindingStage)).findFirst();
    }

    /** The year of the binding stage, else of the newest stage; empty where there is no stage. */
    public Optional<Integer> dataYear() {
        return findBinding()
                .map(StageCell::year)
                .or(() -> stages.stream().map(StageCell::year).max(Integer::compare));
    }
}
