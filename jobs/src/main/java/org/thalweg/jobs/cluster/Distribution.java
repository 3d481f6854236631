package org.thalweg.jobs.cluster;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The distribution that this program runs from.
 *
 * @param home the directory that holds {@code bin}, {@code lib}, {@code conf} and {@code plugins}
 */
public record Distribution(Path home) {

    /** The distribution whose {@code lib} this class was loaded from; none in tests and embedding programs. */
    public static Optional<Distribution> here() {
        CodeSource source = Distribution.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path lib = Path.of(source.getLocation().toURI()).getParent();
            return Optional.ofNullable(lib)
                    .map(Path::getParent)
                    .map(Distribution::new)
                    .filter(found -> Files.isRegularFile(found.programJar()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of a loaded class is a URI", e);
        }
    }

    /** What the launcher runs: a manifest with the class path of all that is in {@code lib}. */
    public Path programJar() {
        return home.resolve("lib/thalweg.jar");
    }

    /** What goes to a cluster with a search: Thalweg and the libraries that Flink does not bring. */
    public Path jobJar() {
        return home.resolve("lib/job/thalweg-job.jar");
    }

    /**
     * Which build this is: the SHA-256 of the job jar. Two distributions of the same build have the same classes.
     *
     * @throws IOException if the jar cannot be read
     */
    public String build() throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jobJar())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Settings of Flink for clusters that are started from here. */
    public Path flinkSettings() {
        return home.resolve("conf/config.yaml");
    }

    /** Flink's plugins, a folder each. */
    public Path plugins() {
        return home.resolve("plugins");
    }

    /** Where start-up archives are kept. */
    public Path cache() {
        return home.resolve("cache");
    }
}
