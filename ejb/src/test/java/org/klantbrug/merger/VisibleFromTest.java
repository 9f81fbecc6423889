package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.merger.DeliveriesTest.refused;
import static org.klantbrug.merger.MergerFixture.NOW;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/** The wall around the customers of a merger that has started is moved by two people, never one. */
@OnDatabase
class VisibleFromTest {
  private static final LocalDate STANDS = LocalDate.parse("2026-12-01");
  private static final LocalDate EARLIER = LocalDate.parse("2026-11-03");

  @TempDir Path store;
  private MergerFixture merger;
  private VisibleFrom visibleFrom;
  private Staff joris;
  private final List<WorkItem> asked = new ArrayList<>();

  @BeforeEach
  void startTheMerger() {
    merger = new MergerFixture(store);
    visibleFrom =
        new VisibleFrom(
            merger.database,
            new WorkItems() {
              @Override
              public void open(WorkItem item) {
                asked.add(item);
              }
            },
            merger.audit,
            new BusinessClock());
    var id =
        merger.one(
            Long.class,
            "insert into identity_staff (login, full_name) values ('joris', 'Joris') returning id");
    joris = new Staff(id, "joris", "Joris", "nl", false, null, Set.of("migrationLead"), Set.of());
    merger.database.use(handle -> handle.execute("update merger_merger set state = 'RUNNING'"));
  }

  @Test
  void askingMovesNothingAndAnotherFindsItOnTheWorkList() {
    ask(EARLIER);

    assertThat(day()).isEqualTo(STANDS);
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).outcomes()).containsExactly("approved", "declined");
    assertThat(visibleFrom.ofMerger(merger.merger))
        .extracting(wish -> wish.before() + " " + wish.after() + " " + wish.state())
        .containsExactly("2026-12-01 2026-11-03 OPEN");
  }

  @Test
  void onceAnotherApprovesTheDayMovesAndBothAreInTheLog() {
    ask(EARLIER);

    answer(joris, "approved");

    assertThat(day()).isEqualTo(EARLIER);
    assertThat(
            merger.all(
                String.class,
                "select actor || ' ' || action || ' ' || purpose from audit_event order by id"))
        .containsExactly(
            "sanne visibleFromAsked 2026-12-01 -> 2026-11-03",
            "joris visibleFromMoved 2026-12-01 -> 2026-11-03");
  }

  @Test
  void declinedItStaysAndCanBeAskedForAgain() {
    ask(EARLIER);
    answer(joris, "declined");

    assertThat(day()).isEqualTo(STANDS);
    ask(EARLIER);
    assertThat(visibleFrom.ofMerger(merger.merger))
        .extracting(VisibleFrom.Wish::state)
        .containsExactly("OPEN", "DECLINED");
  }

  @Test
  void whoAskedCannotDecideNeitherByTheTaskNorInTheTables() {
    ask(EARLIER);
    var lead =
        new Staff(
            merger.staff, "sanne", "Sanne", "nl", false, null, Set.of("migrationLead"), Set.of());

    refused("work.not-by-the-same-person", () -> asked.get(0).claim(lead));
    refused("work.not-by-the-same-person", () -> answered(lead, "approved"));
    assertThatThrownBy(
            () ->
                merger.database.use(
                    handle ->
                        handle.execute(
                            "update merger_wall_request set state = 'APPROVED', decided_by = asked_by,"
                                + " decided_at = now()")))
        .hasMessageContaining("merger_wall_request_by_two");
    assertThat(day()).isEqualTo(STANDS);
  }

  @Test
  void aWishThatSaysNothingIsRefused() {
    refused("merger.visible-from-stands", () -> ask(STANDS));
    refused("merger.visible-from-missing", () -> ask(null));
    refused(
        "merger.visible-from-why",
        () -> visibleFrom.ask(merger.merger, EARLIER, " ", merger.sanne()));
    ask(EARLIER);
    refused("merger.visible-from-asked", () -> ask(EARLIER.plusDays(1)));
    merger.database.use(handle -> handle.execute("update merger_merger set state = 'PREPARING'"));
    refused("merger.visible-from-not-started", () -> ask(EARLIER));
  }

  @Test
  void aSecondMergerOfTheCompanyMovesNoWallBeforeItStarts() {
    merger.database.use(
        handle ->
            handle.execute(
                "insert into merger_merger (name, acquirer_id, acquired_id, transfer_basis, sector,"
                    + " notice_period, visible_from, created_by, created_at)"
                    + " select 'Again', acquirer_id, acquired_id, transfer_basis, sector,"
                    + " notice_period, '2099-01-01', created_by, created_at from merger_merger"));
    assertThat(wall()).isEqualTo(STANDS);

    merger.database.use(
        handle ->
            handle.execute("update merger_merger set state = 'RUNNING' where name = 'Again'"));
    assertThat(wall()).isEqualTo("2099-01-01");
  }

  @Test
  void theWallStandsAroundWhatIsLiveWhateverTheMergerIsCalled() {
    merger.cutover(merger.run(), "TRANSFER");
    for (var state : List.of("PREPARING", "ABANDONED", "UNDONE")) {
      merger.database.use(handle -> handle.execute("update merger_merger set state = ?", state));
      assertThat(wall()).as(state).isEqualTo(STANDS);
    }
  }

  private LocalDate wall() {
    return merger.one(
        LocalDate.class, "select visible_from from customer_company where id = " + merger.acquired);
  }

  @Test
  void theOtherTermsCannotMoveTheDayOnceTheMergerHasStarted() {
    var made =
        new Merger(
            "Test", 1, 2, TransferBasis.ASSET_DEAL, Sector.TELECOM, STANDS, null, false, 1, NOW);
    made.change(TransferBasis.SHARE_DEAL, Sector.TELECOM, EARLIER, "Karin");
    made.start();

    made.change(TransferBasis.ASSET_DEAL, Sector.TELECOM, EARLIER, "Karin");
    refused(
        "merger.visible-from-by-two",
        () -> made.change(TransferBasis.ASSET_DEAL, Sector.TELECOM, STANDS, "Karin"));
  }

  private void ask(LocalDate day) {
    visibleFrom.ask(merger.merger, day, "The regulator agrees", merger.sanne());
  }

  private void answer(Staff by, String outcome) {
    asked.get(asked.size() - 1).complete(by, outcome, null, NOW);
    answered(by, outcome);
  }

  private void answered(Staff by, String outcome) {
    var item = asked.get(asked.size() - 1);
    visibleFrom.onAnswer(new WorkItemCompleting(item, by, outcome, null));
  }

  private LocalDate day() {
    return merger.one(LocalDate.class, "select visible_from from merger_merger");
  }
}
