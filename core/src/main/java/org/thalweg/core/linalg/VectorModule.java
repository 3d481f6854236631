package org.thalweg.core.linalg;

/**
 * Whether the virtual machine has been told to offer the module jdk.incubator.vector. Whoever asks first has all operations that are used here
 * done once ({@code VectorOperations}), before anything that uses them is compiled.
 */
public final class VectorModule {

    /** Its name. */
    public static final String NAME = "jdk.incubator.vector";

    private static final boolean PRESENT = lookUp();

    private VectorModule() {}

    /** Whether there is such a module; if so, its operations have been looked up. */
    public static boolean isPresent() {
        return PRESENT;
    }

    private static boolean lookUp() {
        if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
            return false;
        }
        try {
            Class.forName(VectorModule.class.getPackageName() + ".VectorOperations")
                    .asSubclass(Runnable.class)
                    .getDeclaredConstructor()
                    .newInstance()
                    .run();
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // a module of that name that is another one: as good as none
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the operations of vectors cannot be looked up", e);
        }
    }
}
