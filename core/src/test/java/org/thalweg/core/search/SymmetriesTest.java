package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.FormulaObjective;

class SymmetriesTest {

    @ParameterizedTest(name = "{2} of {1}")
    @CsvSource({
        "6, 12, 'sum(i, 1, 3, sum(j, i+1, 4, r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2 + (x[3*i]-x[3*j])^2; r2^-6 - r2^-3))'",
        "6, 12, 'sum(i, 1, 3, sum(j, i+1, 4, r2 = (x[i]-x[j])^2 + (x[i+4]-x[j+4])^2 + (x[i+8]-x[j+8])^2; exp(-2*r2) - exp(-r2)))'",
        "3, 8, 'sum(i, 1, 3, sum(j, i+1, 4, r2 = (x[2*i-1]-x[2*j-1])^2 + (x[2*i]-x[2*j])^2; (r2 - 1)^2))'",
        "1, 5, 'sum(i, 1, 4, cos(x[i+1] - x[i]))'",
        "1, 2, '(x[1]^2 + x[2]^2 - 1)^2'",
        "3, 3, '(x[1]^2 + x[2]^2 + x[3]^2 - 1)^2'",
        "1, 3, '(x[1]^2 + x[2]^2 - 1)^2 + x[3]'",
        "0, 3, '(x[1]^2 + 1.000001*x[2]^2 - 1)^2 + x[3]^2'",
        "0, 4, 'sum(i, 1, n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)'",
        "0, 12, 'sum(i, 1, 3, sum(j, i+1, 4, r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2 + (x[3*i]-x[3*j])^2; r2^-6 - r2^-3)) + 1e-6*sum(i, 1, n, i*x[i]^2)'",
        "0, 2, 'log(-1 - x[1]^2) + x[2]'"
    })
    void are_found_where_there_are_some_and_nowhere_else(int count, int n, String text) {
        assertThat(symmetries(text, n).count()).isEqualTo(count);
    }

    @Test
    void tangents_are_orthonormal_and_f_is_constant_along_them() {
        FormulaObjective objective = objective("(x[1]^2 + x[2]^2 + x[3]^2 - 1)^2", 3);
        Symmetries symmetries = Symmetries.of(objective, Bounds.unbounded(3));
        double[] x = {0.5, -0.3, 0.7};
        double[][] tangents = new double[3][3];
        assertThat(symmetries.tangents(x, tangents))
                .isEqualTo(2); // rotations about three axes, but a sphere has two dimensions
        double[] gradient = new double[3];
        double value = objective.valueAndGradient(x, gradient);
        for (int k = 0; k < 2; k++) {
            assertThat(Vectors.norm(tangents[k])).isCloseTo(1, within(1e-12));
            assertThat(Vectors.dot(gradient, tangents[k])).isCloseTo(0, within(1e-12));
        }
        assertThat(Vectors.dot(tangents[0], tangents[1])).isCloseTo(0, within(1e-12));
        symmetries.move(0.3, x);
        assertThat(x[0]).isNotCloseTo(0.5, within(0.01));
        assertThat(objective.value(x)).isCloseTo(value, within(1e-12));
    }

    @Test
    void a_point_that_a_rotation_leaves_alone_has_no_tangent() {
        assertThat(symmetries("(x[1]^2 + x[2]^2 - 1)^2", 2).tangents(new double[2], new double[1][2]))
                .isZero();
    }

    private static Symmetries symmetries(String text, int n) {
        return Symmetries.of(objective(text, n), Bounds.unbounded(n));
    }

    private static FormulaObjective objective(String text, int n) {
        return new FormulaObjective(Formula.parse(text, ParseOptions.none().withDimension(n)));
    }
}
