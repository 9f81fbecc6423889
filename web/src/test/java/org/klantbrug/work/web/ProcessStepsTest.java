package org.klantbrug.work.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.work.ProcessPicture;

/** The steps of a process in words, as the picture shows them. */
class ProcessStepsTest {
  private static final Instant T = Instant.parse("2026-05-04T08:00:00Z");
  private static final String MODEL =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">
        <startEvent id="begun"/>
        <serviceTask id="read"/>
        <boundaryEvent id="readFailed" attachedToRef="read"/>
        <exclusiveGateway id="rejects"/>
        <userTask id="resolve"/>
        <serviceTask id="carry"/>
        <boundaryEvent id="carryFailed" attachedToRef="carry"/>
        <userTask id="sign"/>
        <endEvent id="signed"/>
        <userTask id="repair"/>
        <serviceTask id="takeBack"/>
        <boundaryEvent id="takeBackFailed" attachedToRef="takeBack"/>
        <endEvent id="abandoned"/>
      </process></definitions>
      """;

  @Test
  void whatIsDoneWhatIsNowAndWhatWaits() {
    assertThat(steps(List.of("carry"), List.of("begun", "read", "readFailed", "resolve"), null))
        .containsExactly("read done", "resolve done", "carry now", "sign waiting");
  }

  @Test
  void aStepThatWasNotNeededIsPassedOver() {
    assertThat(steps(List.of("carry"), List.of("begun", "read"), null))
        .containsExactly("read done", "resolve passed-over", "carry now", "sign waiting");
  }

  @Test
  void aStepThatFailedSaysSoAndBehindItWhatPeopleDoNow() {
    assertThat(steps(List.of("repair"), List.of("begun", "readFailed"), null))
        .containsExactly(
            "read failed", "repair now", "resolve waiting", "carry waiting", "sign waiting");
  }

  @Test
  void aStepThatFailedAndWentWellThenIsDone() {
    assertThat(steps(List.of("carry"), List.of("readFailed", "repair", "read"), null))
        .containsExactly(
            "read done", "resolve passed-over", "carry now", "sign waiting", "repair done");
  }

  @Test
  void aStepThatWentWellAndFailedWhenItWasDoneOnceMoreSaysSo() {
    assertThat(steps(List.of("repair"), List.of("readFailed", "read", "sign", "carryFailed"), null))
        .containsExactly(
            "read done", "resolve passed-over", "carry failed", "repair now", "sign waiting");
  }

  @Test
  void ofTwoStepsThatFailedTheLastOneSaysWhereItIs() {
    assertThat(
            steps(
                List.of("repair"), List.of("begun", "carryFailed", "takeBack", "readFailed"), null))
        .containsExactly(
            "read failed",
            "repair now",
            "resolve waiting",
            "carry waiting",
            "sign waiting",
            "takeBack done");
  }

  @Test
  void takingBackThatFailedSaysSo() {
    assertThat(steps(List.of("repair"), List.of("read", "carry", "sign", "takeBackFailed"), null))
        .containsExactly(
            "read done",
            "resolve passed-over",
            "carry done",
            "sign done",
            "repair now",
            "takeBack failed");
  }

  @Test
  void whatIsDoneOnceMoreWaitsAgainBehindIt() {
    assertThat(steps(List.of("carry"), List.of("read", "carry", "sign"), null))
        .containsExactly("read done", "resolve passed-over", "carry now", "sign waiting");
  }

  @Test
  void ofStepsAtTheSameTimeTheFarthestSaysHowFarItIs() {
    assertThat(steps(List.of("read", "carry"), List.of("resolve"), null))
        .containsExactly("read now", "resolve done", "carry now", "sign waiting");
  }

  @Test
  void ofAProcessThatWasGivenUpNothingWaits() {
    assertThat(steps(List.of(), List.of("read", "abandoned"), T))
        .containsExactly(
            "read done", "resolve passed-over", "carry passed-over", "sign passed-over");
  }

  @Test
  void saysWhichStepsPeopleDo() {
    assertThat(ProcessSteps.of(process(List.of(), List.of(), null), ModelInWords.read(MODEL)))
        .filteredOn(ProcessSteps.Step::byPeople)
        .extracting(ProcessSteps.Step::id)
        .containsExactly("resolve", "sign");
  }

  private static List<String> steps(List<String> active, List<String> passed, Instant endedAt) {
    return ProcessSteps.of(process(active, passed, endedAt), ModelInWords.read(MODEL)).stream()
        .map(step -> step.id() + " " + step.state())
        .toList();
  }

  private static ProcessPicture.Instance process(
      List<String> active, List<String> passed, Instant endedAt) {
    return new ProcessPicture.Instance("1", "d", "p", T, endedAt, active, passed);
  }
}
