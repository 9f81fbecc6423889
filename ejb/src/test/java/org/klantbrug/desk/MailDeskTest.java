package org.klantbrug.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.identity.Staff;
import org.klantbrug.mailbox.IncomingMail;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** An address proposes who wrote, and a person says so. */
@OnDatabase
class MailDeskTest {
  private static final NotingFixture AT = new NotingFixture();
  private static int sent;

  private final Mailbox mailbox =
      new Mailbox(
          AT.in.database,
          AT.clock,
          new WorkItems() {
            @Override
            public void open(WorkItem item) {}

            @Override
            public void answered(String kind, long id, String task, Staff staff, String outcome) {}
          },
          new Heard<>(arrived -> {}));
  private final MailDesk desk =
      new MailDesk(
          AT.in.database,
          AT.audit,
          mailbox,
          AT.desk,
          new CustomerSearch(AT.in.database),
          new ComplaintDesk(AT.in.database, AT.clock, AT.audit, new CustomerNames()),
          null,
          null);

  @AfterAll
  static void close() {
    AT.close();
  }

  @BeforeEach
  void twoShareAnAddress() {
    knownAs("A1", "alleen@klanten.example");
    knownAs("A2", "samen@klanten.example");
    knownAs("B2", "samen@klanten.example");
  }

  private static void knownAs(String key, String address) {
    AT.in.sql(
        "update customer_identity set email = '%1$s', search_email = '%1$s' where source_key = '%2$s'"
            .formatted(address, key));
  }

  private long mail(String from) {
    var key = String.format("%064d", ++sent);
    return mailbox
        .keep(
            new IncomingMail(
                key,
                null,
                List.of(),
                from,
                "Mevr. De Boer",
                "Over mijn contract",
                "Kunt u mij bellen? ${7*7}",
                List.of(),
                null,
                Instant.parse("2026-04-01T08:00:00Z"),
                false,
                false,
                new byte[] {1},
                1))
        .orElseThrow();
  }

  @Test
  void theOnlyCustomerWithTheAddressIsProposed() {
    var opened = desk.open(mail("alleen@klanten.example"), AT.adviser);

    assertThat(opened.known()).extracting(CustomerHit::partyId).containsExactly(AT.party("A1"));
    assertThat(opened.sure()).isTrue();
  }

  @Test
  void ofTwoWithOneAddressNoneIsSure() {
    var opened = desk.open(mail("samen@klanten.example"), AT.adviser);

    assertThat(opened.known()).hasSize(2);
    assertThat(opened.sure()).isFalse();
  }

  @Test
  void aContactStandsInTheTimelineAsItCame() {
    var id = mail("alleen@klanten.example");

    desk.contact(id, 0, new MailDesk.Customer(AT.party("A1"), null), AT.adviser);

    assertThat(AT.timeline("A1"))
        .filteredOn(item -> "EMAIL".equals(item.channel()) && "IN".equals(item.direction()))
        .extracting(TimelineItem::text)
        .containsExactly("Kunt u mij bellen? ${7*7}");
    assertThat(mailbox.read(id).outcome()).isEqualTo("CONTACT");
  }

  @Test
  void aContactIsOfSomebody() {
    var id = mail("niemand@klanten.example");

    assertThatThrownBy(() -> desk.contact(id, 0, new MailDesk.Customer(null, " "), AT.adviser))
        .hasMessageContaining("Choose the customer");
    assertThat(mailbox.read(id).open()).isTrue();
  }

  @Test
  void aNumberThatNobodyHasIsRefused() {
    var id = mail("niemand@klanten.example");

    assertThatThrownBy(
            () -> desk.contact(id, 0, new MailDesk.Customer(null, "no-such"), AT.adviser))
        .hasMessageContaining("No customer");
  }

  @Test
  void whatIsNotForUsNeedsAReason() {
    var id = mail("reclame@klanten.example");

    assertThatThrownBy(() -> desk.notForUs(id, 0, " ", AT.adviser)).hasMessageContaining("why");
    desk.notForUs(id, 0, "Reclame", AT.adviser);

    assertThat(mailbox.read(id).note()).isEqualTo("Reclame");
  }

  @Test
  void whoSawItBeforeAColleagueHandledItHearsSo() {
    var id = mail("reclame@klanten.example");
    desk.notForUs(id, 0, "Reclame", AT.other);

    assertThatThrownBy(() -> desk.notForUs(id, 0, "Ook", AT.adviser))
        .hasMessageContaining("already");
  }
}
