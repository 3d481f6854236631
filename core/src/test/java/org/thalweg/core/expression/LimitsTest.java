package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final long SMALL_STACK = 512 * 1024;

    private interface Work {
        Object run() throws Exception;
    }

    private static Object onASmallStack(Work work) throws Exception {
        FutureTask<Object> task = new FutureTask<>(work::run);
        Thread thread = new Thread(null, task, "small stack", SMALL_STACK);
        thread.start();
        return task.get();
    }

    /** Everything that a formula is asked but its value: its text, equality, and with its constants filled in. */
    private static Formula use(String text) {
        Formula formula = Formula.parse(text, ParseOptions.none().withLet("k", "2"));
        Formula again = Formula.parse(
                formula.expression().toString(), ParseOptions.none().withLet("k", "2"));
        assertThat(again.expression()).isEqualTo(formula.expression()).hasSameHashCodeAs(formula.expression());
        return formula;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sin(", "-", "2^", "(", "max(1,", "if(x>k,1,", "x*(k+"})
    void as_deep_as_allowed_works_on_a_small_stack(String opening) throws Exception {
        int levels = opening.equals("x*(k+") ? Limits.MAX_HEIGHT / 2 - 1 : Limits.MAX_HEIGHT - 2;
        String text = opening.repeat(levels) + "x" + (opening.contains("(") ? ")".repeat(levels) : "");
        assertThat(onASmallStack(() -> use(text))).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sin(", "-", "2^", "(", "max(1,", "if(x>k,1,", "x*(k+", "x[", "!", "if(", "1<(", "a=("})
    void deeper_is_refused_with_the_column(String opening) throws Exception {
        String text = opening.repeat(100_000);
        String refusal = (String) onASmallStack(() -> {
            try {
                return "accepted " + Formula.parse(text, ParseOptions.none().withLet("k", "2"));
            } catch (ExpressionException e) {
                return e.getMessage();
            }
        });
        assertThat(refusal)
                .startsWith(
                        "the formula is nested more than 1000 levels deep; name inner parts: r = ...; then use r (column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x+", "x*", "x-k/", "sin(x)+", "2*"})
    void chains_of_a_million_are_parsed_within_a_second(String link) {
        int links = 1_000_000 / link.replace("sin", "").replaceAll("[()]", "").length() * 2;
        String text = link.repeat(link.length() > 3 ? links / 4 : links / 2) + "x";
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(Formula.parse(text, ParseOptions.none().withLet("k", "2")).dimension())
                .isEqualTo(1);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        assertThat(seconds).as("CPU seconds for %d characters", text.length()).isLessThan(3);
    }

    @Test
    void a_text_past_the_limits_is_refused() {
        assertThatThrownBy(() -> Formula.parse("x".repeat(Limits.MAX_LENGTH + 1)))
                .hasMessage("the formula has 4000001 characters: at most 4000000 are accepted");
        assertThatThrownBy(() -> Formula.parse("x+".repeat(Limits.MAX_LENGTH / 2 - 1) + "x-1"))
                .isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> Formula.parse("1".repeat(Limits.MAX_DIGITS + 1)))
                .hasMessageContaining("a number has at most 1000 digits");
        assertThatThrownBy(() -> Formula.parse("x[" + "1+".repeat(1000) + "1]"))
                .hasMessageContaining("more than 100 terms");
        assertThatThrownBy(() -> Formula.parse("x[1000000000]")).hasMessageContaining("at most 100000000 coordinates");
        assertThatThrownBy(() -> Formula.parse("x[10^18]")).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> Formula.parse("sum(i, 10^10, 10^10+2, x)"))
                .hasMessageContaining("the bound 10000000000 of i exceeds 32 bits");
    }

    @Test
    void loops_are_nested_sixteen_deep_at_most() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= Limits.MAX_LOOPS; i++) {
            text.append("sum(i").append(i).append(", 1, 1, ");
        }
        String body = "x" + ")".repeat(Limits.MAX_LOOPS + 1);
        assertThatThrownBy(() -> Formula.parse(text + body)).hasMessageContaining("nested more than 16 deep");
        String allowed =
                text.substring(text.indexOf("sum", 1)) + body.substring(1).replaceFirst("\\)", "x");
        assertThat(Evaluator.value(Formula.parse(allowed), 3)).isEqualTo(3);
    }

    @Test
    void powers_are_not_expanded() {
        assertThat(Evaluator.value(Formula.parse("9^9^9^9"))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Formula.parse("x^(10^9)").dimension()).isEqualTo(1);
    }

    @Test
    void triangular_ranges_far_from_the_origin_are_settled_at_once() {
        Formula formula = Formula.parse("sum(i, 1, 10^5, sum(j, 1, i - 99990, x[i - 99990]*x[j]))");
        assertThat(formula.dimension()).isEqualTo(10);
    }

    @Test
    void messages_do_not_depend_on_the_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThatThrownBy(() -> Formula.parse("(".repeat(2000))).hasMessageContaining("1000 levels");
            assertThatThrownBy(() -> Formula.parse("a\u202eb")).hasMessageContaining("U+202E");
            assertThat(Limits.inWords()).contains("4,000,000 characters");
        } finally {
            Locale.setDefault(before);
        }
    }
}
