package org.thalweg.jobs.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.thalweg.core.fit.data.DataTable;

/**
 * A directory to which CSV files are added, each with a header, complete when it appears under its name; files are taken in the order of their
 * names, so names must ascend. What begins with a dot or an underscore, or ends with {@code .tmp}, is no file yet; a file named {@value #END} says
 * that there will be no more.
 *
 * @param location a local path or an address on a Flink file system
 * @param columns that are read, by name
 */
public record GrowingDirectory(URI location, List<String> columns, RowPolicy policy) implements Serializable {
    /** Its presence says that the directory is complete. */
    public static final String END = "_END";

    public GrowingDirectory {
        columns = List.copyOf(columns);
    }

    /**
     * What is in the directory.
     *
     * @param files by name, ascending
     * @param isComplete whether there will be no more
     */
    public record Look(List<String> files, boolean isComplete) {}

    /** What messages call it. */
    public String name() {
        return "file".equals(location.getScheme()) ? location.getPath() : location.toString();
    }

    /**
     * Looks into the directory.
     *
     * @throws IOException if that cannot be done
     */
    public Look look() throws IOException {
        Look look = list();
        // what was added while the list was made may be missing in it, though not what came after
        return look.isComplete() ? list() : look;
    }

    private Look list() throws IOException {
        FileStatus[] found = FileSystem.get(location).listStatus(new Path(location));
        if (found == null) {
            throw new IOException("there is no such directory");
        }
        List<String> names = new ArrayList<>();
        boolean complete = false;
        for (FileStatus status : found) {
            String name = status.getPath().getName();
            complete |= name.equals(END);
            if (!status.isDir() && !name.startsWith(".") && !name.startsWith("_") && !name.endsWith(".tmp")) {
                names.add(name);
            }
        }
        names.sort(null);
        return new Look(names, complete);
    }

    private DataSource source(String file) {
        Path path = new Path(new Path(location), file);
        String place = "file".equals(location.getScheme()) ? path.getPath() : path.toString();
        return new DataSource(place, InputStream.nullInputStream());
    }

    /** The header of a file. */
    public List<String> header(String file) throws IOException {
        List<String> header = new ArrayList<>();
        new CsvReader(source(file), policy, 1).header(header::addAll);
        return header;
    }

    /**
     * Opens the rows of a file, behind the first {@code passed}.
     *
     * @throws DataException if it has not all columns
     */
    public Rows open(String file, long passed) throws IOException {
        RowCursor<DataTable> cursor = new CsvReader(source(file), policy, 1).cursor(columns);
        cursor.skip(passed);
        return new Rows(cursor, passed);
    }

    /** Rows of a file, in order. */
    public static final class Rows implements Closeable {
        private final RowCursor<DataTable> cursor;
        private long passed;

        private Rows(RowCursor<DataTable> cursor, long passed) {
            this.cursor = cursor;
            this.passed = passed;
        }

        /** At most so many rows more, valid until the next call; none at the end of the file. */
        public DataTable next(int most) throws IOException {
            while (cursor.parser().rows() < most && !cursor.parser().isFull() && cursor.next()) {
                passed++;
            }
            return cursor.parser().take();
        }

        /** How many of the file's rows were passed over or read. */
        public long passed() {
            return passed;
        }

        @Override
        public void close() throws IOException {
            cursor.close();
        }
    }
}
