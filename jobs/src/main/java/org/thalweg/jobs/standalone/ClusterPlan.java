package org.thalweg.jobs.standalone;

import org.apache.flink.configuration.MemorySize;

/**
 * What a cluster on this machine is to be.
 *
 * @param taskManagers how many processes work
 * @param slots how many subtasks each of them takes
 * @param memory of one task manager, all of it: heap, buffers, the virtual machine itself
 * @param highlyAvailable whether jobs survive their job manager; this takes a ZooKeeper, which is started too
 * @param port of the REST interface; 0 for the first free one from 8081 on
 */
public record ClusterPlan(int taskManagers, int slots, MemorySize memory, boolean highlyAvailable, int port) {

    public ClusterPlan {
        if (taskManagers < 1 || slots < 1) {
            throw new IllegalArgumentException(
                    "task managers (%d) and slots (%d) must be at least 1.".formatted(taskManagers, slots));
        }
    }
}
