package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** Letters count once they are at the post; mail and letters that come back are followed. */
@OnDatabase
class NoticeLettersTest {
  private final NoticeFixture on = new NoticeFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void whoLikesLettersGetsOneThatCountsOnceItIsAtThePost() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();

    var batch = on.batches.of(campaign).get(0);
    var letter = on.batches.print(batch.id(), on.lead).get(0);

    assertThat(letter.address()).isEqualTo("Jan de Vries\nDorpsstraat 12\n1011AB  Ede");
    assertThat(on.notices("B1")).containsExactly("LETTER WAITING");
    on.batches.posted(batch.id(), on.clock.today(), on.lead);
    assertThat(on.notices("B1")).containsExactly("LETTER SENT");
    assertThat(on.in.number("select count(*) from contact_contact where channel = 'LETTER'"))
        .isEqualTo(1);
    assertThatThrownBy(() -> on.batches.posted(batch.id(), on.clock.today(), on.lead))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void whatWasNotHandedOverOfAStoppedMessageIsNotSent() {
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();

    on.campaigns.stop(campaign, "De dag klopt niet", on.lead);

    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED");
    assertThat(on.in.text("select state from outbound_message where subject_kind = 'campaign'"))
        .isEqualTo("DROPPED");
    assertThat(on.in.number("select count(*) from notice_event where kind = 'STOPPED'"))
        .isEqualTo(1);
  }

  @Test
  void lettersThatWereOnPaperBeforeTheStopCountIfTheyWentToThePost() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    var batch = on.batches.of(campaign).get(0).id();
    on.batches.print(batch, on.lead);
    on.campaigns.stop(campaign, "De dag klopt niet", on.lead);

    on.batches.posted(batch, on.clock.today(), on.lead);

    assertThat(on.notices("B1")).containsExactly("LETTER SENT");
    assertThat(on.in.number("select count(*) from contact_contact where channel = 'LETTER'"))
        .isEqualTo(1);
  }

  @Test
  void lettersThatWereStoppedBeforeAnybodyPrintedThemDoNotCount() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.campaigns.stop(campaign, "De dag klopt niet", on.lead);

    on.batches.posted(on.batches.of(campaign).get(0).id(), on.clock.today(), on.lead);

    assertThat(on.notices("B1")).containsExactly("LETTER STOPPED");
  }

  @Test
  void mailThatBouncedGoesByLetterAndALetterThatCameBackStopsItsAccount() {
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    var notice = on.in.number("select id from notice_notice limit 1");
    on.bounced(notice);
    assertThat(on.notices("B1")).containsExactly("LETTER WAITING");

    on.in.sql("update notice_campaign set looked_at = null");
    on.work();
    on.batches.posted(on.batches.of(campaign).get(0).id(), on.clock.today(), on.lead);
    on.returned.cameBack(on.in.merger, ReturnedNotices.number(notice), on.lead);

    assertThat(on.stops("C1")).containsExactly("G02_NOTICE_RETURNED");
    assertThat(on.asked).extracting(item -> item.kind()).contains("findAddress");
    assertThat(on.in.texts("select kind from notice_event order by id"))
        .containsExactly("WRITTEN", "BOUNCED", "BY_LETTER", "POSTED", "RETURNED");
  }
}
