/**
 * Which firms stop on which day when others deliver less? A day-by-day simulation of a network of firms with stocks. Knows no prices
 * and no economy but the firms it is given.
 */
@NullMarked
package org.kaname.shock.network.daily;

import org.jspecify.annotations.NullMarked;
