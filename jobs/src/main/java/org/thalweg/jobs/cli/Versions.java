package org.thalweg.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;
import picocli.CommandLine.IVersionProvider;

/** The versions of what a run depends on. */
final class Versions implements IVersionProvider {

    /** Name and version, in the order to be shown. */
    static Map<String, String> all() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("thalweg", thalweg());
        versions.put("flink", EnvironmentInformation.getVersion());
        versions.put("java", Runtime.version().toString());
        return versions;
    }

    /** The version in the jar's manifest; {@code dev} for classes outside a jar. */
    private static String thalweg() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    @Override
    public String[] getVersion() {
        return all().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .toArray(String[]::new);
    }
}
