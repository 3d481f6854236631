package org.thalweg.jobs.local;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One local cluster for all test classes of a run, since a cluster costs a second or more: a test method or constructor
 * of a class with {@code @ExtendWith(SharedCluster.class)} gets it as a parameter of type {@link LocalCluster}.
 *
 * <p>It has {@value #SLOTS} slots, starts when first asked for, and is closed after the last test. A test may fail jobs
 * on it as it likes; one that ends task managers needs a cluster of its own.
 */
public final class SharedCluster implements ParameterResolver {
    public static final int SLOTS = 4;

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> new Running(LocalCluster.start(SLOTS)), Running.class)
                .cluster();
    }

    /** What the root store closes at the end. */
    private record Running(LocalCluster cluster) implements AutoCloseable {

        @Override
        public void close() {
            cluster.close();
        }
    }
}
