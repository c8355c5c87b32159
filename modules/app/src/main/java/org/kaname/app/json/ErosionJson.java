package org.kaname.app.json;

import org.kaname.measure.power.Erosion;
import tools.jackson.databind.node.ObjectNode;

/** The trend of a world share, the same in every document. */
public final class ErosionJson {
    private ErosionJson() {}

    /** @param eroding the good carries the tag ERODING */
    public static ObjectNode of(Erosion erosion, boolean eroding) {
        var node = Json.object();
        node.set(Erosion.CHANGE, Json.figure(erosion.change()));
        node.set(Erosion.SLOPE, Json.figure(erosion.slope()));
        node.set(Erosion.SLOPE_ERROR, Json.figure(erosion.slopeError()));
        node.put("years", erosion.points());
        node.put("eroding", eroding);
        return node;
    }
}
