package org.thalweg.jobs.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.StationaryPoint;

/**
 * Writes a row for each distinct point, minima first: rank, kind, fun, hits, escapes, gradientNorm, smallestEigenvalue,
 * flatDirections, then a column for each variable.
 *
 * <p>Where no point was kept but one was met, that is the one row, with rank 0.
 */
public final class CsvResultWriter implements ResultWriter {
    private static final List<String> COLUMNS =
            List.of("rank", "kind", "fun", "hits", "escapes", "gradientNorm", "smallestEigenvalue", "flatDirections");

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        SearchResult result = report.result();
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(result.specification().problem().variables());
        try (CsvTable table = new CsvTable(out, columns)) {
            int rank = 0;
            for (List<FoundPoint> points : List.of(result.minima(), result.stationary())) {
                for (FoundPoint found : points) {
                    table.row(cells(++rank, found.point(), found.hits(), found.escapes()));
                }
            }
            StationaryPoint best = result.best();
            if (rank == 0 && best != null) {
                table.row(cells(0, best, 0, 0));
            }
        }
    }

    private static List<Object> cells(int rank, StationaryPoint point, long hits, long escapes) {
        List<Object> cells = new ArrayList<>(List.of(
                rank,
                point.kind().text(),
                point.value(),
                hits,
                escapes,
                point.gradientNorm(),
                point.smallestEigenvalue(),
                point.flatDirections()));
        for (double x : point.x()) {
            cells.add(x);
        }
        return cells;
    }
}
