package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerivativeTest {

    private static String derivative(String text, int coordinate) {
        return derivative(Formula.parse(text), coordinate);
    }

    private static String derivative(Formula formula, int coordinate) {
        return Derivative.of(formula, coordinate).toString();
    }

    private static ParseOptions dimension(int n) {
        return ParseOptions.none().withDimension(n);
    }

    @ParameterizedTest(name = "{0} => {1}")
    @CsvSource(
            delimiterString = " => ",
            value = {
                "log(x^4 + x^3 + 2) => (4*x^3 + 3*x^2)/(x^4 + x^3 + 2)",
                "x^2*sin(y) => 2*x*sin(y)",
                "x + 5 - x => 0",
                "x - y => 1",
                "x/3 => 1/3",
                "0.1*x^2 => 0.2*x",
                "x^2/10 => x/5",
                "2.1*x^4 => 8.4*x^3",
                "x*x*x => 3*x^2",
                "1/x^2 => -2/x^3",
                "x^-3 => -3/x^4",
                "x^2.5 => 2.5*x^1.5",
                "(x^2 + 1)^3 => 6*x*(x^2 + 1)^2",
                "x/(x^2 + 1) => 1/(x^2 + 1) - 2*x^2/(x^2 + 1)^2",
                "x^y => y*x^(y - 1)",
                "2^x => 2^x*log(2)",
                "e^x => e^x",
                "x^x => x^x + x^x*log(x)",
                "(-x)^3 => -3*x^2",
                "(x - 1)^2 + 100*(y - x^2)^2 => 2*(x - 1) - 400*x*(y - x^2)",
                "exp(-x)*sin(x) => exp(-x)*cos(x) - exp(-x)*sin(x)",
                "sin(2*pi*x)/2 => pi*cos(2*pi*x)",
                "sin(x)^2 => 2*sin(x)*cos(x)",
                "sqrt(x^2 + y^2) => x/sqrt(x^2 + y^2)",
                "hypot(x, y) => x/hypot(x, y)",
                "atan2(x, y) => y/(y^2 + x^2)",
                "cbrt(x) => 1/(3*cbrt(x)^2)",
                "expm1(x) => exp(x)",
                "log1p(x^2) => 2*x/(1 + x^2)",
                "log2(x) => 1/(x*log(2))",
                "log10(x) => 1/(x*log(10))",
                "cos(x) => -sin(x)",
                "tan(x) => 1/cos(x)^2",
                "asin(x) => 1/sqrt(1 - x^2)",
                "acos(x) => -1/sqrt(1 - x^2)",
                "atan(x) => 1/(1 + x^2)",
                "sinh(x)*cosh(x) => cosh(x)^2 + sinh(x)^2",
                "tanh(x) => 1/cosh(x)^2",
                "sigmoid(x) => (1 - sigmoid(x))*sigmoid(x)",
                "softplus(2*x) => 2*sigmoid(2*x)",
                "erf(x) => 2*exp(-x^2)/sqrt(pi)",
                "abs(x) => sign(x)",
                "sign(x) + floor(x) + ceil(x) => 0",
                "max(x, y) => if(x >= y, 1, 0)",
                "min(x, y, x*y) => if(x <= min(y, x*y), 1, if(y <= x*y, 0, y))",
                "if(x > 0, x^2, -x) => if(x > 0, 2*x, -1)",
                "x*if(y > 1, 2, 3) => if(y > 1, 2, 3)"
            })
    void looks_as_a_mathematician_writes_it(String text, String expected) {
        assertThat(derivative(text, 0)).isEqualTo(expected);
    }

    @Test
    void is_taken_for_one_variable_at_a_time() {
        assertThat(derivative("x^2*sin(y)", 1)).isEqualTo("x^2*cos(y)");
        assertThat(derivative("x^y", 1)).isEqualTo("x^y*log(x)");
        assertThat(derivative("atan2(y, x)", 1)).isEqualTo("-y/(x^2 + y^2)");
    }

    @Test
    void a_sum_over_the_elements_leaves_one_term() {
        Formula rastrigin = Formula.parse("100 + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i]))", dimension(10));
        assertThat(derivative(rastrigin, 4)).isEqualTo("2*x[5] + 20*pi*sin(2*pi*x[5])");
    }

    @Test
    void a_sum_of_neighbours_leaves_one_or_two() {
        Formula rosenbrock = Formula.parse("sum(i, 1, n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)", dimension(10));
        assertThat(derivative(rosenbrock, 0)).isEqualTo("-400*x[1]*(x[2] - x[1]^2) - 2*(1 - x[1])");
        assertThat(derivative(rosenbrock, 4))
                .isEqualTo("200*(x[5] - x[4]^2) - 400*x[5]*(x[6] - x[5]^2) - 2*(1 - x[5])");
        assertThat(derivative(rosenbrock, 9)).isEqualTo("200*(x[10] - x[9]^2)");
    }

    @Test
    void pair_sums_stay_sums_and_bindings_stay_bindings() {
        Formula cluster = Formula.parse(
                "sum(i, 1, N-1, sum(j, i+1, N, r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2 + (x[3*i]-x[3*j])^2; "
                        + "4*(r2^-6 - r2^-3)))",
                ParseOptions.none().withLet("N", "38"));
        assertThat(derivative(cluster, 0))
                .isEqualTo("sum(j, 2, N, r2 = (x[1] - x[3*j-2])^2 + (x[2] - x[3*j-1])^2 + (x[3] - x[3*j])^2;"
                        + " 8*(x[1] - x[3*j-2])*(3/r2^4 - 6/r2^7))");
        assertThat(derivative(cluster, 113))
                .startsWith("sum(i, 1, N-1, r2 = (x[3*i-2] - x[112])^2 + ")
                .endsWith("; -8*(x[3*i] - x[114])*(3/r2^4 - 6/r2^7))");
    }

    @Test
    void bounds_that_depend_on_the_element_are_tightened() {
        Formula formula = Formula.parse("sum(i, 1, n, sum(j, 1, i, x[j])^2)", dimension(5));
        assertThat(derivative(formula, 2)).isEqualTo("2*sum(i, 3, n, sum(j, 1, i, x[j]))");
    }

    @Test
    void a_matrix_row_is_found_by_its_column() {
        Formula rows = Formula.parse(
                "sum(i, 1, 2, sum(j, 1, m, a[(i-1)*m+j]^2*j))",
                ParseOptions.none().withLet("m", "3"));
        assertThat(derivative(rows, 4)).isEqualTo("4*a[5]");
    }

    @Test
    void what_cannot_be_solved_becomes_a_condition() {
        Formula columns = Formula.parse(
                "sum(j, 1, m, sum(i, 1, 2, a[(i-1)*m+j]*j))",
                ParseOptions.none().withLet("m", "3"));
        assertThat(derivative(columns, 4)).isEqualTo("sum(j, 1, m, sum(i, 1, 2, if(3*i + j == 8, j, 0)))");
        assertThat(Evaluator.value(columns.sibling(derivative(columns, 4)), new double[6]))
                .isEqualTo(2);
    }

    @Test
    void a_product_is_not_divided_by_its_factors() {
        Formula product = Formula.parse("prod(i, 1, n, x[i])", dimension(4));
        assertThat(derivative(product, 1)).isEqualTo("x[1]*prod(j, 3, n, x[j])");
        assertThat(Evaluator.value(product.sibling(derivative(product, 1)), 2, 0, 3, 5))
                .isEqualTo(30);
        assertThat(derivative("prod(i, 1, 4, x + i)", 0))
                .isEqualTo("sum(i, 1, 4, prod(j, 1, i-1, x + j)*prod(j, i+1, 4, x + j))");
        assertThat(derivative(
                        Formula.parse("prod(i, 1, k, x)", ParseOptions.none().withLet("k", "4")), 0))
                .isEqualTo("k*x^(k - 1)");
    }

    @Test
    void griewank() {
        Formula griewank = Formula.parse("1 + sum(i,1,n,x[i]^2)/4000 - prod(i,1,n,cos(x[i]/sqrt(i)))", dimension(6));
        assertThat(derivative(griewank, 3))
                .isEqualTo(
                        "x[4]/2000 + sin(x[4]/2)*prod(j, 1, 3, cos(x[j]/sqrt(j)))*prod(j, 5, n, cos(x[j]/sqrt(j)))/2");
    }

    @Test
    void conditions_on_the_index_are_decided() {
        Formula formula = Formula.parse("sum(i, 1, n, if(i < 3, x[i], x[i]^2))", dimension(5));
        assertThat(derivative(formula, 1)).isEqualTo("1");
        assertThat(derivative(formula, 2)).isEqualTo("2*x[3]");
    }

    @Test
    void bindings_used_once_are_put_in_their_place() {
        assertThat(derivative("r2 = (x - 1)^2; r2 + sin(y)", 0)).isEqualTo("2*(x - 1)");
        assertThat(derivative("r = x^2 + 1; log(r)", 0)).isEqualTo("2*x/(x^2 + 1)");
        assertThat(derivative("r = sin(x); r^2*exp(r) + r", 0))
                .isEqualTo("r = sin(x); (2*r*exp(r) + r^2*exp(r) + 1)*cos(x)");
    }

    @Test
    void bindings_do_not_make_it_explode() {
        StringBuilder text = new StringBuilder("r0 = sin(x);");
        for (int i = 1; i <= 60; i++) {
            text.append("r%d = r%d*sin(r%d) + r%d;".formatted(i, i - 1, i - 1, i - 1));
        }
        Formula formula = Formula.parse(text + "r60");
        String derivative = derivative(formula, 0);
        assertThat(derivative.length()).isLessThan(5 * formula.text().length());
        double h = 1e-6;
        double x = 0.01;
        assertThat(Evaluator.value(formula.sibling(derivative), x))
                .isCloseTo((Evaluator.value(formula, x + h) - Evaluator.value(formula, x - h)) / (2 * h), within(1e-6));
    }

    @Test
    void new_names_do_not_collide() {
        assertThat(derivative("r = sin(x); r*exp(r)*dr", 0))
                .contains("r = sin(x)")
                .doesNotContain("dr =");
        String derivative = derivative("r = x^2*y; s = exp(r)*r; s*sin(s)*dr*ds + j*k*prod(i, 1, 3, x + i)", 0);
        assertThat(Formula.parse("r = x^2*y; s = exp(r)*r; s*sin(s)*dr*ds + j*k*prod(i, 1, 3, x + i)")
                        .sibling(derivative)
                        .expression())
                .hasToString(derivative);
        assertThat(derivative).contains("prod(l, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sin(", "-", "2^", "x*(2+", "1/(3+", "sqrt(1+", "max(x,", "if(x>2,1,", "(x+1)*sin("})
    void of_the_deepest_formulas_is_found_on_a_small_stack_or_refused(String opening) throws Exception {
        int links = opening.matches("[a-z0-9^-]+\\(?") ? 990 : 300;
        String text = opening.repeat(links) + "x" + (opening.contains("(") ? ")".repeat(links) : "");
        FutureTask<String> task = new FutureTask<>(() -> {
            try {
                return derivative(text, 0);
            } catch (ExpressionException e) {
                return e.getMessage();
            }
        });
        Thread thread = new Thread(null, task, "small stack", 512 * 1024);
        thread.start();
        assertThat(task.get()).isNotEmpty();
    }

    @Test
    void that_would_be_too_large_is_refused() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            text.append("(x + ").append(i).append(")*");
        }
        assertThatThrownBy(() -> derivative(text + "1", 0))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("too large to be written");
    }

    @Test
    void of_a_long_sum_is_short() {
        assertThat(derivative("x+".repeat(100_000) + "x", 0)).isEqualTo("100001");
        assertThat(derivative("x*".repeat(100_000) + "x", 0)).isEqualTo("100001*x^100000");
    }
}
