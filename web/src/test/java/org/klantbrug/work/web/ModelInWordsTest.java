package org.klantbrug.work.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelInWordsTest {
  private static final String MODEL =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:f="http://flowable.org/bpmn">
        <process id="run"><userTask id="sign" name="Sign"><extensionElements><f:value id="signed" name="signed"/></extensionElements></userTask>
        <sequenceFlow id="quiet" sourceRef="sign" targetRef="sign"/></process>
      </definitions>""";

  @Test
  void aNamedElementIsCalledAsTheReaderCallsIt() {
    var dutch = ModelInWords.of(MODEL, Map.of("sign", "Teken <de> aansluiting")::get);

    assertThat(dutch)
        .contains("name=\"Teken &lt;de&gt; aansluiting\"")
        .doesNotContain("name=\"Sign\"")
        .contains("name=\"signed\"");
  }

  @Test
  void aModelThatReachesOutsideIsRefused() {
    var reaching = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>";

    assertThatThrownBy(() -> ModelInWords.of(reaching, id -> id))
        .isInstanceOf(IllegalStateException.class);
  }
}
