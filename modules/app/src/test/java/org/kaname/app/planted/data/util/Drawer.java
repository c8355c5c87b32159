package org.kaname.app.planted.data.util;

/** Planted: a package that says nothing. */
final class Drawer {
    private Drawer() {}
}
