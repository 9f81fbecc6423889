package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** In the running server a date moves with the calendar, and who keeps it is told in time. */
@ExtendWith(OneKlantbrug.class)
class ClocksIT {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final Klantbrug klantbrug;
  private final Database owner;

  ClocksIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
    owner = klantbrug.asOwner();
  }

  @Test
  void aDateMovesWithTheCalendar() {
    var admin = as("beheer");
    var clock = confirmationOwedSince(Duration.ofHours(1));
    openToday(admin);
    var before = read(admin, clock);
    var day = LocalDate.ofInstant(limit(before), BusinessClock.ZONE);

    var wish = closed(day, version(admin));
    var preview = admin.post("calendar/days/preview", wish);
    admin.post("calendar/days", wish);

    assertThat(preview.path("count").asLong()).isPositive();
    var after = read(admin, clock);
    assertThat(limit(after)).isAfter(limit(before));
    assertThat(after.path("why").asText()).contains("Proefsluiting");
    assertThat(after.path("story").get(0).path("text").asText()).isNotBlank();
  }

  @Test
  void whatIsTooLateIsToldOnce() {
    openToday(as("beheer"));

    var clock = confirmationOwedSince(Duration.ofDays(30));

    await(() -> told(clock) > 0);
    LockSupport.parkNanos(Duration.ofSeconds(12).toNanos());
    assertThat(told(clock)).isOne();
  }

  @Test
  void whoMayOnlyReadChangesNothing() {
    var adviser = as("lotte");

    assertThat(adviser.get("reply-times").path("notSet")).hasSize(3);
    assertThat(adviser.get("clocks/figures").isArray()).isTrue();
    assertThatThrownBy(() -> adviser.post("calendar/days", closed(LocalDate.now(), 0)))
        .hasMessageContaining("replytimes.manage");
  }

  @Test
  void whoeverSawAnOlderCalendarIsTold() {
    var admin = as("beheer");

    assertThatThrownBy(() -> admin.post("calendar/days", closed(LocalDate.of(2031, 6, 2), -1)))
        .isInstanceOf(RuntimeException.class);
  }

  /** Nobody is told while we are closed, and the tests may run at night. */
  private static void openToday(Api admin) {
    var today = LocalDate.now(BusinessClock.ZONE).toString();
    admin.post(
        "calendar/days",
        Map.of(
            "day",
            today,
            "hours",
            List.of("00:00-24:00"),
            "reason",
            "Proef",
            "version",
            version(admin)));
  }

  private static Map<String, Object> closed(LocalDate day, int version) {
    return Map.of(
        "day", day.toString(), "hours", List.of(), "reason", "Proefsluiting", "version", version);
  }

  private static int version(Api admin) {
    return admin.get("calendar").path("version").asInt();
  }

  private static JsonNode read(Api admin, long clock) {
    return admin.get("clocks/" + clock);
  }

  private static Instant limit(JsonNode clock) {
    return Instant.parse(clock.path("clock").path("limit").asText());
  }

  /** A confirmation of receipt that the advisers owe, and whose limit is told now. */
  private long confirmationOwedSince(Duration since) {
    return owner.with(
        handle -> {
          var id =
              handle
                  .createQuery(
                      """
                      insert into sla_clock (subject_kind, subject_id, stage, policy_id, received_at, counted_from, state,
                                             target_budget_ms, limit_budget_ms, running_since, target_at, limit_at, warn_at, owner_role)
                      select 'COMPLAINT', (extract(epoch from clock_timestamp()) * 1000000)::bigint, 'ACKNOWLEDGE', p.id, r.at,
                             r.at, 'RUNNING', 0, 0, r.at, r.at, r.at, r.at, 'adviser'
                        from sla_policy p, (select clock_timestamp() - make_interval(secs => :seconds) as at) r
                       where p.stage = 'ACKNOWLEDGE' and p.replaced_at is null
                      returning id""")
                  .bind("seconds", since.toSeconds())
                  .mapTo(Long.class)
                  .one();
          handle
              .createUpdate(
                  """
                  insert into sla_rung (clock_id, round, kind, due_at, try_at)
                  select id, 1, 'BREACH', limit_at, limit_at from sla_clock where id = :clock""")
              .bind("clock", id)
              .execute();
          return id;
        });
  }

  private long told(long clock) {
    return owner.with(
        handle ->
            handle
                .createQuery("select count(*) from sla_told where clock_id = :clock")
                .bind("clock", clock)
                .mapTo(Long.class)
                .one());
  }

  private static void await(BooleanSupplier condition) {
    var end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited too long").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private Api as(String login) {
    var address = klantbrug.address().toString();
    var nobody = new Api(new Profile(address, login, null));
    var token =
        nobody
            .post(
                "tokens",
                Map.of("login", login, "password", klantbrug.password(login), "name", "clocks"))
            .path("token")
            .asText();
    return new Api(new Profile(address, login, token));
  }
}
