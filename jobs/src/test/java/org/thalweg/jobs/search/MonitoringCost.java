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
import java.util.stream.IntStream;
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
 * and where their middle lies. To be run by itself on a machine that does nothing else: many short pairs say more than few long ones,
 * since what else a machine does comes in bursts.
 */
final class MonitoringCost {
    private static final int WARM_UP = 8;

    /** Of the normal distribution, at 0.975. */
    private static final double QUANTILE = 1.96;

    private static final int SLOTS = 2;

    private MonitoringCost() {}

    private record Cost(double seconds, double processorSeconds) {}

    /** @param arguments how many starts, enough for a second; how many pairs, some tens */
    public static void main(String[] arguments) throws Exception {
        int pairs = Integer.parseInt(arguments[1]);
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
            double[] time = new double[pairs];
            double[] processor = new double[pairs];
            for (int pair = -WARM_UP; pair < pairs; pair++) {
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
                    "of %d pairs:%n  time           %s%n  processor time %s%n", pairs, said(time), said(processor));
        } finally {
            scraper.shutdownNow();
        }
        System.exit(0);
    }

    /**
     * The middle of the ratios after Hodges and Lehmann, the median of the means of all pairs of logarithms, with its 95 % interval from
     * Wilcoxon's signed ranks: Ann. Math. Stat. 34 (1963), doi:10.1214/aoms/1177704172. Neither minds how wide the tails are.
     */
    private static String said(double[] ratios) {
        int n = ratios.length;
        double[] logs = Arrays.stream(ratios).map(Math::log).toArray();
        double[] means = IntStream.range(0, n)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(i, n - 1).mapToObj(j -> (logs[i] + logs[j]) / 2))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double deviation = Math.sqrt(n * (n + 1.0) * (2 * n + 1) / 24);
        int below = (int) Math.max(0, Math.floor(means.length / 2.0 - QUANTILE * deviation));
        return String.format(
                Locale.ROOT,
                "x %.4f, 95 %%: x %.4f to x %.4f",
                Math.exp(means[means.length / 2]),
                Math.exp(means[below]),
                Math.exp(means[means.length - 1 - below]));
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
                .process(new ArchiveFunction(search.specification(), false))
                .returns(TypeInformation.of(Minimum.class))
                .startNewChain()
                .setParallelism(1)
                .setMaxParallelism(1);
        return new SearchRun(search.specification(), environment.executeAsync("unmonitored"));
    }
}
