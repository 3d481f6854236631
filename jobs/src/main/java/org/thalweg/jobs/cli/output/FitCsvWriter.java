package org.thalweg.jobs.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.thalweg.core.fit.statistics.FitSummary;

/** Writes a row for each parameter: its name, estimate and standard error. */
public final class FitCsvWriter {
    private FitCsvWriter() {}

    public static void write(FitReport report, Writer out) throws IOException {
        try (CsvTable table = new CsvTable(out, List.of("parameter", "estimate", "standardError"))) {
            FitSummary summary = report.summary();
            if (summary != null) {
                for (int j = 0; j < summary.estimates().length; j++) {
                    double error = summary.standardError(j);
                    table.row(List.of(
                            report.run()
                                    .result()
                                    .specification()
                                    .problem()
                                    .variables()
                                    .get(j),
                            summary.estimates()[j],
                            Double.isNaN(error) ? "" : Double.toString(error)));
                }
            }
        }
    }
}
