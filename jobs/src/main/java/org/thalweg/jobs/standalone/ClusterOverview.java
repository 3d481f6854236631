package org.thalweg.jobs.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.thalweg.jobs.cluster.ClusterAddress;

/** What a job manager that may not be up yet says of its cluster. */
record ClusterOverview(ClusterAddress address) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 2_000;

    /** How many task managers have registered; 0 while nothing answers. */
    int taskManagers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + address + "/overview").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                JsonNode overview = JSON.readTree(in);
                return overview.path("taskmanagers").asInt();
            }
        } catch (IOException e) {
            return 0; // it is starting
        }
    }
}
