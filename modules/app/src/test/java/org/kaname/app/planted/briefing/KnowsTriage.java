package org.kaname.app.planted.briefing;

import org.kaname.app.planted.triage.Coloured;

/** Planted: an arrow inside the open tier. */
record KnowsTriage(Coloured coloured) {}
