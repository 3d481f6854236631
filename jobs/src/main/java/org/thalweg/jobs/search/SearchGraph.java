package org.thalweg.jobs.search;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.monitor.MonitorFunction;
import org.thalweg.jobs.monitor.Study;
import org.thalweg.jobs.search.archive.ArchiveFunction;
import org.thalweg.jobs.search.archive.Harvest;
import org.thalweg.jobs.search.archive.Minimum;
import org.thalweg.jobs.search.source.SearchRequest;
import org.thalweg.jobs.search.source.SearchSource;

/**
 * The operators of a search and how they hang together.
 *
 * <pre>
 * search (source, any parallelism) → archive (1) → the distinct minima
 *                                        ↘ monitor (1)
 * </pre>
 *
 * @param study the name of the run
 * @param timeLimit after which the search is cut short; null for never
 * @param request the words in which the search was asked for
 */
record SearchGraph(
        SearchSpecification specification,
        String study,
        @Nullable Duration timeLimit,
        SearchRequest request) {
    /** The most that a search can be rescaled to: the most that Flink knows. */
    static final int MAX_PARALLELISM = 1 << 15;

    // the uids by which Flink finds the state of an operator in a checkpoint: fixed for ever
    static final String SOURCE = "search";
    static final String ARCHIVE = "archive";
    static final String MONITOR = "monitor";

    /** The graph of a search that was not asked for in words. */
    SearchGraph(SearchSpecification specification, String study, @Nullable Duration timeLimit) {
        this(specification, study, timeLimit, SearchRequest.none());
    }

    /** Attaches the search and returns the stream of its minima. */
    DataStream<Minimum> attach(StreamExecutionEnvironment environment) {
        return attach(environment, true, UnaryOperator.identity());
    }

    /** Attaches the search, whose result only its client asks for. */
    void attachAlone(StreamExecutionEnvironment environment) {
        attach(environment, false, UnaryOperator.identity());
    }

    /**
     * Likewise.
     *
     * @param emitting whether anybody reads the stream; it is empty if not
     * @param between what harvests go through on their way to the archive
     */
    DataStream<Minimum> attach(
            StreamExecutionEnvironment environment, boolean emitting, UnaryOperator<DataStream<Harvest>> between) {
        DataStream<Harvest> harvests = environment
                .fromSource(
                        new SearchSource(specification, timeLimit, request),
                        WatermarkStrategy.noWatermarks(),
                        "search",
                        Harvest.type())
                .setMaxParallelism(MAX_PARALLELISM)
                .uid(SOURCE);
        SingleOutputStreamOperator<Minimum> minima = between.apply(harvests)
                .process(new ArchiveFunction(specification, emitting))
                .returns(TypeInformation.of(Minimum.class))
                .startNewChain() // of its own at any parallelism: a chain is rescaled as one
                .name("archive")
                .uid(ARCHIVE)
                .setParallelism(1)
                .setMaxParallelism(1);
        boolean checkpointing = environment.getCheckpointConfig().isCheckpointingEnabled();
        boolean maximize = specification.problem().maximize();
        minima.getSideOutput(ArchiveFunction.PROGRESS)
                .process(new MonitorFunction(new Study(study, maximize), checkpointing))
                .returns(Types.VOID)
                .name("monitor")
                .uid(MONITOR)
                .setParallelism(1)
                .setMaxParallelism(1);
        return minima;
    }
}
