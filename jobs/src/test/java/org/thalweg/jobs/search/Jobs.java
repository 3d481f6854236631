package org.thalweg.jobs.search;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.search.archive.Harvest;
import org.thalweg.jobs.search.source.SearchRequest;

/** Searches handed to a cluster with the settings that tests vary. */
public final class Jobs {
    private final LocalCluster cluster;
    private final Configuration settings = new Configuration();

    public Jobs(LocalCluster cluster) {
        this.cluster = cluster;
    }

    /** With checkpoints as often as can be, and restarts without delay. */
    public Jobs checkpointing() {
        return checkpointing(Duration.ofMillis(10));
    }

    /**
     * A checkpoint that does not complete is given up soon: where tasks fail while one is being taken, Flink 2.3 may forget what it
     * held back for them, and then waits for that at the next.
     */
    public Jobs checkpointing(Duration every) {
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, every);
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(2));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        return restarting();
    }

    public Jobs restarting() {
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        return this;
    }

    /** From a savepoint. */
    public Jobs from(String path) {
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
        return this;
    }

    public StreamExecutionEnvironment environment(int parallelism) {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.configure(settings);
        environment.setParallelism(parallelism);
        return environment;
    }

    SearchRun submit(Search search, int parallelism) throws Exception {
        return search.submit(environment(parallelism));
    }

    SearchRun submit(Search search, int parallelism, UnaryOperator<DataStream<Harvest>> between) throws Exception {
        StreamExecutionEnvironment environment = environment(parallelism);
        new SearchGraph(search.specification(), "test", null, SearchRequest.none()).attach(environment, false, between);
        return SearchRun.of(search.specification(), environment.executeAsync("test"));
    }
}
