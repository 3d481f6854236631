package org.thalweg.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * The main class of the job jar, for Flink's own ways to hand in a job: its command line, its web page, application mode.
 *
 * <p>Takes the arguments of {@code thalweg}, and runs the search where Flink says; does not end the process, which is not
 * its own.
 */
public final class ThalwegJob {
    private static final String WANTED = "Flink-Version";

    private ThalwegJob() {}

    /** @throws ProgramParametrizationException with a sentence, if the command did not end well */
    public static void main(String[] arguments) throws Exception {
        String wanted = wantedVersion();
        String found = EnvironmentInformation.getVersion();
        if (!release(found).equals(release(wanted))) {
            throw new ProgramParametrizationException(
                    "This job is made for Flink %s, and was handed to Flink %s. Use a cluster of that version."
                            .formatted(wanted, found));
        }
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Streams streams = new Streams(InputStream.nullInputStream(), System.out, err, System.getenv());
        int code = Thalweg.run(arguments, streams, new EnvironmentRunner());
        System.out.flush();
        if (code != ExitCode.FOUND.code()) {
            throw new ProgramParametrizationException("thalweg ended with code %d.".formatted(code));
        }
    }

    /** The version of Flink in the manifest of this class's jar; outside a jar, that of the Flink it runs with. */
    private static String wantedVersion() throws java.io.IOException {
        for (URL url : Collections.list(ThalwegJob.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            try (InputStream in = url.openStream()) {
                Attributes attributes = new Manifest(in).getMainAttributes();
                if (attributes.getValue(WANTED) != null) {
                    return attributes.getValue(WANTED);
                }
            }
        }
        return EnvironmentInformation.getVersion();
    }

    /** Major and minor version: {@code 2.3} of {@code 2.3.0}. */
    private static String release(String version) {
        int second = version.indexOf('.', version.indexOf('.') + 1);
        return second < 0 ? version : version.substring(0, second);
    }
}
