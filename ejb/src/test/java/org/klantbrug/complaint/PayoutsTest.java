package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.SmallTakeover;

/** What a customer was granted is paid, once, by somebody else, and leaves a trace. */
@OnDatabase
class PayoutsTest {
  private static final String IBAN = "NL91ABNA0417164300";

  private final SmallTakeover takeover = SmallTakeover.live();
  private final ComplaintFixture at = new ComplaintFixture(takeover.in.database);
  private final DuePayouts waiting = new DuePayouts(at.database, at.clock, at.audit);
  private final PayoutLists lists = new PayoutLists(at.database, at.clock, at.audit);
  private final Payouts payouts = new Payouts(at.database, waiting, at.clock, at.audit);
  private final Staff finance =
      new Staff(
          takeover.in.finance, "finance", "Frits", "nl", false, null, Set.of("finance"), Set.of());

  @AfterEach
  void close() {
    takeover.in.close();
  }

  private long granted(String customer) {
    var identity =
        takeover.in.number(
            "select id from customer_identity where source_key = '%s'".formatted(customer));
    takeover.in.sql("update customer_identity set iban = '%s'".formatted(IBAN));
    takeover.in.sql("update customer_party set iban = '%s'".formatted(IBAN));
    var id =
        at.intake.receive(
            new NewComplaint(
                null, identity, null, Channel.PHONE, null, "Ik wacht", null, null, null, null),
            at.adviser);
    takeover.in.sql(
        """
        insert into complaint_leniency (complaint_id, amount, cause, mandate, asked_by, asked_at, state, decided_by, decided_at)
        values (%1$d, 17.25, 'BILLING', 25, %2$d, now(), 'GRANTED', %2$d, now())"""
            .formatted(id, at.adviser.id()));
    return id;
  }

  private List<Long> due() {
    return waiting.due(finance).stream().map(DuePayouts.Due::leniencyId).toList();
  }

  @Test
  void whatWasGrantedWaitsWithOnlyTheEndOfTheAccount() {
    var complaint = granted("A1");

    assertThat(waiting.due(finance))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.complaintId()).isEqualTo(complaint);
              assertThat(one.amount()).isEqualByComparingTo("17.25");
              assertThat(one.account()).endsWith("4300").doesNotContain("ABNA");
              assertThat(one.customer()).isNotBlank();
            });
  }

  @Test
  void aListHoldsTheAccountsInFullAndEachThatIsTakenOutIsWrittenDown() {
    var complaint = granted("A1");
    var list = payouts.make(due(), finance);

    assertThat(due()).as("in a list once").isEmpty();
    assertThat(lists.lines(list, finance)).allMatch(each -> !each.account().contains("ABNA"));
    assertThat(lists.file(list, false, finance))
        .singleElement()
        .satisfies(each -> assertThat(each.account()).isEqualTo(IBAN));
    assertThat(at.audit.about("complaint", complaint, 1).get(0).action())
        .isEqualTo("payoutExported");
  }

  @Test
  void whatWasPaidIsNotInTheNextFileAndStandsWithTheComplaint() {
    var complaint = granted("A1");
    var list = payouts.make(due(), finance);
    var today = LocalDate.parse("2026-05-04");

    assertThatThrownBy(() -> payouts.paid(list, today.plusDays(1), finance))
        .hasMessageContaining("not in the future");
    assertThatThrownBy(() -> payouts.paid(list, today, finance))
        .as("the bank does not have it")
        .hasMessageContaining("not taken out");
    lists.file(list, false, finance);
    payouts.paid(list, today, finance);

    assertThat(lists.file(list, true, finance)).isEmpty();
    assertThat(lists.read(list).open()).isZero();
    assertThat(lists.read(list).sum()).isEqualByComparingTo(new BigDecimal("17.25"));
    assertThat(at.desk.look(complaint, at.adviser).events().get(0).kind())
        .isEqualTo("leniencyPaid");
    assertThatThrownBy(() -> payouts.paid(list, today, finance)).hasMessageContaining("meanwhile");
  }

  @Test
  void whatTheBankSendsBackWaitsForAnotherList() {
    granted("A1");
    var list = payouts.make(due(), finance);
    var payment = lists.lines(list, finance).get(0).id();

    assertThatThrownBy(() -> payouts.returned(payment, " ", finance)).hasMessageContaining("why");
    assertThatThrownBy(() -> payouts.returned(payment, "Rekening opgeheven", finance))
        .hasMessageContaining("not taken out");
    lists.file(list, false, finance);
    payouts.returned(payment, "Rekening opgeheven", finance);

    assertThat(due()).hasSize(1);
    assertThat(payouts.make(due(), finance)).isGreaterThan(list);
  }

  @Test
  void whoTakesAListOutASecondTimeMustKnowIt() {
    var complaint = granted("A1");
    var list = payouts.make(due(), finance);
    assertThat(lists.read(list).isOut()).isFalse();
    lists.file(list, false, finance);

    assertThatThrownBy(() -> lists.file(list, false, finance))
        .hasMessageContaining("Frits")
        .hasMessageContaining("pays twice");
    assertThat(lists.file(list, true, finance)).hasSize(1);

    assertThat(lists.read(list).times()).isEqualTo(2);
    assertThat(at.audit.about("complaint", complaint, 1).get(0).action())
        .isEqualTo("payoutExportedAgain");
  }

  @Test
  void nobodyPaysWhatHeGrantedNorTwiceNorWithoutAnAccount() {
    granted("A1");
    var due = due();
    assertThatThrownBy(() -> payouts.make(due, at.adviser)).hasMessageContaining("yourself");
    assertThatThrownBy(() -> payouts.make(List.of(), finance)).hasMessageContaining("Choose");

    payouts.make(due, finance);
    assertThatThrownBy(() -> payouts.make(due, finance)).hasMessageContaining("meanwhile");

    granted("A2");
    takeover.in.sql("update customer_identity set iban = null");
    takeover.in.sql("update customer_party set iban = null");
    assertThatThrownBy(() -> payouts.make(due(), finance)).hasMessageContaining("No account");
  }

  /** It was written for each customer only, and nothing with the list. */
  @Test
  void aListThatWasTakenOutBeforeThatWasWrittenDownIsNotTakenOutAgainUnseen() throws IOException {
    granted("A1");
    granted("A2");
    var list = payouts.make(due(), finance);
    lists.file(list, false, finance);
    takeover.in.sql("delete from complaint_payout_out");
    assertThat(lists.read(list).isOut()).isFalse();

    upgrade();
    upgrade();

    assertThat(lists.read(list).times()).isEqualTo(1);
    assertThat(takeover.in.number("select payments from complaint_payout_out")).isEqualTo(2);
    assertThatThrownBy(() -> lists.file(list, false, finance)).hasMessageContaining("taken out");
  }

  /** The upgrade before took whoever made the list for who took it out. */
  @Test
  void whoTookAListOutIsWhoTheLogSays() throws IOException {
    granted("A1");
    var list = payouts.make(due(), at.lead);
    at.at(Instant.parse("2026-05-05T08:00:00Z"));
    lists.file(list, false, finance);
    takeover.in.sql("delete from complaint_payout_out");
    takeover.in.sql(
        """
        insert into complaint_payout_out (payout_id, payments, staff_id, at)
        select id, 1, made_by, made_at from complaint_payout""");

    upgrade();

    assertThat(takeover.in.number("select staff_id from complaint_payout_out"))
        .isEqualTo(finance.id());
    assertThat(lists.read(list).outAt()).isEqualTo(Instant.parse("2026-05-05T08:00:00Z"));
  }

  private void upgrade() throws IOException {
    try (var script =
        PayoutsTest.class.getResourceAsStream(
            "/db/migration/V252__who_took_a_payment_list_out_before.sql")) {
      var sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      takeover.in.database.inTransaction(handle -> handle.createScript(sql).execute());
    }
  }
}
