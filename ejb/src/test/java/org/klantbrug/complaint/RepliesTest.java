package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** What a customer says of his complaint is kept once, and read by somebody. */
@OnDatabase
class RepliesTest {
  private static final String STORY = "<script>alert(1)</script> ${7*7} '; --\r\nNog steeds niets";

  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));

  private static Words words(String key) {
    return new Words(key, Channel.EMAIL, STORY, false);
  }

  @Test
  void isKeptAsItWasWrittenAndAsksToBeRead() {
    var id = at.received();

    assertThat(at.intake.customerReplied(id, words("mail-1"))).isTrue();

    var event = at.desk.look(id, at.adviser).events().get(0);
    assertThat(event.kind()).isEqualTo("customerReplied");
    assertThat(event.how()).isEqualTo("EMAIL");
    assertThat(event.words()).isEqualTo(STORY);
    assertThat(event.who()).isNull();
    assertThat(at.asked).endsWith("readReply is asked");
    assertThat(at.audit.about(Complaints.SUBJECT, id, 1).get(0).actor()).isEqualTo("customer");
  }

  /** Who handles it may be ill: the page offers the button to everybody who handles complaints. */
  @Test
  void aColleagueOfWhoHandlesItMayReadItToo() {
    var id = at.investigated();
    at.intake.customerReplied(id, words("mail-1"));

    at.complaints.replyRead(id, at.version(id), at.lead);

    assertThat(at.complaints.replyWaits(id)).isFalse();
    assertThatThrownBy(() -> at.complaints.replyRead(id, at.version(id), at.lead))
        .hasMessageContaining("not asked for now");
  }

  @Test
  void sentTwiceIsThereOnce() {
    var id = at.received();
    at.intake.customerReplied(id, words("mail-1"));

    assertThat(at.intake.customerReplied(id, words("mail-1"))).isFalse();

    assertThat(at.desk.look(id, at.adviser).events()).hasSize(2);
  }

  @Test
  void manyAreReadAtOnceAndTheNextAsksAgain() {
    var id = at.received();
    at.intake.customerReplied(id, words(null));
    at.intake.customerReplied(id, words(null));
    assertThat(at.complaints.replyWaits(id)).isTrue();

    at.complaints.replyRead(id, at.version(id), at.adviser);
    assertThat(at.complaints.replyWaits(id)).isFalse();
    at.intake.customerReplied(id, words(null));

    assertThat(at.asked)
        .containsSubsequence("readReply is asked", "readReply: read", "readReply is asked")
        .filteredOn(each -> each.equals("readReply is asked"))
        .hasSize(2);
  }

  @Test
  void whoReadTheFirstHasNotReadTheSecond() {
    var id = at.received();
    at.intake.customerReplied(id, words(null));
    var seen = at.version(id);
    at.intake.customerReplied(id, new Words(null, Channel.EMAIL, "Laat maar", true));

    assertThatThrownBy(() -> at.complaints.replyRead(id, seen, at.adviser))
        .hasMessageContaining("colleague");
    assertThat(at.complaints.replyWaits(id)).isTrue();
  }

  @Test
  void canComeWhenTheComplaintIsOver() {
    var id = at.received();
    at.complaints.withdraw(id, at.version(id), "Toch niet", at.adviser);

    assertThat(at.intake.customerReplied(id, words(null))).isTrue();
    assertThat(at.stage(id)).isEqualTo(Stage.WITHDRAWN);
  }

  @Test
  void aWishToWithdrawEndsNothingByItself() {
    var id = at.received();

    at.intake.customerReplied(id, new Words(null, Channel.WEB_APP, "Laat maar", true));

    assertThat(at.stage(id)).isEqualTo(Stage.ASSESSMENT);
    assertThat(at.desk.look(id, at.adviser).events().get(0).kind()).isEqualTo("withdrawalAsked");
  }

  @Test
  void nothingSaidIsRefused() {
    var id = at.received();

    assertThatThrownBy(
            () -> at.intake.customerReplied(id, new Words(null, Channel.EMAIL, " \n", false)))
        .hasMessageContaining("Write what you want to say");
  }

  @Test
  void aComplaintFromTheCustomerHimselfIsRegisteredByNobody() {
    var id = at.intake.receiveFromCustomer(ComplaintFixture.anonymous("form-1", "Zelf geschreven"));

    assertThat(
            at.intake.receiveFromCustomer(ComplaintFixture.anonymous("form-1", "Zelf geschreven")))
        .isEqualTo(id);
    assertThat(at.desk.look(id, at.adviser).complaint().registeredBy()).isNull();
    assertThat(at.clocks.of(ComplaintClocks.SUBJECT, id)).hasSize(2);
  }
}
