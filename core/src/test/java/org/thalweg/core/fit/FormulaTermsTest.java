package org.thalweg.core.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.rounds.FitDriver;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.random.Draws;

class FormulaTermsTest {
    private static final int DIMENSION = 30;
    private static final long SEED = 11;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)",
                "100 + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i]))",
                "sum(i, 1, n, i*x[i]^2) - 3*sum(j, 2, n, x[j]*x[j-1]/j) + x[1]*x[n]",
                "-sum(i, 1, n/2, (x[2*i]-x[2*i-1]^2)^2)/4",
                "sum(i, 1, n-1, sum(j, i+1, n, r = x[i]-x[j]; r^2*exp(-r)))",
                "sum(i, 1, n, (a*x[i]+b-i)^2) + a^2",
                "sum(i, 1, n, if(i < 4, 5*x[i]^2, log(1 + x[i]^2)))"
            })
    void the_shards_add_up_to_the_formula(String text) throws IOException {
        Formula formula = Formula.parse(text, ParseOptions.none().withDimension("x", DIMENSION));
        int d = formula.dimension();
        double[] x = new double[d];
        for (int i = 0; i < d; i++) {
            x[i] = 3 * Draws.seeded(SEED).unit(i) - 1;
        }
        double[] gradient = new double[d];
        double value = CompiledFormula.compile(formula, KernelBackend.REFERENCE).valueAndGradient(x, gradient);
        for (int shards : new int[] {1, 3, 8, 1000}) {
            FitDriver driver = FitDriver.of(new FormulaTerms(formula, false, shards));

            double[] answer = driver.answer(Question.gradient(), x);
            double[] values = driver.answer(Question.values(gradient, 0, 1e-3), x);
            double[] negated =
                    FitDriver.of(new FormulaTerms(formula, true, shards)).answer(Question.gradient(), x);

            assertThat(answer[0]).as("seed %d", SEED).isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
            for (int i = 0; i < d; i++) {
                assertThat(answer[1 + i]).isCloseTo(gradient[i], within(1e-11 * (1 + Math.abs(gradient[i]))));
                assertThat(negated[1 + i]).isEqualTo(-answer[1 + i]);
            }
            assertThat(values[0]).isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
            assertThat(values[1]).isNotEqualTo(values[0]);
        }
    }
}
