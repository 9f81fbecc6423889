package org.klantbrug.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** Holding a merger, and letting it go on. */
@OnDatabase
class BrakesTest {
  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final List<Boolean> heard = new ArrayList<>();
  private final Brakes brakes =
      new Brakes(
          database,
          clock,
          new Audit(database, clock),
          new Heard<>(changed -> heard.add(changed.hold().isOn())),
          List.<HeldWork>of());
  private final Staff joris = joris();

  private Staff joris() {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values ('joris', 'Joris') returning id")
                    .mapTo(Long.class)
                    .one());
    return new Staff(id, "joris", "Joris", "nl", false, null, Set.of("migrationLead"), Set.of());
  }

  private void refuse(long merger) {
    database.use(handle -> Brakes.refuseWhileHeld(handle, merger));
  }

  @Test
  void whatIsHeldSaysByWhomAndWhyUntilItIsLetGo() {
    brakes.hold(7, "Noord en Zuid", "  Dubbele incasso ", joris);

    assertThat(brakes.standing())
        .singleElement()
        .satisfies(hold -> assertThat(hold.reason()).isEqualTo("Dubbele incasso"))
        .satisfies(hold -> assertThat(hold.heldBy()).isEqualTo("Joris"));
    assertThatThrownBy(() -> refuse(7)).hasMessageContaining("Dubbele incasso");
    refuse(8);

    brakes.release(7, "Opgelost", joris);

    assertThat(brakes.standing()).isEmpty();
    refuse(7);
    assertThat(brakes.of(7)).extracting(Hold::releaseReason).containsExactly("Opgelost");
    assertThat(heard).containsExactly(true, false);
  }

  @Test
  void heldTwiceIsHeldOnceAndBothWaysNeedAReason() {
    brakes.hold(7, "Noord en Zuid", "Dubbele incasso", joris);

    assertThatThrownBy(() -> brakes.hold(7, "Noord en Zuid", "Nog eens", joris))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> brakes.release(7, " ", joris)).hasMessageContaining("why");
    assertThatThrownBy(() -> brakes.release(8, "Opgelost", joris)).hasMessageContaining("not held");
    assertThat(brakes.of(7)).hasSize(1);
  }
}
