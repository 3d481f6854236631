package org.thalweg.core.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The direction numbers of the Sobol sequence, as 64-bit fractions.
 *
 * <p>Coordinate j of point i is the exclusive or of {@code v(j, k)} over the set bits k of i, read as a binary fraction.
 * With a primitive polynomial of degree s and inner coefficients a, v(k) = a₁v(k−1) ⊕ … ⊕ aₛ₋₁v(k−s+1) ⊕ v(k−s) ⊕ v(k−s)/2ˢ
 * (Bratley and Fox, 1988, doi:10.1145/42288.214372). Polynomials and first numbers are those of Joe and Kuo (2008,
 * doi:10.1137/070709359), read from the resource that names its source and licence.
 */
final class SobolDirections {
    /** Coordinates that there are direction numbers for. */
    static final int DIMENSIONS = 1024;

    /** Direction numbers a coordinate: as many as an index has bits. */
    static final int BITS = 63;

    private static final String RESOURCE = "joe-kuo-6.1024.txt";

    private SobolDirections() {}

    /** The numbers of the first {@code dimensions} coordinates: that of coordinate j and index bit k at [j · BITS + k]. */
    static long[] first(int dimensions) {
        long[] directions = new long[dimensions * BITS];
        for (int k = 0; k < BITS && dimensions > 0; k++) {
            directions[k] = Long.MIN_VALUE >>> k;
        }
        try (InputStream stream = SobolDirections.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("resource %s is missing from the core jar".formatted(RESOURCE));
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII));
            for (int j = 1; j < dimensions; ) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException("resource %s ends at dimension %d".formatted(RESOURCE, j));
                }
                if (!line.startsWith("#")) {
                    extend(line.split(" "), directions, j++ * BITS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + RESOURCE, e);
        }
        return directions;
    }

    private static void extend(String[] row, long[] directions, int at) {
        int inner = Integer.parseInt(row[0]);
        int degree = row.length - 1;
        for (int k = 0; k < degree; k++) {
            directions[at + k] = Long.parseLong(row[k + 1]) << Long.SIZE - 1 - k;
        }
        for (int k = degree; k < BITS; k++) {
            long oldest = directions[at + k - degree];
            long next = oldest ^ oldest >>> degree;
            for (int i = 1; i < degree; i++) {
                if ((inner >>> degree - 1 - i & 1) != 0) {
                    next ^= directions[at + k - i];
                }
            }
            directions[at + k] = next;
        }
    }
}
