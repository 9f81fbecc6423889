package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * The demonstration's merger goes over by waves in the running server, through its processes and
 * jobs: one wave, a second that is taken back, and a third with those who came back.
 */
class WavesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int LAST_DAYS = 5;

  private static Klantbrug klantbrug;

  private final Map<String, Api> people = new ConcurrentHashMap<>();
  private final Database owner = klantbrug.asOwner();
  private int wavesGone;
  private long merger;
  private long run;

  @BeforeAll
  static void start() {
    klantbrug = Klantbrug.start("waves");
  }

  @AfterAll
  static void stop() {
    klantbrug.close();
  }

  @Test
  void aMergerGoesOverWaveByWaveToTheEnd() {
    standReady();
    nothingStopsAnybody();
    as("sanne").post(waves() + "/plan", Map.of());
    var first = gather(0, "m.id % 2 = 0");
    var second = gather(1, "m.wave_id is distinct from " + first);

    goOver(first);
    assertThat(customersOver()).isPositive();
    assertWhole();
    sign(first);
    answer("willem", "verifyFirstDebit", first, "verified");
    assertThat(steps(first)).containsOnly("passed");

    goOver(second);
    sign(second);
    var all = customersOver();
    takeBack(second);
    assertThat(customersOver()).isLessThan(all).isPositive();
    assertThatThrownBy(() -> answer("joris", "letWavesCarry", run, "closed"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not over yet");

    var third = gather(2, "m.state = 'MOVED'");
    goOver(third);
    sign(third);
    assertThat(customersOver()).isEqualTo(all);
    assertWhole();
    assertThat(waiting()).isZero();
    answer("joris", "letWavesCarry", run, "closed");
    assertThat(there().path("runState").asText()).isEqualTo("CLOSED");
    assertThat(there().path("state").asText()).isEqualTo("SIGNED");
  }

  /** Both rehearsals approved, nobody live: the run stands ready. */
  private void standReady() {
    merger = as("sanne").get("mergers").path(0).path("id").asLong();
    run = there().path("runId").asLong();
    as("sanne").put(waves() + "/way", Map.of("byWaves", true));
    as("sanne").post("mergers/" + merger + "/runs", null);
    var team = new Team(this::as);
    await(
        () -> {
          if (isReady()) {
            return true;
          }
          team.answersOne(run);
          return isReady();
        });
    assertThat(customersOver()).isZero();
    assertThatThrownBy(() -> as("sanne").put(waves() + "/way", Map.of("byWaves", false)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("approved");
  }

  private boolean isReady() {
    return there().path("runState").asText().equals("READY");
  }

  /** What guards find in the made-up files is not what is looked at here: all of it is accepted. */
  private void nothingStopsAnybody() {
    sql(
        """
        create function accepted_here() returns trigger language plpgsql as $$ begin
          new.accepted_by := (select min(id) from identity_staff); new.accepted_at := now(); new.accepted_reason := 'Gezien';
          return new; end $$""");
    sql(
        "create trigger accepted_here before insert or update on wave_guard_result for each row execute function accepted_here()");
  }

  /** Puts these members into one wave of a day on which it can be said to go. */
  private long gather(int ahead, String which) {
    var wave =
        owner.with(
            handle ->
                handle
                    .createQuery(
                        """
                        insert into wave_wave (merger_id, billing_day, day, phase)
                        values (:merger, extract(day from cast(:day as date)), :day, 'REST')
                        on conflict (merger_id, billing_day, day) do update set phase = 'REST' returning id""")
                    .bind("merger", merger)
                    .bind("day", today().minusDays(400 + ahead))
                    .mapTo(Long.class)
                    .one());
    sql(
        """
        update wave_member m set wave_id = %d, phase = 'REST', state = 'PLANNED', billing_day = (select billing_day from wave_wave where id = %d)
         where m.merger_id = %d and m.state in ('PLANNED', 'MOVED', 'HELD') and %s"""
            .formatted(wave, wave, merger, which));
    return wave;
  }

  private void goOver(long wave) {
    letGo(wave);
    wavesGone++;
    sql(
        "update wave_wave set day = '%s', billing_day = %d where id = %d"
            .formatted(today(), wavesGone, wave));
    await(() -> state(wave).equals("OVER"));
    await(() -> isAsked("willem", "signWave", wave));
    var facts = as("joris").get(waves() + "/" + wave).path("facts");
    assertThat(facts.path("customers").asLong()).as("stopped: " + stops()).isPositive();
  }

  private List<String> stops() {
    return owner.with(
        handle ->
            handle
                .createQuery(
                    "select code || ' ' || evidence_key from wave_guard_result where cleared_at is null order by 1 limit 10")
                .mapTo(String.class)
                .list());
  }

  /** On the first day that is open: a weekend or a holiday is not. */
  private void letGo(long wave) {
    for (var days = 1; ; days++) {
      var day = today().plusDays(days);
      sql(
          "update wave_wave set day = '%s', billing_day = %d where id = %d"
              .formatted(day, day.getDayOfMonth(), wave));
      try {
        as("joris").post(decisions(wave), Map.of("side", "LEAD", "go", true));
        break;
      } catch (Refused closed) {
        assertThat(days).as(closed.getMessage()).isLessThan(LAST_DAYS);
      }
    }
    as("willem").post(decisions(wave), Map.of("side", "FINANCE", "go", true));
    assertThat(state(wave)).isEqualTo("RELEASED");
  }

  private String decisions(long wave) {
    return waves() + "/" + wave + "/decisions";
  }

  private void sign(long wave) {
    var facts = as("willem").get(waves() + "/" + wave).path("facts");
    assertThat(facts.path("balanced").asBoolean()).as("" + facts).isTrue();
    answer("willem", "signWave", wave, "signed");
  }

  private void takeBack(long wave) {
    assertThat(as("joris").get(waves() + "/" + wave + "/undo").path("effects")).isNotEmpty();
    as("joris").post(waves() + "/" + wave + "/undo", Map.of("reason", "Verkeerde incasso"));
    answer("willem", "confirmWaveUndo", wave, "approved");
    await(() -> state(wave).equals("UNDONE"));
  }

  private void assertWhole() {
    assertThat(as("joris").get(waves() + "/balance"))
        .isNotEmpty()
        .allSatisfy(
            whole ->
                assertThat(parts(whole).mapToLong(part -> part.path("records").asLong()).sum())
                    .as(whole.path("entity").asText())
                    .isEqualTo(whole.path("delivered").asLong()));
  }

  private long waiting() {
    return StreamSupport.stream(as("joris").get(waves() + "/balance").spliterator(), false)
        .flatMap(WavesIT::parts)
        .filter(part -> List.of("WAITING", "HELD_BACK").contains(part.path("outcome").asText()))
        .mapToLong(part -> part.path("records").asLong())
        .sum();
  }

  private static Stream<JsonNode> parts(JsonNode whole) {
    return StreamSupport.stream(whole.path("parts").spliterator(), false);
  }

  private List<String> steps(long wave) {
    return StreamSupport.stream(
            as("joris").get(waves() + "/" + wave).path("steps").spliterator(), false)
        .map(step -> step.path("state").asText())
        .toList();
  }

  private String state(long wave) {
    return as("joris").get(waves() + "/" + wave).path("wave").path("state").asText();
  }

  private boolean isAsked(String login, String kind, long subject) {
    return find(login, kind, subject) != null;
  }

  private JsonNode find(String login, String kind, long subject) {
    for (var item : as(login).get("work-items?view=mine")) {
      if (item.path("kind").asText().equals(kind) && item.path("subjectId").asLong() == subject) {
        return item;
      }
    }
    return null;
  }

  private void answer(String login, String kind, long subject, String outcome) {
    await(() -> isAsked(login, kind, subject));
    as(login)
        .put(
            "work-items/" + find(login, kind, subject).path("id").asLong() + "/answer",
            Map.of("outcome", outcome, "note", "Gezien"));
  }

  private long customersOver() {
    return owner.with(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from customer_identity i join merger_company c on c.id = i.company_id and not c.ours
                      join customer_party_link l on l.identity_id = i.id and l.ended_at is null
                     where l.cutover_id in (select id from customer_cutover_live)""")
                .mapTo(Long.class)
                .one());
  }

  private JsonNode there() {
    return as("sanne").get("mergers").path(0);
  }

  private String waves() {
    return "mergers/" + merger + "/waves";
  }

  private static LocalDate today() {
    return LocalDate.now(BusinessClock.ZONE);
  }

  private Api as(String login) {
    return people.computeIfAbsent(login, klantbrug::api);
  }

  private void sql(String statement) {
    owner.use(handle -> handle.execute(statement));
  }

  private static void await(BooleanSupplier there) {
    var until = Instant.now().plus(PATIENCE);
    while (!there.getAsBoolean()) {
      assertThat(Instant.now()).as("Waited too long").isBefore(until);
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
  }
}
