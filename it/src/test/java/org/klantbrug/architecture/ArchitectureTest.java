package org.klantbrug.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The code is cut as the picture says, and each technology has one home. */
class ArchitectureTest {
  private static final String ROOT = "org.klantbrug.";

  private static Map<String, JavaClasses> modules;
  private static JavaClasses all;

  @BeforeAll
  static void readWhatWasCompiled() {
    modules = Modules.classes();
    all = Modules.allClasses();
  }

  @Test
  void contextsUseOnlyWhatTheTableAllows() {
    var broken = new TreeSet<String>();
    for (var user : all) {
      for (var dependency : user.getDirectDependenciesFromSelf()) {
        var used = dependency.getTargetClass().getBaseComponentType();
        if (isOurs(used) && !mayUse(part(user), part(used))) {
          broken.add(user.getFullName() + " uses " + used.getFullName());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean mayUse(String user, String used) {
    var edge = Contexts.edgeOf(used);
    var withinOneTechnology = edge.isEmpty() || edge.equals(Contexts.edgeOf(user));
    return isTool(user) || withinOneTechnology && Contexts.allows(user, Contexts.contextOf(used));
  }

  /** The command line is cut by command, not by context, and may use the core of every context. */
  private static boolean isTool(String part) {
    return Contexts.contextOf(part).equals("cli");
  }

  @Test
  void everyContextStandsInTheTable() {
    var contexts =
        all.stream()
            .filter(ArchitectureTest::isOurs)
            .map(type -> Contexts.contextOf(part(type)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(Contexts.known()).containsAll(contexts);
  }

  @Test
  void contextsDoNotGoRoundInCircles() {
    slices().assignedFrom(new ContextAndEdge()).should().beFreeOfCycles().check(all);
  }

  /** A context's core, and each of its edges, by itself; a context may have inner parts. */
  private static final class ContextAndEdge implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return isOurs(type)
          ? SliceIdentifier.of(Contexts.contextOf(part(type)), Contexts.edgeOf(part(type)))
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "contexts and their edges";
    }
  }

  @Test
  void noPackageSpansTwoModules() {
    var homes = new TreeMap<String, Set<String>>();
    modules.forEach(
        (module, classes) ->
            classes.forEach(
                type ->
                    homes
                        .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                        .add(module)));

    assertThat(homes).allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
  }

  @Test
  void aPackageIsNamedForWhatItIsAboutAndItsModule() {
    var edges = Map.of("batch-jobs", "batch", "bpmn", "process", "web", "web");
    edges.forEach(
        (module, edge) ->
            modules
                .getOrDefault(module, all.that(describe("none", type -> false)))
                .forEach(
                    type ->
                        assertThat(Contexts.edgeOf(part(type)))
                            .as(type.getFullName())
                            .isEqualTo(edge)));
    modules
        .get("ejb")
        .forEach(type -> assertThat(Contexts.edgeOf(part(type))).as(type.getFullName()).isEmpty());
  }

  @Test
  void noPackageIsADrawerForAnything() {
    var drawers = List.of("util", "utils", "common", "helper", "impl", "dto", "manager");

    assertThat(all)
        .allSatisfy(
            type ->
                assertThat(Arrays.asList(type.getPackageName().split("\\.")))
                    .as(type.getFullName())
                    .doesNotContainAnyElementsOf(drawers));
  }

  @Test
  void sqlAndPersistenceLiveInTheBusinessModuleOnly() {
    // The command line's server package makes roles and schema before there is an application.
    for (var module : List.of("batch-jobs", "bpmn", "web", "cli")) {
      if (modules.containsKey(module)) {
        noClasses()
            .that(resideOutsideOfPackage("org.klantbrug.cli.server.."))
            .should()
            .dependOnClassesThat(isSql())
            .allowEmptyShould(true)
            .check(modules.get(module));
      }
    }
  }

  /** What went wrong may be told apart by anyone: exceptions are not SQL. */
  private static DescribedPredicate<JavaClass> isSql() {
    return resideInAnyPackage(
            "jakarta.persistence..", "java.sql..", "org.jdbi..", "org.postgresql..")
        .and(describe("is no exception", type -> !type.getSimpleName().endsWith("Exception")));
  }

  @Test
  void theEngineIsKnownInProcessesOnly() {
    only("org.klantbrug..process..", "org.klantbrug.cli.server..", "org.flowable..");
  }

  @Test
  void batchIsKnownInJobsOnly() {
    only("org.klantbrug..batch..", "org.klantbrug..batch..", "jakarta.batch..");
  }

  @Test
  void pagesAndRestAreKnownInTheWebOnly() {
    only("org.klantbrug..web..", "org.klantbrug..web..", "jakarta.faces..");
    only("org.klantbrug..web..", "org.klantbrug..web..", "jakarta.ws.rs..");
  }

  /** Else a task could be done by the answer alone, and its subject would wait for it for ever. */
  @Test
  void whoSaysThatATaskWasDoneRefusesTheAnswerAlone() {
    var says = contextsThatUse("org.klantbrug.work.WorkItems", "answered");

    assertThat(says).hasSizeGreaterThan(2);
    assertThat(contextsThatUse("org.klantbrug.work.WorkItemCompleting", "item")).containsAll(says);
  }

  private static Set<String> contextsThatUse(String type, String method) {
    return all.stream()
        .flatMap(user -> user.getMethodCallsFromSelf().stream())
        .filter(call -> call.getTargetOwner().getFullName().equals(type))
        .filter(call -> call.getName().equals(method))
        .map(call -> Contexts.contextOf(part(call.getOriginOwner())))
        .filter(context -> !context.equals("work"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void only(String home, String second, String technology) {
    noClasses()
        .that(resideOutsideOfPackage(home).and(resideOutsideOfPackage(second)))
        .should()
        .dependOnClassesThat(resideInAPackage(technology))
        .check(all);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  /** {@code merger.web} of {@code org.klantbrug.merger.web.MergerPage}. */
  private static String part(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }
}
