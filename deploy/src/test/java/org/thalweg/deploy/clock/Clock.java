package org.thalweg.deploy.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The clock of processes that a test starts, to be set as it likes. */
public record Clock(Path folder) {

    /** A clock that is right, for now. */
    public static Clock in(Path folder) throws IOException {
        Clock clock = new Clock(folder);
        clock.set(Duration.ZERO);
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        jar(folder.resolve("clock.jar"), manifest, SkewedClock.class);
        attributes.putValue("Premain-Class", ClockAgent.class.getName());
        attributes.putValue("Boot-Class-Path", "clock.jar"); // where all class loaders find it
        jar(
                folder.resolve("agent.jar"),
                manifest,
                ClockAgent.class,
                ClockAgent.Skewing.class,
                ClockAgent.Asking.class,
                ClockAgent.Asking.OfMethod.class);
        return clock;
    }

    private static void jar(Path file, Manifest manifest, Class<?>... classes) throws IOException {
        try (OutputStream to = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(to, manifest)) {
            for (Class<?> each : classes) {
                String name = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream from = each.getResourceAsStream("/" + name)) {
                    from.transferTo(jar);
                }
            }
        }
    }

    /** The option of a virtual machine that goes by it. */
    public String option() {
        return "-javaagent:%s=%s".formatted(folder.resolve("agent.jar"), folder.resolve("skew"));
    }

    /** Sets it wrong by this much. */
    public void set(Duration skew) throws IOException {
        Path whole = Files.writeString(folder.resolve("skew.next"), Long.toString(skew.toMillis()));
        Files.move(whole, folder.resolve("skew"), StandardCopyOption.ATOMIC_MOVE);
    }
}
