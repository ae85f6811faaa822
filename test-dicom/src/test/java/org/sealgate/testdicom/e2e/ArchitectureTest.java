package org.sealgate.testdicom.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which module may know of which. */
class ArchitectureTest {
  /** Every module with those it may depend on. */
  private static final Map<String, Set<String>> ALLOWED =
      new TreeMap<>(
          Map.of(
              "dimse", Set.of(),
              "vault", Set.of(),
              "chain", Set.of(),
              "inference", Set.of("dimse"),
              "scp", Set.of("dimse", "vault", "chain", "inference"),
              "testdicom", Set.of("dimse", "vault", "chain", "inference", "scp")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sealgate");

  static Set<String> modules() {
    return ALLOWED.keySet();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void module_shouldDependOnlyOnWhatItMayKnow(String module) {
    String[] known =
        ALLOWED.getOrDefault(module, Set.of()).stream()
            .map(ArchitectureTest::packages)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(packages(module))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.sealgate..")
                .and(not(resideInAPackage(packages(module))))
                .and(known.length == 0 ? always() : not(resideInAnyPackage(known))))
        .because("of the dependencies between modules that were agreed on")
        .check(CLASSES);
  }

  @Test
  void modules_shouldBeAllThereAre() {
    Map<String, Integer> found = new TreeMap<>();
    for (JavaClass each : CLASSES) {
      found.merge(each.getPackageName().split("\\.", -1)[2], 1, Integer::sum);
    }
    assertThat(found.keySet()).isEqualTo(ALLOWED.keySet());
  }

  @Test
  void web3j_shouldBeKnownToOnePackageOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.sealgate.chain.ethereum")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.web3j..")
        .check(CLASSES);
  }

  @Test
  void sqlAndOnnx_shouldStayInTheirModules() {
    noClasses()
        .that()
        .resideOutsideOfPackage(packages("vault"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..", "org.flywaydb..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(packages("inference"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void packages_shouldHaveNoCycles(String module) {
    slices()
        .matching("org.sealgate." + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void packages_shouldBeNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .and()
        .resideInAPackage("org.sealgate..")
        .should()
        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
        .check(CLASSES);
  }

  private static String packages(String module) {
    return "org.sealgate." + module + "..";
  }

  private static DescribedPredicate<JavaClass> always() {
    return DescribedPredicate.alwaysTrue();
  }
}
