package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** Who has the same thing open just now. */
@OnDatabase
class PresenceTest {
  private static final Instant NOW = Instant.parse("2026-10-15T10:00:00Z");
  private static final Staff LOTTE = staff(1, "Lotte");
  private static final Staff EMMA = staff(2, "Emma");

  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final Presence presence = new Presence(database, clock);

  private static Staff staff(long id, String name) {
    return new Staff(id, name, name, "nl", false, null, Set.of(), Set.of());
  }

  @BeforeEach
  void begin() {
    at(NOW);
    database.use(
        handle ->
            handle.execute(
                "insert into identity_staff (login, full_name) values ('lotte', 'Lotte'), ('emma', 'Emma')"));
  }

  private void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  @Test
  void whoComesSecondSeesWhoIsThereAndTheFirstHearsOfIt() {
    assertThat(presence.here("complaint", 7, false, LOTTE)).isEmpty();

    assertThat(presence.here("complaint", 7, false, EMMA))
        .containsExactly(new Presence.Colleague("Lotte", false));
    assertThat(presence.here("complaint", 7, false, LOTTE))
        .containsExactly(new Presence.Colleague("Emma", false));
    assertThat(presence.here("complaint", 8, false, LOTTE)).as("another complaint").isEmpty();
    assertThat(presence.here("task", 7, false, LOTTE)).as("a task of that number").isEmpty();
  }

  @Test
  void whoTypesIsSeenTypingForAWhile() {
    presence.here("complaint", 7, true, LOTTE);
    at(NOW.plusSeconds(5));
    presence.here("complaint", 7, false, LOTTE);
    assertThat(presence.here("complaint", 7, false, EMMA))
        .containsExactly(new Presence.Colleague("Lotte", true));

    at(NOW.plusSeconds(11));
    assertThat(presence.here("complaint", 7, false, EMMA))
        .containsExactly(new Presence.Colleague("Lotte", false));
  }

  @Test
  void whoIsNotHeardOfHasLeft() {
    presence.here("complaint", 7, false, LOTTE);

    at(NOW.plus(Presence.HERE));

    assertThat(presence.here("complaint", 7, false, EMMA)).isEmpty();
  }
}
