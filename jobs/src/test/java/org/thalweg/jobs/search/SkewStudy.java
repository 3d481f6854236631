package org.thalweg.jobs.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.jobs.local.LocalCluster;

/**
 * Measures how busy the slots of a search are when one descent in sixteen takes a hundred times longer than the others: the
 * share of looks, one in five milliseconds, at which the thread of a slot had something to do. Prints it for each second and
 * slot, and for all of the search but its last second. To be run by itself.
 */
final class SkewStudy {
    private static final int SLOTS = 2;
    private static final long LOOK_NANOS = 5_000_000;
    private static final int LOOKS_A_SECOND = 200;

    private SkewStudy() {}

    /**
     * Sixteen valleys side by side, f(x) = −cos 2πx₁ + x₂² on [0, 16] × [−1, 1]; in the first, an evaluation does a hundred
     * times the work.
     *
     * @param work terms of a sum that is worked out and thrown away
     */
    record OneInSixteen(int work) implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double waste = 0;
            int terms = x[0] < 1 ? 100 * work : work;
            for (int i = 1; i <= terms; i++) {
                waste += Math.sqrt(i + x[1]);
            }
            gradient[0] = 2 * Math.PI * StrictMath.sin(2 * Math.PI * x[0]);
            gradient[1] = 2 * x[1];
            return -StrictMath.cos(2 * Math.PI * x[0]) + x[1] * x[1] + (waste < 0 ? 1 : 0);
        }
    }

    /** @param arguments how many starts, and the work of an evaluation; enough for some twenty seconds */
    public static void main(String[] arguments) throws Exception {
        Search search = Search.minimize(
                        new OneInSixteen(Integer.parseInt(arguments[1])),
                        new Bounds(new double[] {0, -1}, new double[] {16, 1}))
                .starts(Long.parseLong(arguments[0]));
        try (LocalCluster cluster = LocalCluster.start(SLOTS)) {
            SearchRun run = new Jobs(cluster).submit(search, SLOTS);
            List<int[]> busy = watch(run.result());
            System.out.println(run.result().get().starts());
            int[] all = new int[SLOTS];
            for (int second = 0; second + 1 < busy.size(); second++) {
                System.out.printf(Locale.ROOT, "second %2d: %s%n", second + 1, said(busy.get(second), 1));
                for (int slot = 0; slot < SLOTS; slot++) {
                    all[slot] += busy.get(second)[slot];
                }
            }
            System.out.printf(Locale.ROOT, "all but the last: %s%n", said(all, busy.size() - 1));
        }
        System.exit(0);
    }

    private static String said(int[] looks, int seconds) {
        StringBuilder line = new StringBuilder();
        for (int each : looks) {
            line.append(String.format(Locale.ROOT, " %6.2f %%", 100.0 * each / (LOOKS_A_SECOND * seconds)));
        }
        return line.toString();
    }

    /** How many looks found each slot at work, for each second from when all slots were. */
    private static List<int[]> watch(Future<?> end) {
        List<int[]> seconds = new ArrayList<>();
        List<Thread> slots = List.of();
        while (slots.size() < SLOTS && !end.isDone()) {
            LockSupport.parkNanos(LOOK_NANOS);
            slots = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("Source: search"))
                    .toList();
        }
        while (!end.isDone()) {
            int[] busy = new int[SLOTS];
            for (int look = 0; look < LOOKS_A_SECOND; look++) {
                LockSupport.parkNanos(LOOK_NANOS);
                for (int slot = 0; slot < SLOTS; slot++) {
                    busy[slot] += slots.get(slot).getState() == Thread.State.RUNNABLE ? 1 : 0;
                }
            }
            seconds.add(busy);
        }
        return seconds;
    }
}
