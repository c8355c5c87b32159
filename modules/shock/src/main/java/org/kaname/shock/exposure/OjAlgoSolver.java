package org.kaname.shock.exposure;

import java.util.Optional;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

/** ojAlgo's simplex: pure Java, no native library to unpack. */
final class OjAlgoSolver implements LinearSolver {
    @Override
    public Optional<double[]> maximise(LinearProgram program) {
        var model = new ExpressionsBasedModel();
        int columns = program.columns();
        var variables = new Variable[columns];
        for (int j = 0; j < columns; j++) {
            variables[j] = model.newVariable("x" + j).lower(0).weight(program.objective()[j]);
            if (Double.isFinite(program.upper()[j])) {
                variables[j].upper(program.upper()[j]);
            }
        }
        for (int i = 0; i < program.rows(); i++) {
            var row = model.newExpression("row" + i);
            if (Double.isFinite(program.rowLower()[i])) {
                row.lower(program.rowLower()[i]);
            }
            if (Double.isFinite(program.rowUpper()[i])) {
                row.upper(program.rowUpper()[i]);
            }
            for (int j = 0, at = i * columns; j < columns; j++, at++) {
                if (program.matrix()[at] != 0) {
                    row.set(variables[j], program.matrix()[at]);
                }
            }
        }
        var result = model.maximise();
        if (!result.getState().isOptimal()) {
            return Optional.empty();
        }
        var x = new double[columns];
        for (int j = 0; j < columns; j++) {
            x[j] = result.doubleValue(j);
        }
        return Optional.of(x);
    }
}
