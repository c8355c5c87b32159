package org.kaname.shock.network;

import java.util.Arrays;

/** Links as columns, in any order, repeats allowed: what a {@link FirmNetwork} is made of. Not thread-safe. */
public final class Links {
    private static final int FIRST_ROOM = 1_024;

    int[] supplier = new int[FIRST_ROOM];
    int[] buyer = new int[FIRST_ROOM];
    int[] product = new int[FIRST_ROOM];
    double[] value = new double[FIRST_ROOM];
    byte[] evidence = new byte[FIRST_ROOM];
    private int size;

    /** @param yearlyValue money a year, above 0 */
    public void add(int supplierFirm, int buyerFirm, int productGroup, double yearlyValue, Evidence how) {
        if (size == supplier.length) {
            int room = size + (size >> 1);
            supplier = Arrays.copyOf(supplier, room);
            buyer = Arrays.copyOf(buyer, room);
            product = Arrays.copyOf(product, room);
            value = Arrays.copyOf(value, room);
            evidence = Arrays.copyOf(evidence, room);
        }
        supplier[size] = supplierFirm;
        buyer[size] = buyerFirm;
        product[size] = productGroup;
        value[size] = yearlyValue;
        evidence[size++] = (byte) how.ordinal();
    }

    public int size() {
        return size;
    }
}
