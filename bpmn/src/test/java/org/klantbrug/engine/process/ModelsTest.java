package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What every model keeps to, so that it can be read, drawn, translated and trusted. */
class ModelsTest {
  private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)\\s*[.\\[]");
  private static final Pattern ROLE = Pattern.compile("\\('([a-z][A-Za-z]+)'\\)");
  private static final List<String> NEEDS =
      List.of("userTask", "serviceTask", "callActivity", "receiveTask", "manualTask");

  static List<Model> models() {
    return Model.all();
  }

  @Test
  void whatIsDeployedIsWhatLiesInTheFolder() {
    assertThat(models().stream().map(Model::fileName))
        .containsExactlyInAnyOrderElementsOf(
            Models.KEYS.stream().map(key -> key + ".bpmn20.xml").toList());
  }

  @ParameterizedTest
  @MethodSource("models")
  void theKeyIsTheFileName(Model model) {
    assertThat(model.elements("process")).hasSize(1);
    assertThat(model.process().getAttribute("id") + ".bpmn20.xml").isEqualTo(model.fileName());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyStepHasALabelAndAPlaceInThePicture(Model model) {
    var shapes = model.drawn("BPMNShape");
    assertThat(model.nodes())
        .isNotEmpty()
        .allSatisfy(
            node -> {
              assertThat(node.getAttribute("id")).matches("[a-z][A-Za-z0-9]+");
              assertThat(node.getAttribute("name")).as(id(node)).isNotBlank();
              assertThat(shapes).contains(id(node));
            });
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyFlowIsDrawn(Model model) {
    var edges = model.drawn("BPMNEdge");
    assertThat(model.elements("sequenceFlow"))
        .isNotEmpty()
        .allSatisfy(flow -> assertThat(edges).contains(id(flow)));
  }

  /** The engine evaluates a name, and then once more what comes out of it. */
  @ParameterizedTest
  @MethodSource("models")
  void noNameIsAnExpression(Model model) {
    assertThat(model.everything())
        .allSatisfy(
            element ->
                assertThat(element.getAttribute("name")).doesNotContain("${").doesNotContain("#{"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void onlyPeopleJobsAndOtherModelsDoTheWork(Model model) {
    assertThat(model.everything())
        .filteredOn(element -> element.getLocalName().matches(".*Task|callActivity|task"))
        .allSatisfy(element -> assertThat(NEEDS).contains(element.getLocalName()));
    assertThat(model.everything())
        .allSatisfy(
            element -> {
              var text = element.getLocalName() + " " + id(element);
              assertThat(Model.flowable(element, "type")).as(text).isEmpty();
              assertThat(Model.flowable(element, "class")).as(text).isEmpty();
              assertThat(Model.flowable(element, "expression")).as(text).isEmpty();
              assertThat(element.getLocalName()).isNotIn("script", "taskListener", "field");
            });
  }

  @ParameterizedTest
  @MethodSource("models")
  void aServiceTaskNamesABeanFromTheAllowedOnes(Model model) {
    assertThat(model.elements("serviceTask"))
        .allSatisfy(
            task ->
                assertThat(Model.flowable(task, "delegateExpression"))
                    .as(id(task))
                    .hasValueSatisfying(
                        delegate ->
                            assertThat(AllowedBeans.NAMES)
                                .contains(delegate.replaceAll("^\\$\\{|\\}$", ""))));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aConditionAsksAllowedBeansOnly(Model model) {
    assertThat(model.elements("conditionExpression"))
        .allSatisfy(
            condition -> {
              var calls = CALL.matcher(condition.getTextContent().replaceAll("'[^']*'", "''"));
              assertThat(calls.results().map(call -> call.group(1)))
                  .as(condition.getTextContent())
                  .isSubsetOf(AllowedBeans.NAMES);
            });
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyJobTaskHasAJobFileOfItsName(Model model) {
    assertThat(model.elements("serviceTask"))
        .filteredOn(task -> Model.flowable(task, "triggerable").isPresent())
        .allSatisfy(
            task -> {
              var name = RunJobDelegate.jobName(id(task));
              var file =
                  Path.of("../batch-jobs/src/main/resources/META-INF/batch-jobs", name + ".xml");
              assertThat(file).exists();
              assertThat(read(file)).contains("id=\"" + name + "\"");
            });
  }

  /** A job that fails must end up with a person, never in silence. */
  @ParameterizedTest
  @MethodSource("models")
  void everyJobTaskSaysWhatHappensWhenItFails(Model model) {
    var guarded =
        model.elements("boundaryEvent").stream()
            .filter(
                event -> event.getElementsByTagNameNS("*", "errorEventDefinition").getLength() == 1)
            .map(event -> event.getAttribute("attachedToRef"))
            .toList();

    assertThat(model.elements("serviceTask").stream().map(ModelsTest::id)).isSubsetOf(guarded);
  }

  /**
   * The list of steps takes their order from the file: the steps of a process that goes well first,
   * up to its first end; behind it those for when things go wrong.
   */
  @ParameterizedTest
  @MethodSource("models")
  void theStepsStandInTheOrderOfTheWayToTheFirstEndAndOnlyThenThoseForWhenThingsGoWrong(
      Model model) {
    var order = model.nodes().stream().map(ModelsTest::id).toList();
    var end = id(model.elements("endEvent").get(0));
    var steps =
        model.nodes().stream()
            .filter(node -> NEEDS.contains(node.getLocalName()))
            .map(ModelsTest::id)
            .toList();
    var ways = ways(model, List.of(id(model.elements("startEvent").get(0))), end);

    assertThat(ways)
        .isNotEmpty()
        .allSatisfy(
            way -> assertThat(way.stream().filter(steps::contains).map(order::indexOf)).isSorted());
    assertThat(ways.stream().flatMap(List::stream).filter(steps::contains).distinct())
        .containsExactlyInAnyOrderElementsOf(
            steps.stream().filter(step -> order.indexOf(step) < order.indexOf(end)).toList());
  }

  /** The ways on to an element that go through none twice, and through no failing. */
  private static List<List<String>> ways(Model model, List<String> sofar, String end) {
    var last = sofar.get(sofar.size() - 1);
    return last.equals(end)
        ? List.of(sofar)
        : model.elements("sequenceFlow").stream()
            .filter(flow -> flow.getAttribute("sourceRef").equals(last))
            .map(flow -> flow.getAttribute("targetRef"))
            .filter(next -> !sofar.contains(next))
            .flatMap(
                next ->
                    ways(model, Stream.concat(sofar.stream(), Stream.of(next)).toList(), end)
                        .stream())
            .toList();
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyTaskForPeopleHasARoleAndAnswers(Model model) {
    var roles = roles();
    assertThat(model.elements("userTask"))
        .isNotEmpty()
        .allSatisfy(
            task -> {
              assertThat(Model.flowable(task, "candidateGroups"))
                  .as(id(task))
                  .hasValueSatisfying(role -> assertThat(roles).contains(role));
              assertThat(Model.outcomes(task)).as(id(task)).isNotEmpty().doesNotHaveDuplicates();
            });
  }

  /**
   * An answer that no gateway asks about is fine once; a gateway must not ask for one that is not
   * there.
   */
  @ParameterizedTest
  @MethodSource("models")
  void conditionsAskOnlyForAnswersThatCanBeGiven(Model model) {
    var answers = new TreeSet<String>();
    model.elements("userTask").forEach(task -> answers.addAll(Model.outcomes(task)));
    var asked = Pattern.compile("[oO]utcome\\s*==\\s*'([^']*)'");
    assertThat(model.elements("conditionExpression"))
        .allSatisfy(
            condition ->
                assertThat(
                        asked
                            .matcher(condition.getTextContent())
                            .results()
                            .map(found -> found.group(1)))
                    .isSubsetOf(answers));
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatPeopleAreAskedHasWordsInBothLanguages(Model model) {
    for (var language : List.of("", "_nl")) {
      var texts = texts(language);
      for (var task : model.elements("userTask")) {
        assertThat(texts).containsKeys("step." + id(task), "work.ask." + id(task));
        Model.outcomes(task).forEach(each -> assertThat(texts).containsKey("outcome." + each));
      }
    }
  }

  /** The picture and the lists call every element by the language bundles, by its id. */
  @ParameterizedTest
  @MethodSource("models")
  void everythingWithANameHasOneInBothLanguages(Model model) {
    for (var language : List.of("", "_nl")) {
      var texts = texts(language);
      assertThat(model.everything())
          .filteredOn(element -> element.hasAttribute("name") && element.hasAttribute("id"))
          .filteredOn(
              element ->
                  "http://www.omg.org/spec/BPMN/20100524/MODEL".equals(element.getNamespaceURI()))
          .isNotEmpty()
          .allSatisfy(
              element -> {
                var family = element.getLocalName().equals("process") ? "process.model." : "step.";
                assertThat(texts.getProperty(family + id(element)))
                    .as(family + id(element) + " in messages" + language)
                    .isNotBlank();
              });
    }
  }

  private static Properties texts(String language) {
    var texts = new Properties();
    var file =
        Path.of("../web/src/main/resources/org/klantbrug/web/messages" + language + ".properties");
    try (var in = Files.newBufferedReader(file)) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static TreeSet<String> roles() {
    var found = new TreeSet<String>();
    var script = resource("/db/migration/V005__roles_and_permissions.sql");
    var matcher = ROLE.matcher(script.substring(0, script.indexOf(';')));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String resource(String path) {
    try (var in = ModelsTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(Element element) {
    return element.getAttribute("id");
  }
}
