package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log(x^4 + x^3 + 2)",
                "a - b + c",
                "a - (b + c)",
                "a/b*c",
                "a/(b*c)",
                "-x^2",
                "(-x)^2",
                "-(x + y)",
                "-(x*y)",
                "-x*y",
                "--x",
                "2^-x^2",
                "2^3^x",
                "(2^3)^x",
                "a - -b",
                "a*-b",
                "1.50 + .5 + 2. + 1e-3 + 0.1",
                "r = (x - 1)^2; s = r + 1; r*s",
                "(r = x; r^2) + 1",
                "if(x < 1 && !(y >= 2 || x == y), x, r = y; r)",
                "(x < 1 && y > 1 || x != 2)",
                "sum(i, 1, 3, prod(j, i+1, 4, i*x[j-i]))",
                "max(x, y, 1) + hypot(x, y)",
                "x[1]*x[2]"
            })
    void prints_what_was_read_where_it_was_written_tidily(String text) {
        String formula = text.startsWith("(x <") ? "if(" + text.substring(1, text.length() - 1) + ", 1, 2)" : text;
        assertThat(Formula.parse(formula).expression()).hasToString(formula);
    }

    @Test
    void leaves_out_what_is_not_needed() {
        assertThat(Formula.parse("(((x))+(y*z))-(((a)/b)/(c^(d)))").expression())
                .hasToString("x + y*z - a/b/c^d");
        assertThat(Formula.parse("ln(x)+x**2+pow(x,3)").expression()).hasToString("log(x) + x^2 + x^3");
    }

    @Test
    void the_text_of_any_tree_parses_back_to_it() {
        long seed = 20250217;
        RandomExpressions expressions = new RandomExpressions(seed);
        for (int i = 0; i < 20_000; i++) {
            Expression expression = expressions.next(1 + i % 5);
            String text = expression.toString();
            assertThat(RandomExpressions.formula(expression).expression())
                    .as("seed %d, expression %d: %s", seed, i, text)
                    .isEqualTo(expression)
                    .hasSameHashCodeAs(expression);
        }
    }
}
