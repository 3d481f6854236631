package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.thalweg.core.kernel.program.Statement.Accumulate;
import org.thalweg.core.kernel.program.Statement.Output;

/**
 * How the output arrays of a program start: elements that are added to, or not written at all, as zero.
 *
 * <p>An element that is written once need not be zeroed and added to. To know, the loops are run through, with nothing computed but
 * where they write; if that is long, all elements are zeroed.
 */
public final class Outputs {

    private static final int MAX_TRIPS = 100_000;
    private static final int[] NONE = {};

    private final int dimension;
    private final Map<Output, int[]> zeroed = new EnumMap<>(Output.class);
    private final Set<Output> all = EnumSet.noneOf(Output.class);

    private Outputs(int dimension) {
        this.dimension = dimension;
    }

    /** The elements that must be zero before the program runs; none of an output that the program does not have. */
    public int[] zeroed(Output output) {
        return all.contains(output)
                ? IntStream.range(0, dimension).toArray()
                : zeroed.getOrDefault(output, NONE).clone();
    }

    /** Decides which statements overwrite, and replaces them. */
    static Outputs settle(Region top, int dimension, Set<Output> written) {
        Outputs outputs = new Outputs(dimension);
        for (Output output : written) {
            Writes writes = new Writes(output, dimension);
            writes.run(top);
            if (writes.isLong()) {
                outputs.all.add(output);
            } else {
                outputs.zeroed.put(output, writes.settle(top));
            }
        }
        return outputs;
    }

    /** The statements that write one output, and how often each element is written. */
    private static final class Writes {
        private final Output output;
        private final int dimension;
        private final byte[] counts;
        private final IdentityHashMap<Accumulate, Boolean> shared = new IdentityHashMap<>();
        private final Map<Loop, Long> indices = new HashMap<>();
        private int trips;

        Writes(Output output, int dimension) {
            this.output = output;
            this.dimension = dimension;
            this.counts = new byte[dimension];
        }

        /** Whether the loops are too long to be run through. */
        boolean isLong() {
            return trips >= MAX_TRIPS;
        }

        /** Counts. */
        void run(Region region) {
            for (Statement statement : region.statements()) {
                if (statement instanceof Accumulate accumulate && accumulate.output() == output) {
                    int element = (int) at(accumulate.index());
                    counts[element] = (byte) Math.min(2, counts[element] + 1);
                } else if (statement instanceof Loop loop && writes(loop.body())) {
                    long to = at(loop.to());
                    for (long k = at(loop.from()); k <= to && trips < MAX_TRIPS; k++) {
                        trips++;
                        indices.put(loop, k);
                        run(loop.body());
                    }
                }
            }
        }

        private boolean writes(Region region) {
            for (Statement statement : region.statements()) {
                if (statement instanceof Loop loop ? writes(loop.body()) : isWrite(statement)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isWrite(Statement statement) {
            return statement instanceof Accumulate accumulate && accumulate.output() == output;
        }

        private long at(Affine affine) {
            long value = affine.constant();
            for (int k = 0; k < affine.loops().length; k++) {
                value += affine.coefficients()[k] * indices.getOrDefault(affine.loops()[k], 0L);
            }
            return value;
        }

        /** Replaces the statements whose elements are written once only; returns the other elements. */
        int[] settle(Region top) {
            findShared(top);
            boolean[] overwritten = new boolean[dimension];
            replace(top, overwritten);
            return IntStream.range(0, dimension).filter(j -> !overwritten[j]).toArray();
        }

        private void findShared(Region region) {
            each(region, accumulate -> {
                if (counts[(int) at(accumulate.index())] > 1) {
                    shared.put(accumulate, true);
                }
            });
        }

        private void each(Region region, Consumer<Accumulate> use) {
            for (Statement statement : region.statements()) {
                if (statement instanceof Accumulate accumulate && accumulate.output() == output) {
                    use.accept(accumulate);
                } else if (statement instanceof Loop loop && writes(loop.body())) {
                    long to = at(loop.to());
                    for (long k = at(loop.from()); k <= to; k++) {
                        indices.put(loop, k);
                        each(loop.body(), use);
                    }
                }
            }
        }

        private void replace(Region top, boolean[] overwritten) {
            each(top, accumulate -> {
                if (!shared.containsKey(accumulate)) {
                    overwritten[(int) at(accumulate.index())] = true;
                }
            });
            rewrite(top);
        }

        private void rewrite(Region region) {
            List<Statement> statements = new ArrayList<>();
            for (Statement statement : region.statements()) {
                if (statement instanceof Loop loop) {
                    rewrite(loop.body());
                }
                if (statement instanceof Accumulate accumulate
                        && accumulate.output() == output
                        && !shared.containsKey(accumulate)) {
                    statements.add(accumulate.overwriting());
                } else {
                    statements.add(statement);
                }
            }
            region.replaceStatements(statements);
        }
    }
}
