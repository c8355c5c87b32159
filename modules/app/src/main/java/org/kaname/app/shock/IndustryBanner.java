package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kaname.shock.run.Banner;

/** What a run says of itself where industries were asked for, run or left out. */
public final class IndustryBanner {
    private static final String SECTORS = "banner.sectors";

    private IndustryBanner() {}

    public static Banner of(ShockAnswer answer, Optional<IndustryRun> industries) {
        var scenario = answer.source().scenario();
        var plain = Banner.of(scenario, answer.goods(), industries.isPresent(), false);
        var partly = new ArrayList<>(plain.partly());
        var not = new ArrayList<>(plain.notModelled());
        industries.ifPresentOrElse(
                run -> {
                    if (run.frontLoading()) {
                        not.add("banner.industry-front-loading");
                    }
                    partly.add("banner.industry-mid");
                    not.add("banner.industry-demand");
                },
                () -> {
                    if (!IndustryRun.isFor(scenario)) {
                        not.set(not.indexOf(SECTORS), "banner.industry-no-sectors");
                    }
                });
        return new Banner(plain.modelled(), List.copyOf(partly), List.copyOf(not));
    }
}
