package org.thalweg.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of the README: a line of a {@code sh} block that begins with {@code deploy/bin/thalweg}.
 *
 * @param code the exit code: 0, or the one in a comment such as {@code # exit 3} at the end of the line
 * @param output the lines it begins to print with, shown by the block after it, if it is the last command of its block
 *     and that block names no language; else empty
 */
record ReadmeCommand(String line, int code, String output) {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("^(deploy/bin/thalweg\\b.*?)(?:\\s+#\\s*exit\\s+(\\d+)\\s*)?$", Pattern.MULTILINE);
    private static final Pattern TIME = Pattern.compile("\\b\\d+([.,]\\d+)? (ms|s|min)\\b");
    private static final Pattern SLOTS = Pattern.compile("\\b\\d+ slots?\\b");
    private static final Pattern ELAPSED = Pattern.compile("(\"elapsedSeconds\")\\s*:\\s*[0-9.eE+-]+");

    /** All commands of a text in Markdown, in order. */
    static List<ReadmeCommand> in(String markdown) {
        List<ReadmeCommand> commands = new ArrayList<>();
        boolean afterCommand = false;
        Matcher block = BLOCK.matcher(markdown);
        while (block.find()) {
            String language = block.group(1);
            if (language.equals("sh")) {
                afterCommand = addCommands(block.group(2).replaceAll("\\s*\\\\\\n\\s*", " "), commands);
            } else {
                if (language.isEmpty() && afterCommand) {
                    ReadmeCommand last = commands.remove(commands.size() - 1);
                    commands.add(new ReadmeCommand(
                            last.line(), last.code(), block.group(2).stripTrailing()));
                }
                afterCommand = false;
            }
        }
        return commands;
    }

    /** Adds the commands of one block; tells whether its last line is one. */
    private static boolean addCommands(String block, List<ReadmeCommand> commands) {
        Matcher command = COMMAND.matcher(block);
        int end = 0;
        while (command.find()) {
            int code = command.group(2) == null ? 0 : Integer.parseInt(command.group(2));
            commands.add(new ReadmeCommand(command.group(1), code, ""));
            end = command.end();
        }
        return end > 0 && block.substring(end).isBlank();
    }

    /** A printed text without what differs between machines and runs: times, slots, blanks at line ends. */
    static String comparable(String printed) {
        String text = TIME.matcher(printed).replaceAll("<time>");
        text = SLOTS.matcher(text).replaceAll("<slots>");
        text = ELAPSED.matcher(text).replaceAll("$1:<time>");
        return text.replaceAll("(?m)[ \\t]+$", "").strip();
    }
}
