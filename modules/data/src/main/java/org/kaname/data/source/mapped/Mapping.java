package org.kaname.data.source.mapped;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaname.data.source.FlowTable;
import org.kaname.data.source.Intake;
import org.kaname.model.Unit;

/**
 * What the columns of a file mean (data-formats 3.25, schema {@code kaname-mapping/1}). Checked when read; see {@link MappingFile}.
 *
 * @param economies path of the data set's own economies, as written, or empty
 * @param exporter null where {@code direction} says who is who
 */
record Mapping(
        Csv csv,
        Map<String, String> constants,
        Optional<Column> year,
        Optional<Column> month,
        Optional<Column> classification,
        @Nullable Column exporter,
        @Nullable Column importer,
        Optional<Column> product,
        Column value,
        ValueUnit valueUnit,
        Optional<Column> quantity,
        double tonnesPerUnit,
        @Nullable Direction direction,
        List<Aside> setAside,
        Intake.Duplicates onDuplicate,
        String economies,
        String title,
        String licence,
        String provider,
        String productName,
        String vintage,
        String url,
        String sha256) {

    /** @param delimiter 0 where the file itself shall tell; quote -1 where the file does not quote; thousands 0
     *     where groups of three may be set apart by a comma or a space */
    record Csv(
            String encoding,
            char delimiter,
            int quote,
            boolean header,
            int skipLines,
            char decimal,
            char thousands,
            Set<String> missing) {}

    /**
     * @param scheme alias scheme, empty where the texts are codes themselves
     * @param pad digits to which zeros are put in front, 0 for none
     * @param missing spellings of "not there"; null where the file's list holds
     * @param map empty, or translations: a text not among them is not taken
     */
    record Column(
            String from, String scheme, int pad, @Nullable Set<String> missing, Map<String, String> map) {}

    /**
     * @param factor by which a value is multiplied to be in {@code unit}, or in whole units of the currency
     * @param currency ISO 4217 code of a currency that needs rates; empty for US dollars and for values without a currency
     */
    record ValueUnit(String text, Unit unit, double factor, String currency) {}

    record Direction(Column reporter, Column partner, Column flow, Set<String> imports, Set<String> exports) {}

    /** A named reason why a valid row is no flow: its column holds one of, or none of, the values. */
    record Aside(String rule, String column, Set<String> values, boolean unless) {}

    Optional<FlowTable.ReportedBy> reportedBy() {
        var text = constants.get("reported_by");
        return text == null
                ? Optional.empty()
                : Optional.of(FlowTable.ReportedBy.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    FlowTable.ValueBasis valueBasis() {
        return FlowTable.ValueBasis.valueOf(
                constants.getOrDefault("value_basis", "UNKNOWN").toUpperCase(Locale.ROOT));
    }
}
