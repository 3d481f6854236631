package org.thalweg.jobs.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a cluster listens: the address of its job manager's REST interface.
 *
 * @param host a name or an address
 * @param port from 1 to 65535
 */
public record ClusterAddress(String host, int port) {
    private static final Pattern TEXT =
            Pattern.compile("(?:https?://)?(\\[[0-9a-fA-F:]+]|[^:/\\s\\[\\]]+):(\\d{1,5})/?");
    private static final int MOST = 65_535;

    public ClusterAddress {
        if (port < 1 || port > MOST) {
            throw new IllegalArgumentException("the port (%d) must lie between 1 and %d.".formatted(port, MOST));
        }
    }

    /**
     * Reads {@code HOST:PORT}.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static ClusterAddress parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not an address. Addresses look like localhost:8081.".formatted(text));
        }
        return new ClusterAddress(parts.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(parts.group(2)));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
