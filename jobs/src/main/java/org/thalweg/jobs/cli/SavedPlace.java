package org.thalweg.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.thalweg.jobs.search.CheckpointFolder;
import org.thalweg.jobs.search.NotASearchException;
import org.thalweg.jobs.search.SavedSearch;

/**
 * Where a search was saved, as a user names it: a savepoint, a checkpoint, or the folder of a job's checkpoints.
 *
 * @param text the user's words
 */
record SavedPlace(String text) {

    /** A path on this machine as a URI that does not depend on the working directory; other URIs as they are. */
    static String uri(String text) {
        return text.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
                ? text
                : Path.of(text).toAbsolutePath().normalize().toUri().toString();
    }

    /**
     * Reads what was saved; of a folder with several checkpoints, the newest whole one.
     *
     * @throws CommandException if nothing can be taken up from there, with an older checkpoint to try where there is one
     */
    SavedSearch read() {
        String place = uri(text);
        try {
            List<String> checkpoints = new CheckpointFolder(place).checkpoints();
            if (checkpoints.isEmpty()) {
                return SavedSearch.read(place);
            }
            return new CheckpointFolder(place)
                    .newest()
                    .orElseThrow(
                            () -> refuse("none of the %d checkpoints in it is whole".formatted(checkpoints.size())));
        } catch (NotASearchException e) {
            throw refuse(e.getMessage()
                    + ". A fit, or a descent over very many variables, goes on by the command that began it, with --from PATH"
                    + older(place));
        } catch (IOException e) {
            throw refuse(FileTrouble.of(e) + older(place));
        }
    }

    private CommandException refuse(String reason) {
        return new CommandException(
                ExitCode.CANNOT_RESUME,
                "cannot resume from %s: %s.".formatted(text, reason.replaceFirst("[.\\s]+$", "")));
    }

    private static String older(String place) {
        String self = place.replaceFirst("/+$", "");
        int slash = self.lastIndexOf('/');
        try {
            return new CheckpointFolder(self.substring(0, Math.max(0, slash)))
                    .newest()
                    .map(whole -> ". A whole one is beside it: thalweg resume " + whole.path())
                    .orElse("");
        } catch (IOException | IllegalArgumentException e) {
            return ""; // nothing beside it can be looked at
        }
    }
}
