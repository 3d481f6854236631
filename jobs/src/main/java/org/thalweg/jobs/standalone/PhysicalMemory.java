package org.thalweg.jobs.standalone;

import java.lang.management.ManagementFactory;
import java.util.OptionalInt;
import javax.management.JMException;
import javax.management.ObjectName;

/** How much memory the machine has, or the container that this runs in. */
final class PhysicalMemory {
    private PhysicalMemory() {}

    /** In MiB; empty where the virtual machine does not tell. */
    static OptionalInt mebibytes() {
        try {
            Object bytes = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "TotalPhysicalMemorySize");
            return OptionalInt.of((int) ((Long) bytes >> 20));
        } catch (JMException e) {
            return OptionalInt.empty();
        }
    }
}
