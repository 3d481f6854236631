package org.thalweg.core.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that a thread has taken from the heap. */
@FunctionalInterface
interface AllocationMeter {

    /** Bytes that the calling thread has taken so far. */
    long bytes();

    /** The virtual machine's; one that stands still where the virtual machine does not count. */
    static AllocationMeter ofVirtualMachine() {
        if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported()
                && threads.isThreadAllocatedMemoryEnabled()) {
            return threads::getCurrentThreadAllocatedBytes;
        }
        return () -> 0;
    }
}
