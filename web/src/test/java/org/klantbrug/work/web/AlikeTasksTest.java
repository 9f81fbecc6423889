package org.klantbrug.work.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WorkItems;

class AlikeTasksTest {
  @Test
  void onlyTasksThatReadTheSameAreToldApart() {
    var first = task(1, "doProgrammeItem", "Noord en Zuid");
    var second = task(2, "doProgrammeItem", "Noord en Zuid");
    var elsewhere = task(3, "doProgrammeItem", "Oost en West");
    var other = task(4, "approveRehearsal", "Noord en Zuid");

    assertThat(AlikeTasks.alike(List.of(first, second, elsewhere, other)))
        .containsExactly(first, second);
  }

  private static WorkItems.Line task(long id, String kind, String subject) {
    return new WorkItems.Line(
        id,
        0,
        kind,
        "programme_item",
        id,
        subject,
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
