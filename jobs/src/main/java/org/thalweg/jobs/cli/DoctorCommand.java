package org.thalweg.jobs.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.jobs.cli.output.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at the machine and says what a run will find there. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at the machine and says what a run will find there; exit code 1 if something is wrong.")
final class DoctorCommand implements Callable<Integer> {
    private static final String FINE = "ok";
    private static final String NOTE = "note";
    private static final String WRONG = "wrong";

    private final Streams streams;

    @Mixin
    private ListingArguments output = new ListingArguments();

    DoctorCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<List<Object>> rows = new ArrayList<>();
        for (Map.Entry<String, String> version : Versions.all().entrySet()) {
            rows.add(List.of(version.getKey(), FINE, version.getValue()));
        }
        rows.add(processors());
        rows.add(heap());
        rows.add(temporaryDirectory());
        rows.add(locale());
        rows.add(classDataSharing());
        rows.add(kernel());
        output.write(new Listing("thalweg.doctor/1", "findings", List.of("what", "state", "finding"), rows), streams);
        boolean wrong = rows.stream().anyMatch(row -> row.get(1).equals(WRONG));
        return (wrong ? ExitCode.INTERNAL : ExitCode.FOUND).code();
    }

    private static List<Object> processors() {
        int processors = Runtime.getRuntime().availableProcessors();
        return List.of("processors", FINE, processors + ", so " + processors + " slots by default");
    }

    private static List<Object> heap() {
        long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
        return mebibytes >= 200
                ? List.of("heap", FINE, mebibytes + " MiB at most")
                : List.of(
                        "heap",
                        WRONG,
                        mebibytes + " MiB at most; a local run needs 200. Set THALWEG_JAVA_OPTIONS=-Xmx1g.");
    }

    private static List<Object> temporaryDirectory() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path probe = Files.createTempFile(directory, "thalweg", ".probe");
            Files.delete(probe);
            long mebibytes = Files.getFileStore(directory).getUsableSpace() >> 20;
            return List.of(
                    "temporary files", mebibytes > 100 ? FINE : NOTE, directory + ", " + mebibytes + " MiB free");
        } catch (IOException e) {
            return List.of(
                    "temporary files",
                    WRONG,
                    directory + ": " + FileTrouble.of(e) + ". Set THALWEG_JAVA_OPTIONS=-Djava.io.tmpdir=DIR.");
        }
    }

    private static List<Object> locale() {
        String encoding =
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
        return encoding.equalsIgnoreCase("UTF-8")
                ? List.of("locale", FINE, "UTF-8")
                : List.of(
                        "locale",
                        NOTE,
                        encoding + ": names beyond ASCII cannot be read from the command line. Set LC_ALL=C.UTF-8.");
    }

    private static List<Object> classDataSharing() {
        String option = "-XX:SharedArchiveFile=";
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(option))
                .map(argument -> List.<Object>of("start-up archive", FINE, argument.substring(option.length())))
                .findFirst()
                .orElse(List.of("start-up archive", NOTE, "none in use; a run starts a second or two later"));
    }

    private static List<Object> kernel() {
        KernelSpeed speed = KernelSpeed.measure();
        String code = "%s code: %,.0f million points a second (%s with gradient, one core)"
                .formatted(
                        speed.backend().name().toLowerCase(Locale.ROOT),
                        speed.pointsPerSecond() / 1e6,
                        KernelSpeed.FORMULA);
        if (!KernelBackend.VECTOR.isAvailable()) {
            return List.of(
                    "kernel",
                    NOTE,
                    code + ". Vector code is faster: set THALWEG_JAVA_OPTIONS=--add-modules=jdk.incubator.vector.");
        }
        return speed.backend() == KernelBackend.VECTOR
                ? List.of("kernel", FINE, code)
                : List.of(
                        "kernel",
                        NOTE,
                        code
                                + ". Vector code was given up: the virtual machine does not make vector instructions of it.");
    }
}
