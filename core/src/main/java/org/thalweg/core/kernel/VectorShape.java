package org.thalweg.core.kernel;

import java.util.Optional;
import org.thalweg.core.linalg.VectorModule;

/**
 * How long the vectors of generated code are.
 *
 * @param species the field of the vector classes that says so
 * @param lanes doubles in a vector
 */
record VectorShape(String species, int lanes) {

    private static final Optional<VectorShape> PREFERRED = preferredHere();

    /** Vectors of so many bits: 128, 256 or 512. What the machine does not have is slow, but right. */
    static VectorShape ofBits(int bits) {
        return new VectorShape("SPECIES_" + bits, bits / Double.SIZE);
    }

    /** The longest vectors that the machine computes with; empty without the module. */
    static Optional<VectorShape> preferred() {
        return PREFERRED;
    }

    private static Optional<VectorShape> preferredHere() {
        if (!VectorModule.isPresent()) {
            return Optional.empty();
        }
        String field = "SPECIES_PREFERRED";
        try {
            Object species = Class.forName(VectorModule.NAME + ".DoubleVector")
                    .getField(field)
                    .get(null);
            Object length = Class.forName(VectorModule.NAME + ".VectorSpecies")
                    .getMethod("length")
                    .invoke(species);
            return Optional.of(new VectorShape(field, (Integer) length));
        } catch (ReflectiveOperationException e) {
            return Optional.empty(); // a module of that name that is another one: as good as none
        }
    }
}
