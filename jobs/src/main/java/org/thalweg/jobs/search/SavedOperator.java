package org.thalweg.jobs.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint holds of one operator, restored as a task restores it: what is read here a job can go on from.
 *
 * @param coordinator the bytes of its coordinator; null if it has none
 * @param lists the elements of each of its list states, by name
 * @param finished whether all its tasks were at their end
 */
record SavedOperator(byte @Nullable [] coordinator, Map<String, List<byte[]>> lists, boolean finished) {

    /**
     * Restores an operator.
     *
     * @param uid as the graph of the job has it
     * @param mostTasks the parallelism up to which the graph lets it be rescaled
     * @throws IOException if the checkpoint does not hold it, or if a part of it is missing or damaged
     */
    static SavedOperator of(CheckpointMetadata metadata, String uid, int mostTasks) throws IOException {
        OperatorState saved = find(metadata, uid)
                .orElseThrow(() -> new IOException("the state of the operator %s is missing".formatted(uid)));
        if (saved.getMaxParallelism() != mostTasks) {
            throw new IOException("the operator %s is for %d tasks at most: it never is for another number than %d"
                    .formatted(uid, saved.getMaxParallelism(), mostTasks));
        }
        return new SavedOperator(
                saved.getCoordinatorState() == null
                        ? null
                        : saved.getCoordinatorState().getData(),
                lists(saved),
                saved.isFullyFinished());
    }

    /** Whether a checkpoint holds an operator. */
    static boolean isOf(CheckpointMetadata metadata, String uid) {
        return find(metadata, uid).isPresent();
    }

    private static Optional<OperatorState> find(CheckpointMetadata metadata, String uid) {
        OperatorID id = new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
        return metadata.getOperatorStates().stream()
                .filter(each -> each.getOperatorID().equals(id))
                .findFirst();
    }

    private static Map<String, List<byte[]>> lists(OperatorState saved) throws IOException {
        Map<String, List<byte[]>> lists = new HashMap<>();
        for (OperatorSubtaskState task : saved.getStates()) {
            for (OperatorStateHandle handle : task.getManagedOperatorState()) {
                restore(handle)
                        .forEach((name, elements) -> lists.computeIfAbsent(name, added -> new ArrayList<>())
                                .addAll(elements));
            }
        }
        return lists;
    }

    /** By itself, since what one task saved may be all that another is given. */
    private static Map<String, List<byte[]>> restore(OperatorStateHandle handle) throws IOException {
        DefaultOperatorStateBackend backend = new DefaultOperatorStateBackendBuilder(
                        SavedOperator.class.getClassLoader(),
                        new ExecutionConfig(),
                        false,
                        List.of(handle),
                        new CloseableRegistry())
                .build();
        try {
            check(handle, backend.getRegisteredStateNames());
            Map<String, List<byte[]>> lists = new HashMap<>();
            for (String name : backend.getRegisteredStateNames()) {
                lists.put(name, list(backend, name));
            }
            return lists;
        } finally {
            backend.dispose();
        }
    }

    private static List<byte[]> list(DefaultOperatorStateBackend backend, String name) throws IOException {
        try {
            List<byte[]> elements = new ArrayList<>();
            backend.getListState(new ListStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE))
                    .get()
                    .forEach(elements::add);
            return elements;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // all that Flink declares
            throw new IOException("the state %s cannot be restored (%s)".formatted(name, e.getMessage()), e);
        }
    }

    /** Flink restores no list under another name than it is listed by, and does not say so. */
    private static void check(OperatorStateHandle handle, Set<String> restored) throws IOException {
        Set<String> listed = handle.getStateNameToPartitionOffsets().keySet();
        if (!listed.equals(restored)) {
            throw new IOException("the states %s are listed, and %s are there".formatted(listed, restored));
        }
        for (var state : handle.getStateNameToPartitionOffsets().entrySet()) {
            if (state.getValue().getDistributionMode() != OperatorStateHandle.Mode.SPLIT_DISTRIBUTE) {
                // were all elements given to each task, starts would be done several times
                throw new IOException("the elements of the state %s are not shared among tasks, as they always are"
                        .formatted(state.getKey()));
            }
        }
    }

    /**
     * The one element of a list.
     *
     * @throws IOException if there are none or several
     */
    byte[] only(String name) throws IOException {
        List<byte[]> elements = list(name);
        if (elements.size() != 1) {
            throw new IOException("the state %s has %d elements: it always has one".formatted(name, elements.size()));
        }
        return elements.get(0);
    }

    /**
     * The elements of a list; none, if no task of the operator was left to save it.
     *
     * @throws IOException if there are lists, and not this one
     */
    List<byte[]> list(String name) throws IOException {
        if (!lists.isEmpty() && !lists.containsKey(name)) {
            throw new IOException("the state %s is missing".formatted(name));
        }
        return lists.getOrDefault(name, List.of());
    }
}
