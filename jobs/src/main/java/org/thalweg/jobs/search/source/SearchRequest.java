package org.thalweg.jobs.search.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.thalweg.jobs.serialization.Framing;

/**
 * The words in which a search was asked for: what has to be said to ask for the same search again.
 *
 * <p>They travel with the job and with its checkpoints, so that others can watch it or take it up where it stopped. A
 * search of an objective in Java has none: the program that holds the objective takes it up.
 *
 * @param words arguments of a command line, without its first word; empty where there are none
 */
public record SearchRequest(List<String> words) implements Serializable {
    private static final String PARAMETER = "thalweg.request";
    private static final ObjectMapper JSON = new ObjectMapper();

    public SearchRequest {
        words = List.copyOf(words);
    }

    /** The request of a search that was not asked for in words. */
    public static SearchRequest none() {
        return new SearchRequest(List.of());
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The request as parameters of a job, which a cluster shows to whoever asks. */
    public Map<String, String> asParameters() {
        try {
            return Map.of(PARAMETER, JSON.writeValueAsString(words));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of texts is always JSON", e);
        }
    }

    /** The request in the parameters of a job; none if that job is no search that was asked for in words. */
    public static SearchRequest ofParameters(Map<String, String> parameters) {
        try {
            return new SearchRequest(List.of(JSON.readValue(parameters.getOrDefault(PARAMETER, "[]"), String[].class)));
        } catch (JsonProcessingException e) {
            return none(); // another program's parameter by our name
        }
    }

    void write(DataOutput out) throws IOException {
        Framing.writeAll(words, (word, to) -> Framing.writeBytes(word.getBytes(StandardCharsets.UTF_8), to), out);
    }

    static SearchRequest read(DataInput in) throws IOException {
        return new SearchRequest(
                Framing.readAll(from -> new String(Framing.readBytes(from), StandardCharsets.UTF_8), in));
    }
}
