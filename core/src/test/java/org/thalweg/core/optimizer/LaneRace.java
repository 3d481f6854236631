package org.thalweg.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.stopping.Progress;

/**
 * Descents on lanes against descents one at a time: the same bits at every trial, whatever happens on the other lanes, with random pauses,
 * moves to other lanes by way of bytes, and refills.
 */
final class LaneRace<S extends Progress> {
    private static final int WIDTH = DescentLanes.WIDTH;
    private static final int MOST_EVALUATIONS = 300;

    /**
     * Where it is run.
     *
     * @param box that starts are drawn from
     * @param bounds that descents keep to
     */
    record Course(String name, Objective objective, Bounds box, Bounds bounds) {}

    private final Optimizer<S> method;
    private final Supplier<DescentLanes> newLanes;
    private final Course course;
    private final Random random;
    private final int n;
    private final Evaluation evaluation;
    private final LaneEvaluations evaluations;
    private final List<@Nullable S> twins = new ArrayList<>(Collections.nCopies(WIDTH, null));
    private DescentLanes lanes;
    private int begun;

    LaneRace(Optimizer<S> method, Supplier<DescentLanes> newLanes, Course course, long seed) {
        this.method = method;
        this.newLanes = newLanes;
        this.course = course;
        random = new Random(seed);
        n = course.objective.dimension();
        evaluation = new Evaluation(n, method.order());
        evaluations = new LaneEvaluations(n, method.order());
        lanes = newLanes.get();
    }

    void run(int starts) throws IOException {
        boolean going = true;
        for (int turn = 0; going; turn++) {
            int told = 0;
            going = false;
            for (int lane = 0; lane < WIDTH; lane++) {
                if (isOver(twins.get(lane))) {
                    twins.set(lane, begun < starts ? begin(lane) : null);
                }
                going |= twins.get(lane) != null;
                if (twins.get(lane) != null && random.nextInt(8) > 0) {
                    told |= 1 << lane;
                }
            }
            advance(told);
            if (turn % 50 == 49) {
                shuffle();
            }
        }
    }

    private static boolean isOver(@Nullable Progress twin) {
        return twin == null || twin.termination() != null || twin.evaluations() >= MOST_EVALUATIONS;
    }

    private S begin(int lane) {
        begun++;
        double[] x0 = new double[n];
        for (int i = 0; i < n; i++) {
            double width = course.box.upper()[i] - course.box.lower()[i];
            x0[i] = random.nextInt(20) == 0 ? 0 : course.box.lower()[i] + width * random.nextDouble();
        }
        lanes.begin(lane, x0);
        return method.init(x0, course.bounds);
    }

    private void advance(int told) {
        for (int lane = 0; lane < WIDTH; lane++) {
            S twin = twins.get(lane);
            if (twin != null && (told >> lane & 1) != 0) {
                Descent.evaluate(course.objective, method.order(), method.ask(twin), evaluation);
                evaluations.set(lane, evaluation);
                method.tell(twin, evaluation);
            }
        }
        lanes.tell(told, evaluations);
        for (int lane = 0; lane < WIDTH; lane++) {
            S twin = twins.get(lane);
            if (twin != null) {
                compare(lane, twin);
            }
        }
    }

    private void compare(int lane, S twin) {
        Progress progress = lanes.progress(lane);
        double[] actual = numbers(progress, lanes.best(lane), lanes.trial(lane));
        double[] expected = numbers(twin, method.best(twin), method.ask(twin));
        assertThat(progress.termination()).isEqualTo(twin.termination());
        if (!Arrays.equals(actual, expected)) { // by bits, save that of NaN
            assertThat(actual)
                    .as("%s, start %d, evaluation %d", course.name, begun, twin.evaluations())
                    .isEqualTo(expected);
        }
    }

    /** All that can be seen of a descent: numbers, the best point, and the trial while it goes on. */
    private static double[] numbers(Progress progress, double[] best, double[] trial) {
        boolean going = progress.termination() == null;
        double[] numbers = Arrays.copyOf(best, best.length + (going ? trial.length : 0) + 6);
        System.arraycopy(trial, 0, numbers, best.length, going ? trial.length : 0);
        int at = numbers.length - 6;
        numbers[at] = progress.iterations();
        numbers[at + 1] = progress.evaluations();
        numbers[at + 2] = progress.value();
        numbers[at + 3] = progress.gradientNorm();
        numbers[at + 4] = progress.stepNorm();
        numbers[at + 5] = going && progress.atIterate() ? 1 : 0;
        return numbers;
    }

    /** Writes all lanes, which must give the bytes of their twins, and reads them back on other lanes. */
    private void shuffle() throws IOException {
        DescentLanes old = lanes;
        List<@Nullable S> before = new ArrayList<>(twins);
        lanes = newLanes.get();
        int shift = random.nextInt(WIDTH);
        for (int lane = 0; lane < WIDTH; lane++) {
            int to = (lane + shift) % WIDTH;
            S twin = before.get(lane);
            twins.set(to, twin);
            if (twin != null && twin.termination() == null) {
                ByteArrayOutputStream written = new ByteArrayOutputStream();
                old.write(lane, new DataOutputStream(written));
                ByteArrayOutputStream expected = new ByteArrayOutputStream();
                method.codec().write(twin, new DataOutputStream(expected));
                assertThat(written.toByteArray()).isEqualTo(expected.toByteArray());
                lanes.read(
                        to,
                        method.codec().version(),
                        new DataInputStream(new ByteArrayInputStream(written.toByteArray())));
            } else {
                twins.set(to, null);
            }
        }
    }
}
