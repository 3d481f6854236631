package org.thalweg.core.linesearch;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link AcceptanceArithmetic} in vector instructions. For one thread. */
public final class VectorAcceptanceArithmetic implements AcceptanceArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private long[] flags = new long[0];

    /** Made by name, in {@link org.thalweg.core.linalg.VectorForm}. */
    public VectorAcceptanceArithmetic() {}

    @Override
    public int accepted(LineSearch search, BracketLanes searches, LaneTrials trials) {
        int width = searches.firsts().length;
        flags = flags.length == width ? flags : new long[width];
        for (int b = 0; b < width; b += LANES) {
            VectorMask<Double> accepts = accepts(search, searches, trials, b);
            DoubleVector.zero(SPECIES)
                    .blend(1, accepts)
                    .reinterpretAsLongs()
                    .and(LongVector.fromArray(BITS, searches.firsts(), b))
                    .intoArray(flags, b);
        }
        int accepted = 0;
        for (int lane = 0; lane < width; lane++) {
            accepted |= flags[lane] != 0 ? 1 << lane : 0;
        }
        return accepted;
    }

    private static VectorMask<Double> accepts(LineSearch search, BracketLanes searches, LaneTrials trials, int b) {
        DoubleVector value = DoubleVector.fromArray(SPECIES, trials.values(), b);
        DoubleVector slope = DoubleVector.fromArray(SPECIES, trials.slopes(), b);
        DoubleVector linear = DoubleVector.fromArray(SPECIES, trials.linears(), b);
        DoubleVector value0 = DoubleVector.fromArray(SPECIES, searches.startValues(), b);
        DoubleVector slope0 = DoubleVector.fromArray(SPECIES, searches.startSlopes(), b);
        DoubleVector noise =
                DoubleVector.fromArray(SPECIES, searches.scales(), b).mul(Noise.SHARE);
        DoubleVector limit = linear.fma(DoubleVector.broadcast(SPECIES, search.decrease()), value0);
        return value.compare(VectorOperators.GE, FLOOR)
                .and(DoubleVector.fromArray(SPECIES, trials.norms(), b)
                        .compare(VectorOperators.LT, Double.POSITIVE_INFINITY))
                .and(linear.compare(VectorOperators.LT, 0))
                .and(linear.abs().compare(VectorOperators.GT, noise))
                .and(value.compare(VectorOperators.LE, limit))
                .and(value.compare(VectorOperators.NE, value0))
                .and(slope.compare(VectorOperators.GE, slope0.mul(search.curvature())))
                .and(slope.compare(VectorOperators.LE, slope0.mul(-search.curvature())));
    }
}
