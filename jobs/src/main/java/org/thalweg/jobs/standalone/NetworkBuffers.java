package org.thalweg.jobs.standalone;

import org.apache.flink.configuration.MemorySize;

/**
 * The size of the buffers that carry records between task managers. A message takes a system call or two and several hand-offs between threads, be it
 * small or large, so that a loop whose rounds move megabytes wants few large ones.
 */
public final class NetworkBuffers {
    private static final long LEAST = 32L << 10;
    private static final long MOST = 512L << 10;

    /** Shuffles between all slots that there must be room for at once. */
    private static final int SHUFFLES = 4;

    private NetworkBuffers() {}

    /**
     * The largest power of two from 32 KiB, which is Flink's own choice, to 512 KiB with which there are enough buffers.
     *
     * <p>Of each shuffle a slot sends to all slots and hears from all: two buffers a channel where it ends, two where it begins, and a few more.
     *
     * @param slots of one task manager
     * @param allSlots of all task managers
     * @param room the memory of one task manager for buffers
     */
    public static MemorySize size(int slots, int allSlots, MemorySize room) {
        long buffers = (long) SHUFFLES * slots * (4L * allSlots + 16);
        long size = LEAST;
        while (2 * size <= MOST && buffers * 2 * size <= room.getBytes()) {
            size *= 2;
        }
        return new MemorySize(size);
    }
}
