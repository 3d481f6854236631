package org.thalweg.jobs.data;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A place that data are read from: a local path, an address on a Flink file system ({@code hdfs://…}, {@code s3://…}), or {@code -} for
 * standard input. What begins like gzip is unpacked.
 */
public final class DataSource implements Serializable {
    private static final long serialVersionUID = 2;
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final String location;
    /** The directory that a relative path begins in, wherever it is read. */
    private final String directory;

    private final transient @Nullable InputStream standardInput;

    /** @param standardInput what {@code -} stands for; it does not travel */
    public DataSource(String location, InputStream standardInput) {
        this.location = location;
        this.directory = Path.of("").toAbsolutePath().toString();
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

    /** The location in words that mean the same in any directory. */
    public String fromAnywhere() {
        return isStandardInput() || uri() != null ? location : path().toString();
    }

    /** Whether it can be read only once, and only in this process. */
    public boolean isStandardInput() {
        return location.equals("-");
    }

    /** The bytes, unpacked. */
    InputStream open() throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw(), BUFFER);
        return isPacked(in) ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static boolean isPacked(InputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == GZIP_FIRST && second == GZIP_SECOND;
    }

    /** How many bytes it has; −1 where it must be read from its beginning: standard input, and what is packed. */
    long length() throws IOException {
        if (isStandardInput()) {
            return -1;
        }
        try (BufferedInputStream in = new BufferedInputStream(raw(), 2)) {
            if (isPacked(in)) {
                return -1;
            }
        }
        URI uri = uri();
        return uri == null
                ? Files.size(path())
                : FileSystem.get(uri)
                        .getFileStatus(new org.apache.flink.core.fs.Path(uri))
                        .getLen();
    }

    /** The bytes from {@code offset} on; those of a packed file are counted as they are unpacked. */
    InputStream open(long offset) throws IOException {
        if (length() < 0) {
            InputStream in = open();
            in.skipNBytes(offset);
            return in;
        }
        URI uri = uri();
        if (uri == null) {
            SeekableByteChannel channel = Files.newByteChannel(path());
            return new BufferedInputStream(Channels.newInputStream(channel.position(offset)), BUFFER);
        }
        FSDataInputStream in = FileSystem.get(uri).open(new org.apache.flink.core.fs.Path(uri));
        in.seek(offset);
        return new BufferedInputStream(in, BUFFER);
    }

    private InputStream raw() throws IOException {
        if (isStandardInput()) {
            return new FilterInputStream(Objects.requireNonNull(standardInput, "standard input does not travel")) {
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
        Path path = path();
        if (!Files.exists(path)) {
            throw new NoSuchFileException(location);
        }
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        return Files.newInputStream(path);
    }

    private Path path() {
        return Path.of(directory).resolve(location);
    }

    private @Nullable URI uri() {
        try {
            URI uri = new URI(location);
            return uri.getScheme() != null && location.contains("://") ? uri : null;
        } catch (URISyntaxException e) {
            return null; // a local path with blanks or the like
        }
    }
}
