package org.thalweg.jobs.cli;

import java.util.List;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.fit.loss.Loss;

/**
 * What is fitted to rows that are yet to come.
 *
 * @param response the text of the response
 * @param formula the text of the model
 * @param parameters their names
 * @param columns that are read, by name
 */
record FittedRows(
        String response,
        String formula,
        List<String> parameters,
        List<String> columns,
        RowsModel<DataTable> model,
        Loss loss) {

    /** The response and the model. */
    String text() {
        return response + FitTask.SEPARATOR + formula;
    }
}
