package org.thalweg.monitoring.reporter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports to try, first to last, both included; 0 stands for any that is free. */
record PortRange(int first, int last) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int HIGHEST = 65535;

    static PortRange parse(String text) {
        Matcher parts = TEXT.matcher(text.trim());
        if (parts.matches()) {
            int first = Integer.parseInt(parts.group(1));
            int last = parts.group(2) == null ? first : Integer.parseInt(parts.group(2));
            if (first <= last && last <= HIGHEST && (first > 0 || last == 0)) {
                return new PortRange(first, last);
            }
        }
        throw new IllegalArgumentException(
                "port (%s) must be a port, or a range such as 9249-9259, of ports up to 65535.".formatted(text));
    }

    @Override
    public String toString() {
        return first == last ? "port " + first : "ports " + first + " to " + last;
    }
}
