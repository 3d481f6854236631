package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options as they were given, in words that give the same again wherever they are read. */
final class GivenWords {
    private GivenWords() {}

    /**
     * The words for a part of a command's options: what was typed, and what variables of the environment say.
     *
     * @param asked has those options, by its annotations
     * @param command has their values
     * @param instead values of some options in place of those that were given, by the option's name
     */
    static List<String> of(Object asked, CommandSpec command, Map<String, List<String>> instead) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : CommandSpec.forAnnotatedObject(asked).options()) {
            String name = option.longestName();
            OptionSpec set = command.findOption(name);
            if (instead.containsKey(name)) {
                instead.get(name).forEach(value -> words.add(name + "=" + value));
            } else if (option.arity().max() > 0) {
                values(set).forEach(value -> words.add(name + "=" + value));
            } else if (Boolean.TRUE.equals(set.getValue())) {
                words.add(name);
            }
        }
        return words;
    }

    /** What was typed; else what a variable says, which the parser takes for a default. */
    private static List<String> values(OptionSpec set) {
        Object value = set.getValue();
        if (!set.originalStringValues().isEmpty() || value == null) {
            return set.originalStringValues();
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        String text = value.toString();
        return text.equalsIgnoreCase(set.defaultValue()) ? List.of() : List.of(text);
    }
}
