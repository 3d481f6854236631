package org.thalweg.jobs.local;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.TransientBlobService;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.handler.RestHandlerConfiguration;
import org.apache.flink.runtime.rest.handler.RestHandlerSpecification;
import org.apache.flink.runtime.rest.handler.legacy.metrics.MetricFetcher;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.webmonitor.WebMonitorEndpoint;
import org.apache.flink.runtime.webmonitor.retriever.LeaderGatewayRetriever;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandler;
import org.apache.flink.util.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * A mini cluster whose web server answers nothing.
 *
 * <p>Flink cannot do without the server, but its hundred and more handlers are a tenth of the start-up, and their job is
 * done in this process by direct calls.
 */
@SuppressWarnings("try") // Flink's close() may be interrupted: so it is with all that extends its classes
final class HeadlessMiniCluster extends MiniCluster {
    private volatile @Nullable MetricRegistryImpl registry;

    HeadlessMiniCluster(MiniClusterConfiguration configuration) {
        super(configuration, LocalRpc::load);
    }

    /** Where the metrics can be scraped; null if nowhere. */
    @Nullable URI metrics() {
        MetricRegistryImpl kept = registry;
        return kept == null ? null : LocalMetrics.address(kept.getReporters());
    }

    @Override
    protected MetricRegistryImpl createMetricRegistry(Configuration configuration, long mostBytesAMessage) {
        MetricRegistryImpl created = super.createMetricRegistry(configuration, mostBytesAMessage);
        registry = created;
        return created;
    }

    @Override
    protected DispatcherResourceManagerComponentFactory createDispatcherResourceManagerComponentFactory() {
        RestEndpointFactory<DispatcherGateway> server = SilentServer::new;
        return new DefaultDispatcherResourceManagerComponentFactory(
                DefaultDispatcherRunnerFactory.createSessionRunner(SessionDispatcherFactory.INSTANCE),
                StandaloneResourceManagerFactory.getInstance(),
                server);
    }

    private static final class SilentServer extends WebMonitorEndpoint<DispatcherGateway> {

        // the parameters are those of Flink's factory
        SilentServer(
                Configuration configuration,
                LeaderGatewayRetriever<DispatcherGateway> dispatcher,
                LeaderGatewayRetriever<ResourceManagerGateway> resourceManager,
                TransientBlobService blobs,
                ScheduledExecutorService executor,
                MetricFetcher metrics,
                LeaderElection election,
                FatalErrorHandler fatal)
                throws IOException, ConfigurationException {
            super(
                    dispatcher,
                    configuration,
                    RestHandlerConfiguration.fromConfiguration(configuration),
                    resourceManager,
                    blobs,
                    executor,
                    metrics,
                    election,
                    RestEndpointFactory.createExecutionGraphCache(
                            RestHandlerConfiguration.fromConfiguration(configuration)),
                    fatal);
        }

        @Override
        protected List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> initializeHandlers(
                CompletableFuture<String> address) {
            return new ArrayList<>(); // the caller sorts the list
        }
    }
}
