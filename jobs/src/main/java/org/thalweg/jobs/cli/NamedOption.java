package org.thalweg.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads option values of the form {@code name=value,name=value}. */
final class NamedOption {
    private NamedOption() {}

    /** The values by name, in order; a name given twice, an empty name or a missing {@code =} is refused. */
    static Map<String, String> parse(String option, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (name.isEmpty()) {
                throw CommandException.usage("%s: '%s' must have the form NAME=VALUE.", option, part);
            }
            if (values.put(name, part.substring(equals + 1).strip()) != null) {
                throw CommandException.usage("%s: %s is given twice.", option, name);
            }
        }
        return values;
    }
}
