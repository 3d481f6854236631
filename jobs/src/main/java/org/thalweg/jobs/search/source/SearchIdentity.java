package org.thalweg.jobs.search.source;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.serialization.Framing;

/**
 * What makes one search another: the parts of its specification by the names that users know, as text, long ones cut
 * short with a hash of the whole.
 *
 * <p>A checkpoint goes on only with the search that it was taken of; the objective counts by its text.
 */
record SearchIdentity(Map<String, String> parts) {

    private static final int LONGEST = 1_000;
    /** The name of the part that may differ. */
    static final String STARTS = "number of starts";

    SearchIdentity {
        parts = new LinkedHashMap<>(parts);
        parts.replaceAll((name, text) -> text.length() <= LONGEST ? text : abridge(text));
    }

    private static String abridge(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return text.substring(0, LONGEST / 4) + "… " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static SearchIdentity of(SearchSpecification specification) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("objective", specification.problem().text());
        parts.put("variables", String.join(", ", specification.problem().variables()));
        parts.put("maximize", String.valueOf(specification.problem().maximize()));
        parts.put("bounds", specification.problem().bounds().toString());
        parts.put("seed", String.valueOf(specification.starts().seed()));
        parts.put(STARTS, String.valueOf(specification.starts().total()));
        parts.put(
                "given starts",
                Arrays.deepToString(specification.starts().given().toArray()));
        parts.put("sampler", specification.starts().sampler().toString());
        parts.put("start region", specification.starts().region().toString());
        parts.put("method", specification.descents().optimizer().toString());
        parts.put("gradient tolerance", String.valueOf(specification.descents().gradientTolerance()));
        parts.put(
                "iterations a descent", String.valueOf(specification.descents().maxIterations()));
        parts.put("escapes a descent", String.valueOf(specification.descents().maxEscapes()));
        parts.put("target of a descent", String.valueOf(specification.descents().target()));
        parts.put("distinctness", specification.distinctness().toString());
        parts.put("stopping", specification.stop().toString());
        return new SearchIdentity(parts);
    }

    /**
     * Checks that a search is the one that was saved, but for the number of its starts, which the ledger has a say in.
     *
     * @throws ChangedSearchException if it is not, naming the first part that differs
     */
    void check(SearchIdentity saved) {
        parts.forEach((name, value) -> {
            String before = saved.parts.getOrDefault(name, "");
            if (!before.equals(value) && !name.equals(STARTS)) {
                throw new ChangedSearchException(name, before, value);
            }
        });
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(parts.size());
        for (Map.Entry<String, String> part : parts.entrySet()) {
            out.writeUTF(part.getKey());
            Framing.writeBytes(part.getValue().getBytes(StandardCharsets.UTF_8), out);
        }
    }

    static SearchIdentity read(DataInput in) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            parts.put(in.readUTF(), new String(Framing.readBytes(in), StandardCharsets.UTF_8));
        }
        return new SearchIdentity(parts);
    }
}
