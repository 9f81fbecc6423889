package org.klantbrug.work.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WorkItems;

/** A task leads to the pages of its subject and of what it asks. */
class WorkSubjectsTest {
  static List<WorkSubjects.Way> ways() {
    return WorkSubjects.WAYS;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyWayLeadsToAPageThatIsThere(WorkSubjects.Way way) {
    assertThat(Path.of("src/main/webapp" + way.page() + ".xhtml")).exists();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyButtonSaysWhereItLeadsInBothLanguages(WorkSubjects.Way way) {
    for (var language : List.of(Locale.ENGLISH, Locale.forLanguageTag("nl"))) {
      var texts = ResourceBundle.getBundle("org.klantbrug.web.messages", language);

      assertThat(texts.containsKey(way.words())).as(way.words() + " in " + language).isTrue();
    }
  }

  @Test
  void aTaskLeadsToItsSubjectAndToWhatItAsksFor() {
    assertThat(WorkSubjects.of(task("reviewMatches", "run")))
        .extracting(WorkDoors.Door::address)
        .containsExactly("/merger?run=12", "/merger-model?run=12", "/merger-pairs?run=12");
  }

  @Test
  void aPageOfAllSubjectsIsNotAskedForOne() {
    assertThat(WorkSubjects.of(task("decideRetention", "retention")))
        .containsExactly(new WorkDoors.Door("/retention", "", "work.to-retention", true));
  }

  @Test
  void aTaskAboutAnObjectionIsAnsweredThereUnlessItOnlyAsksToRead() {
    assertThat(WorkSubjects.of(task("assessObjection", "objection")))
        .allMatch(WorkDoors.Door::answers);
    assertThat(WorkSubjects.of(task("readMoreOfObjection", "objection")))
        .hasSize(1)
        .noneMatch(WorkDoors.Door::answers);
  }

  @Test
  void aTaskThatNobodyKnowsLeadsNowhere() {
    assertThat(WorkSubjects.of(task("lookOut", "window"))).isEmpty();
  }

  private static WorkItems.Line task(String kind, String subject) {
    return new WorkItems.Line(
        1,
        0,
        kind,
        subject,
        12,
        "",
        "adviser",
        null,
        List.of(),
        "OPEN",
        null,
        null,
        null,
        null,
        Priority.NORMAL,
        null,
        null,
        null,
        null,
        false,
        true,
        null,
        null,
        null,
        null);
  }
}
