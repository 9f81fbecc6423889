package org.klantbrug.transfer;

import static org.klantbrug.transfer.MadeUpMerger.T;

import java.time.Clock;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.matching.MatchReview;
import org.klantbrug.matching.PairDesk;
import org.klantbrug.matching.PairVerdicts;
import org.klantbrug.matching.Verdict;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** Somebody who says something of a pair of the small takeover, by a clock that stands still. */
final class SmallVerdicts {
  private final Database database;
  private final PairDesk desk;

  SmallVerdicts(Database database) {
    this.database = database;
    var clock = new BusinessClock();
    clock.set(Clock.fixed(T, BusinessClock.ZONE));
    var audit = new Audit(database, clock);
    var review = new MatchReview(database);
    desk = new PairDesk(database, clock, audit, review, new PairVerdicts(database, audit));
  }

  /** Of the newest pair; no pair waits after it. */
  void say(Verdict verdict) {
    database.inTransaction(
        handle -> {
          handle.execute(
              "update matching_pair set explanation = '{\"weight\": 0, \"prior\": 0, \"relatives\": 0, \"reasons\": []}'");
          var pair =
              handle
                  .createQuery("select id from matching_pair order by id desc limit 1")
                  .mapTo(Long.class)
                  .one();
          var version =
              handle
                  .createQuery("select version from matching_pair where id = :pair")
                  .bind("pair", pair)
                  .mapTo(Integer.class)
                  .one();
          var steward =
              handle
                  .createQuery("select id from identity_staff where login = 'operator'")
                  .mapTo(Long.class)
                  .one();
          return desk.decide(pair, version, verdict, "Vergeleken met het dossier", staff(steward));
        });
  }

  private static Staff staff(long id) {
    return new Staff(id, "operator", "Olga Operator", "nl", true, null, Set.of(), Set.of());
  }
}
