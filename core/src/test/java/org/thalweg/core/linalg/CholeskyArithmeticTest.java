package org.thalweg.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms against each other, to the bit, and against what they are to compute. */
class CholeskyArithmeticTest {
    private static final int WIDTH = CholeskyArithmetic.WIDTH;

    private static CholeskyArithmetic plain(int n) {
        return n <= CholeskyArithmetic.MOST_TOGETHER
                ? new PlainCholeskyArithmetic()
                : new LargeCholesky(new PlainEliminationArithmetic());
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {1, 2, 3, 7, 10, 32, 33, 40, 57})
    void both_forms_give_the_same_bits(int n) {
        assertThat(CholeskyArithmetic.fastest()).isNotInstanceOf(PlainCholeskyArithmetic.class);
        assertThat(EliminationArithmetic.fastest()).isNotInstanceOf(PlainEliminationArithmetic.class);
        Random random = new Random(n);
        double[] matrices = matrices(n, random);
        double[] shifts = random.doubles(WIDTH, 0, 0.1).toArray();
        double[] vectors = random.doubles((long) n * WIDTH, -1, 1).toArray();
        double[][] results = new double[2][];
        for (int form = 0; form < 2; form++) {
            CholeskyArithmetic arithmetic = form == 0 ? plain(n) : CholeskyArithmetic.fastest(n);
            double[] factor = arithmetic.newFactor(n);
            double[] definite = new double[WIDTH];
            double[] solved = vectors.clone();
            double[] norms = new double[WIDTH];
            double[] forms = new double[WIDTH];
            arithmetic.factor(n, matrices, shifts, factor, definite);
            arithmetic.solve(n, factor, solved);
            arithmetic.norms(n, matrices, norms);
            arithmetic.quadraticForms(n, matrices, vectors, forms);
            double[] stiffer = matrices.clone();
            arithmetic.addSquares(n, stiffer, concatenated(vectors, solved));
            results[form] = concatenated(definite, solved, norms, forms, stiffer);
        }
        assertThat(bits(results[1])).isEqualTo(bits(results[0]));
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {1, 2, 3, 7, 10, 32, 33, 40, 57})
    void solutions_solve_and_forms_are_forms(int n) {
        Random random = new Random(100 + n);
        double[] matrices = matrices(n, random);
        double[] b = random.doubles((long) n * WIDTH, -1, 1).toArray();
        double[] x = b.clone();
        CholeskyArithmetic vector = CholeskyArithmetic.fastest(n);
        double[] factor = vector.newFactor(n);
        double[] definite = new double[WIDTH];
        double[] norms = new double[WIDTH];
        double[] forms = new double[WIDTH];
        vector.factor(n, matrices, new double[WIDTH], factor, definite);
        vector.solve(n, factor, x);
        vector.norms(n, matrices, norms);
        vector.quadraticForms(n, matrices, x, forms);
        double[] stiffer = matrices.clone();
        vector.addSquares(n, stiffer, concatenated(b, x));
        for (int k = 0; k < WIDTH; k += 2) { // the others are indefinite
            assertThat(definite[k]).isEqualTo(1);
            double form = 0;
            double norm = 0;
            for (int i = 0; i < n; i++) {
                double product = 0;
                double row = 0;
                for (int j = 0; j < n; j++) {
                    double entry = matrices[(i * n + j) * WIDTH + k];
                    product += entry * x[j * WIDTH + k];
                    double squares = b[i * WIDTH + k] * b[j * WIDTH + k] + x[i * WIDTH + k] * x[j * WIDTH + k];
                    assertThat(stiffer[(i * n + j) * WIDTH + k]).isCloseTo(entry + squares, within(1e-9));
                    row += Math.abs(entry);
                }
                assertThat(product).isCloseTo(b[i * WIDTH + k], within(1e-9));
                form += product * x[i * WIDTH + k];
                norm = Math.max(norm, row);
            }
            assertThat(forms[k]).isCloseTo(form, within(1e-9 * Math.max(1, form)));
            assertThat(norms[k]).isCloseTo(norm, within(1e-12 * norm));
        }
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {1, 2, 5, 10, 34})
    void indefinite_shifted_and_infinite_matrices_are_told(int n) {
        double[] matrices = matrices(n, new Random(200 + n));
        matrices[4] = Double.NaN;
        matrices[6] = Double.POSITIVE_INFINITY;
        double[] shifts = new double[WIDTH];
        shifts[8] = 1e6;
        shifts[10] = Double.NaN;
        CholeskyArithmetic vector = CholeskyArithmetic.fastest(n);
        double[] factor = vector.newFactor(n);
        double[] definite = new double[WIDTH];
        vector.factor(n, matrices, shifts, factor, definite);
        for (int k = 0; k < WIDTH; k++) {
            boolean expected = k % 2 == 0 && k != 4 && k != 6 && k != 8 && k != 10;
            assertThat(definite[k]).as("matrix %d", k).isEqualTo(expected ? 1 : 0);
        }
    }

    /** Of even index M·Mᵀ + I, of odd index with a negative entry on the diagonal. */
    private static double[] matrices(int n, Random random) {
        double[] matrices = new double[n * n * WIDTH];
        for (int k = 0; k < WIDTH; k++) {
            double[] m = random.doubles((long) n * n, -1, 1).toArray();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = i == j ? 1 : 0;
                    for (int l = 0; l < n; l++) {
                        sum += m[Math.max(i, j) * n + l] * m[Math.min(i, j) * n + l];
                    }
                    matrices[(i * n + j) * WIDTH + k] = sum;
                }
            }
            if (k % 2 == 1) {
                int i = random.nextInt(n);
                matrices[(i * n + i) * WIDTH + k] = -0.5;
            }
        }
        return matrices;
    }

    private static double[] concatenated(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static long[] bits(double[] numbers) {
        return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
    }
}
