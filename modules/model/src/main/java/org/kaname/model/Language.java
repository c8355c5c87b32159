package org.kaname.model;

/** Languages in which results are written. */
public enum Language {
    EN,
    JA
}
