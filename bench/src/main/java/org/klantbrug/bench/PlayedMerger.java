package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.klantbrug.billing.Subject;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.server.DemonstrationMerger;
import org.klantbrug.cli.server.DemonstrationTeam;

/**
 * A merger from its files to its last wave on made-up days, through REST as its people would: a
 * steward who decides on doubts, a lead and somebody of finance who let waves go, and so on.
 */
public final class PlayedMerger {
  private static final LocalTime MORNING = LocalTime.of(5, 0);
  private static final int MOST_ON_A_DAY = 1_000_000;
  private static final int SHARE_OF_PILOT = 50;
  private static final String RELEASED = "RELEASED";
  private static final int DAYS_OLD = 400;

  /** So many days more than the law asks, for letters that come back. */
  private static final int TO_HEAR_OF_IT = 14;

  /** On this many days before the first wave it is said to who goes late. */
  private static final int BEFORE_THE_FIRST = 10;

  private final PlayedPeople people;
  private final PlayedTime time;
  private final Consumer<String> say;
  private long merger;
  private boolean toldHere;
  private PlayedBilling billing;

  /**
   * @param say hears one line per step
   */
  public PlayedMerger(PlayedPeople people, PlayedTime time, Consumer<String> say) {
    this.people = people;
    this.time = time;
    this.say = say;
  }

  /** Brings the files in. */
  void deliver(Path files, LocalDate asOf) {
    say.accept("Delivering the files");
    new DemonstrationMerger(people.as("sanne")).deliver(files, asOf);
  }

  /** Leads the run of what was delivered until it stands ready for waves. */
  public void standReady() {
    merger = there().path("id").asLong();
    billing = new PlayedBilling(people, merger);
    var run = there().path("runId").asLong();
    people.as("sanne").put(waves() + "/way", Map.of("byWaves", true));
    people.as("sanne").post("mergers/" + merger + "/runs", null);
    say.accept("Importing, matching and rehearsing");
    var team = new DemonstrationTeam(people::as);
    Waiting.until("the run stands ready", () -> isReady() || !team.answersOne(run) && isReady());
  }

  private boolean isReady() {
    return runState().equals("READY");
  }

  String runState() {
    return there().path("runState").asText();
  }

  private JsonNode there() {
    return people.as("sanne").get("mergers").path(0);
  }

  /**
   * Says how waves go and what changes for customers, and plans; the old company tells customers.
   *
   * @param customers of the acquired company; one of fifty goes first
   */
  public void plan(int customers) {
    var told = people.as("joris").get("mergers/" + merger + "/notices/settings");
    people
        .as("joris")
        .put(
            "mergers/" + merger + "/notices/settings",
            Json.with(told, Map.of("needed", false, "whyNot", "De oude maatschappij schreef hun")));
    planWaves(customers);
  }

  /** Plans again: who is planned stays where he is as long as he can. */
  void planAgain() {
    people.as("sanne").post(waves() + "/plan", Map.of());
  }

  /** Says how waves go and what changes for customers, and plans. */
  void planWaves(int customers) {
    say.accept("Planning the waves");
    confirmChanges("Zonnet");
    var proposed = people.as("sanne").get(waves() + "/settings");
    var first = LocalDate.parse(proposed.path("employeesFrom").asText()).plusDays(TO_HEAR_OF_IT);
    people
        .as("sanne")
        .put(
            waves() + "/settings",
            Json.with(
                proposed,
                Map.of(
                    "capacity",
                    MOST_ON_A_DAY,
                    "pilotSize",
                    customers / SHARE_OF_PILOT,
                    "employeesFrom",
                    first.toString(),
                    "pilotFrom",
                    first.toString(),
                    "restFrom",
                    first.plusMonths(1).toString(),
                    "dataHours",
                    DAYS_OLD * 24)));
    planAgain();
  }

  /**
   * As {@link #plan}, and tells customers by notices of our own.
   *
   * @param comingBack customers whose first letter comes back
   */
  public void planAndTell(int customers, Path comingBack) {
    planWaves(customers);
    tell(comingBack);
  }

  /** Tells customers by notices of our own; the waves are planned. */
  void tell(Path comingBack) {
    toldHere = true;
    say.accept("Telling the customers");
    var notices = new PlayedNotices(this, people, time, comingBack);
    notices.release();
    notices.tell();
    time.set(nextDay().minusDays(BEFORE_THE_FIRST), MORNING.plusHours(4));
    notices.tellTheRest();
  }

  /** Creditor and brand change; one enters it, finance confirms it. */
  private void confirmChanges(String label) {
    var changes = Stream.of(Subject.values()).map(PlayedMerger::change).toList();
    var wish = Map.of("label", label, "from", time.clock().today().toString(), "changes", changes);
    for (var known : people.as("sanne").post("mergers/" + merger + "/changes", wish)) {
      var sheet = known.path("sheet");
      if (sheet.has("id") && sheet.path("confirmedAt").isNull()) {
        people
            .as("willem")
            .post(
                "mergers/" + merger + "/changes/" + sheet.path("id").asLong() + "/confirm",
                Map.of());
      }
    }
  }

  private static Map<String, Object> change(Subject subject) {
    return switch (subject) {
      case CREDITOR_ID -> becomes(subject, PlayedBank.CREDITOR);
      case BRAND -> becomes(subject, "Noorderlicht");
      default -> Map.of("subject", subject, "stays", true);
    };
  }

  private static Map<String, Object> becomes(Subject subject, String value) {
    return Map.of("subject", subject, "stays", false, "newValue", value);
  }

  /** Lets an account go on which a guard stops: somebody looked. */
  void accept(long result) {
    people
        .as("joris")
        .post(waves() + "/guards/" + result + "/acceptance", Map.of("reason", "Nagegaan"));
  }

  /**
   * Lets one wave go after the other until nobody is left who can go.
   *
   * @param bank tells of the first debits of each wave
   */
  public void goOver(PlayedBank bank) {
    for (var day = nextDay(); day != null; day = nextDay()) {
      var going = begin(day);
      going.forEach(wave -> Waiting.until("wave " + wave + " is over", () -> isOver(wave)));
      going.forEach(bank::debit);
      finish(going);
    }
  }

  /**
   * Closes the run.
   *
   * @param left accounts that are not over: they stay with the old company
   * @return records and accounts that have no outcome
   */
  public long close(List<Long> left) {
    say.accept("Closing: " + left.size() + " accounts stay with the old company");
    var closing = new PlayedClosing(this, time, billing);
    closing.close(left);
    var missing = closing.missing();
    say.accept("The old system waits for " + missing);
    return PlayedClosing.withoutOutcome(missing);
  }

  /** Looks again what stops whom. */
  public void check() {
    people.as("sanne").post(waves() + "/check", Map.of());
  }

  /** The first day on which somebody can go; null if there is none. */
  public LocalDate nextDay() {
    return Stream.concat(of(RELEASED), lettable())
        .map(PlayedMerger::day)
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  /**
   * Lets go, each in time, the waves that must be let go before this day, then makes it this day.
   * Those that must be let go on a day with waves are so once these are signed for.
   *
   * @return keys of its waves; each goes over by itself from now on
   */
  public List<Long> begin(LocalDate day) {
    for (var last = nextLatestGo(day); last != null; last = nextLatestGo(day)) {
      letGoBy(last);
    }
    time.set(day, MORNING);
    var going = of(RELEASED).filter(wave -> day(wave).equals(day)).toList();
    say.accept("Wave of " + day + ": " + going.stream().mapToInt(PlayedMerger::ready).sum());
    return going.stream().map(wave -> wave.path("id").asLong()).toList();
  }

  private LocalDate nextLatestGo(LocalDate day) {
    return lettable()
        .map(wave -> billing.latestGo(day(wave)))
        .filter(last -> last.isBefore(day))
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  private void letGoBy(LocalDate last) {
    if (last.isAfter(time.clock().today())) {
      time.set(last, MORNING);
    }
    lettable().filter(wave -> billing.latestGo(day(wave)).equals(last)).forEach(this::letGo);
  }

  /** Signs for waves that are over, and verifies their first debits. */
  public void finish(List<Long> waves) {
    waves.forEach(wave -> answer("signWave", wave, "signed"));
    waves.forEach(wave -> answer("verifyFirstDebit", wave, "verified"));
  }

  /** Waves of which somebody can go, and that can still be let go in time. */
  private Stream<JsonNode> lettable() {
    return of("PLANNED")
        .filter(wave -> ready(wave) > 0)
        .filter(wave -> !billing.latestGo(day(wave)).isBefore(time.clock().today()));
  }

  private Stream<JsonNode> of(String state) {
    return Json.stream(people.as("sanne").get(waves()))
        .filter(wave -> wave.path("state").asText().equals(state));
  }

  private static LocalDate day(JsonNode wave) {
    return LocalDate.parse(wave.path("day").asText());
  }

  /** Accounts that nothing stops. */
  private static int ready(JsonNode wave) {
    return wave.path("members").asInt() - wave.path("stopped").asInt() - wave.path("held").asInt();
  }

  private void letGo(JsonNode wave) {
    if (!toldHere) {
      people
          .as("willem")
          .put(
              "mergers/" + merger + "/handovers/waves/" + wave.path("id").asLong() + "/told",
              Map.of("on", day(wave).minusDays(20).toString()));
    }
    go(wave.path("id").asLong());
    billing.accept(wave.path("id").asLong());
  }

  /** Two people let a wave go. */
  void go(long wave) {
    var decisions = waves() + "/" + wave + "/decisions";
    people.as("joris").post(decisions, Map.of("side", "LEAD", "go", true));
    people.as("willem").post(decisions, Map.of("side", "FINANCE", "go", true));
  }

  /** Whether a wave went over, and finance is asked to sign for it. */
  boolean isOver(long wave) {
    var now = people.as("joris").get(waves() + "/" + wave);
    return now.path("wave").path("state").asText().equals("OVER") && task("signWave", wave) != null;
  }

  /** Finance answers what it is asked about a wave, once it is. */
  void answer(String kind, long wave, String outcome) {
    Waiting.until("somebody is asked to " + kind, () -> task(kind, wave) != null);
    people
        .as("willem")
        .put(
            "work-items/" + task(kind, wave).path("id").asLong() + "/answer",
            Map.of("outcome", outcome, "note", "Gezien en in orde"));
  }

  private JsonNode task(String kind, long wave) {
    return Json.stream(people.as("willem").get("work-items?view=mine&kind=" + kind))
        .filter(item -> item.path("kind").asText().equals(kind))
        .filter(item -> item.path("subjectId").asLong() == wave)
        .findFirst()
        .orElse(null);
  }

  private String waves() {
    return "mergers/" + merger + "/waves";
  }

  /** The merger, once it was brought in. */
  long id() {
    return merger;
  }

  Api as(String login) {
    return people.as(login);
  }
}
