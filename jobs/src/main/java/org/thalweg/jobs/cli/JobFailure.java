package org.thalweg.jobs.cli;

import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;
import org.thalweg.jobs.search.source.ChangedSearchException;
import org.thalweg.jobs.search.source.ExhaustedHeapException;
import org.thalweg.jobs.serialization.UnreadableStateException;

/** What a job failed of, in a sentence and an exit code. */
final class JobFailure {
    private JobFailure() {}

    /** The failure of a search, whatever Flink wrapped it in, on a cluster also as text. */
    static CommandException of(Throwable failure) {
        ClassLoader classes = JobFailure.class.getClassLoader();
        Optional<ChangedSearchException> changed =
                ExceptionUtils.findSerializedThrowable(failure, ChangedSearchException.class, classes);
        if (changed.isPresent()) {
            return new CommandException(
                    ExitCode.CANNOT_RESUME, "cannot resume: " + changed.get().getMessage() + ".");
        }
        Optional<UnreadableStateException> unreadable =
                ExceptionUtils.findSerializedThrowable(failure, UnreadableStateException.class, classes);
        if (unreadable.isPresent()) {
            String sentence = sentence(unreadable.get()).replaceFirst("[^.?]$", "$0.");
            return new CommandException(ExitCode.CANNOT_RESUME, "cannot resume: " + sentence);
        }
        Optional<ExhaustedHeapException> exhausted =
                ExceptionUtils.findSerializedThrowable(failure, ExhaustedHeapException.class, classes);
        String reason = exhausted.map(JobFailure::sentence).orElseGet(() -> reason(failure));
        return new CommandException(ExitCode.INTERNAL, "the search failed: %s.".formatted(reason));
    }

    /** The first cause in a few words, without a full stop. */
    static String reason(Throwable failure) {
        return sentence(root(failure, JobFailure.class.getClassLoader())).replaceFirst("[.\\s]+$", "");
    }

    private static Throwable root(Throwable failure, ClassLoader classes) {
        Throwable root = failure;
        while (true) {
            if (root instanceof SerializedThrowable sealed) {
                Throwable open = sealed.deserializeError(classes);
                if (open != root) {
                    root = open;
                    continue;
                }
            }
            if (root.getCause() == null) {
                return root;
            }
            root = root.getCause();
        }
    }

    /** Exceptions with a sentence of their own speak for themselves. */
    private static String sentence(Throwable root) {
        if (root instanceof OutOfMemoryError) {
            return "memory is exhausted (%s). Give more to the job manager (jobmanager.memory.process.size) or the task managers (--memory), or ask for less"
                    .formatted(root.getMessage());
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getName()
                : message.lines().findFirst().orElse("");
    }
}
