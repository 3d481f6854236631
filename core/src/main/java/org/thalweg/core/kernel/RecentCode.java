package org.thalweg.core.kernel;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Code that was loaded lately, by its class file: a program that comes again finds its code loaded, and compiled by the virtual machine.
 *
 * <p>A worker of a cluster runs search after search, often of one formula. Were its class made anew each time, then not only its own
 * compiled code would go with the old one, but that of every method that it was inlined into.
 */
final class RecentCode {
    private final int capacity;
    private final Map<ByteBuffer, LaneCode> codes = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;

    /** @param capacity of how many bytes of class files the code is kept */
    RecentCode(int capacity) {
        this.capacity = capacity;
    }

    /** The code of a class file, loaded if it is not among those used last. */
    synchronized LaneCode get(byte[] classFile, Function<byte[], LaneCode> loader) {
        ByteBuffer key = ByteBuffer.wrap(classFile);
        LaneCode known = codes.get(key);
        if (known != null) {
            return known;
        }
        LaneCode code = loader.apply(classFile);
        if (classFile.length <= capacity) {
            codes.put(key, code);
            bytes += classFile.length;
            dropEldest();
        }
        return code;
    }

    private void dropEldest() {
        for (Iterator<ByteBuffer> eldest = codes.keySet().iterator(); bytes > capacity && eldest.hasNext(); ) {
            bytes -= eldest.next().capacity();
            eldest.remove();
        }
    }

    /** Forgets code that was compiled badly, so that the next to get it gets it loaded anew; nothing, if others have it anew already. */
    synchronized void forget(byte[] classFile, LaneCode bad) {
        if (codes.remove(ByteBuffer.wrap(classFile), bad)) {
            bytes -= classFile.length;
        }
    }
}
