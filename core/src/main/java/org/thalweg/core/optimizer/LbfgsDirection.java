package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.ProjectedPath;

/** The direction of {@link Lbfgs}: −Hg, or the two-metric one where bounds are near. */
final class LbfgsDirection implements Direction {

    /** Greatest ε of the active set, as a share of the range and of the bound's magnitude. */
    static final double NEAR = 0x1p-10;

    private final LbfgsMemory memory;
    /** Scratch: which coordinates the quasi-Newton step moves. */
    private final boolean[] free;

    LbfgsDirection(LbfgsMemory memory, int n) {
        this.memory = memory;
        free = new boolean[n];
    }

    @Override
    public void forget(double scale) {
        memory.clear(scale);
    }

    @Override
    public void restart() {
        memory.clear(memory.gamma());
    }

    @Override
    public boolean isFresh() {
        return memory.size() == 0;
    }

    @Override
    public boolean learn(double[] x, double[] g, double[] xNew, double[] gNew) {
        return memory.add(x, g, xNew, gNew);
    }

    /** A quasi-Newton step has its length already. */
    @Override
    public double firstStep(double slope) {
        return 1;
    }

    @Override
    public void point(ProjectedPath path, double[] x, double[] g, double[] d) {
        if (path.straight()) {
            for (int i = 0; i < d.length; i++) {
                d[i] = -g[i];
            }
            memory.multiply(d);
        } else {
            if (divide(path.bounds(), x, g, d)) {
                memory.multiply(d);
            } else {
                memory.multiply(d, free);
                moveNearActive(g, d);
            }
            path.stopAtBounds(x, d);
        }
        for (int i = 0; i < d.length; i++) {
            d[i] += 0.0; // which zero it is depends on pairs that add nothing
        }
    }

    LbfgsMemory memory() {
        return memory;
    }

    /** Divides the coordinates into free and active; overwrites d with −g on the free ones and 0 on others; all free? */
    private boolean divide(Bounds bounds, double[] x, double[] g, double[] d) {
        double reach = reach(bounds, x, g);
        boolean all = true;
        for (int i = 0; i < x.length; i++) {
            double bound = g[i] > 0 ? bounds.lower()[i] : bounds.upper()[i];
            double range = bounds.upper()[i] - bounds.lower()[i];
            double near = Math.min(reach, NEAR * Math.min(range, 1 + Math.abs(bound)));
            boolean active = range == 0 || (g[i] != 0 && Math.abs(x[i] - bound) <= near);
            free[i] = !active;
            d[i] = active ? 0 : -g[i];
            all &= !active;
        }
        return all;
    }

    /** ‖P(x − γg) − x‖∞: how far a gradient step goes, in units of x. */
    private double reach(Bounds bounds, double[] x, double[] g) {
        double reach = 0;
        for (int i = 0; i < x.length; i++) {
            double room = g[i] > 0 ? x[i] - bounds.lower()[i] : bounds.upper()[i] - x[i];
            reach = Math.max(reach, Math.min(memory.gamma() * Math.abs(g[i]), room));
        }
        return reach;
    }

    /** Sends the coordinates that are not free by the gradient towards the bound that it pushes them to. */
    private void moveNearActive(double[] g, double[] d) {
        for (int i = 0; i < d.length; i++) {
            if (!free[i]) {
                d[i] = -memory.gamma() * g[i];
            }
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        memory.write(out);
    }

    static LbfgsDirection read(DataInput in, int n, int capacity) throws IOException {
        return new LbfgsDirection(LbfgsMemory.read(in, n, capacity), n);
    }
}
