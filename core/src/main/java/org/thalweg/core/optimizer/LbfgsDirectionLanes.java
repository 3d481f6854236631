package org.thalweg.core.optimizer;

/** {@link LbfgsDirection} over lanes. */
final class LbfgsDirectionLanes implements DirectionLanes {
    private static final int WIDTH = DescentLanes.WIDTH;

    private final LineSearchArrays a;
    private final PairRing ring;
    private final LbfgsArithmetic arithmetic;
    private final LbfgsMemory memory;
    private final LbfgsDirection single;

    LbfgsDirectionLanes(LineSearchArrays a, int memory, LbfgsArithmetic arithmetic) {
        this.a = a;
        this.arithmetic = arithmetic;
        ring = new PairRing(a.bounds, memory);
        this.memory = new LbfgsMemory(a.n, memory);
        single = new LbfgsDirection(this.memory, a.n);
    }

    /** Whether the ring has a bit for each of its rows. */
    static boolean canRemember(int memory) {
        return memory <= 24;
    }

    @Override
    public void clear(int lane) {
        forget(lane, 1);
    }

    @Override
    public void forget(int lane, double scale) {
        ring.forget(lane);
        ring.gamma[lane] = scale;
    }

    @Override
    public void learn(double[] gradients) {
        for (int lane = 0; lane < WIDTH; lane++) {
            if (ring.isOldestRowInUse(lane)) {
                ring.get(lane, memory);
                ring.set(lane, memory);
            }
        }
        arithmetic.learn(a, ring, gradients);
    }

    @Override
    public void keep(int lanes) {
        ring.advance(lanes);
    }

    @Override
    public void point(int lanes) {
        if (!a.straight) {
            arithmetic.constrain(a, ring);
        }
        arithmetic.multiply(a, ring, ring.orderRows(lanes));
        for (int left = lanes; left != 0; left &= left - 1) {
            a.step[Integer.numberOfTrailingZeros(left)] = 1;
        }
    }

    @Override
    public double reference(int lane, double value) {
        return value;
    }

    @Override
    public Direction get(int lane) {
        ring.get(lane, memory);
        return single;
    }

    @Override
    public void set(int lane, Direction direction) {
        ring.set(lane, ((LbfgsDirection) direction).memory());
    }
}
