package org.thalweg.jobs.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Thalweg keeps what has to outlive a command: savepoints, and the cluster that was started on this machine.
 *
 * @param path the directory: {@code THALWEG_STATE_DIRECTORY}, or {@code .thalweg} in the user's home; made when it is needed
 */
record StateDirectory(Path path) {

    static StateDirectory of(Map<String, String> environment) {
        String named = environment.get("THALWEG_STATE_DIRECTORY");
        return new StateDirectory(
                named == null || named.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".thalweg")
                        : Path.of(named).toAbsolutePath());
    }

    /** Where searches in one process are saved that are interrupted. */
    Path savepoints() {
        return path.resolve("savepoints");
    }

    /** What belongs to the cluster of this machine. */
    Path cluster() {
        return path.resolve("cluster");
    }
}
