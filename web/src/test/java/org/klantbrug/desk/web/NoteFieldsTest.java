package org.klantbrug.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.klantbrug.contact.NewQuestion;
import org.klantbrug.contact.Noting;

/** What a note form holds, as what it means. */
class NoteFieldsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T08:20:00Z");
  private static final UUID KEY = UUID.randomUUID();

  @Test
  void minutesThatAreLeftOpenShareTheTimeSinceTheContactBegan() {
    var what =
        wrapUp(
            Map.of(
                "startedAt", "2026-05-04T10:00",
                "asked-1", "Een",
                "asked-2", "Twee",
                "asked-3", "Drie",
                "minutes-3", "7"));

    assertThat(what.contact().startedAt()).isEqualTo("2026-05-04T08:00:00Z");
    assertThat(what.contact().questions())
        .extracting(NewQuestion::minutes)
        .containsExactly(10, 10, 7);
  }

  @Test
  void aContactOfYesterdayDoesNotSayHowLongAQuestionTook() {
    assertThat(
            wrapUp(Map.of("startedAt", "2026-05-03T10:00", "asked-1", "Een")).contact().questions())
        .extracting(NewQuestion::minutes)
        .containsExactly((Integer) null);
  }

  @Test
  void minutesThatAreNoNumberAreWrongAndNotLeftOut() {
    assertThat(wrapUp(Map.of("asked-1", "Een", "minutes-1", "tien")).contact().questions())
        .extracting(NewQuestion::minutes)
        .containsExactly(-1);
  }

  @Test
  void aPromiseIsOfWhoIsChosen() {
    assertThat(wrapUp(Map.of("promise", "Belt", "promiseDue", "2026-05-06")).promise())
        .satisfies(
            promise -> {
              assertThat(promise.ownerId()).isNull();
              assertThat(promise.ownerRole()).isNull();
              assertThat(promise.dueOn()).isEqualTo(LocalDate.parse("2026-05-06"));
            });
    assertThat(wrapUp(Map.of("promiseOwner", "staff:12")).promise().ownerId()).isEqualTo(12);
    assertThat(wrapUp(Map.of("promiseOwner", "role:adviser")).promise().ownerRole())
        .isEqualTo("adviser");
    assertThat(wrapUp(Map.of()).promise().isBlank()).isTrue();
  }

  @Test
  void whatIsChosenGoesBeforeWhatFollowsFromTheProduct() {
    assertThat(new NoteFields(Map.of()).wrapUp(KEY, null, 7L, NOW).contact().identityId())
        .isEqualTo(7);
    assertThat(
            new NoteFields(Map.of("identity", "9"))
                .wrapUp(KEY, null, 7L, NOW)
                .contact()
                .identityId())
        .isEqualTo(9);
  }

  @Test
  void whatCannotBeReadIsSaidInWords() {
    assertThatThrownBy(() -> wrapUp(Map.of("startedAt", "gisteren")))
        .hasMessageContaining("start of the contact");
    assertThatThrownBy(() -> wrapUp(Map.of("promiseDue", "morgen"))).hasMessageContaining("day");
  }

  @Test
  void asManyQuestionsAreShownAsAreFilledIn() {
    assertThat(new NoteFields(Map.of()).questions()).isEqualTo(1);
    assertThat(new NoteFields(Map.of("behind-3", "x")).questions()).isEqualTo(3);
  }

  @Test
  void whoOnlyChoseSomethingHasTypedNothing() {
    assertThat(new NoteFields(Map.of("contactChannel", "PHONE", "topic-1", "BILL")).isBlank())
        .isTrue();
    assertThat(new NoteFields(Map.of("promise", "Belt")).isBlank()).isFalse();
  }

  @Test
  void onlyFieldsOfTheFormAreRead() {
    var sent = new HashMap<>(Map.of("asked-1", "Een", "asked-11", "Elf", "key", "x"));

    assertThat(NoteFields.read(name -> sent.getOrDefault(name, "")).typed())
        .containsOnlyKeys("asked-1");
  }

  private static Noting.WrapUp wrapUp(Map<String, String> typed) {
    return new NoteFields(typed).wrapUp(KEY, null, null, NOW);
  }
}
