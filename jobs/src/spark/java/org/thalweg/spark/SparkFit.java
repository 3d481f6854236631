package org.thalweg.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Fits Σ log(1 + exp(−y·z)) + ½·‖w‖² to a file by Spark MLlib on two threads: data in memory, a fit to warm up, then three that are timed.
 *
 * <p>Arguments: the file (.csv with the label in the column y, or .libsvm), and the known optimum. Prints seconds and how far above the optimum
 * Spark's own sum ended, for each tolerance.
 */
public final class SparkFit {
    private static final double LAMBDA = 1;
    private static final double[] TOLERANCES = {1e-6, 1e-9, 1e-12};

    private SparkFit() {}

    /** Runs the fits. */
    public static void main(String[] arguments) throws Exception {
        String file = arguments[0];
        double optimum = Double.parseDouble(arguments[1]);
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("beside")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            Dataset<Row> data = (file.endsWith(".csv") ? dense(spark, file) : sparse(spark, file)).cache();
            long rows = data.count();
            for (double tolerance : TOLERANCES) {
                LogisticRegression method = new LogisticRegression()
                        .setRegParam(LAMBDA / rows)
                        .setElasticNetParam(0)
                        .setStandardization(false)
                        .setMaxIter(1000)
                        .setTol(tolerance);
                method.fit(data);
                double[] seconds = new double[3];
                LogisticRegressionModel model = null;
                for (int run = 0; run < seconds.length; run++) {
                    long begin = System.nanoTime();
                    model = method.fit(data);
                    seconds[run] = (System.nanoTime() - begin) / 1e9;
                }
                Arrays.sort(seconds);
                double[] history = model.summary().objectiveHistory();
                double sum = history[history.length - 1] * rows;
                System.out.printf(
                        Locale.ROOT,
                        "spark %s: tolerance %.0e: %.2f s (median of 3), %d iterations, sum %.10f, %.1e above the optimum%n",
                        file,
                        tolerance,
                        seconds[1],
                        model.summary().totalIterations(),
                        sum,
                        (sum - optimum) / optimum);
            }
        }
    }

    private static Dataset<Row> dense(SparkSession spark, String file) {
        String header = spark.read().textFile(file).first();
        List<StructField> fields = new ArrayList<>();
        for (String name : header.split(",")) {
            fields.add(DataTypes.createStructField(name, DataTypes.DoubleType, false));
        }
        Dataset<Row> table = spark.read()
                .option("header", "true")
                .schema(new StructType(fields.toArray(StructField[]::new)))
                .csv(file);
        String[] features = Arrays.stream(header.split(","))
                .filter(name -> !name.equals("y"))
                .toArray(String[]::new);
        return new VectorAssembler()
                .setInputCols(features)
                .setOutputCol("features")
                .transform(table)
                .select(functions.col("y").plus(1).divide(2).as("label"), functions.col("features"));
    }

    private static Dataset<Row> sparse(SparkSession spark, String file) {
        return spark.read()
                .format("libsvm")
                .load(file)
                .select(functions.col("label").plus(1).divide(2).as("label"), functions.col("features"));
    }
}
