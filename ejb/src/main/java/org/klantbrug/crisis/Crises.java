package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The steps of a crisis. Each holds its row, asks its rules, adds to its log and answers the task
 * of its process, all in one transaction: a server that is killed meanwhile did nothing. Of two who
 * decide at once the second hears who was first, and why.
 */
@ApplicationScoped
public class Crises {
  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CrisisLog log;
  private CrisisWork work;
  private CrisisBrakes brakes;
  private Event<CrisisDeclared> declared;
  private Event<CrisisStoodDown> stoodDown;
  private Iterable<ClosingRule> rules;

  /** For the container. */
  protected Crises() {}

  /** Works with these, and with what other parts of the work want before one is closed. */
  @Inject
  public Crises(
      Database database,
      BusinessClock clock,
      Audit audit,
      CrisisLog log,
      CrisisWork work,
      CrisisBrakes brakes,
      Event<CrisisDeclared> declared,
      Event<CrisisStoodDown> stoodDown,
      Instance<ClosingRule> rules) {
    this(
        database,
        clock,
        audit,
        log,
        work,
        brakes,
        declared,
        stoodDown,
        (Iterable<ClosingRule>) rules);
  }

  /** As the other, with rules that no container knows. */
  public Crises(
      Database database,
      BusinessClock clock,
      Audit audit,
      CrisisLog log,
      CrisisWork work,
      CrisisBrakes brakes,
      Event<CrisisDeclared> declared,
      Event<CrisisStoodDown> stoodDown,
      Iterable<ClosingRule> rules) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.log = log;
    this.work = work;
    this.brakes = brakes;
    this.declared = declared;
    this.stoodDown = stoodDown;
    this.rules = rules;
  }

  /**
   * Somebody thinks that this is a crisis, or wants to exercise one; who leads crises is asked to
   * decide.
   *
   * @return its key
   * @throws RuleBroken {@code crisis.*}: what is missing
   */
  @Transactional
  public long propose(NewCrisis wanted, Staff by) {
    var crisis = wanted.checked();
    return database.inTransaction(handle -> put(handle, crisis, null, by));
  }

  private long put(Handle handle, NewCrisis crisis, Long threat, Staff by) {
    var id = CrisisRows.insert(handle, crisis, threat, clock.today(), clock.now(), by.id());
    CrisisRows.ledBy(handle, id, work.start(CrisisRows.read(handle, id)));
    done(handle, id, "PROPOSED", crisis.whatHappened(), by);
    return id;
  }

  /**
   * A report of a threat was judged to be a crisis: it is put before who decides, in that
   * transaction.
   *
   * @param threat key of the report
   */
  void propose(Handle handle, NewCrisis wanted, long threat, Staff by) {
    put(handle, wanted.checked(), threat, by);
  }

  /** Calls it otherwise, so that everybody knows what is meant. */
  @Transactional
  public void rename(long id, String name, Staff by) {
    var other = NewCrisis.name(name);
    step(
        id,
        (handle, crisis) -> {
          crisis.mustBeOpen();
          CrisisRows.renamed(handle, id, other);
          done(handle, id, "RENAMED", crisis.name() + " → " + other, by);
        });
  }

  /**
   * It is a crisis. New waves and mail to many are held with it, or nothing happens at all.
   *
   * @throws RuleBroken {@code crisis.*}: what is missing; {@link
   *     org.klantbrug.shared.ChangedMeanwhile} if a colleague decided before
   */
  @Transactional
  public void declare(long id, Declaration wanted, Staff by) {
    step(
        id,
        (handle, crisis) -> {
          crisis.mustBeUndecided();
          var decided = wanted.checked();
          mustBeLead(handle, decided.leadId());
          var minutes = ReportRows.rhythm(handle, decided.level()).minutes();
          CrisisRows.declared(handle, id, decided, minutes, clock.now(), by);
          done(handle, id, "DECLARED", decided.why(), by);
          var now = CrisisRows.read(handle, id);
          brakes.hold(handle, now, by);
          work.decided(now, "declared", by);
          declared.fire(new CrisisDeclared(handle, now));
        });
  }

  /** It is no crisis. */
  @Transactional
  public void reject(long id, String why, Staff by) {
    step(
        id,
        (handle, crisis) -> {
          crisis.mustBeUndecided();
          var reason = Words.needed(why, Words.REASON, "crisis.why-needed");
          CrisisRows.rejected(handle, id, reason, clock.now(), by);
          done(handle, id, "REJECTED", reason, by);
          work.decided(crisis, "rejected", by);
          askNobody(handle, id, by);
        });
  }

  /**
   * It is worse, or less bad, than was thought; somebody looks again at what is done, and the next
   * situation report never comes later for it.
   */
  @Transactional
  public void scale(long id, Integer level, String why, Staff by) {
    step(
        id,
        (handle, crisis) -> {
          crisis.mustRun();
          var other = Declaration.level(level);
          if (other == crisis.level()) {
            throw new RuleBroken("crisis.same-level", crisis.number(), other);
          }
          var up = other > crisis.level();
          CrisisRows.scaled(handle, id, other, minutes(handle, crisis, other), clock.now());
          done(
              handle,
              id,
              up ? "SCALED_UP" : "SCALED_DOWN",
              Words.needed(why, Words.REASON, "crisis.why-needed"),
              by);
          work.scaled(crisis, up, by);
        });
  }

  /** As the other level asks; where the lead wanted reports more often, as often as he did. */
  private static int minutes(Handle handle, Crisis crisis, int level) {
    var asked = ReportRows.rhythm(handle, level).minutes();
    var own = crisis.reportMinutes();
    return own == ReportRows.rhythm(handle, crisis.level()).minutes()
        ? asked
        : Math.min(own, asked);
  }

  /** It is over. What is held stays held until a person lets it go on. */
  @Transactional
  public void standDown(long id, String why, Staff by) {
    step(
        id,
        (handle, crisis) -> {
          crisis.mustRun();
          var reason = Words.needed(why, Words.REASON, "crisis.why-needed");
          CrisisRows.stoodDown(handle, id, reason, clock.now(), by);
          done(handle, id, "STOOD_DOWN", reason, by);
          work.stoodDown(crisis, by);
          askNobody(handle, id, by);
          stoodDown.fire(new CrisisStoodDown(handle, CrisisRows.read(handle, id)));
        });
  }

  /**
   * Nothing is left to be done.
   *
   * @param learnt what was learnt, in one or more sentences
   * @throws RuleBroken {@code crisis.*}: something is missing, or nobody stood it down
   */
  @Transactional
  public void close(long id, String learnt, Staff by) {
    step(
        id,
        (handle, crisis) -> {
          crisis.mustBeStoodDown();
          var missing = missing(handle, id);
          if (!missing.isEmpty()) {
            throw new RuleBroken("crisis.something-missing", crisis.number(), missing.size());
          }
          CrisisRows.closed(handle, id, clock.now(), by);
          done(
              handle, id, "CLOSED", Words.needed(learnt, Words.REASON, "crisis.learnt-needed"), by);
          work.closed(crisis, by);
          askNobody(handle, id, by);
        });
  }

  /** What is missing before it can be closed: codes with a text {@code crisis.missing.<code>}. */
  public List<String> missing(long id) {
    return database.with(handle -> missing(handle, id));
  }

  private List<String> missing(Handle handle, long id) {
    return StreamSupport.stream(rules.spliterator(), false)
        .flatMap(rule -> rule.missing(handle, id).stream())
        .sorted()
        .toList();
  }

  /** One crisis. */
  public Crisis of(long id) {
    return database.with(handle -> CrisisRows.read(handle, id));
  }

  /** Crises that run, and exercises; the worst first. */
  public List<Crisis> running() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    CrisisRows.SELECT
                        + " where c.state = 'DECLARED' order by c.exercise, c.level desc, c.id")
                .map(ConstructorMapper.of(Crisis.class))
                .list());
  }

  private void step(long id, BiConsumer<Handle, Crisis> what) {
    database.inTransaction(
        handle -> {
          what.accept(handle, CrisisRows.hold(handle, id));
          return null;
        });
  }

  private void done(Handle handle, long id, String kind, String text, Staff by) {
    log.add(handle, id, kind, text, by);
    audit.record(handle, by.id(), by.login(), "crisisStep", CrisisWork.SUBJECT, id, kind);
  }

  /** Who was asked for the team and never answered keeps no task that cannot be done. */
  private void askNobody(Handle handle, long id, Staff by) {
    for (var member : CrisisTeam.letGoUnanswered(handle, id, clock.now())) {
      work.left(member.id());
      log.add(handle, id, "TEAM_LEFT", member.name(), by);
    }
  }

  private static void mustBeLead(Handle handle, long staff) {
    if (CrisisList.leads(handle).stream().noneMatch(each -> each.id() == staff)) {
      throw new RuleBroken("crisis.lead");
    }
  }
}
