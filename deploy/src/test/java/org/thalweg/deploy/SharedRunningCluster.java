package org.thalweg.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One cluster of processes for all test classes of a run: a constructor of a class with
 * {@code @ExtendWith(SharedRunningCluster.class)} gets it, and the {@link SlowSearch} that is calibrated for it.
 *
 * <p>It has two task managers of four slots each. A test may kill what it likes, if it waits until that is back.
 */
public final class SharedRunningCluster implements ParameterResolver {
    static final int SLOTS = 8;

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedRunningCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningCluster.class || type == SlowSearch.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        return parameter.getParameter().getType() == RunningCluster.class ? shared.cluster() : shared.search();
    }

    /** What the root store closes at the end. */
    private record Shared(RunningCluster cluster, SlowSearch search) implements AutoCloseable {

        static Shared start() {
            try {
                RunningCluster cluster = RunningCluster.start(
                        Files.createTempDirectory("thalweg-it-"), "--task-managers", "2", "--slots", "4");
                return new Shared(cluster, SlowSearch.calibrate(cluster));
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
        }
    }
}
