package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.stopping.Progress;

/**
 * Descents of one method, side by side: what {@link Optimizer} does for one state, for {@value #WIDTH} lanes at once.
 *
 * <p>The numbers of all lanes lie together, coordinate j of lane i at {@code [j * WIDTH + i]}, so that one instruction advances many
 * descents. The bits of a descent are those of the optimizer's own {@code tell}, whatever lane it is on and whatever the
 * others do; so are the bytes that are written of it.
 */
public interface DescentLanes {

    /** Lanes of each. */
    int WIDTH = 16;

    /** Begins a descent from {@code x0} projected onto the bounds on a lane, whatever was there before; reads {@code x0}. */
    void begin(int lane, double[] x0);

    /** The next trial point of every lane, inside the bounds: the lanes' own array, valid until {@link #tell}; read only. */
    double[] trials();

    /**
     * Consumes the objective at the trial points of some lanes.
     *
     * @param told the lanes that were evaluated, lane i as bit i; the others stay as they are
     */
    void tell(int told, LaneEvaluations evaluations);

    /** How far the descent of a lane is: a view that moves with it. */
    Progress progress(int lane);

    /** What {@link Optimizer#best} returns. */
    double[] best(int lane);

    /** A copy of a lane's next trial point. */
    default double[] trial(int lane) {
        double[] all = trials();
        double[] point = new double[all.length / WIDTH];
        for (int j = 0; j < point.length; j++) {
            point[j] = all[j * WIDTH + lane];
        }
        return point;
    }

    /** Writes a lane's descent with the optimizer's codec. */
    void write(int lane, DataOutput out) throws IOException;

    /** Puts on a lane what the optimizer's codec wrote. */
    void read(int lane, int version, DataInput in) throws IOException;
}
