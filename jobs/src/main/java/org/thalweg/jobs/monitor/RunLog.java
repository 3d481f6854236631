package org.thalweg.jobs.monitor;

import java.util.Map;
import org.thalweg.jobs.serialization.StateCodec;
import org.thalweg.jobs.serialization.StateSerializer;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;

/**
 * The log of a search from which the live page draws: how far it was over time, and when checkpoints completed and failures
 * were survived. It lies in checkpoints, so that it tells of all lives of the run.
 */
final class RunLog {
    private static final int ID = 21;

    private History history;

    RunLog(History history) {
        this.history = history;
    }

    /** Before the first event. */
    static History none() {
        return History.of("seconds", "finished", "evaluations", "best", "minima", "unseen", "gradientNorm");
    }

    void add(MonitorState state, MonitorEvent event) {
        double[] row = {
            state.seconds(),
            state.totals().finished(),
            state.totals().evaluations(),
            state.totals().best(),
            state.minima(),
            state.unseen(),
            event.event().gradientNorm()
        };
        history = event.last() ? history.with(row) : history.plus(row);
    }

    void add(Mark mark) {
        history = history.plus(mark);
    }

    History history() {
        return history;
    }

    static StateSerializer<History> serializer() {
        return new StateSerializer<>(
                "the saved log of the run",
                History.class,
                Map.of(ID, new StateCodec<>(History.class, History::write, History::read)));
    }
}
