package org.thalweg.jobs.search;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.LocalMetrics;
import org.thalweg.jobs.search.archive.ArchiveFunction;
import org.thalweg.jobs.search.archive.Harvest;
import org.thalweg.jobs.search.archive.Minimum;
import org.thalweg.jobs.search.source.SearchSource;

/**
 * Measures what monitoring costs: the same search with all of it (monitor, reporter, a scrape a second) and with none, in
 * pairs that take turns at who goes first, on two slots. Prints ratios of time and of processor time, one a pair,
 * their medians, and their means with intervals. To be run by itself on a machine that does nothing else.
 */
final class MonitoringCost {
    private static final int PAIRS = 24;
    private static final int WARM_UP = 4;

    /** Of Student's t with 23 degrees of freedom, at 0.975. */
    private static final double QUANTILE = 2.0687;

    private static final int SLOTS = 2;

    private MonitoringCost() {}

    private record Cost(double seconds, double processorSeconds) {}

    /** @param arguments how many starts; enough for some seconds */
    public static void main(String[] arguments) throws Exception {
        Search search = Landscape.HIMMELBLAU.search(Long.parseLong(arguments[0]));
        ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
        try (LocalCluster watched = LocalCluster.start(SLOTS, LocalMetrics.at(0));
                LocalCluster alone = LocalCluster.start(SLOTS)) {
            URI address = Objects.requireNonNull(watched.metrics());
            HttpClient client = HttpClient.newHttpClient();
            scraper.scheduleAtFixedRate(
                    () -> client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()),
                    1,
                    1,
                    TimeUnit.SECONDS);
            double[] time = new double[PAIRS];
            double[] processor = new double[PAIRS];
            for (int pair = -WARM_UP; pair < PAIRS; pair++) {
                boolean first = pair % 2 == 0;
                Cost before = first ? run(search, watched, true) : null;
                Cost without = run(search, alone, false);
                Cost with = before == null ? run(search, watched, true) : before;
                if (pair >= 0) {
                    time[pair] = with.seconds() / without.seconds();
                    processor[pair] = with.processorSeconds() / without.processorSeconds();
                    System.out.printf(
                            Locale.ROOT,
                            "%2d: %.3f s with, %.3f s without; time x %.4f, processor time x %.4f%n",
                            pair + 1,
                            with.seconds(),
                            without.seconds(),
                            time[pair],
                            processor[pair]);
                }
            }
            System.out.printf(
                    "of %d pairs:%n  time           %s%n  processor time %s%n", PAIRS, said(time), said(processor));
        } finally {
            scraper.shutdownNow();
        }
        System.exit(0);
    }

    /** The median, and the mean of logarithms with its 95 % interval (Student's t with n − 1 degrees of freedom). */
    private static String said(double[] ratios) {
        double[] logs = Arrays.stream(ratios).map(Math::log).toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        double squares =
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
        double half = QUANTILE * Math.sqrt(squares / (PAIRS - 1) / PAIRS);
        return String.format(
                Locale.ROOT,
                "x %.4f (median), x %.4f (mean), 95 %%: x %.4f to x %.4f",
                median(ratios),
                Math.exp(mean),
                Math.exp(mean - half),
                Math.exp(mean + half));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Cost run(Search search, LocalCluster cluster, boolean monitored) throws Exception {
        long before = System.nanoTime();
        long processorBefore = processorNanos();
        SearchRun run = monitored ? new Jobs(cluster).submit(search, SLOTS) : unmonitored(search, cluster);
        long found = run.result().get().starts().total();
        if (found != search.specification().starts().total()) {
            throw new AssertionError(found + " starts");
        }
        return new Cost((System.nanoTime() - before) * 1e-9, (processorNanos() - processorBefore) * 1e-9);
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** The graph of a search without its monitor. */
    private static SearchRun unmonitored(Search search, LocalCluster cluster) throws Exception {
        StreamExecutionEnvironment environment = new Jobs(cluster).environment(SLOTS);
        environment
                .fromSource(
                        new SearchSource(search.specification(), null),
                        WatermarkStrategy.noWatermarks(),
                        "search",
                        Harvest.type())
                .process(new ArchiveFunction(search.specification()))
                .returns(TypeInformation.of(Minimum.class))
                .startNewChain()
                .setParallelism(1)
                .setMaxParallelism(1);
        return new SearchRun(search.specification(), environment.executeAsync("unmonitored"));
    }
}
