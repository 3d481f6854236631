package org.thalweg.jobs.local;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginDescriptor;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a local cluster, to be scraped at a port of loopback.
 *
 * <p>What serves them is a plugin of Flink's, in a class loader of its own; it is looked for in {@code plugins} beside the
 * {@code lib} that this class comes from, or else on the class path.
 */
public final class LocalMetrics {
    private static final String REPORTER = "thalweg";
    private static final String FACTORY = "org.thalweg.monitoring.reporter.MicrometerReporterFactory";
    private static final int HIGHEST_PORT = 65535;

    /** How many ports are tried after the first. */
    private static final int FURTHER_PORTS = 9;

    private LocalMetrics() {}

    /** Settings of a cluster whose metrics are served at a port, or, where that is taken, at one of the nine after it; 0 for any. */
    public static Configuration at(int port) {
        int last = port == 0 ? 0 : Integer.min(port + FURTHER_PORTS, HIGHEST_PORT);
        Configuration settings = new Configuration();
        settings.set(MetricOptions.REPORTERS_LIST, REPORTER);
        settings.setString("metrics.reporter." + REPORTER + ".factory.class", FACTORY);
        settings.setString("metrics.reporter." + REPORTER + ".port", port + "-" + last);
        return settings;
    }

    /** The plugins for a cluster with these settings; none if they do not ask for any, since to look for them takes time. */
    static Optional<PluginManager> plugins(Configuration configuration) throws IOException {
        if (configuration.get(MetricOptions.REPORTERS_LIST) == null) {
            return Optional.empty();
        }
        Path folder = folder();
        Collection<PluginDescriptor> plugins = folder != null && Files.isDirectory(folder)
                ? new DirectoryBasedPluginFinder(folder).findPlugins()
                : List.of();
        return Optional.of(
                new DefaultPluginManager(plugins, CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
    }

    private static @Nullable Path folder() {
        CodeSource source = LocalMetrics.class.getProtectionDomain().getCodeSource();
        try {
            Path lib = source == null
                    ? null
                    : Path.of(source.getLocation().toURI()).getParent();
            return lib == null ? null : lib.resolveSibling("plugins");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The class path has a place that is no URI.", e);
        }
    }

    /** Where a reporter of ours can be scraped; null if none of these is one. It shares no class of ours with us. */
    static @Nullable URI address(Collection<MetricReporter> reporters) {
        for (MetricReporter reporter : reporters) {
            if (reporter instanceof Supplier<?> supplier && supplier.get() instanceof URI address) {
                return address;
            }
        }
        return null;
    }
}
