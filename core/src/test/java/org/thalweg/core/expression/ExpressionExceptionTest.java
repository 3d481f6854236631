package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionExceptionTest {

    private static ExpressionException refusal(String text) {
        return refusal(text, ParseOptions.none());
    }

    private static ExpressionException refusal(String text, ParseOptions options) {
        return catchThrowableOfType(ExpressionException.class, () -> Formula.parse(text, options));
    }

    @Test
    void the_caret_is_under_the_place() {
        assertThat(refusal("log(x^4) + sni(x)")).hasMessage("""
                        unknown function sni: did you mean sin? (column 12)
                          log(x^4) + sni(x)
                                     ^""");
    }

    @Test
    void only_the_line_in_question_is_shown() {
        assertThat(refusal("x +\n  y * * z +\n 1")).hasMessage("""
                        a number, a name or "(" is expected here after "*", but there is "*" (line 2, column 7)
                            y * * z +
                                ^""");
    }

    @Test
    void a_long_line_is_cut_to_80_columns_around_the_place() {
        ExpressionException refusal = refusal("x + ".repeat(1000) + ") + " + "y + ".repeat(1000) + "1");
        List<String> lines = refusal.getMessage().lines().toList();
        assertThat(refusal.position()).isEqualTo(new Position(4000, 1, 4001));
        assertThat(lines.get(1))
                .hasSizeLessThanOrEqualTo(80)
                .contains("x + ) + y")
                .startsWith("  ...")
                .endsWith("...");
        assertThat(lines.get(2).indexOf('^')).isEqualTo(lines.get(1).indexOf(')'));
    }

    @Test
    void wide_letters_take_two_columns_and_tabs_one() {
        assertThat(refusal("変数\t+ )").getMessage().lines().skip(1)).containsExactly("  変数 + )", "         ^");
    }

    @Test
    void positions_count_code_points() {
        assertThat(refusal("𝑎 + 𝑏 + )").position()).isEqualTo(new Position(10, 1, 9));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiterString = " => ",
            value = {
                "x + => 4 => but there is the end",
                "(x + (y) => 9 => \")\" is missing for what was opened at column 1",
                "x + y) => 6 => closes nothing",
                "x[1) => 4 => \"]\" is expected here",
                "2x => 2 => for a product write 2*x",
                "2(x + 1) => 2 => for a product write 2*(...)",
                "(x)(y) => 4 => for a product write (...)*(...)",
                "x y => 3 => for a product write x*y",
                "2 sin(x) => 3 => for a product write 2*sin(...)",
                "x + x(3) => 5 => x is not a function: for a product write x*(...)",
                "foo(x) => 1 => unknown function foo: for a product write foo*(...)",
                "arctan(x) => 1 => did you mean atan?",
                "SQRT(x) => 1 => did you mean sqrt?",
                "sin x => 1 => sin is a function: write sin(...)",
                "sin(x, y) => 1 => sin takes 1 argument but is given 2",
                "atan2(x) => 1 => atan2 takes 2 arguments but is given 1",
                "max(x) => 1 => max takes 2 or more arguments but is given 1",
                "pow(x) => 1 => pow takes 2 arguments",
                "sum(i, 1, 3) => 1 => sum takes 4 parts, sum(i, from, to, body), but is given 3",
                "if(x > 1, 2) => 1 => if takes 3 parts",
                "sum(1, 2, 3, 4) => 5 => the name of an index",
                "1.2.3 => 4 => one decimal point",
                "1e + x => 3 => the exponent of 1e has no digits",
                "0x1F => 1 => hexadecimal",
                "1_000 => 2 => digits are not grouped",
                "1,5 => 2 => decimals have a point",
                "3*1e999 => 3 => the number 1e999 overflows",
                "3*1e-999 => 3 => the number 1e-999 underflows",
                "0 < x < 1 => 7 => && between two comparisons",
                "x > 3 => 1 => not a condition: write if(condition, a, b)",
                "if(x, 1, 2) => 4 => a condition such as x > 0",
                "if(x = 1, 2, 3) => 9 => to compare, write ==",
                "!x > 3 => 2 => a condition such as x > 0",
                "x | y => 3 => abs(...) for an absolute value",
                "x & y => 3 => write &&",
                "3! => 2 => no factorial",
                "a = 1; => 7 => there is the end",
                "y = x^2 => 8 => leave out",
                "a = 1; a = 2; a => 8 => already bound",
                "sum(i, 1, 3, sum(i, 1, 2, i)) => 18 => already bound",
                "sum(i, 1, 3, i) + i => 19 => the index of a sum or product elsewhere",
                "(r = x; r) + r => 14 => a binding elsewhere",
                "e = 3; e => 1 => has a meaning of its own",
                "sum(i, 1, x, i) => 11 => x is a variable; a constant is given beside the formula, as in --let x=38",
                "sum(i, 1, 2.5, i) => 11 => 2.5 is not an integer",
                "sum(i, 1, 3, x[i*i]) => 16 => i*i multiplies two",
                "sum(i, 1, 3, x[i/2]) => 14 => i/2 is not always an integer",
                "sum(i, 1, 3, j = i; x[j]) => 23 => j is bound to a number",
                "x[0] => 1 => is 0, but the first element is x[1]",
                "sum(i, 1, 3, x[i-2]) => 14 => reaches -1, but the first element is x[1]",
                "sum(i, 1, n, x[i]) => 11 => n, the dimension of x, is not known: give it, as in --dimension 10",
                "x + x[1] => 1 => x is a vector",
                "x[1,2] => 4 => a vector has one index",
                "π*2 => 1 => write pi",
                "PI*x => 1 => the circle's constant is pi",
                "inf => 1 => infinity is no number",
                "x² => 2 => write ^2 instead",
                "x₁ => 2 => write _1 or [1] instead",
                "2·x => 2 => write * instead",
                "2×x => 2 => write * instead",
                "x ≤ 3 => 3 => write <= instead",
                "（x） => 1 => write ( instead",
                "java.lang.Runtime => 5 => U+002E",
                "${jndi:x} => 1 => U+0024",
                "x ? 1 : 2 => 3 => write if(condition, a, b) instead",
            })
    void names_the_place_and_the_cure(String text, int column, String message) {
        ExpressionException refusal = refusal(text);
        assertThat(refusal).hasMessageContaining(message);
        assertThat(refusal.position()).isNotNull().extracting(Position::column).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource({
        "2212,MINUS SIGN",
        "202E,RIGHT-TO-LEFT OVERRIDE",
        "2066,LEFT-TO-RIGHT ISOLATE",
        "200B,ZERO WIDTH SPACE",
        "200D,ZERO WIDTH JOINER",
        "FEFF,ZERO WIDTH NO-BREAK SPACE",
        "00AD,SOFT HYPHEN",
        "3164,HANGUL FILLER",
        "FE0F,VARIATION SELECTOR-16",
        "0000,NULL",
        "001B,ESCAPE",
        "2028,LINE SEPARATOR",
        "00A0,NO-BREAK SPACE"
    })
    void unusual_characters_are_named_and_never_printed_raw(String hex, String name) {
        int point = Integer.parseInt(hex, 16);
        ExpressionException refusal = refusal("a + b" + Character.toString(point) + "c");
        assertThat(refusal).hasMessageContaining("U+" + hex + " " + name);
        assertThat(refusal.position()).extracting(Position::column).isEqualTo(6);
        if (point != 0x2212) {
            assertThat(refusal.getMessage()).doesNotContain(Character.toString(point));
        }
    }

    @Test
    void an_index_past_the_end_names_index_value_and_range() {
        assertThat(refusal(
                        "sum(i, 1, n, (x[i+1] - x[i])^2)", ParseOptions.none().withDimension(5)))
                .hasMessageStartingWith(
                        "the index of x[i+1] reaches 6, but x has 5 elements: change the bounds of the sum, or --dimension"
                                + " (column 15)");
    }

    @Test
    void options_must_fit_the_text() {
        assertThat(refusal("alpha + y", ParseOptions.none().withOrder(List.of("alhpa"))))
                .hasMessage("the formula has no variable alhpa: did you mean alpha? (it has [alpha, y])");
        assertThat(refusal("x^2", ParseOptions.none().withDimension(3)))
                .hasMessageContaining("the formula has no vector: its variables are [x]");
        assertThat(refusal("x[1] + y[1]", ParseOptions.none().withDimension(3)))
                .hasMessageContaining("could be that of any of the vectors [x, y]");
        assertThat(refusal("x[1] + y[1] + n"))
                .hasMessageContaining("n could be the dimension of any of the vectors [x, y]");
        assertThat(refusal("sum(i, 1, N/2, x[i])", ParseOptions.none().withLet("N", "5")))
                .hasMessageContaining("N/2, which is 5/2, is not always an integer");
        assertThat(refusal("N*x", ParseOptions.none().withLet("N", "1 + y")))
                .hasMessageContaining("the constant N: unknown name y (no variables are allowed here)");
        assertThat(refusal("N = 3; N*x", ParseOptions.none().withLet("N", "5")))
                .hasMessageContaining("N is given by --let");
        assertThatThrownBy(() -> ParseOptions.none().withLet("sin", "3"))
                .hasMessageContaining("sin has a meaning of its own");
        assertThatThrownBy(() -> ParseOptions.none().withLet("2x", "3")).hasMessageContaining("\"2x\" must consist");
        assertThatThrownBy(() -> ParseOptions.none().withDimension(0)).hasMessageContaining("(0) must lie in 1..");
    }

    @Test
    void a_sibling_names_no_other_variables() {
        Formula formula = Formula.parse("alpha*beta + x[3]");
        assertThatThrownBy(() -> formula.sibling("aplha")).hasMessageContaining("did you mean alpha?");
        assertThatThrownBy(() -> formula.sibling("x[4]")).hasMessageContaining("x has 3 elements");
        assertThatThrownBy(() -> formula.sibling("alpha[1]")).hasMessageContaining("alpha is a scalar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(i, 1, 10^6, sum(j, 1, 10^6, x))", "sum(i, 1, 10^9 + 1, x)"})
    void too_many_terms_are_refused(String text) {
        assertThat(refusal(text)).hasMessageContaining("at most 1000000000");
    }
}
