package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiterString = " => ",
            value = {
                "1 + 2*3 => 7",
                "(1 + 2)*3 => 9",
                "10 - 4 - 3 => 3",
                "24/4/3 => 2",
                "2^3^2 => 512",
                "2**3 => 8",
                "-2^2 => -4",
                "(-2)^2 => 4",
                "2^-1 => 0.5",
                "2^-2^2 => 0.0625",
                "2*-3 => -6",
                "4 - -3 => 7",
                "- - 3 => 3",
                "+3 - +2 => 1",
                ".5 + 1. + 1e1 + 2.5E-1 => 11.75",
                "pow(2, 5) => 32",
                "max(1, 5, 3) - min(4, 2) => 3",
                "hypot(2, 3, 6) => 7",
                "ln(e) + log(1) + sin(pi/2) => 2",
                "sum(i, 1, 4, i^2) => 30",
                "prod(i, 1, 5, i) => 120",
                "sum(i, 5, 4, i) + 10*prod(i, 5, 4, i) => 10",
                "sum(i, 1, 3, sum(j, i, 3, 10*i + j)) => 114",
                "if(1 < 2, 3, 4) => 3",
                "if(1 < 2 && 2 < 1 || !(3 >= 4), 5, 6) => 5",
                "if(1 == 1 && 1 != 2 && 2 <= 2, 1, 0) => 1",
                "a = 3; b = a^2; a + b => 12",
                "(r = 2; r^2) + sum(i, 1, 2, r = i; r) => 7",
                "if(1 > 2, 0, q = 4; q*q) => 16",
                "max(t = 2; t + 1, t = 3; t) => 3",
                "((((1 + 2)))) => 3"
            })
    void evaluates_constants(String text, double value) {
        assertThat(Evaluator.value(Formula.parse(text))).isEqualTo(value);
    }

    @Test
    void orders_scalars_by_first_appearance() {
        assertThat(Formula.parse("z + a*z - b").variables()).containsExactly("z", "a", "b");
    }

    @Test
    void orders_named_scalars_first() {
        ParseOptions options = ParseOptions.none().withOrder(List.of("b", "a"));
        assertThat(Formula.parse("z + a*z - b", options).variables()).containsExactly("b", "a", "z");
    }

    @Test
    void lays_out_vectors_as_blocks() {
        ParseOptions options = ParseOptions.none().withDimension("x", 2).withDimension("y", 3);
        Formula formula = Formula.parse("a + sum(i, 1, 2, x[i]*y[i+1])", options);
        assertThat(formula.variables()).containsExactly("a", "x[1]", "x[2]", "y[1]", "y[2]", "y[3]");
        assertThat(formula.coordinates().coordinate("y[3]")).hasValue(5);
        assertThat(formula.coordinates().coordinate("y[4]")).isEmpty();
    }

    @Test
    void the_dimension_is_n() {
        Formula formula = Formula.parse(
                "100 + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i])) + 0*n",
                ParseOptions.none().withDimension(10));
        assertThat(formula.dimension()).isEqualTo(10);
        assertThat(Evaluator.value(formula, new double[10])).isEqualTo(0);
    }

    @Test
    void n_without_a_vector_is_a_variable() {
        assertThat(Formula.parse("n^2 + m").variables()).containsExactly("n", "m");
    }

    @Test
    void infers_the_dimension_of_a_cluster() {
        Formula cluster = Formula.parse(
                "sum(i, 1, N-1, sum(j, i+1, N, r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2 + (x[3*i]-x[3*j])^2; "
                        + "4*(r2^-6 - r2^-3)))",
                ParseOptions.none().withLet("N", "38"));
        assertThat(cluster.dimension()).isEqualTo(114);
        assertThat(cluster.variables()).startsWith("x[1]").endsWith("x[114]");
    }

    @Test
    void two_atoms_at_their_best_distance_have_energy_minus_one() {
        Formula pair = Formula.parse(
                "sum(i, 1, N-1, sum(j, i+1, N, r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2 + (x[3*i]-x[3*j])^2; "
                        + "4*(r2^-6 - r2^-3)))",
                ParseOptions.none().withLet("N", "2"));
        double distance = Math.cbrt(Math.sqrt(2));
        assertThat(Evaluator.value(pair, 0, 0, 0, distance, 0, 0)).isCloseTo(-1, within(1e-12));
    }

    @Test
    void an_index_skips_empty_inner_ranges_when_the_dimension_is_inferred() {
        Formula formula = Formula.parse(
                "sum(i, 1, N, sum(j, i+1, N, x[i+1]*x[j]))", ParseOptions.none().withLet("N", "7"));
        assertThat(formula.dimension()).isEqualTo(7);
    }

    @Test
    void lets_are_numbers_and_constant_expressions() {
        ParseOptions options =
                ParseOptions.none().withLet("N", "6").withLet("h", "2*pi").withLet("k", "-1.5");
        Formula formula = Formula.parse("sum(i, 1, N/2, i*x[2*i])*h + k", options);
        assertThat(formula.dimension()).isEqualTo(6);
        assertThat(Evaluator.value(formula, 0, 1, 0, 1, 0, 1)).isEqualTo(6 * (2 * Math.PI) - 1.5);
    }

    @Test
    void a_matrix_is_a_vector_with_an_index_of_its_own() {
        Formula formula = Formula.parse(
                "sum(i, 1, 2, sum(j, 1, m, a[(i-1)*m+j]*j))",
                ParseOptions.none().withLet("m", "3"));
        assertThat(formula.dimension()).isEqualTo(6);
        assertThat(Evaluator.value(formula, 1, 10, 100, 1000, 1e4, 1e5)).isEqualTo(1 + 20 + 300 + 1000 + 2e4 + 3e5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe^2", "Δx*2", "переменная + 1", "変数^2", "x_1 + _y", "नमस्ते"})
    void names_have_letters_of_any_script(String text) {
        assertThat(Formula.parse(text).dimension()).isPositive();
    }

    @Test
    void names_that_look_the_same_are_the_same() {
        assertThat(Formula.parse("\u00e9 + e\u0301").variables()).containsExactly("\u00e9");
    }

    @Test
    void chains_are_one_node_however_they_are_grouped_from_the_left() {
        assertThat(Formula.parse("(a + b) - c").expression())
                .isEqualTo(Formula.parse("a + b - c").expression())
                .isInstanceOf(Expression.Addition.class);
        assertThat(Formula.parse("a + (b - c)").expression())
                .isNotEqualTo(Formula.parse("a + b - c").expression());
    }

    @Test
    void a_sibling_has_the_same_coordinates() {
        Formula formula = Formula.parse("x^2*y + z", ParseOptions.none().withLet("k", "3"));
        Formula gradient = formula.sibling("k*y");
        assertThat(gradient.variables()).containsExactly("x", "y", "z");
        assertThat(Evaluator.value(gradient, 5, 7, 9)).isEqualTo(21);
    }

    @Test
    void a_formula_survives_serialization() throws Exception {
        Formula formula = Formula.parse(
                "sum(i, 1, n, k*x[i])", ParseOptions.none().withDimension(4).withLet("k", "2"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(formula);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Formula copy = (Formula) in.readObject();
            assertThat(copy).isEqualTo(formula);
            assertThat(copy.closed()).isEqualTo(formula.closed());
        }
    }
}
