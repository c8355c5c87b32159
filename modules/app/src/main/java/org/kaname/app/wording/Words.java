package org.kaname.app.wording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kaname.data.DataSet;
import org.kaname.data.Economies;
import org.kaname.data.Refusal;
import org.kaname.measure.RuleVersion;
import org.kaname.measure.emergence.FieldProfile;
import org.kaname.measure.stage.StageProfile;
import org.kaname.model.Code;
import org.kaname.model.Explanation;
import org.kaname.model.Language;
import org.kaname.model.Phrasebook;
import org.kaname.shock.ShockConstants;
import org.kaname.triage.Colour;
import org.kaname.triage.dossier.Dossier;
import org.kaname.triage.field.FieldTriage;
import org.kaname.triage.material.MaterialTriage;

/** The phrasebooks of both languages, with the names of a data set's economies and goods. */
public final class Words {
    private static final List<Class<?>> OWNERS = List.of(
            Phrasebook.class,
            Refusal.class,
            RuleVersion.class,
            Colour.class,
            StageProfile.class,
            FieldProfile.class,
            MaterialTriage.class,
            FieldTriage.class,
            Dossier.class,
            ShockConstants.class,
            Words.class);

    private final Phrasebook english;
    private final Phrasebook japanese;

    private Words(Phrasebook english, Phrasebook japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    /** Without names: codes stand for themselves. */
    public static Words plain() {
        return new Words(Phrasebook.read(Language.EN, OWNERS), Phrasebook.read(Language.JA, OWNERS));
    }

    public Words with(Economies economies) {
        return new Words(english.withEconomyNames(economies::name), japanese.withEconomyNames(economies::name));
    }

    public Phrasebook in(Language language) {
        return language == Language.JA ? japanese : english;
    }

    /** A sentence in both languages, by {@code en} and {@code ja}. */
    public Map<String, String> both(String key, Object... namesAndValues) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("en", english.say(key, namesAndValues));
        texts.put("ja", japanese.say(key, namesAndValues));
        return texts;
    }

    /** A node of an explanation as a sentence in both languages, without its children. */
    public Map<String, String> both(Explanation node) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("en", english.render(node));
        texts.put("ja", japanese.render(node));
        return texts;
    }

    /** The name of a good in a language; its code where it has none. */
    public static String good(DataSet data, Code code, Language language) {
        return data.findProduct(code)
                .map(p -> p.name(language))
                .filter(n -> !n.isEmpty())
                .orElse(code.value());
    }

    /** Every class beside whose package a message file lies. */
    public static List<Class<?>> owners() {
        return new ArrayList<>(OWNERS);
    }
}
