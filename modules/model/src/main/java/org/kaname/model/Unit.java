package org.kaname.model;

/** Units of figures. The code is what stands in JSON. */
public enum Unit {
    KUSD("kusd"),
    BN_JPY("bn_jpy"),
    /** The data set's own unit of value, not a currency Kaname knows. */
    VALUE("value"),
    SHARE("share"),
    HHI("hhi"),
    RATIO("ratio"),
    RANK("rank"),
    COUNT("count"),
    PER_YEAR("per_year"),
    /** Standard deviations from a mean, such as ECI. */
    INDEX("index"),
    DAYS("days"),
    /** Million US dollars of the year of an input–output table. */
    MUSD("musd"),
    TRUTH("truth");

    private final String code;

    Unit(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
