package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.ending.EndSignature.Side;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.EndedMergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Whether the old system of a merger may go: what was found, what people said, and the two who
 * sign. Only the newest look counts, and it is made anew when somebody signs.
 */
@ApplicationScoped
public class EndGate {
  private static final int LONGEST = 2000;

  private Database database;
  private EndFacts facts;
  private EndTasks tasks;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected EndGate() {}

  /** Works with these. */
  @Inject
  public EndGate(
      Database database, EndFacts facts, EndTasks tasks, BusinessClock clock, Audit audit) {
    this.database = database;
    this.facts = facts;
    this.tasks = tasks;
    this.clock = clock;
    this.audit = audit;
  }

  /** What was found last; empty before anybody looked. */
  public Optional<Look> newest(long merger) {
    return database.with(handle -> EndRows.newest(handle, merger));
  }

  /** What people said, of each criterion the newest. */
  public List<Said> said(long merger) {
    return database.with(handle -> EndRows.said(handle, merger));
  }

  /** Who signed. */
  public List<EndSignature> signatures(long merger) {
    return database.with(handle -> EndRows.signatures(handle, merger));
  }

  /** Everything that was looked at, said, made and signed, the newest first. */
  public List<EndRows.Step> trail(long merger) {
    return database.with(handle -> EndRows.trail(handle, merger));
  }

  /**
   * Looks anew. The first look asks those who must say something.
   *
   * @throws RuleBroken {@code merger.*}: there is none, or two signed already
   */
  @Transactional
  public Look look(long merger, Staff by) {
    return database.inTransaction(
        handle -> {
          hold(handle, merger);
          EndedMergers.refuseEnded(handle, merger);
          if (EndRows.newest(handle, merger).isEmpty()) {
            tasks.askAll(handle, merger);
            audit.record(handle, by.id(), by.login(), "endingBegun", "merger", merger, null);
          }
          return look(handle, merger, by.id());
        });
  }

  /** Mergers whose end was begun and is not signed by two. */
  public List<Long> begun() {
    return database.with(EndRows::begun);
  }

  /** The machine looks anew. */
  @Transactional
  public void lookByItself(long merger) {
    database.inTransaction(
        handle -> {
          hold(handle, merger);
          return look(handle, merger, null);
        });
  }

  private Look look(Handle handle, long merger, Long by) {
    var findings = facts.of(handle, merger);
    EndRows.addLook(handle, merger, findings, by, clock.now());
    var look = EndRows.newest(handle, merger).orElseThrow();
    tasks.askToSign(handle, merger, look.missing() == 0);
    return look;
  }

  private static void hold(Handle handle, long merger) {
    EndedMergers.hold(handle, merger);
  }

  /**
   * Says what only a person knows; takes the place of what was said before, which stays readable.
   *
   * @param number of {@link Criterion#HOLDS}: how many holds the old company had; else null
   * @throws RuleBroken {@code ending.*}: it is not his to say, words or the number are missing, or
   *     the old system went
   */
  @Transactional
  public void say(long merger, Criterion criterion, String words, Integer number, Staff by) {
    var text = words == null ? "" : words.strip();
    if (!criterion.isSaid()) {
      throw new RuleBroken("ending.not-said");
    }
    if (!by.is(criterion.role())) {
      throw new RuleBroken("ending.of-another-role");
    }
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new RuleBroken("ending.words", LONGEST);
    }
    var wanted = criterion == Criterion.HOLDS;
    if (wanted && (number == null || number < 0)) {
      throw new RuleBroken("ending.holds-number");
    }
    database.inTransaction(
        handle -> {
          hold(handle, merger);
          EndedMergers.refuseEnded(handle, merger);
          EndRows.addWord(handle, merger, criterion, text, wanted ? number : null, by, clock.now());
          tasks.said(merger, criterion, by);
          audit.record(
              handle, by.id(), by.login(), "endingSaid", "merger", merger, criterion.name());
          return look(handle, merger, by.id());
        });
  }

  /**
   * Signs that the old system may go. What must be so is looked at anew; with the second signature
   * the merger is at its end.
   *
   * @throws NotAllowed for whoever is neither lead, finance nor privacy officer
   * @throws RuleBroken {@code ending.*}: something is missing, this side signed, or this person did
   */
  @Transactional
  public void sign(long merger, String words, Staff by) {
    var side = sideOf(by);
    var text = words == null ? "" : words.strip();
    if (text.length() > LONGEST) {
      throw new RuleBroken("ending.words", LONGEST);
    }
    database.inTransaction(
        handle -> {
          hold(handle, merger);
          refuseSigned(EndRows.signatures(handle, merger), side, by);
          var look = look(handle, merger, by.id());
          if (look.missing() > 0) {
            throw new RuleBroken("ending.not-yet", look.missing());
          }
          EndRows.addSignature(handle, merger, side, look.id(), text, by, clock.now());
          audit.record(handle, by.id(), by.login(), "endingSigned", "merger", merger, side.name());
          tasks.signed(merger, side, by);
          if (EndRows.signatures(handle, merger).size() == Side.values().length) {
            EndedMergers.end(handle, merger, clock.now());
            audit.record(handle, by.id(), by.login(), "oldSystemMayGo", "merger", merger, null);
          }
          return null;
        });
  }

  private static Side sideOf(Staff by) {
    if (!by.may(Action.ENDING_SIGN)) {
      throw new NotAllowed(Action.ENDING_SIGN);
    }
    return by.is("migrationLead") ? Side.LEAD : Side.GUARD;
  }

  private static void refuseSigned(List<EndSignature> signed, Side side, Staff by) {
    for (var each : signed) {
      if (each.side() == side) {
        throw new RuleBroken("ending.signed-already", each.by());
      }
      if (each.byId() == by.id()) {
        throw new RuleBroken("ending.second-person");
      }
    }
  }
}
