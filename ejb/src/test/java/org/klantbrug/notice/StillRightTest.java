package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** What is not right any more when its turn comes is not sent, and is written anew. */
@OnDatabase
class StillRightTest {
  private final NoticeFixture on = new NoticeFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void mailToWhoDiedSinceIsNotSentAndOneThatWasStoppedKeepsNobodyFromHearing() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    assertThat(objection()).isEmpty();
    on.circumstance("DECEASED");

    assertThat(objection()).contains("noticeNotRight");
    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED");

    on.circumstance("NONE");
    on.in.sql("update outbound_message set state = 'DROPPED'");
    on.in.sql("update notice_campaign set looked_at = null");
    on.work();
    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED", "EMAIL WAITING");
  }

  @Test
  void aLetterThatNamesAnotherDayThanTheWaveIsNotPrintedAndWrittenAnew() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    var member = on.in.number("select id from wave_member where account_key = 'C1'");
    var version = (int) on.in.number("select version from wave_member where account_key = 'C1'");
    on.moves.move(member, version, false, "Op verzoek van de klant", on.lead);

    assertThat(on.batches.print(on.batches.of(campaign).get(0).id(), on.lead)).isEmpty();
    on.on(on.sendBy("C1"));
    on.work();

    assertThat(on.notices("B1")).containsExactly("LETTER STOPPED", "LETTER WAITING");
    assertThat(on.batches.print(on.batches.of(campaign).get(0).id(), on.lead)).hasSize(1);
  }

  @Test
  void mailThatBouncedGoesByNoLetterToWhoHidesHisAddressNorAfterTheLastDay() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    var notice = on.in.number("select id from notice_notice limit 1");
    on.circumstance("SECRET_ADDRESS");

    on.bounced(notice);
    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED");

    on.circumstance("NONE");
    on.in.sql("update notice_notice set state = 'WAITING'");
    on.on(on.sendBy("C1").plusDays(1));
    on.bounced(notice);
    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED");
  }

  private Optional<String> objection() {
    return on.database.inTransaction(
        handle ->
            on.mailed.objection(
                handle,
                on.messages
                    .byMessageIds(handle, on.in.texts("select message_id from outbound_message"))
                    .orElseThrow()));
  }
}
