package org.thalweg.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.thalweg", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule core_and_monitoring_do_not_know_the_jobs = noClasses()
            .that()
            .resideInAnyPackage("org.thalweg.core..", "org.thalweg.monitoring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.thalweg.jobs..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("org.thalweg.jobs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule serialization_is_the_ground_floor = classes()
            .that()
            .resideInAPackage("org.thalweg.jobs.serialization..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "org.thalweg.jobs.monitor..",
                    "org.thalweg.jobs.search..",
                    "org.thalweg.jobs.fit..",
                    "org.thalweg.jobs.local..",
                    "org.thalweg.jobs.cli..");

    @ArchTest
    static final ArchRule the_monitor_does_not_know_what_it_monitors = noClasses()
            .that()
            .resideInAPackage("org.thalweg.jobs.monitor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.thalweg.jobs.search..",
                    "org.thalweg.jobs.fit..",
                    "org.thalweg.jobs.local..",
                    "org.thalweg.jobs.cli..");

    @ArchTest
    static final ArchRule searches_and_fits_do_not_know_where_they_run_nor_who_asked = noClasses()
            .that()
            .resideInAnyPackage("org.thalweg.jobs.search..", "org.thalweg.jobs.fit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.thalweg.jobs.local..", "org.thalweg.jobs.cli..");

    @ArchTest
    static final ArchRule operators_do_no_mathematics = noClasses()
            .that()
            .resideInAnyPackage("org.thalweg.jobs.search..", "org.thalweg.jobs.fit", "org.thalweg.jobs.monitor..")
            .and()
            .doNotHaveSimpleName("LocalFitRun") // no operator
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "it belongs to Math or StrictMath",
                    (JavaMethodCall call) -> call.getTargetOwner().isEquivalentTo(Math.class)
                            || call.getTargetOwner().isEquivalentTo(StrictMath.class)));

    @ArchTest
    static final ArchRule only_monitoring_knows_what_metrics_are_served_with = noClasses()
            .that()
            .resideInAnyPackage("org.thalweg.core..", "org.thalweg.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..", "org.thalweg.monitoring.reporter..");

    @ArchTest
    static final ArchRule only_serialization_knows_kryo = noClasses()
            .that()
            .resideOutsideOfPackage("org.thalweg.jobs.serialization..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.esotericsoftware..");

    /** Row 12 of the table of faults: clocks are set, by hand and by the network; only the time since boot goes on evenly. */
    @ArchTest
    static final ArchRule no_search_looks_at_the_wall_clock = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.thalweg.core..",
                    "org.thalweg.jobs.search..",
                    "org.thalweg.jobs.monitor..",
                    "org.thalweg.jobs.cluster..",
                    "org.thalweg.jobs.local..",
                    "org.thalweg.jobs.cli..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now");
}
