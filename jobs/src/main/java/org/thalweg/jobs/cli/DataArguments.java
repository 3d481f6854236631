package org.thalweg.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.data.Observing;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.model.ColumnFormula;
import org.thalweg.jobs.data.CsvReader;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.DataSource;
import org.thalweg.jobs.data.LibsvmReader;
import org.thalweg.jobs.data.ParquetReader;
import org.thalweg.jobs.data.Policy;
import org.thalweg.jobs.data.ReadTable;
import org.thalweg.jobs.data.RowPolicy;
import org.thalweg.jobs.data.Surveyed;
import org.thalweg.jobs.data.Words;
import picocli.CommandLine.Option;

/** The data: where they are, what was observed, how much each row counts, what becomes of rows that cannot be used. */
final class DataArguments {
    /** The name of the option that says where the rows are. */
    static final String PLACE = "--data";

    /** The share of the heap that numbers may take. */
    private static final double SHARE = 0.6;

    @Option(
            names = PLACE,
            paramLabel = "FILE",
            description =
                    "CSV with a header, TSV, LIBSVM or Parquet; gzip is unpacked; - for standard input, or an address "
                            + "on a file system that Flink knows")
    private String data = "";

    @Option(
            names = "--on-bad-row",
            paramLabel = "WHAT",
            defaultValue = "fail",
            description = "rows with a wrong number of cells, or cells that are no numbers: fail or skip "
                    + "(default: fail)")
    private Policy badRows = Policy.FAIL;

    @Option(
            names = "--missing",
            paramLabel = "WHAT",
            defaultValue = "fail",
            description = "rows with an empty cell, NA or NaN in a column that is used: fail or skip (default: fail)")
    private Policy missing = Policy.FAIL;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "csv (with a header; tabs for .tsv), parquet or libsvm; auto goes by the file's name (default: auto)")
    private Format format = Format.AUTO;

    /** The form of the data. */
    enum Format {
        AUTO,
        CSV,
        PARQUET,
        LIBSVM
    }

    boolean isLibsvm(DataSource source) {
        return format == Format.LIBSVM || (format == Format.AUTO && LibsvmReader.suits(source));
    }

    /** Whether the rows can be read by those who fit, each its own; else they are read here. */
    boolean isShareable(DataSource source) {
        return !source.isStandardInput() && !isParquet(source);
    }

    private boolean isParquet(DataSource source) {
        return format == Format.PARQUET || (format == Format.AUTO && ParquetReader.suits(source));
    }

    DataSource source(Streams streams) {
        if (data.isEmpty()) {
            throw CommandException.usage("--data is needed: the file with the rows, such as --data F.csv.");
        }
        return new DataSource(data, streams.in());
    }

    /** Where the rows are, in words that mean the same in any directory. */
    String location() {
        return data.isEmpty() ? "" : new DataSource(data, InputStream.nullInputStream()).fromAnywhere();
    }

    RowPolicy policy() {
        return new RowPolicy(badRows, missing);
    }

    static long memory() {
        return (long) (SHARE * Runtime.getRuntime().maxMemory());
    }

    /** How many threads read. */
    static int readers() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Looks at the rows with columns that {@code choice} picks from the header, and leaves the reading to those who fit.
     *
     * @param model makes the model over the columns that were picked
     */
    Surveyed<DataTable> survey(
            Streams streams, UnaryOperator<List<String>> choice, Function<List<String>, RowsModel<DataTable>> model)
            throws IOException {
        refuseLibsvm(source(streams));
        return new CsvReader(source(streams), policy(), readers()).survey(choice, model);
    }

    /** Reads the columns that {@code choice} picks from the header. */
    ReadTable read(Streams streams, UnaryOperator<List<String>> choice) {
        return read(streams, choice, null);
    }

    /**
     * The same, where one column may have words.
     *
     * @param words are told those that there are; null if all columns have numbers
     */
    ReadTable read(Streams streams, UnaryOperator<List<String>> choice, @Nullable Words words) {
        DataSource source = source(streams);
        refuseLibsvm(source);
        try {
            return isParquet(source)
                    ? new ParquetReader(source, policy()).read(choice, memory())
                    : new CsvReader(source, policy(), readers()).read(choice, words, memory());
        } catch (IOException e) {
            throw new DataException("--data: cannot read %s: %s.".formatted(source.name(), FileTrouble.of(e)));
        }
    }

    private void refuseLibsvm(DataSource source) {
        if (isLibsvm(source)) {
            throw CommandException.usage(
                    "--data: %s has no header, so its columns cannot be named. fit linear reads such files, if the loss"
                            + " is not cross-entropy.",
                    source.name());
        }
    }

    /** Refuses an observation that the loss does not take. */
    static void require(Loss loss, double y, String what, int row) {
        if (!loss.accepts(y)) {
            throw new DataException("--response: %s is %s in row %d of those used. For the loss %s it must %s."
                    .formatted(what, y, row + 1, loss.name(), loss.demand()));
        }
    }

    /** The response and the weights of a fit. */
    static final class Observed {
        @Option(
                names = "--response",
                paramLabel = "EXPR",
                arity = "1",
                description = "what was observed: a column, or a formula of columns such as log(y)")
        private @Nullable String response;

        @Option(
                names = "--weight",
                paramLabel = "EXPR",
                arity = "1",
                description = "how much each row counts: a column or a formula of columns (default: 1)")
        private @Nullable String weight;

        /** The columns that they need; refused where the header does not have them. */
        List<String> columns(List<String> header) {
            List<String> names = new ArrayList<>();
            require("--response", response(), header, names);
            if (weight != null) {
                require("--weight", Formula.parse(weight), header, names);
            }
            return names;
        }

        private static void require(String option, Formula formula, List<String> header, List<String> names) {
            for (String name : formula.variables()) {
                if (!header.contains(name)) {
                    throw new DataException("%s: the data have no column %s.%s Columns: %s."
                            .formatted(option, name, NearestName.hint(name, header), VariableList.of(header)));
                }
                names.add(name);
            }
            if (formula.variables().isEmpty()) {
                throw CommandException.usage("%s: %s names no column of the data.", option, formula.text());
            }
        }

        /** The text of the response. */
        String text() {
            return response().text();
        }

        private Formula response() {
            if (response == null) {
                throw CommandException.usage(
                        "--response is needed: the column that was observed, such as --response y.");
            }
            return Formula.parse(response);
        }

        /** The column that the response is; null where it is a formula. */
        @Nullable String column() {
            Formula formula = response();
            return formula.variables().size() == 1
                            && formula.text().equals(formula.variables().get(0))
                    ? formula.text()
                    : null;
        }

        /** How response and weights are found in columns. */
        Observing observing() {
            return new Observing(response(), weight == null ? null : Formula.parse(weight));
        }

        Observations of(DataTable table, Loss loss) {
            double[] y = ColumnFormula.evaluate(response(), table);
            for (int row = 0; row < y.length; row++) {
                DataArguments.require(loss, y[row], response().text(), row);
            }
            return new Observations(table, y, weights(table));
        }

        private double[] weights(DataTable table) {
            if (weight == null) {
                double[] ones = new double[table.rows()];
                Arrays.fill(ones, 1);
                return ones;
            }
            double[] weights = ColumnFormula.evaluate(Formula.parse(weight), table);
            for (int row = 0; row < weights.length; row++) {
                if (!(weights[row] > 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                    throw new DataException("--weight: %s is %s in row %d of those used. Weights must be positive."
                            .formatted(weight, weights[row], row + 1));
                }
            }
            return weights;
        }
    }
}
