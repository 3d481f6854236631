package org.thalweg.core.fit.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Newton;

class ScalesTest {

    private static double[] scales(double... curvatures) {
        Scales scales = Scales.of(curvatures);
        double[] all = new double[curvatures.length];
        Arrays.setAll(all, scales::scale);
        return all;
    }

    @Test
    void their_text_tells_whether_they_are_the_same() {
        assertThat(Scales.of(new double[] {1, 16, 1e9}))
                .hasToString(Scales.of(new double[] {1, 16, 1e9}).toString())
                .doesNotHaveToString(Scales.of(new double[] {1, 1, 1e9}).toString());
    }

    @Test
    void scales_are_the_roots_of_curvatures_to_five_bits() {
        assertThat(scales(1600, 400, 90, 1)).containsExactly(1, 0.5, 61 / 256.0, 51 / 2048.0);
    }

    @Test
    void the_last_bits_of_curvatures_do_not_matter() {
        double[] curvatures = {1, 2, 3, 0.25, 0.5, 1.0 / 3};
        double[] nearby = Arrays.stream(curvatures).map(Math::nextUp).toArray();
        assertThat(scales(nearby)).isEqualTo(scales(curvatures));
    }

    @Test
    void a_column_in_units_of_a_billion_leaves_the_others_their_scales() {
        double[] usual = scales(4, 1, 1, 0.25, 1);
        double[] odd = scales(4, 1, 1, 0.25, 1e18);
        assertThat(odd[4] / odd[1]).isBetween(0.5e9, 2e9);
        for (int j = 0; j < 4; j++) {
            assertThat(odd[j] / odd[1]).isEqualTo(usual[j] / usual[1]);
            assertThat(odd[j]).isBetween(1e-3, 1.0);
        }
    }

    @Test
    void what_does_not_curve_keeps_its_unit() {
        assertThat(scales(0, 4, 16, Double.POSITIVE_INFINITY, Double.NaN)).containsExactly(1, 0.5, 1, 1, 1);
        assertThat(scales(0, 0)).containsExactly(1, 1);
    }

    @Test
    void what_is_on_a_bound_is_on_it_in_any_scale_to_the_bit() {
        Scales scales = Scales.of(new double[] {7, 1e-5, 3e4});
        double[] lower = {Math.PI, -1 / 3.0, 1e-7};
        Bounds box = new Bounds(lower, new double[] {4, Double.POSITIVE_INFINITY, 1 / 3.0});
        Bounds scaled = scales.scaled(box);
        assertThat(scales.unscaled(scaled.lower(), box)).isEqualTo(lower);
        assertThat(scales.unscaled(scaled.upper(), box)).isEqualTo(box.upper());
        double[] theta = {3.3, 17, 0.1};
        assertThat(scales.unscaled(scales.scaled(theta), box))
                .usingComparatorWithPrecision(1e-15)
                .containsExactly(theta);
    }

    @Test
    void a_method_that_wants_second_derivatives_is_refused() {
        ScaledMethod<?> method =
                new ScaledMethod<>(ByGradient.of(new Newton()), Scales.of(new double[] {1, 4}), Bounds.unbounded(2));
        assertThatThrownBy(() -> asked(method))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HESSIAN, which is not told in scales");
    }

    private static <S extends org.thalweg.core.stopping.Progress> void asked(ScaledMethod<S> method) {
        method.ask(method.init(new double[2], Bounds.unbounded(2)));
    }
}
