package org.thalweg.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Distributions;
import org.thalweg.core.fit.data.LabelledRows;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.linear.DenseRows;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.linear.SparseRows;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.DataSource;
import org.thalweg.jobs.data.LibsvmReader;
import org.thalweg.jobs.data.ReadTable;
import org.thalweg.jobs.data.Surveyed;

/** Makes the task of fitting a linear predictor: all columns but the response and the weight are features. */
final class LinearFit {
    static final String KEYWORD = "linear";
    static final String INTERCEPT = "intercept";

    private final DataArguments data;
    private final DataArguments.Observed observed;
    private final Loss loss;
    private final LinearTerms.Shape shape;
    private final boolean standardize;

    LinearFit(DataArguments data, DataArguments.Observed observed, LossArguments losses) {
        this.data = data;
        this.observed = observed;
        this.loss = losses.loss();
        this.shape = new LinearTerms.Shape(loss, losses.hasIntercept(), losses.l2());
        this.standardize = losses.standardizes();
    }

    FitTask task(RowPlace place) {
        Streams streams = place.streams();
        DataSource source = data.source(streams);
        return data.isLibsvm(source)
                ? place.task(() -> sparse(source), () -> sparseThere(source))
                : place.task(() -> dense(streams), () -> denseThere(streams));
    }

    private LibsvmReader reader(DataSource source) {
        return new LibsvmReader(source, data.policy(), DataArguments.readers());
    }

    private static List<String> numbered(int features) {
        return IntStream.rangeClosed(1, features).mapToObj(j -> "f" + j).toList();
    }

    private FitTask sparse(DataSource source) throws IOException {
        LibsvmReader.Labelled read = reader(source).read(DataArguments.memory());
        int rows = read.table().rows();
        for (int row = 0; row < rows; row++) {
            DataArguments.require(loss, read.labels()[row], "the label", row);
        }
        double[] weights = new double[rows];
        Arrays.fill(weights, 1);
        LinearTerms.Shape scaled = scaled(read.table().features(), columns -> columns.addSparse(read.table()));
        LinearTerms terms = LinearTerms.sparse(read.table(), read.labels(), weights, scaled);
        return task(
                "label",
                numbered(read.table().features()),
                new Sums(terms, terms.with(new Squared()), scaled.scales()),
                Summaries.Rows.of(read.rejected(), Observations.bare(rows, read.labels(), weights)),
                List.of());
    }

    private FitTask sparseThere(DataSource source) throws IOException {
        Surveyed<LabelledRows> read = reader(source).survey(shape);
        int features = read.summary().columns().count();
        LinearTerms.Shape scaled =
                scaled(features, columns -> columns.add(read.summary().columns()));
        return task(
                "label",
                numbered(features),
                new Sums(
                        read.terms().with(new SparseRows(features, scaled), read.summary()),
                        read.terms().with(new SparseRows(features, squares())),
                        scaled.scales()),
                rows(read),
                List.of());
    }

    /**
     * The sum that is minimized, and that of squares.
     *
     * @param terms with a penalty that is scaled as the shape says
     */
    private record Sums(Terms terms, Terms squares, double[] scales) {}

    /** The shape, its penalty that of standardized columns where that is asked for; {@code look} looks at all rows then. */
    private LinearTerms.Shape scaled(int features, Consumer<Distributions> look) {
        if (!standardize) {
            return shape;
        }
        Distributions columns = new Distributions(features);
        look.accept(columns);
        return shape.standardized(columns, features);
    }

    private LinearTerms.Shape squares() {
        return new LinearTerms.Shape(new Squared(), shape.intercept(), 0);
    }

    static Summaries.Rows rows(Surveyed<?> read) {
        return new Summaries.Rows(
                read.summary().rows(),
                read.rejected(),
                read.summary().totalSquares(),
                read.summary().leastWeight());
    }

    private FitTask dense(Streams streams) {
        Set<String> apart = new HashSet<>();
        ReadTable read = data.read(streams, (List<String> header) -> {
            apart.addAll(observed.columns(header));
            return header;
        });
        DataTable table = read.table();
        Observations observations = observed.of(table, loss);
        List<String> names = features(table.names(), apart);
        double[][] columns =
                names.stream().map(name -> table.columns()[table.column(name)]).toArray(double[][]::new);
        DataTable features = new DataTable(names, table.rows(), columns);
        LinearTerms.Shape scaled =
                scaled(names.size(), each -> each.addDense(columns, table.rows(), observations.weights()));
        LinearTerms terms = LinearTerms.dense(features, observations.response(), observations.weights(), scaled);
        return task(
                observed.text(),
                names,
                new Sums(terms, terms.with(new Squared()), scaled.scales()),
                Summaries.Rows.of(read.rejected(), observations),
                FormulaFit.constants(features));
    }

    private FitTask denseThere(Streams streams) throws IOException {
        Set<String> apart = new HashSet<>();
        List<String> names = new ArrayList<>();
        List<DenseRows> models = new ArrayList<>();
        Surveyed<DataTable> read = data.survey(
                streams,
                (List<String> header) -> {
                    apart.addAll(observed.columns(header));
                    return header;
                },
                (List<String> header) -> {
                    names.addAll(features(header, apart));
                    models.add(new DenseRows(header, names, observed.observing(), shape));
                    return models.get(0);
                });
        DenseRows model = models.get(0);
        LinearTerms.Shape scaled =
                scaled(names.size(), columns -> columns.add(read.summary().columns()));
        Sums sums = new Sums(
                read.terms().with(new DenseRows(model.columns(), names, model.observing(), scaled), read.summary()),
                read.terms().with(new DenseRows(model.columns(), names, model.observing(), squares())),
                scaled.scales());
        return task(observed.text(), names, sums, rows(read), FormulaFit.constants(names, read.summary()));
    }

    /** What is fitted to rows with a header that are yet to come. */
    FittedRows rows(List<String> header) {
        List<String> names = features(header, new HashSet<>(observed.columns(header)));
        LinearTerms.Shape bare = new LinearTerms.Shape(loss, shape.intercept(), 0);
        return new FittedRows(
                observed.text(),
                KEYWORD,
                parameters(names),
                header,
                new DenseRows(header, names, observed.observing(), bare),
                loss);
    }

    private List<String> parameters(List<String> features) {
        List<String> parameters = new ArrayList<>(shape.intercept() ? List.of(INTERCEPT) : List.of());
        parameters.addAll(features);
        return parameters;
    }

    private static List<String> features(List<String> header, Set<String> apart) {
        List<String> names =
                header.stream().filter(name -> !apart.contains(name)).toList();
        if (names.isEmpty()) {
            throw new DataException("--data: there are no columns beside %s, so there are no features."
                    .formatted(String.join(", ", apart)));
        }
        return names;
    }

    private FitTask task(String response, List<String> features, Sums sums, Summaries.Rows rows, List<String> notes) {
        List<String> parameters = parameters(features);
        boolean[] penalized = new boolean[parameters.size()];
        Arrays.fill(penalized, true);
        penalized[0] = !shape.intercept();
        double[] scales = new double[parameters.size()];
        Arrays.fill(scales, 1);
        System.arraycopy(sums.scales, 0, scales, shape.intercept() ? 1 : 0, sums.scales.length);
        return new FitTask(
                response + FitTask.SEPARATOR + KEYWORD,
                parameters,
                sums.terms,
                sums.squares,
                new int[0],
                penalized,
                scales,
                loss,
                rows,
                notes);
    }
}
