package org.thalweg.jobs.fit;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.jobs.monitor.Study;
import org.thalweg.jobs.standalone.NetworkBuffers;

/** Two task managers with a slot each in this process, with the buffers that {@code thalweg cluster start} gives such: what goes from one to the other goes through the network stack. */
final class TwoTaskManagers implements AutoCloseable {
    private final MiniCluster cluster;

    TwoTaskManagers() throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
        MemorySize network = MemorySize.ofMebiBytes(64);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        settings.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, NetworkBuffers.size(1, 2, network));
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(1)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
    }

    /** Runs a fit to its end. */
    FitResult run(FitSpecification specification) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        environment.setParallelism(2);
        new FitGraph(specification, new Study("fit", false), 0).attach(environment);
        JobGraph job = environment.getStreamGraph().getJobGraph();
        cluster.submitJob(job).get();
        return FitRun.assemble(
                specification,
                cluster.requestJobResult(job.getJobID())
                        .get()
                        .toJobExecutionResult(TwoTaskManagers.class.getClassLoader()));
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
