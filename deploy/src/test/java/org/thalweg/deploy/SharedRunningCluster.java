package org.thalweg.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One cluster of processes for all test classes of a run: a constructor of a class with
 * {@code @ExtendWith(SharedRunningCluster.class)} gets it.
 *
 * <p>It has two task managers of four slots each. A test may kill what it likes, if it waits until that is back.
 */
public final class SharedRunningCluster implements ParameterResolver {
    static final int SLOTS = 8;

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedRunningCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
                .cluster();
    }

    /** What the root store closes at the end. */
    private record Shared(Path home, RunningCluster cluster) implements AutoCloseable {

        static Shared start() {
            try {
                Path home = Files.createTempDirectory("thalweg-it-");
                return new Shared(home, RunningCluster.start(home, "--task-managers", "2", "--slots", "4"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            cluster.close();
            try (Stream<Path> all = Files.walk(home)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
