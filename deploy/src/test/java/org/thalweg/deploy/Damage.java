package org.thalweg.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What may happen to a file on a disk. */
enum Damage {
    /** Its second half is gone. */
    TRUNCATED {
        @Override
        void of(FileChannel file) throws IOException {
            file.truncate(file.size() / 2);
        }
    },

    /** A bit in its middle is another. */
    FLIPPED {
        @Override
        void of(FileChannel file) throws IOException {
            ByteBuffer one = ByteBuffer.allocate(1);
            long middle = file.size() / 2;
            file.read(one, middle);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            file.write(one, middle);
        }
    };

    abstract void of(FileChannel file) throws IOException;

    /** Damages a file. */
    void of(Path file) throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            of(open);
        }
    }
}
