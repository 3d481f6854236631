package org.thalweg.core.fit.model;

import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;

/** A formula of columns alone, such as {@code log(y)}, as a column. */
public final class ColumnFormula {
    private ColumnFormula() {}

    /** Its value in each row of {@code table}, which has all columns that it names. */
    public static double[] evaluate(Formula formula, DataTable table) {
        int[] column = formula.variables().stream().mapToInt(table::column).toArray();
        CompiledFormula compiled = CompiledFormula.compile(formula, KernelBackend.AUTO);
        double[] point = new double[column.length];
        double[] values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            for (int c = 0; c < column.length; c++) {
                point[c] = table.columns()[column[c]][row];
            }
            values[row] = compiled.value(point);
        }
        return values;
    }
}
