package org.thalweg.core.objective.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardFunctionTest {

    /** Every function in its usual dimension, and families in a few more. */
    static Stream<StandardProblem> problems() {
        return StandardFunction.all().stream()
                .flatMap(function -> IntStream.concat(
                                IntStream.of(function.usual()), IntStream.of(1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 40))
                        .distinct()
                        .filter(function.dimensions())
                        .mapToObj(function::problem));
    }

    @Test
    void names_are_unique_and_typeable() {
        List<String> names =
                StandardFunction.all().stream().map(StandardFunction::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(50).allMatch(name -> name.matches("[a-z0-9-]+"));
        assertThat(StandardFunction.named("rosenbrock").problem(7).dimension()).isEqualTo(7);
    }

    @Test
    void what_is_not_there_is_named() {
        assertThatThrownBy(() -> StandardFunction.named("rosenbrok")).hasMessageContaining("(rosenbrok)");
        assertThatThrownBy(() -> StandardFunction.named("shekel-5").problem(3)).hasMessageContaining("Maybe 4");
        assertThatThrownBy(() -> StandardFunction.named("lennard-jones").problem(40))
                .hasMessageContaining("40");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void the_text_has_as_many_variables_as_the_box(StandardProblem problem) {
        assertThat(problem.formula().dimension()).isEqualTo(problem.dimension());
        assertThat(problem.bounds().isFinite()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void known_minima_lie_in_the_box(StandardProblem problem) {
        assertThat(problem.minima().points()).allMatch(problem.bounds()::contains);
        problem.minima().globalCount().ifPresent(count -> {
            assertThat(count).isGreaterThanOrEqualTo(problem.minima().points().size());
            assertThat(problem.minima().count().orElse(count)).isGreaterThanOrEqualTo(count);
        });
    }
}
