package org.thalweg.jobs.online;

import java.io.Serializable;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.optimizer.UpdateRule;
import org.thalweg.jobs.data.GrowingDirectory;

/**
 * Everything that determines what is learned, to the bit.
 *
 * @param directory whose files have rows
 * @param model what they mean
 * @param rule how each micro-round moves the parameters
 * @param size rows of a micro-round
 * @param start where the parameters begin
 * @param periodMillis how often it is looked whether there are new files: no part of the result
 */
public record OnlineSpecification(
        GrowingDirectory directory,
        RowsModel<DataTable> model,
        UpdateRule rule,
        int size,
        double[] start,
        long periodMillis)
        implements Serializable {}
