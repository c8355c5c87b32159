package org.kaname.data.source.comtrade;

import java.util.List;

/** The fields of a record that decide what it means, with the names they have in files since 2023 and before (data-formats 3.2 to 3.4). */
public enum Field {
    TYPE(List.of("typeCode")),
    FREQUENCY(List.of("freqCode")),
    YEAR(List.of("refYear"), "Year"),
    MONTH(List.of("refMonth")),
    PERIOD(List.of("period"), "Period"),
    /** Re-saved copies rename the reporter. */
    REPORTER(List.of("reporterCode", "countryCode", "country"), "Reporter Code"),
    FLOW(List.of("flowCode"), "Trade Flow Code"),
    PARTNER(List.of("partnerCode"), "Partner Code"),
    SECOND_PARTNER(List.of("partner2Code"), "2nd Partner Code"),
    CLASSIFICATION(List.of("classificationCode"), "Classification"),
    GOOD(List.of("cmdCode"), "Commodity Code"),
    CUSTOMS(List.of("customsCode"), "Customs Proc. Code"),
    SUPPLY(List.of("mosCode")),
    TRANSPORT(List.of("motCode"), "Mode of Transport Code"),
    UNIT(List.of("qtyUnitAbbr"), "Qty Unit"),
    QUANTITY(List.of("qty"), "Qty"),
    OTHER_UNIT(List.of("altQtyUnitAbbr"), "Alt Qty Unit"),
    /** {@code AtlQty} is a known misspelling. */
    OTHER_QUANTITY(List.of("altQty", "AtlQty"), "Alt Qty"),
    WEIGHT(List.of("netWgt", "netWeight"), "Netweight (kg)"),
    WEIGHT_ESTIMATED(List.of("isNetWgtEstimated")),
    CIF(List.of("cifvalue"), "CIF Trade Value (US$)"),
    FOB(List.of("fobvalue"), "FOB Trade Value (US$)"),
    VALUE(List.of("primaryValue"), "Trade Value (US$)"),
    ESTIMATION(List.of("legacyEstimationFlag"), "Flag");

    private final List<String> names;
    private final List<String> legacyNames;

    Field(List<String> names, String... legacyNames) {
        this.names = names;
        this.legacyNames = List.of(legacyNames);
    }

    /** Names since 2023, the official one first. */
    public List<String> names() {
        return names;
    }

    /** Names before 2023; empty where the field did not exist. */
    public List<String> legacyNames() {
        return legacyNames;
    }
}
