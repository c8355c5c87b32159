package org.kaname.measure.known;

import org.kaname.model.Explanation;

/**
 * What a known answer needs and does not have.
 *
 * @param requirement short and the same in every language, as in insufficient verdicts: {@code IMPORTS(JPN, 2023)}
 * @param why the sentence that says what is missing
 */
public record Need(String requirement, Explanation why) {}
