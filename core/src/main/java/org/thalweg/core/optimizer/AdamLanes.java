package org.thalweg.core.optimizer;

/** {@link Adam} over lanes. The shares 1 − βᵏ are worked out once for all lanes, as far as a table goes. */
final class AdamLanes implements LaneRule {
    private static final int WIDTH = DescentLanes.WIDTH;
    private static final int TABLE = 1 << 12;

    private final Adam adam;
    private final double[] meanShares = new double[TABLE];
    private final double[] squareShares = new double[TABLE];
    private final double[] meanShare = new double[WIDTH];
    private final double[] squareShare = new double[WIDTH];

    AdamLanes(Adam adam) {
        this.adam = adam;
    }

    @Override
    public void displace(long[] steps, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        for (int lane = 0; lane < WIDTH; lane++) {
            meanShare[lane] = share(meanShares, adam.beta1(), steps[lane]);
            squareShare[lane] = share(squareShares, adam.beta2(), steps[lane]);
        }
        double[] m = memory[0];
        double[] v = memory[1];
        double beta1 = adam.beta1();
        double beta2 = adam.beta2();
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g;
            v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        }
        for (int o = 0; o < x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                displacement[o + i] = -adam.eta()
                        * (m[o + i] / meanShare[i])
                        / (Math.sqrt(v[o + i] / squareShare[i]) + adam.epsilon());
            }
        }
    }

    /** 1 − βᵏ; 0 stands for what the table does not hold yet. */
    private static double share(double[] table, double beta, long step) {
        if (step < 1 || step >= TABLE) {
            return Adam.share(beta, step);
        }
        int k = (int) step;
        if (table[k] == 0) {
            table[k] = Adam.share(beta, step);
        }
        return table[k];
    }
}
