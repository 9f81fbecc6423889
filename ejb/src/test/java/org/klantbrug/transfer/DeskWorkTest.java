package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.contact.OpenMatters;
import org.klantbrug.contact.PromiseBook;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;

/**
 * What our own desk did stays when what came over is taken back: B1 is A1 and so ours all the same,
 * B2 is nobody of ours without the transfer.
 */
@OnDatabase
class DeskWorkTest {
  private static final Sight SIGHT = Sight.ofEverything(MadeUpMerger.TODAY);

  private final MadeUpMerger in = SmallTakeover.live().in;
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(in.database, clock);
  private final CustomerView view = new CustomerView(in.database);
  private final Staff lotte =
      new Staff(in.operator, "lotte", "Lotte", "nl", true, null, Set.of(), Set.of());
  private long oursToo;
  private long theirsOnly;

  @BeforeEach
  void ourDeskWorksForBoth() {
    oursToo = in.party(in.theirs, "B1");
    theirsOnly = in.party(in.theirs, "B2");
    worksFor(in.identity(in.theirs, "B1"), 1);
    worksFor(in.identity(in.theirs, "B2"), 2);
  }

  @AfterEach
  void close() {
    in.close();
  }

  private void worksFor(long identity, int no) {
    in.sql(
        """
        with made as (
          insert into contact_promise (identity_id, text, made_at, due_on, made_by, state)
          values (%1$d, 'Wij bellen terug', '2026-06-01', '2026-06-05', 'Lotte', 'OPEN') returning id)
        insert into contact_promise_work (promise_id, identity_id, owner_id) select id, %1$d, %2$d from made"""
            .formatted(identity, in.operator));
    in.sql(
        """
        with noted as (
          insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, experience)
          values (%3$d, %1$d, '2026-06-01', %2$d, '2026-06-01', gen_random_uuid(), 'POSITIVE') returning contact_id)
        insert into contact_contact (id, identity_id, occurred_at, channel, direction, author, text)
        select contact_id, %1$d, '2026-06-01', 'PHONE', 'IN', 'Lotte', 'Eigen gesprek' from noted"""
            .formatted(identity, in.operator, 800_000 + no));
    in.sql(
        """
        insert into complaint_complaint (number, identity_id, channel, received_at, registered_at, text, regime_code, stage)
        values ('K2026-80000%2$d', %1$d, 'EMAIL', '2026-06-01', '2026-06-01', 'Klopt niet', 'GENERAL', 'ASSESSMENT')"""
            .formatted(identity, no));
  }

  private void takeBack() {
    for (var kind : List.of(Kind.HISTORY, Kind.TRANSFER)) {
      in.transfer.undo(
          in.number("select id from transfer_cutover where kind = '%s'".formatted(kind)),
          in.operator,
          "Gaat niet door",
          MadeUpMerger.T);
    }
  }

  @Test
  void beforehandItIsCountedWhatStaysWithTheCustomerAndWhatNot() {
    var transfer = in.number("select id from transfer_cutover where kind = 'TRANSFER'");

    List<DeskWork> counted = in.database.with(handle -> DeskWork.on(handle, List.of(transfer)));

    assertThat(counted)
        .containsExactly(new DeskWork(true, 1, 1, 1, 1, 0), new DeskWork(false, 1, 1, 1, 1, 0));
  }

  @Test
  void ofWhoIsOursAllTheSameItStaysOnHisPage() {
    takeBack();

    assertThat(in.party(in.ours, "A1")).isEqualTo(oursToo);
    assertThat(timeline(oursToo)).contains("Eigen gesprek");
    assertThat(promiseTo(oursToo)).isEqualTo(oursToo);
    assertThat(new OpenMatters(in.database).of(oursToo, SIGHT)).hasSize(2);
    assertThat(complaint("K2026-800001").complaint().partyId()).isEqualTo(oursToo);
    assertThat(complaint("K2026-800001").complaint().customerName()).contains("Vries");
  }

  @Test
  void whatCameOverGoesAllTheSame() {
    assertThat(timeline(oursToo)).contains("Vraag over de eindnota");

    takeBack();

    assertThat(timeline(oursToo)).containsExactly("Eigen gesprek");
    assertThat(timeline(theirsOnly)).containsExactly("Eigen gesprek");
    assertThat(page(oursToo).identities())
        .extracting(each -> each.origin().sourceKey())
        .containsExactly("A1");
    assertThat(page(oursToo).isTakenBack()).isFalse();
  }

  @Test
  void ofWhoIsOursNoMoreItCanStillBeOpened() {
    takeBack();

    assertThat(page(theirsOnly).isTakenBack()).isTrue();
    assertThat(page(theirsOnly).name()).contains("Bakker");
    assertThat(promiseTo(theirsOnly)).isEqualTo(theirsOnly);
    assertThat(complaint("K2026-800002").complaint().customerName()).contains("Bakker");
  }

  @Test
  void whoIsOursNoMoreAndForWhomNobodyDidAnythingIsNotThere() {
    var noa = in.party(in.theirs, "B4");
    assertThat(view.find(noa, SIGHT)).isPresent();

    takeBack();

    assertThat(view.find(noa, SIGHT)).isEmpty();
  }

  @Test
  void whatTheCleanTeamDidBeforeTheWallFallsIsNotSeenByOthersBecauseTheMergerIsTakenBack() {
    in.sql("update merger_merger set visible_from = '2027-01-01'");
    takeBack();
    in.sql("update merger_merger set state = 'UNDONE'");

    assertThat(view.find(theirsOnly, new Sight(MadeUpMerger.TODAY, false))).isEmpty();
    assertThat(page(theirsOnly).isTakenBack()).isTrue();
  }

  private CustomerPage page(long party) {
    return view.find(party, SIGHT).orElseThrow();
  }

  private List<String> timeline(long party) {
    return new Timeline(in.database)
        .page(party, Timeline.Filter.NONE, Timeline.Before.NOTHING, 20, SIGHT).stream()
            .map(TimelineItem::text)
            .toList();
  }

  /** Of whom the promise is that our desk made to an identity of this party. */
  private long promiseTo(long party) {
    var id =
        in.number(
            """
            select w.promise_id from contact_promise_work w join customer_party_link l on l.identity_id = w.identity_id
             where l.party_id = %d limit 1"""
                .formatted(party));
    return new PromiseBook(in.database, clock, audit, null).find(id, SIGHT).orElseThrow().partyId();
  }

  private ComplaintDesk.Opened complaint(String number) {
    var desk = new ComplaintDesk(in.database, clock, audit, new CustomerNames());
    return desk.open(
        in.number("select id from complaint_complaint where number = '%s'".formatted(number)),
        lotte);
  }
}
