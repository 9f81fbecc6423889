package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MadeUpMerger;

/** Who was erased is not taken in again, and the books say why. */
@OnDatabase
class ErasedAndDeliveredAgainTest {
  private final PrivacyFixture at = new PrivacyFixture();
  private final MadeUpMerger in = at.in;
  private long later;

  @BeforeEach
  void eraseAndDeliverAgain() {
    at.settled();
    at.erase();
    later = in.run();
    in.stageAs(
        "CHANGED",
        in.delivery(later, in.theirs, Entity.CUSTOMER, "nalevering.csv"),
        Entity.CUSTOMER,
        "source_key",
        "B2",
        "family_name",
        "Bakker",
        "email",
        "sara.nieuw@example.org");
    in.stage(
        in.delivery(later, in.theirs, Entity.CONTRACT, "nalevering_contracten.csv"),
        Entity.CONTRACT,
        "source_key",
        "C9",
        "customer_key",
        "B2",
        "product",
        "Gas",
        "monthly_amount",
        "61.25",
        "state",
        "ACTIVE");
    in.register(later);
  }

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void heStaysEmptyWhenItGoesLive() {
    in.carryLive(later, Kind.TRANSFER);

    assertThat(nothingOfHim()).isTrue();
    assertThat(in.number("select count(*) from contract_contract where source_key = 'C9'"))
        .isZero();
  }

  @Test
  void heStaysEmptyWhenTheCutOverThatBroughtHimIsTakenBackAndDoneAgain() {
    for (var kind : new String[] {"HISTORY", "TRANSFER"}) {
      in.transfer.undo(
          in.number("select id from transfer_cutover where kind = '%s'".formatted(kind)),
          in.operator,
          "Gaat niet door",
          T);
    }
    in.register(later);

    in.carryLive(later, Kind.TRANSFER);

    assertThat(nothingOfHim()).isTrue();
  }

  private boolean nothingOfHim() {
    return in.number(
            """
            select count(*) from customer_identity i
              left join customer_party_link l on l.identity_id = i.id and l.ended_at is null
              left join customer_party p on p.id = l.party_id
             where i.source_key = 'B2' and coalesce(i.email, i.family_name, p.email, p.family_name) is not null""")
        == 0;
  }

  @Test
  void theBooksHoldWhatWasDeliveredWithTheReason() {
    var cutover = in.carryLive(later, Kind.TRANSFER);

    assertThat(
            in.texts(
                """
                select entity || ' ' || outcome || ' ' || reason from transfer_ledger
                 where cutover_id = %d and record_key in ('B2', 'C9') order by 1"""
                    .formatted(cutover)))
        .containsExactly("CONTRACT HELD CUSTOMER_ERASED", "CUSTOMER HELD CUSTOMER_ERASED");
    assertThat(in.reconciliation.make(cutover, T).balanced()).isTrue();
  }
}
