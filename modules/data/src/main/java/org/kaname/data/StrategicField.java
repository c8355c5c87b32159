package org.kaname.data;

/** A field of a policy list, with the status of its text ({@code verified}, {@code secondary}, …). */
public record StrategicField(String id, String nameEn, String nameJa, String status) {}
