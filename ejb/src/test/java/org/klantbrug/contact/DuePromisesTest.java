package org.klantbrug.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** Which promises must be kept on which days. */
@OnDatabase
class DuePromisesTest {
  private static final LocalDate DUE = LocalDate.parse("2026-05-10");

  private final MadeUpMerger in = SmallTakeover.live().in;
  private final DuePromises promises = new DuePromises(in.database, new CustomerNames());

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void anOpenPromiseIsShownOnTheDaysThatHoldItsOwn() {
    assertThat(due(TODAY, DUE))
        .containsExactly(
            new DuePromises.Due(in.party(in.theirs, "B2"), "Sara Bakker", DUE, "ZUID"));
    assertThat(due(TODAY, DUE.minusDays(1))).isEmpty();
    assertThat(due(DUE.plusDays(1), DUE.plusDays(9))).isEmpty();
  }

  @Test
  void oneThatIsKeptIsNotShown() {
    in.sql("update contact_promise set state = 'KEPT'");

    assertThat(due(TODAY, DUE)).isEmpty();
  }

  @Test
  void oneThatTheDeskTookUpIsNotShown() {
    in.sql("update contact_promise set taken_at = now()");

    assertThat(due(TODAY, DUE)).isEmpty();
  }

  @Test
  void oneThatWasTakenBackWithItsTransferIsNotShown() {
    for (var kind : List.of("HISTORY", "TRANSFER")) {
      var cutover = in.number("select id from transfer_cutover where kind = '%s'".formatted(kind));
      in.transfer.undo(cutover, in.operator, "Gaat niet door", T);
    }

    assertThat(due(TODAY, DUE)).isEmpty();
  }

  @Test
  void thoseBehindTheWallAreForTheCleanTeam() {
    in.sql("update merger_merger set visible_from = '2026-06-01'");

    assertThat(due(TODAY, DUE)).isEmpty();
    assertThat(promises.between(TODAY, DUE, 5, new Sight(TODAY, true))).hasSize(1);
  }

  private List<DuePromises.Due> due(LocalDate from, LocalDate to) {
    return promises.between(from, to, 5, new Sight(TODAY, false));
  }
}
