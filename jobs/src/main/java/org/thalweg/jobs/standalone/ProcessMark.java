package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a process that was started: enough to find it again, and no other that has its number by now.
 *
 * @param name such as {@code taskmanager-1}
 * @param pid its number
 * @param started when it started, in milliseconds since 1970
 */
record ProcessMark(String name, long pid, long started) {
    /** What different views of one start may differ by. */
    private static final long TOLERANCE_MILLIS = 2_000;

    static ProcessMark of(String name, ProcessHandle process) {
        return new ProcessMark(name, process.pid(), start(process));
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Reads a mark; empty if its file is gone or was never finished. */
    static Optional<ProcessMark> read(Path file) {
        try {
            String[] parts = Files.readString(file).strip().split(" ");
            return parts.length == 2
                    ? Optional.of(new ProcessMark(
                            String.valueOf(file.getFileName()), Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the mark, whole or not at all. */
    void write(Path folder) throws IOException {
        Path part = Files.createTempFile(folder.getParent(), name, ".part");
        Files.writeString(part, pid + " " + started + "\n");
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process, if it lives and is this one. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found -> Math.abs(start(found) - started) <= TOLERANCE_MILLIS);
    }
}
