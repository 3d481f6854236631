package org.thalweg.jobs.search;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The folder in which a job keeps its checkpoints, {@code chk-1}, {@code chk-2} and so on.
 *
 * @param path of the folder, on any file system that Flink knows
 */
public record CheckpointFolder(String path) {
    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");

    private record Numbered(long number, String path) {}

    /** The folder of a job below the directory that its cluster was told to keep checkpoints in. */
    public static CheckpointFolder of(String directory, String jobId) {
        return new CheckpointFolder(new Path(directory, jobId).toString());
    }

    /** The checkpoints in it, newest first; none if it is no folder. */
    public List<String> checkpoints() throws IOException {
        Path folder = new Path(path);
        List<Numbered> found = new ArrayList<>();
        for (FileStatus file : list(folder.getFileSystem(), folder)) {
            Matcher name = CHECKPOINT.matcher(file.getPath().getName());
            if (name.matches()) {
                found.add(new Numbered(
                        Long.parseLong(name.group(1)), file.getPath().toString()));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingLong(Numbered::number).reversed())
                .map(Numbered::path)
                .toList();
    }

    private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
        try {
            FileStatus[] found = files.listStatus(folder);
            return found == null ? new FileStatus[0] : found;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /** The newest checkpoint that is whole. */
    public Optional<SavedSearch> newest() throws IOException {
        return Optional.ofNullable(SavedSearch.newest(checkpoints()));
    }
}
