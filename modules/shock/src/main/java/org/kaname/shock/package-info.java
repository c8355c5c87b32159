/**
 * What happens if supply stops: who is hit, how hard, after how many days, along which chain, and how sure are we? One scenario feeds
 * four engines (exposure, survive and recover, dynamic recovery, network of firms). Does not judge dependence and knows no measure of it.
 */
@NullMarked
package org.kaname.shock;

import org.jspecify.annotations.NullMarked;
