package org.thalweg.jobs.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.apache.flink.configuration.CheckpointingOptions;
import org.thalweg.jobs.cluster.ClusterAddress;

/**
 * What a job manager that may not be up yet says of its cluster.
 *
 * @param checkpoints where that cluster's checkpoints go: another one may have taken its port, and answer in its place
 */
record ClusterOverview(ClusterAddress address, String checkpoints) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 2_000;

    /** How many task managers have registered; 0 while nothing answers, or another cluster. */
    int taskManagers() {
        try {
            return isTheOne() ? ask("/overview").path("taskmanagers").asInt() : 0;
        } catch (IOException e) {
            return 0; // it is starting
        }
    }

    private boolean isTheOne() throws IOException {
        for (JsonNode setting : ask("/jobmanager/config")) {
            if (setting.path("key").asText().equals(CheckpointingOptions.CHECKPOINTS_DIRECTORY.key())) {
                return setting.path("value").asText().equals(checkpoints);
            }
        }
        return false;
    }

    private JsonNode ask(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address + path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream in = connection.getInputStream()) {
            return JSON.readTree(in);
        }
    }
}
