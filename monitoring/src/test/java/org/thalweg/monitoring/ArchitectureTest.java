package org.thalweg.monitoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.thalweg", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule monitoringStandsOnCoreAlone = classes()
            .that()
            .resideInAPackage("org.thalweg.monitoring..")
            .and()
            .resideOutsideOfPackage("org.thalweg.monitoring.reporter..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.sun.net.httpserver..",
                    "org.jspecify.annotations..",
                    "org.apache.flink.metrics..",
                    "org.thalweg.core..",
                    "org.thalweg.monitoring..");

    @ArchTest
    static final ArchRule theReporterAloneKnowsMicrometer = classes()
            .that()
            .resideInAPackage("org.thalweg.monitoring.reporter..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.sun.net.httpserver..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "io.micrometer..",
                    "io.prometheus..",
                    "org.apache.flink.metrics..",
                    "org.thalweg.monitoring.meters..",
                    "org.thalweg.monitoring.reporter..");

    /** It lives in a class loader of its own: it shares no class with a job, and no job shares one with it. */
    @ArchTest
    static final ArchRule nobodyKnowsTheReporter = classes()
            .that()
            .resideOutsideOfPackage("org.thalweg.monitoring.reporter..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.thalweg.monitoring.reporter..");

    @ArchTest
    static final ArchRule coreDoesNotKnowMonitoring = classes()
            .that()
            .resideInAPackage("org.thalweg.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("org.thalweg.monitoring..", "org.thalweg.jobs..", "org.apache.flink..");
}
