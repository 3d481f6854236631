package org.thalweg.core.linesearch;

/** {@link AcceptanceArithmetic} in a plain loop. */
public final class PlainAcceptanceArithmetic implements AcceptanceArithmetic {

    @Override
    public int accepted(LineSearch search, BracketLanes searches, LaneTrials trials) {
        int accepted = 0;
        long[] first = searches.firsts();
        for (int lane = 0; lane < first.length; lane++) {
            double value = trials.values()[lane];
            double slope = trials.slopes()[lane];
            double linear = trials.linears()[lane];
            double value0 = searches.startValues()[lane];
            double slope0 = searches.startSlopes()[lane];
            boolean accepts = first[lane] != 0
                    && value >= FLOOR
                    && trials.norms()[lane] < Double.POSITIVE_INFINITY
                    && linear < 0
                    && Math.abs(linear) > Noise.of(searches.scales()[lane])
                    && value <= Math.fma(search.decrease(), linear, value0)
                    && value != value0
                    && slope >= search.curvature() * slope0
                    && slope <= -search.curvature() * slope0;
            accepted |= accepts ? 1 << lane : 0;
        }
        return accepted;
    }
}
