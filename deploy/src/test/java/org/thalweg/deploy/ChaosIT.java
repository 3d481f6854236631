package org.thalweg.deploy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty faults, drawn at random, on one search: in the profile {@code chaos}, since it takes a quarter of an hour.
 *
 * <p>{@code -Dthalweg.faults=N} has another number, {@code -Dthalweg.seed=S} repeats a run.
 */
@Tag("chaos")
class ChaosIT {
    private static final int FAULTS = Integer.getInteger("thalweg.faults", 50);
    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final long seed = Long.getLong("thalweg.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @TempDir
    private Path directory;

    private RunningCluster cluster;
    private EndlessSearch search;

    /** What can happen, as often as its weight says. */
    private enum Fault {
        KILL(5) {
            @Override
            void happen(ChaosIT chaos) throws Exception {
                chaos.cluster.killAndAwaitNext(chaos.someTaskManager());
            }
        },
        BURST(3) {
            @Override
            void happen(ChaosIT chaos) throws Exception {
                int kills = 2 + chaos.random.nextInt(6);
                for (int i = 0; i < kills; i++) {
                    chaos.cluster.killAndAwaitNext(chaos.someTaskManager());
                }
            }
        },
        LOST_JOB_MANAGER(3) {
            @Override
            void happen(ChaosIT chaos) throws Exception {
                chaos.cluster.killAndAwaitNext("jobmanager");
            }
        },
        LOST_JOB_MANAGER_AND_TASK_MANAGER(1) {
            @Override
            void happen(ChaosIT chaos) throws Exception {
                chaos.cluster.killAndAwaitNext("jobmanager");
                chaos.cluster.killAndAwaitNext(chaos.someTaskManager());
            }
        },
        /** Beyond the timeout of heartbeats now and then. */
        PAUSE(2) {
            @Override
            void happen(ChaosIT chaos) throws Exception {
                long paused = chaos.cluster.pid(chaos.someTaskManager());
                Duration pause = Duration.ofMillis(500 + chaos.random.nextInt(14_000));
                RunningCluster.signal(paused, "STOP");
                await().pollDelay(pause).atMost(PATIENCE).until(() -> true);
                RunningCluster.signal(paused, "CONT");
            }
        },
        FULL_DISK(2) {
            @Override
            void happen(ChaosIT chaos) throws Exception {
                try (FullDisk full = FullDisk.at(chaos.cluster)) {
                    full.awaitFailedCheckpoint(chaos.search.job());
                }
            }
        },
        /** The search is cancelled, its newest checkpoint damaged; it is taken up from the one before. */
        DAMAGED_CHECKPOINT(2) {
            @Override
            void happen(ChaosIT chaos) throws Exception {
                chaos.goOnFrom(chaos.cancelAndDamage());
            }
        },
        RESCALED(2) {
            @Override
            void happen(ChaosIT chaos) throws Exception {
                chaos.goOnFrom(chaos.search.stop());
            }
        };

        private final int weight;

        Fault(int weight) {
            this.weight = weight;
        }

        abstract void happen(ChaosIT chaos) throws Exception;

        static Fault draw(Random random) {
            int all = List.of(values()).stream().mapToInt(each -> each.weight).sum();
            int left = random.nextInt(all);
            int i = 0;
            while (left >= values()[i].weight) {
                left -= values()[i++].weight;
            }
            return values()[i];
        }
    }

    @BeforeEach
    void begin() throws Exception {
        System.out.println("chaos: %d faults, seed %d".formatted(FAULTS, seed));
        cluster = RunningCluster.start(
                directory,
                "--ha",
                "--task-managers",
                Integer.toString(TASK_MANAGERS),
                "--slots",
                Integer.toString(SLOTS / TASK_MANAGERS));
        search = EndlessSearch.begin(cluster, 2);
    }

    @Test
    void many_faults_do_not_show() throws Exception {
        for (int i = 1; i <= FAULTS; i++) {
            search.awaitProgress();
            Fault fault = Fault.draw(random);
            System.out.println("fault %d: %s".formatted(i, fault));
            fault.happen(this);
        }
        search.awaitProgress();
        search.isUndisturbed();
    }

    private String someTaskManager() {
        return "taskmanager-" + (1 + random.nextInt(TASK_MANAGERS));
    }

    private void goOnFrom(String path) throws IOException, InterruptedException {
        cluster.awaitSlots(SLOTS);
        search = EndlessSearch.resume(cluster, path, 1 + random.nextInt(SLOTS));
    }

    private String cancelAndDamage() throws IOException, InterruptedException {
        cluster.cancel(search.job());
        Path checkpoints = cluster.directory().resolve("checkpoints").resolve(search.job());
        Path newest = RunningCluster.newestCheckpoint(checkpoints);
        Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
        damage.of(newest.resolve("_metadata"));
        return checkpoints.toString();
    }

    @AfterEach
    void end() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }
}
