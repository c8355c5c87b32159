package org.kaname.measure.complexity;

import java.util.List;
import org.kaname.data.DataSet;
import org.kaname.data.TradeCube;
import org.kaname.measure.world.Exports;
import org.kaname.model.Code;

/**
 * X[c,p]: exports by economy (row) and good (column), with what exporters that are no economy sold of each good. Exports are sums over
 * importers, so in an importer-reported set they are mirror exports. Immutable.
 */
public final class ExportTable {
    private final int rows;
    private final int columns;
    private final double[] value;
    private final double[] outside;

    /**
     * @param value rows × columns, row by row, in one unit of value; zero where nothing is exported
     * @param outside by column: exports of unspecified origin, which stay in the sums of the world and hold nothing
     */
    public ExportTable(int rows, int columns, double[] value, double[] outside) {
        if (value.length != rows * columns || outside.length != columns) {
            throw new IllegalArgumentException("The table of (" + rows + ") by (" + columns + ") has (" + value.length
                    + ") values and (" + outside.length + ") outside.");
        }
        this.rows = rows;
        this.columns = columns;
        this.value = value.clone();
        this.outside = outside.clone();
    }

    /**
     * The exports of one year, in the unit of the data set.
     *
     * @param economies indexes of the rows' economies
     * @param products the columns' goods
     */
    static ExportTable of(DataSet data, int year, List<Integer> economies, List<Code> products) {
        var cube = data.cube();
        int y = cube.yearIndex(year);
        var named = data.economies().named();
        var exports = new double[named.length];
        int columns = products.size();
        var value = new double[economies.size() * columns];
        var outside = new double[columns];
        for (int p = 0; y >= 0 && p < columns; p++) {
            var block = cube.block(y, cube.productIndex(products.get(p)));
            Exports.byExporter(block.value(), block.exporter(), block.from(), block.to(), exports);
            for (int c = 0; c < economies.size(); c++) {
                value[c * columns + p] = exports[economies.get(c)] / TradeCube.SCALE;
            }
            for (int j = 0; j < named.length; j++) {
                outside[p] += named[j] ? 0 : exports[j] / TradeCube.SCALE;
            }
        }
        return new ExportTable(economies.size(), columns, value, outside);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public double value(int row, int column) {
        return value[row * columns + column];
    }

    /** Exports of the good by exporters that are no economy. */
    public double outside(int column) {
        return outside[column];
    }
}
