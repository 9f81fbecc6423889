package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.flowable.common.engine.api.FlowableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.OnDatabase;

/** A model can name the allowed beans and nothing else, whatever stands in its expressions. */
@OnDatabase
class SafeExpressionsTest {
  private static TestEngine engine;

  @BeforeAll
  static void start() {
    engine = new TestEngine();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${''.getClass() != null}",
        "${''.class != null}",
        "${''.getClass().forName('java.lang.Runtime') != null}",
        "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null) !="
            + " null}",
        "${migrationRunFacts.getClass() != null}",
        "${migrationRunFacts.class.classLoader != null}",
        "${migrationRunFacts['class'] != null}",
        "${execution.getEngineServices() != null}",
        "${execution.processInstanceId != null}",
        "${execution.setVariable('a', 'b') == null}",
        "${foreign.reach()}",
        "${runtimeService.createProcessInstanceQuery().count() > 0}",
        "${text.length() > 0}",
        "${text.bytes != null}"
      })
  void refusesWhatIsNotAllowed(String expression) {
    deploy(expression);

    assertThatThrownBy(SafeExpressionsTest::run).isInstanceOf(FlowableException.class);
    assertThat(engine.foreign.reached).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${text == 'plain'}",
        "${!migrationRunFacts.hasRejects(runId)}",
        "${runId == 7 && text != 'other'}"
      })
  void answersWhatModelsAsk(String expression) {
    deploy(expression);

    assertThat(run()).isTrue();
  }

  @Test
  void comparesTextThatLooksLikeCodeAsText() {
    deploy("${text == 'plain'}");

    var process =
        engine
            .engine
            .getRuntimeService()
            .startProcessInstanceByKey(
                "question", Map.of("runId", 7L, "text", "${foreign.reach() ? 'plain' : 'plain'}"));

    assertThat(engine.foreign.reached).isFalse();
    assertThat(activity(process.getId())).isEqualTo("no");
  }

  private static boolean run() {
    var process =
        engine
            .engine
            .getRuntimeService()
            .startProcessInstanceByKey("question", Map.of("runId", 7L, "text", "plain"));
    return activity(process.getId()).equals("yes");
  }

  private static String activity(String processId) {
    return engine
        .engine
        .getTaskService()
        .createTaskQuery()
        .processInstanceId(processId)
        .singleResult()
        .getTaskDefinitionKey();
  }

  private static void deploy(String condition) {
    engine
        .engine
        .getRepositoryService()
        .createDeployment()
        .addString(
            "question.bpmn20.xml",
            """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test">
              <process id="question" name="Question" isExecutable="true">
                <startEvent id="start"/>
                <sequenceFlow id="a" sourceRef="start" targetRef="asked"/>
                <exclusiveGateway id="asked" default="c"/>
                <sequenceFlow id="b" sourceRef="asked" targetRef="yes">
                  <conditionExpression xsi:type="tFormalExpression"><![CDATA[%s]]></conditionExpression>
                </sequenceFlow>
                <sequenceFlow id="c" sourceRef="asked" targetRef="no"/>
                <userTask id="yes" name="Yes"/>
                <userTask id="no" name="No"/>
              </process>
            </definitions>
            """
                .formatted(condition))
        .deploy();
  }
}
