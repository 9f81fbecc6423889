package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.notice.Campaign.Kind;
import org.klantbrug.notice.Campaign.Situation;
import org.klantbrug.notice.Campaign.State;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** Words of a campaign: written, read by others, approved by two, and released once. */
@OnDatabase
class CampaignWordsTest {
  private final NoticeFixture on = new NoticeFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void ofAHundredReleasesAtOnceOneCounts() {
    on.contactPerson(on.contact, 100);
    var campaign = on.approved(Kind.ANNOUNCEMENT);
    var released = new AtomicInteger();

    try (var pool = new Pool(8)) {
      pool.all(
          100,
          () -> {
            try {
              on.campaigns.release(campaign, on.lead);
              released.incrementAndGet();
            } catch (RuleBroken already) {
              assertThat(already.key()).isEqualTo("notice.other-state");
            }
          });
    }

    assertThat(released).hasValue(1);
    assertThat(on.answered)
        .filteredOn(each -> each.equals("assignContactPersons released"))
        .hasSize(1);
  }

  @Test
  void whoWroteItNeitherJudgesNorApprovesIt() {
    var id = on.begun(Kind.ANNOUNCEMENT);
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS), on.spokesperson);
    on.campaigns.offer(id, on.version(id), on.editor);

    assertThatThrownBy(() -> on.reading.judge(id, 1, true, true, null, on.spokesperson))
        .isInstanceOfSatisfying(
            RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo("notice.own-words"));
    for (var n = 1; n <= 3; n++) {
      on.reading.judge(id, 1, true, true, null, on.staff("lezer" + n, "adviser"));
    }
    assertThatThrownBy(
            () ->
                on.reading.approve(id, 1, Reading.Side.COMMUNICATION, true, null, on.spokesperson))
        .isInstanceOfSatisfying(
            RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo("notice.own-words"));
  }

  @Test
  void whoMayJudgeItIsAskedOnceForEachText() {
    var id = on.begun(Kind.ANNOUNCEMENT);
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS), on.editor);
    var reader = on.staff("lezer", "adviser");
    assertThat(on.reading.waitingFor(reader)).isEmpty();

    on.campaigns.offer(id, on.version(id), on.editor);
    assertThat(on.reading.waitingFor(reader)).extracting(Reading.Asked::id).containsExactly(id);
    assertThat(on.reading.waitingFor(on.editor)).isEmpty();

    on.reading.judge(id, 1, true, false, "Wat is een incassant?", reader);
    assertThat(on.reading.waitingFor(reader)).isEmpty();
  }

  @Test
  void oneReaderWhoFindsItUnclearKeepsItFromGoingOn() {
    var id = on.begun(Kind.ANNOUNCEMENT);
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS), on.editor);
    on.campaigns.offer(id, on.version(id), on.editor);

    on.reading.judge(id, 1, true, false, "Wat is een incassant?", on.staff("lezer0", "adviser"));
    for (var n = 1; n <= 3; n++) {
      on.reading.judge(id, 1, true, true, null, on.staff("lezer" + n, "adviser"));
    }

    assertThat(on.campaigns.read(id).state()).isEqualTo(State.TESTING);
    on.campaigns.rewrite(id, on.version(id), on.editor);
    assertThat(on.campaigns.read(id).state()).isEqualTo(State.WRITING);
  }

  @Test
  void aFieldThatIsUnknownOrMissingIsNamed() {
    var id = on.begun(Kind.ANNOUNCEMENT);

    assertThatThrownBy(() -> on.campaigns.write(id, 0, on.words("Beste {naam}"), on.editor))
        .hasMessageContaining("{naam}");
    assertThatThrownBy(
            () -> on.campaigns.write(id, 0, on.words("Bezwaar: {objection_link}"), on.editor))
        .hasMessageContaining("{objection_link}");
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS.replace("{phone}", "")), on.editor);
    assertThatThrownBy(() -> on.campaigns.offer(id, on.version(id), on.editor))
        .hasMessageContaining("{phone}");
  }

  @Test
  void theWordsToBeginWithSayAllThatACustomerMustHear() {
    on.contactPerson(on.contact, 100);
    for (var kind : Kind.values()) {
      var id = on.begun(kind);
      var proposed =
          List.of("nl", "en").stream()
              .flatMap(
                  language ->
                      Stream.of(Situation.values())
                          .map(
                              each -> on.campaigns.proposal(on.campaigns.read(id), language, each)))
              .toList();
      on.campaigns.write(id, on.version(id), proposed, on.editor);
      on.campaigns.offer(id, on.version(id), on.editor);

      assertThat(on.campaigns.read(id).state()).isEqualTo(State.TESTING);
      assertThat(on.campaigns.texts(id))
          .allSatisfy(
              text ->
                  assertThat(on.view.example(on.campaigns.read(id), text).body())
                      .doesNotContain("{"));
    }
  }

  @Test
  void whoMakesLinksForObjectionsMakesTheirFieldKnownAndNeeded() {
    on.objections.add((identity, merger) -> "https://klant.example/bezwaar/" + identity);
    var id = on.begun(Kind.ANNOUNCEMENT);
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS), on.editor);

    assertThatThrownBy(() -> on.campaigns.offer(id, on.version(id), on.editor))
        .hasMessageContaining("{objection_link}");
    on.campaigns.write(
        id, on.version(id), on.words(NoticeFixture.WORDS + "\n{objection_link}"), on.editor);
    on.campaigns.offer(id, on.version(id), on.editor);
    assertThat(on.view.example(on.campaigns.read(id), on.campaigns.texts(id).get(0)).body())
        .endsWith("https://klant.example/bezwaar/0")
        .doesNotContain("Jan de Vries");
  }

  @Test
  void wordsWithAFieldThatLostItsValueAreNotReleased() {
    on.contactPerson(on.contact, 100);
    on.objections.add((identity, merger) -> "https://klant.example/bezwaar/" + identity);
    var id = on.approved(Kind.ANNOUNCEMENT, NoticeFixture.WORDS + "\n{objection_link}");
    on.objections.clear();

    assertThatThrownBy(() -> on.campaigns.release(id, on.lead))
        .hasMessageContaining("{objection_link}");
  }

  @Test
  void wordsFromBeforeMoneyHadToStandInThemAreNotReleased() {
    on.contactPerson(on.contact, 100);
    var id = on.approved(Kind.CORRECTION);
    withoutMoney(id);

    assertThatThrownBy(() -> on.campaigns.release(id, on.lead)).hasMessageContaining("{changes}");
  }

  @Test
  void aMessageReleasedBeforeMoneyHadToStandInItSaysWhyItTellsNobody() {
    var announced = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.sent();
    on.campaigns.stop(announced, "Alleen nog wat anders is", on.lead);
    var id = on.approved(Kind.CORRECTION);
    on.campaigns.release(id, on.lead);
    withoutMoney(id);
    on.in.sql("update wave_wave set day = day + 1");

    on.writing.goOnWithAll();

    assertThat(on.campaigns.read(id).failedNl()).contains("{changes}");
    assertThat(on.notices("B1")).containsExactly("EMAIL SENT");
  }

  private void withoutMoney(long campaign) {
    on.in.sql(
        "update notice_text set body = replace(replace(body, '{changes}', ''), '{debit}', '') where campaign_id = "
            + campaign);
  }

  /** Some threads that all begin at once. */
  private record Pool(int threads) implements AutoCloseable {
    void all(int times, Runnable work) {
      var executor = Executors.newFixedThreadPool(threads);
      try {
        var all = IntStream.range(0, times).mapToObj(n -> executor.submit(work)).toList();
        for (var each : all) {
          each.get();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        executor.shutdown();
      }
    }

    @Override
    public void close() {}
  }
}
