package org.kaname.triage.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The templates that ship with the program, listed in {@code templates.txt}. */
public final class ShippedTemplates {
    private ShippedTemplates() {}

    /** In the order of the list. */
    public static List<DossierTemplate> listTemplates() {
        return new String(bytes("templates.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(ShippedTemplates::read)
                .toList();
    }

    public static Optional<DossierTemplate> findById(String id) {
        return listTemplates().stream().filter(t -> t.id().equals(id)).findFirst();
    }

    /** The first template of the subject's own law. */
    public static Optional<DossierTemplate> findByEconomy(String economy) {
        return listTemplates().stream().filter(t -> t.economy().equals(economy)).findFirst();
    }

    private static DossierTemplate read(String file) {
        return switch (TemplateFile.read(bytes(file))) {
            case TemplateFile.Read.Good good -> good.template();
            case TemplateFile.Read.Faulty faulty ->
                throw new IllegalStateException("The shipped template (" + file + ") is faulty: " + faulty.faults());
        };
    }

    private static byte[] bytes(String name) {
        try (InputStream in = ShippedTemplates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The template file (" + name + ") is absent.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
