package org.kaname.app.shock;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.kaname.shock.run.GoodRun;

/** Rows of a run: one for each good, economy and stock. */
public final class ShockCsv {
    private final ShockAnswer answer;

    public ShockCsv(ShockAnswer answer) {
        this.answer = answer;
    }

    /** With a head; empty cells where there is no value within the horizon. */
    public List<String> goods() {
        var lines = new ArrayList<String>();
        lines.add("code,economy,basis,data_year,stock_days,share_lost,tts_days,ttr_days,gap_days,unmet_share,depth,"
                + "stock_needed_days,price_peak_ratio,tts_no_response,tts_full_response,tts_p5,tts_p50,tts_p95");
        for (var good : answer.goods()) {
            for (var cell : good.cells()) {
                lines.add(line(good, cell));
            }
        }
        return lines;
    }

    private String line(GoodRun good, GoodRun.OfStock cell) {
        var central = cell.central();
        int horizon = answer.source().scenario().horizonDays();
        var parts = List.of(
                good.supply().code(),
                good.supply().economy(),
                good.supply().basis().name(),
                good.supply().year().map(String::valueOf).orElse(""),
                Double.toString(cell.stockDays()),
                Double.toString(good.lostMid()),
                days(central.timeToSurvive()),
                days(central.timeToRecover()),
                days(central.gapDays()),
                Double.toString(central.unmet() / horizon),
                Double.toString(central.depth()),
                Double.toString(central.stockNeededDays()),
                central.pricePeakRatio().isPresent()
                        ? Double.toString(central.pricePeakRatio().getAsDouble())
                        : "",
                days(cell.noResponse().timeToSurvive()),
                days(cell.fullResponse().timeToSurvive()),
                cell.drawn().map(drawn -> number(drawn.timeToSurvive().p5())).orElse(""),
                cell.drawn().map(drawn -> number(drawn.timeToSurvive().p50())).orElse(""),
                cell.drawn().map(drawn -> number(drawn.timeToSurvive().p95())).orElse(""));
        return String.join(",", parts);
    }

    private static String days(OptionalInt days) {
        return days.isPresent() ? Integer.toString(days.getAsInt()) : "";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
