package org.klantbrug.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatContactsTest {
  private static final Instant NOW = Instant.parse("2026-05-20T10:00:00Z");
  private static final Duration A_WEEK = Duration.ofDays(7);

  @Test
  void threeContactsAboutABillEachWithinAWeekAreOneMatterWithAllItsMinutes() {
    var repeats = of(asked("BILL", 1, 11, 6), asked("BILL", 2, 16, 6), asked("BILL", 3, 19, 4));

    assertThat(repeats)
        .containsExactly(
            new RepeatContact("BILL", 3, 8, 16, Instant.parse("2026-05-19T10:00:00Z")));
  }

  @Test
  void aContactOfLongerAgoDoesNotBelongToIt() {
    assertThat(of(asked("BILL", 1, 1, 6), asked("BILL", 2, 16, 6), asked("BILL", 3, 19, 4)))
        .extracting(RepeatContact::contacts, RepeatContact::minutes)
        .containsExactly(tuple(2L, 10));
  }

  @Test
  void twoQuestionsInOneContactAreNoRepeat() {
    assertThat(of(asked("BILL", 3, 19, 4), asked("BILL", 3, 19, 5))).isEmpty();
  }

  @Test
  void anotherTopicIsAnotherMatter() {
    assertThat(of(asked("BILL", 1, 18, 4), asked("MOVING", 2, 19, 5))).isEmpty();
  }

  @Test
  void whatLiesFurtherBackThanTheTermIsOverAndDone() {
    assertThat(of(asked("BILL", 1, 10, 4), asked("BILL", 2, 12, 5))).isEmpty();
  }

  private static List<RepeatContact> of(RepeatContacts.Asked... asked) {
    return RepeatContacts.of(List.of(asked), A_WEEK, NOW);
  }

  private static RepeatContacts.Asked asked(String topic, long contact, int day, int minutes) {
    return new RepeatContacts.Asked(
        topic, contact, Instant.parse("2026-05-%02dT10:00:00Z".formatted(day)), minutes);
  }
}
