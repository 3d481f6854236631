package org.thalweg.jobs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that an option asks for: they appear whole or not at all. */
final class WholeFile {
    private WholeFile() {}

    /** Refuses early what could only fail after the work is done. */
    static void check(String option, Path file) {
        Path folder = folder(file);
        if (!Files.isDirectory(folder)) {
            throw CommandException.usage("%s: there is no directory %s.", option, folder);
        }
        if (Files.isDirectory(file)) {
            throw CommandException.usage("%s: %s is a directory. Give a file in it.", option, file);
        }
        if (!Files.isWritable(folder)) {
            throw CommandException.usage("%s: the directory %s may not be written to.", option, folder);
        }
    }

    /** Writes the file, and says which option asked for it if it cannot be written. */
    static void write(String option, Path file, String text) {
        try {
            write(file, text);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.INTERNAL, "%s: cannot write %s: %s.".formatted(option, file, FileTrouble.of(e)));
        }
    }

    /** Writes the file; a full disk or a crash leaves the old file or none, never half a new one. */
    static void write(Path file, String text) throws IOException {
        Path part = folder(file).resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(part, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
