package org.klantbrug.customer;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** A desk after the small takeover, with two colleagues and a clock that is set. */
final class DeskFixture {
  final MadeUpMerger in = SmallTakeover.live().in;
  final BusinessClock clock = new BusinessClock();
  final Audit audit = new Audit(in.database, clock);
  final CustomerView view = new CustomerView(in.database);
  final CustomerNumbers numbers = new CustomerNumbers(in.database);
  final Merging merging = new Merging(in.database, in.golden);
  final CustomerDesk desk = new CustomerDesk(in.database, clock, audit, view, numbers, merging);
  final Corrections corrections = new Corrections(in.database, clock, audit, view, in.golden);
  final CorrectionReports reporting = new CorrectionReports(in.database, clock, audit, view);
  final Staff adviser = colleague(in.operator, "operator");
  final Staff steward = colleague(in.finance, "finance");

  DeskFixture() {
    at(MadeUpMerger.T);
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  long party(String key) {
    return in.party(key.startsWith("A") ? in.ours : in.theirs, key);
  }

  /** What the access log says about a customer, newest first. */
  List<String> written(long party) {
    return audit.about("customer", party, 20).stream()
        .map(entry -> entry.action() + " " + entry.purpose())
        .toList();
  }

  private static Staff colleague(long id, String login) {
    return new Staff(id, login, login, "nl", false, null, Set.of(), Set.of());
  }
}
