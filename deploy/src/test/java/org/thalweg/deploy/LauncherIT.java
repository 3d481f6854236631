package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

class LauncherIT {
    private static final String PREPARING = "preparing fast starts";

    @TempDir
    private Path directory;

    @Test
    void runsInACheckout() throws Exception {
        Ended ended = Launch.of(Launch.CHECKOUT.resolve("deploy/bin/thalweg"), "--version")
                .run();

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("thalweg 0.1.0");
        assertThat(ended.code()).isZero();
    }

    @Test
    void endsWithTheExitCodeOfTheProgram() throws Exception {
        Ended ended = launcher("nonsense").run();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("thalweg: 'nonsense' is not a command.");
    }

    @Test
    void runsThroughLinksFromElsewhereAndWithSpacesInItsPath() throws Exception {
        Path place = distribution(Files.createDirectory(directory.resolve("a place")));
        Path first = Files.createSymbolicLink(directory.resolve("first link"), place.resolve("bin/thalweg"));
        Path second = Files.createSymbolicLink(directory.resolve("second"), Path.of("first link"));

        Ended ended = Launch.of(second, "--version").in(Path.of("/")).run();

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("thalweg 0.1.0");
        assertThat(first).isSymbolicLink();
    }

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        Path formula = Files.writeString(directory.resolve("a formula"), "-x^2 + 0*y");

        Ended ended = launcher("minimize", "@" + formula, "--bounds", "-1:2", "--starts", "3", "--output", "csv")
                .with("FLINK_CONF_DIR", directory.toString()) // somebody else's cluster, and a broken one
                .run();

        assertThat(ended.err()).doesNotContain("Exception", "WARNING");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("-4.0");
    }

    @Test
    void makesAnArchiveOnceAndSurvivesItsLoss() throws Exception {
        Path place = distribution(directory.resolve("place"));
        Launch launch = Launch.of(place.resolve("bin/thalweg"), "--version").with("THALWEG_ARCHIVE", "on");

        assertThat(launch.run().err()).contains(PREPARING).hasLineCount(1);
        Path archive = archive(place);
        assertThat(launch.run().err()).isEmpty();

        spoil(archive);
        assertThat(launch.run()).satisfies(LauncherIT::isQuiet);
        cutOff(archive);
        assertThat(launch.run().err()).contains(PREPARING).hasLineCount(1);
        assertThat(launch.run()).satisfies(LauncherIT::isQuiet);
    }

    @Test
    void doesWithoutAnArchiveWhereNoneCanBeWritten() throws Exception {
        Path place = distribution(directory.resolve("place"));
        Files.writeString(place.resolve("cache"), "in the way, also of one who may write everywhere");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Ended ended = Launch.of(place.resolve("bin/thalweg"), "--version")
                    .with("THALWEG_ARCHIVE", "on")
                    .run();
            assertThat(ended).satisfies(LauncherIT::isQuiet);
        } finally {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void saysWhichJavaIsTooOld() throws Exception {
        Path java = script(directory.resolve("old/bin/java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        Ended ended = launcher("--version")
                .with("JAVA_HOME", directory.resolve("old").toString())
                .with("PATH", tools("bash", "readlink").toString())
                .run();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("thalweg: Java 17 or newer is needed; found Java 11.0.2 (%s).".formatted(java));
    }

    @Test
    void asksForVectorCodeWhereThereAreManyStartsOrMuchData() throws Exception {
        script(
                directory.resolve("told/bin/java"),
                "case $1 in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; *) echo \"$@\" ;; esac");
        Path small = Files.write(directory.resolve("small.csv"), new byte[1 << 20]);
        Path large = Files.write(directory.resolve("large.csv"), new byte[97 << 20]);
        Path folder = Files.createDirectory(directory.resolve("rows"));
        Files.createLink(folder.resolve("part-1.csv"), large);
        Path packed = Files.write(directory.resolve("packed.csv.gz"), new byte[33 << 20]);

        for (Path data : List.of(large, folder, packed)) {
            assertThat(options("fit", "linear", "--data", data.toString())).contains("jdk.incubator.vector");
            assertThat(options("fit", "linear", "--data=" + data)).contains("jdk.incubator.vector");
        }
        assertThat(options("minimize", "x^2", "--starts", "10000")).contains("jdk.incubator.vector");
        for (String data : List.of(small.toString(), "-", "hdfs://here/rows.csv", directory.resolve("no.csv") + "")) {
            assertThat(options("fit", "linear", "--data", data)).doesNotContain("jdk.incubator.vector");
        }
        assertThat(options("minimize", "x^2", "--starts", "9999")).doesNotContain("jdk.incubator.vector");
        for (String cluster : List.of("--cluster=here:8081", "--cluster here:8081")) {
            String[] waits = ("minimize x^2 --starts 10000 " + cluster).split(" ");
            assertThat(options(waits)).doesNotContain("jdk.incubator.vector").contains("-XX:TieredStopAtLevel=1");
        }
        assertThat(options("minimize", "x^2", "--starts", "10000")).doesNotContain("TieredStopAtLevel");
    }

    /** What Java is started with. */
    private String options(String... arguments) throws Exception {
        Ended ended = launcher(arguments)
                .with("JAVA_HOME", directory.resolve("told").toString())
                .with("THALWEG_ARCHIVE", "off")
                .run();
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    @Test
    void showsWhyABuildFailedAndWhereItsLogIs() throws Exception {
        Path checkout = checkout();
        script(checkout.resolve("tools/mvn"), "echo noise; echo '[ERROR] a semicolon is missing'; exit 1");

        Ended ended = building(checkout).run();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("first use: building", "[ERROR] a semicolon is missing", "the build failed", "build.log")
                .doesNotContain("noise");
    }

    @Test
    void buildsOnceWhenTwoBeginTogether() throws Exception {
        Path checkout = checkout();
        Path built = checkout.resolve("deploy/target/" + Launch.DISTRIBUTION.getFileName());
        script(
                checkout.resolve("tools/mvn"),
                "echo build >> '%s/count'".formatted(checkout),
                "mkdir -p '%s'".formatted(built),
                "cp -R '%s/lib' '%s/conf' '%s'".formatted(Launch.DISTRIBUTION, Launch.DISTRIBUTION, built),
                "touch '%s/.built'".formatted(built));

        Running one = building(checkout).start();
        Running two = building(checkout).start();

        for (Ended ended : List.of(one.await(), two.await())) {
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("thalweg 0.1.0");
        }
        assertThat(Files.readAllLines(checkout.resolve("count"))).hasSize(1);
    }

    private static Launch launcher(String... arguments) {
        return Launch.of(Launch.DISTRIBUTION.resolve("bin/thalweg"), arguments);
    }

    private static void isQuiet(Ended ended) {
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("thalweg 0.1.0").hasLineCount(3);
        assertThat(ended.code()).isZero();
    }

    /** A distribution like the one that was built, at {@code place}: the same jars by hard links where that is possible. */
    private static Path distribution(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(Launch.DISTRIBUTION)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = Launch.DISTRIBUTION.relativize(file);
                if (!relative.startsWith("cache")) {
                    Path copy = place.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    linkOrCopy(file, copy);
                }
            }
        }
        return place;
    }

    private static void linkOrCopy(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (IOException | UnsupportedOperationException e) { // another file system
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** A checkout with a launcher and no sources; its Maven is the script {@code tools/mvn}. */
    private Path checkout() throws IOException {
        Path checkout = directory.resolve("check out");
        Files.createDirectories(checkout.resolve("deploy/bin"));
        Files.copy(Launch.CHECKOUT.resolve("pom.xml"), checkout.resolve("pom.xml"));
        Files.copy(
                Launch.CHECKOUT.resolve("deploy/bin/thalweg"),
                checkout.resolve("deploy/bin/thalweg"),
                StandardCopyOption.COPY_ATTRIBUTES);
        return checkout;
    }

    private static Launch building(Path checkout) {
        return Launch.of(checkout.resolve("deploy/bin/thalweg"), "--version")
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("PATH", checkout.resolve("tools") + ":" + System.getenv("PATH"));
    }

    private static Path script(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A directory with these tools and no other. */
    private Path tools(String... names) throws IOException {
        Path place = Files.createDirectory(directory.resolve("few tools"));
        for (String name : names) {
            Path tool = Stream.of(System.getenv("PATH").split(":"))
                    .map(each -> Path.of(each, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(place.resolve(name), tool);
        }
        return place;
    }

    private static Path archive(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void spoil(Path archive) throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        for (int i = 100; i < 500; i++) {
            bytes[i] ^= 0x55;
        }
        Files.delete(archive); // it is read-only
        Files.write(archive, bytes);
    }

    private static void cutOff(Path archive) throws IOException {
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
    }
}
