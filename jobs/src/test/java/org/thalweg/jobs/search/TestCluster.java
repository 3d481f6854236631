package org.thalweg.jobs.search;

import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Two task managers with two slots each, shared by all tests of the process. */
final class TestCluster {
    private static MiniCluster cluster;

    private TestCluster() {}

    static synchronized MiniCluster shared() throws Exception {
        if (cluster == null) {
            Configuration configuration = new Configuration();
            configuration.setString("heartbeat.interval", "100ms");
            configuration.setString("rest.bind-port", "0");
            configuration.set(
                    TaskManagerOptions.MANAGED_MEMORY_SIZE, org.apache.flink.configuration.MemorySize.ofMebiBytes(8));
            configuration.set(
                    TaskManagerOptions.NETWORK_MEMORY_MAX, org.apache.flink.configuration.MemorySize.ofMebiBytes(16));
            configuration.set(
                    TaskManagerOptions.NETWORK_MEMORY_MIN, org.apache.flink.configuration.MemorySize.ofMebiBytes(16));
            cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                    .setConfiguration(configuration)
                    .setNumTaskManagers(2)
                    .setNumSlotsPerTaskManager(2)
                    .build());
            cluster.start();
        }
        return cluster;
    }

    static StreamExecutionEnvironment environment(int parallelism, Configuration settings) {
        Configuration configuration = new Configuration(settings);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    static SearchRun submit(
            Search search, int parallelism, Configuration settings, UnaryOperator<DataStream<Harvest>> between)
            throws Exception {
        StreamExecutionEnvironment environment = environment(parallelism, settings);
        new SearchGraph(search.specification(), "test", null).attach(environment, between);
        return new SearchRun(search.specification(), submit(environment));
    }

    static JobClient submit(StreamExecutionEnvironment environment) throws Exception {
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        shared().submitJob(graph).get();
        return new MiniClusterJobClient(
                graph.getJobID(), shared(), TestCluster.class.getClassLoader(), JobFinalizationBehavior.NOTHING);
    }
}
