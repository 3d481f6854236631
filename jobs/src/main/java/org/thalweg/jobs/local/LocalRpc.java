package org.thalweg.jobs.local;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.util.Reference;

/**
 * Flink's message system, from the class path where it is there.
 *
 * <p>Flink ships it as a jar inside a jar, unpacks that to a temporary file at every start and gives it a class loader of
 * its own, out of reach of the JVM's archive of parsed classes. The launcher has the inner jar on its class path: that
 * saves two thirds of a second of processor time at each start. Where it is not there (tests, embedding), or is of
 * another shape than today's, Flink's own way is taken.
 */
final class LocalRpc {
    private static final String ON_CLASS_PATH = "org.apache.flink.runtime.rpc.pekko.PekkoRpcSystem";

    private LocalRpc() {}

    static Reference<RpcSystem> load() {
        try {
            return Reference.owned(onClassPath());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            return Reference.owned(RpcSystem.load(new Configuration()));
        }
    }

    static RpcSystem onClassPath() throws ReflectiveOperationException {
        return Class.forName(ON_CLASS_PATH)
                .asSubclass(RpcSystem.class)
                .getConstructor()
                .newInstance();
    }
}
