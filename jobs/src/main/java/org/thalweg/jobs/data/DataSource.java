package org.thalweg.jobs.data;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.flink.core.fs.FileSystem;

/**
 * A place that data are read from: a local path, an address on a Flink file system ({@code hdfs://…}, {@code s3://…}), or {@code -} for
 * standard input. What begins like gzip is unpacked.
 */
public final class DataSource {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final String location;
    private final InputStream standardInput;

    public DataSource(String location, InputStream standardInput) {
        this.location = location;
        this.standardInput = standardInput;
    }

    /** What messages call it. */
    public String name() {
        return location.equals("-") ? "standard input" : location;
    }

    /** The end of the name, in small letters and without {@code .gz}, tells the format. */
    boolean endsWith(String... ends) {
        String name = location.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        for (String end : ends) {
            if (name.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** The bytes, unpacked. */
    InputStream open() throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw(), BUFFER);
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == GZIP_FIRST && second == GZIP_SECOND ? new GZIPInputStream(in, BUFFER) : in;
    }

    private InputStream raw() throws IOException {
        if (location.equals("-")) {
            return new FilterInputStream(standardInput) {
                @Override
                public void close() {
                    // not ours to close
                }
            };
        }
        URI uri = uri();
        if (uri != null) {
            return FileSystem.get(uri).open(new org.apache.flink.core.fs.Path(uri));
        }
        Path path = Path.of(location);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(location);
        }
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        return Files.newInputStream(path);
    }

    private @org.jspecify.annotations.Nullable URI uri() {
        try {
            URI uri = new URI(location);
            return uri.getScheme() != null && location.contains("://") ? uri : null;
        } catch (URISyntaxException e) {
            return null; // a local path with blanks or the like
        }
    }
}
