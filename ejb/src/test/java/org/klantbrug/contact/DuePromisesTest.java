package org.klantbrug.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** Which promises must be kept on which days. */
@OnDatabase
class DuePromisesTest {
  private static final LocalDate DUE = LocalDate.parse("2026-05-10");

  private final MadeUpMerger in = SmallTakeover.live().in;
  private final Audit audit = new Audit(in.database, new BusinessClock());
  private final DuePromises promises = new DuePromises(in.database, new CustomerNames(), audit);

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void anOpenPromiseIsShownInTheWeekThatEndsWithItsDay() {
    assertThat(due(DUE))
        .containsExactly(
            new DuePromises.Due(in.party(in.theirs, "B2"), "Sara Bakker", DUE, "ZUID"));
    assertThat(due(DUE.minusDays(6))).hasSize(1);
    assertThat(due(DUE.minusDays(7))).isEmpty();
    assertThat(due(DUE.plusDays(1))).isEmpty();
  }

  @Test
  void todaysComeFirstAndTheRestIsCounted() {
    promised(DUE.plusDays(2));
    promised(DUE.plusDays(1));
    promised(DUE.plusDays(6));
    promised(DUE.plusDays(7));
    promised(DUE);

    var soon = soon(DUE, 3);

    assertThat(soon.due())
        .extracting(DuePromises.Due::dueOn)
        .containsExactly(DUE, DUE, DUE.plusDays(1));
    assertThat(soon.more()).isEqualTo(2);
    assertThat(soon.late()).isEmpty();
    assertThat(soon(DUE, 5).more()).isZero();
  }

  @Test
  void theNewestLateOnesAreListedBesidesTodaysAndTheRestIsCounted() {
    for (var day = 1; day <= 9; day++) {
      promised(DUE.minusDays(day));
    }
    promised(DUE.minusDays(30));
    promised(DUE.minusDays(31));

    var soon = soon(DUE, 8);

    assertThat(soon.due()).extracting(DuePromises.Due::dueOn).containsExactly(DUE);
    assertThat(soon.late())
        .extracting(DuePromises.Due::dueOn)
        .containsExactly(
            DUE.minusDays(1),
            DUE.minusDays(2),
            DUE.minusDays(3),
            DUE.minusDays(4),
            DUE.minusDays(5));
    assertThat(soon.moreLate()).as("within thirty days").isEqualTo(5);
    assertThat(soon(DUE.plusDays(40), 8).isEmpty()).isTrue();
    assertThat(soon(DUE.plusDays(1), 8).isEmpty()).as("some are late").isFalse();
  }

  @Test
  void aLateOneNamesItsCustomerSoThatItCanBeReached() {
    assertThat(soon(DUE.plusDays(1), 8).late())
        .containsExactly(
            new DuePromises.Due(in.party(in.theirs, "B2"), "Sara Bakker", DUE, "ZUID"));
    assertThat(soon(DUE.plusDays(31), 8).late()).isEmpty();
  }

  @Test
  void oneThatIsKeptIsNotShown() {
    in.sql("update contact_promise set state = 'KEPT'");

    assertThat(due(TODAY)).isEmpty();
  }

  @Test
  void oneThatTheDeskTookUpIsNotShown() {
    in.sql("update contact_promise set taken_at = now()");

    assertThat(due(TODAY)).isEmpty();
  }

  @Test
  void oneThatWasTakenBackWithItsTransferIsNotShown() {
    for (var kind : List.of("HISTORY", "TRANSFER")) {
      var cutover = in.number("select id from transfer_cutover where kind = '%s'".formatted(kind));
      in.transfer.undo(cutover, in.operator, "Gaat niet door", T);
    }

    assertThat(due(TODAY)).isEmpty();
  }

  @Test
  void thoseBehindTheWallAreForTheCleanTeam() {
    in.sql("update merger_merger set visible_from = '2026-06-01'");

    assertThat(due(TODAY)).isEmpty();
    assertThat(soon(DUE.plusDays(1), 5).late()).isEmpty();
    assertThat(promises.soon(5, new Sight(TODAY, true)).due()).hasSize(1);
  }

  @Test
  void whoseDayIsCustomersSeesThemAndThatIsWrittenDown() {
    var adviser = staff("customer.read", "customer.promises");

    assertThat(promises.shown(5, new Sight(TODAY, false), adviser).due()).hasSize(1);
    assertThat(promises.shown(5, new Sight(TODAY.minusYears(1), false), adviser).due()).isEmpty();

    assertThat(audit.about("staff", adviser.id(), 5))
        .as("where nobody was named there is nothing to write")
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("promisesListed");
              assertThat(entry.purpose()).isEqualTo("1");
            });
  }

  @Test
  void whatIsWrittenDownCountsTheLateOnesToo() {
    var adviser = staff("customer.read", "customer.promises");
    promised(DUE.plusDays(1));

    promises.shown(5, new Sight(DUE.plusDays(1), false), adviser);

    assertThat(audit.about("staff", adviser.id(), 5))
        .singleElement()
        .satisfies(entry -> assertThat(entry.purpose()).isEqualTo("2"));
  }

  @Test
  void whoOpensCustomersForAnotherReasonIsNotShownThem() {
    var finance = staff("customer.read", "merger.read", "merger.sign");

    assertThat(promises.shown(5, new Sight(DUE.plusDays(1), false), finance).isEmpty()).isTrue();
    assertThat(audit.about("staff", finance.id(), 5)).isEmpty();
  }

  private Staff staff(String... actions) {
    return new Staff(in.operator, "operator", "Olga", "nl", false, null, Set.of(), Set.of(actions));
  }

  private List<DuePromises.Due> due(LocalDate today) {
    return soon(today, 5).due();
  }

  private DuePromises.Soon soon(LocalDate today, int limit) {
    return promises.soon(limit, new Sight(today, false));
  }

  /** We promised something to Jan. */
  private void promised(LocalDate dueOn) {
    in.sql(
        "insert into contact_promise (identity_id, text, due_on) values (%d, 'Belt terug', '%s')"
            .formatted(in.identity(in.ours, "A1"), dueOn));
  }
}
