package org.thalweg.jobs.fit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.thalweg.core.fit.rounds.FitSpecification;

/**
 * What makes one fit another, by the names that users know: a checkpoint goes on only with the fit that it was taken of.
 *
 * <p>Kept as lines of text, a part a line.
 */
record FitIdentity(Map<String, String> parts) {
    private static final int LONGEST = 1_000;
    private static final int SHOWN = 1_000;

    static FitIdentity of(FitSpecification specification) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("objective", specification.text());
        parts.put("number of parameters", String.valueOf(specification.terms().parameters()));
        parts.put("number of shards", String.valueOf(specification.terms().shards()));
        parts.put(
                "number of blocks", String.valueOf(specification.plan().blocks().count()));
        parts.put("method", specification.plan().method().toString());
        parts.put("start", start(specification));
        parts.put("bounds", String.valueOf(specification.plan().bounds()));
        parts.put("stopping", specification.plan().rule().toString());
        parts.replaceAll((name, text) -> abridge(text));
        return new FitIdentity(parts);
    }

    /** The first coordinates: enough to tell starts apart. */
    private static String start(FitSpecification specification) {
        int shown = Integer.min(SHOWN, specification.terms().parameters());
        double[] first = new double[shown];
        specification.plan().start().fill(0, first);
        return Arrays.toString(first);
    }

    /** One line, not too long, with a mark of what is left out. */
    private static String abridge(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST
                ? line
                : "%s… (%08x)".formatted(line.substring(0, LONGEST / 10), line.hashCode());
    }

    byte[] bytes() {
        StringBuilder lines = new StringBuilder();
        parts.forEach(
                (name, text) -> lines.append(name).append('=').append(text).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The first part in which the fit whose {@link #bytes} were saved differs from this one. */
    Optional<ChangedFitException> difference(byte[] saved) {
        Map<String, String> before = new LinkedHashMap<>();
        new String(saved, StandardCharsets.UTF_8).lines().forEach(line -> {
            int cut = line.indexOf('=');
            before.put(line.substring(0, cut), line.substring(cut + 1));
        });
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().equals(before.get(part.getKey())))
                .findFirst()
                .map(part -> new ChangedFitException(
                        part.getKey(), before.getOrDefault(part.getKey(), "none"), part.getValue()));
    }

    /** The bytes as they are. */
    static final class Bytes implements SimpleVersionedSerializer<byte[]> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(byte[] bytes) {
            return bytes;
        }

        @Override
        public byte[] deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("the identity of a fit of version %d cannot be read: only version %d is known"
                        .formatted(version, VERSION));
            }
            return bytes;
        }
    }
}
