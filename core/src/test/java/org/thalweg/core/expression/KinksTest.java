package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KinksTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiterString = " => ",
            value = {
                "x^2 + sin(y) => []",
                "sqrt(x) + cbrt(x) + hypot(x, y) => []",
                "abs(x) + max(x, y, 1) => [abs, max]",
                "floor(x)*ceil(y)*sign(x - y) => [ceil, floor, sign]",
                "min(1, 2)*x => []",
                "if(x > 1, 2, 3) => [if]",
                "if(1 > 2, x, 3) => []",
                "sum(i, 1, 5, if(i < 3, x[i], x[i]^2)) => []",
                "sum(i, 1, 5, abs(i - 3)*x[i]) => []",
                "sum(i, 1, 5, abs(x[i])) => [abs]",
                "r = x^2; s = r + 1; abs(s) => [abs]",
                "r = 2; s = r + 1; abs(s)*x => []",
                "r = x; if(!(r < 1 && y < 2), 1, 2) => [if]",
                "a = x; b = a; c = b; floor(c) => [floor]"
            })
    void are_named_where_something_varies(String text, String kinks) {
        assertThat(Formula.parse(text).kinks()).hasToString(kinks);
    }
}
