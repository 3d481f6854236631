package org.thalweg.jobs.cli;

import java.util.List;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.jobs.cli.page.FitPage;

/**
 * What is to be fitted, with the data read.
 *
 * @param text the response and the model
 * @param parameters their names
 * @param terms the sum of losses, and of squared parameters where they are penalized
 * @param squares the sum of squared residuals
 * @param linear the parameters in which the model is linear, all together
 * @param penalized which parameters are penalized by their magnitude, one a parameter
 * @param scales what a penalty by magnitude multiplies each parameter with, one a parameter
 * @param rows what was observed
 * @param notes what the user should know about the data
 */
record FitTask(
        String text,
        List<String> parameters,
        Terms terms,
        Terms squares,
        int[] linear,
        boolean[] penalized,
        double[] scales,
        Loss loss,
        Summaries.Rows rows,
        List<String> notes) {
    /** Stands between the response and the model. */
    static final String SEPARATOR = " ~ ";

    /** What pages say of it. */
    FitPage.Subject subject() {
        return new FitPage.Subject(rows.count(), loss.name());
    }

    /** The model's text. */
    String formulaText() {
        return text.substring(text.indexOf(SEPARATOR) + SEPARATOR.length());
    }

    /** λ for each parameter that is penalized by its magnitude, 0 for the others. */
    double[] magnitudePenalty(double lambda) {
        double[] each = new double[penalized.length];
        for (int j = 0; j < each.length; j++) {
            each[j] = penalized[j] ? lambda * scales[j] : 0;
        }
        return each;
    }
}
