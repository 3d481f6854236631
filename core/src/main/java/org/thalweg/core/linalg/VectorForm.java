package org.thalweg.core.linalg;

import java.util.function.Supplier;

/** Picks the form of some arithmetic that has one in vector instructions and one in plain loops, to the same bits. */
public final class VectorForm {

    private VectorForm() {}

    /**
     * A new instance of the public class {@code Vector…} beside {@code type}, which is compiled against the module jdk.incubator.vector; the
     * plain form where the virtual machine has not been told to offer that module.
     */
    public static <T> T of(Class<T> type, Supplier<T> plain) {
        if (!VectorModule.isPresent()) {
            return plain.get();
        }
        try {
            return Class.forName(type.getPackageName() + ".Vector" + type.getSimpleName())
                    .asSubclass(type)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ClassNotFoundException | LinkageError e) {
            return plain.get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector form of %s cannot be made".formatted(type.getName()), e);
        }
    }
}
