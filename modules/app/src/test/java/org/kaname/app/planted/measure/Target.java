package org.kaname.app.planted.measure;

/** Planted: what others must not know. */
public record Target(double value) {}
