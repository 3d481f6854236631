package org.thalweg.jobs.standalone;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointUtils;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfiguration;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfigurationParserFactory;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.highavailability.nonha.AbstractNonHaServices;
import org.apache.flink.runtime.rpc.RpcSystemUtils;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.runtime.util.JvmShutdownSafeguard;
import org.apache.flink.runtime.util.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job manager of {@code thalweg cluster start}: Flink's for sessions, which does not fill its memory with the results of searches that have
 * ended.
 */
@SuppressWarnings("try") // close() of Flink's class throws Exception, which may be an InterruptedException
public final class SessionEntrypoint extends StandaloneSessionClusterEntrypoint {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEntrypoint.class);

    SessionEntrypoint(Configuration configuration) {
        super(configuration);
    }

    /** The same, but for the store of how jobs ended where that is in memory: what is kept in files goes when a job has been cleaned up. */
    @Override
    protected HighAvailabilityServices createHaServices(
            Configuration configuration, Executor executor, RpcSystemUtils rpcSystem) throws Exception {
        HighAvailabilityServices services = super.createHaServices(configuration, executor, rpcSystem);
        return services instanceof AbstractNonHaServices
                ? with(new JobResultsWithoutAccumulators(services.getJobResultStore()), services)
                : services;
    }

    private static HighAvailabilityServices with(JobResultStore results, HighAvailabilityServices services) {
        return (HighAvailabilityServices) Proxy.newProxyInstance(
                SessionEntrypoint.class.getClassLoader(),
                new Class<?>[] {HighAvailabilityServices.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getJobResultStore")) {
                        return results;
                    }
                    try {
                        return method.invoke(services, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Takes the arguments of Flink's own. */
    public static void main(String[] arguments) {
        EnvironmentInformation.logEnvironmentInfo(LOG, SessionEntrypoint.class.getSimpleName(), arguments);
        SignalHandler.register(LOG);
        JvmShutdownSafeguard.installAsShutdownHook(LOG);
        EntrypointClusterConfiguration parsed = ClusterEntrypointUtils.parseParametersOrExit(
                arguments, new EntrypointClusterConfigurationParserFactory(), SessionEntrypoint.class);
        ClusterEntrypoint.runClusterEntrypoint(new SessionEntrypoint(loadConfiguration(parsed)));
    }
}
