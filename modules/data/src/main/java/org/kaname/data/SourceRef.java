package org.kaname.data;

/**
 * A publication that rows point to by its id (table {@code sources}).
 *
 * @param status {@code clear}: free of conditions; {@code check}: awaits confirmation by the provider
 */
public record SourceRef(
        String id,
        String title,
        String provider,
        String vintage,
        String url,
        String licence,
        String status,
        String attribution) {}
