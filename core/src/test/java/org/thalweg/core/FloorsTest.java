package org.thalweg.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The floors of the house: core's packages depend downwards only, and core knows no clock, no threads, no chance. */
@AnalyzeClasses(packages = "org.thalweg.core", importOptions = ImportOption.DoNotIncludeTests.class)
final class FloorsTest {

    /** Bottom up. */
    private static final List<String> FLOORS = List.of(
            "random",
            "linalg",
            "kernel.elementary",
            "expression",
            "kernel",
            "objective",
            "stopping",
            "linesearch",
            "optimizer",
            "search",
            "fit",
            "run");

    /** Whose results may differ between the interpreter and compiled code; ours are in kernel.elementary. */
    private static final Set<String> PLATFORM_FUNCTIONS = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot");

    @ArchTest
    static final ArchRule floors_depend_downwards_only = floorsDependDownwardsOnly();

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("org.thalweg.core.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule core_knows_no_clock_no_threads_no_chance = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.time..", "java.util.concurrent..", "java.util.random.."))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("the same specification and seed give the same bits");

    @ArchTest
    static final ArchRule core_uses_its_own_elementary_functions = noClasses()
            .should()
            .callMethodWhere(describe(
                    "it is an elementary function of java.lang.Math", FloorsTest::isElementaryFunctionOfThePlatform))
            .because("the platform's change bits when they are compiled");

    private static ArchRule floorsDependDownwardsOnly() {
        List<ArchRule> rules = new ArrayList<>();
        for (int i = 0; i < FLOORS.size() - 1; i++) {
            String floor = FLOORS.get(i);
            List<String> above = FLOORS.subList(i + 1, FLOORS.size());
            rules.add(noClasses()
                    .that(describe("reside in " + floor, type -> floor.equals(floorOf(type))))
                    .should()
                    .dependOnClassesThat(describe("reside in " + above, type -> above.contains(floorOf(type))))
                    .allowEmptyShould(true));
        }
        return CompositeArchRule.of(rules);
    }

    /** The floor whose name is the longest that fits the package, since kernel.elementary is a floor below kernel. */
    private static String floorOf(JavaClass type) {
        return FLOORS.stream()
                .filter(floor -> (type.getPackageName() + ".").startsWith("org.thalweg.core." + floor + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static boolean isElementaryFunctionOfThePlatform(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Math.class) && PLATFORM_FUNCTIONS.contains(access.getName());
    }
}
