package org.thalweg.jobs.local;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;

/**
 * Finds Flink's message system on the class path, as {@link LocalRpc} does, for the processes of a cluster that is started
 * from a distribution; named to them as a service by the launcher's jar alone.
 */
public final class ClassPathRpcLoader implements RpcSystemLoader {
    /** Before Flink's own, which has 0: lower is asked earlier. */
    private static final int FIRST = -100;

    @Override
    public int getLoadPriority() {
        return FIRST;
    }

    /** Flink asks the next loader if this one fails. */
    @Override
    public RpcSystem loadRpcSystem(Configuration settings) {
        try {
            return LocalRpc.onClassPath();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new RpcLoaderException("The message system is not on the class path.", e);
        }
    }
}
