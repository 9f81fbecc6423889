package org.klantbrug.crisis;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** A crisis after the small takeover: A1 and B1 are one, so are A2 and B3. */
final class AffectedFixture implements AutoCloseable {
  final SmallTakeover takeover = SmallTakeover.live();
  final MadeUpMerger in = takeover.in;
  final Database database = in.byEachTheirOwn();
  final BusinessClock clock = new BusinessClock();
  final Audit audit = new Audit(database, clock);
  final AffectedCustomers customers = new AffectedCustomers(database, clock, audit);
  final AffectedList list = new AffectedList(database, clock, audit);
  final CrisisHold hold = new CrisisHold(database, clock, audit);
  final CustomerCrises crises = new CustomerCrises(database, clock);
  final Staff lead = person("crisislead", "crisisLead", true);
  final Staff legal = person("mark", "legal", true);
  final Staff spokesperson = person("eva", "spokesperson", true);
  final Staff writer = person("wim", "crisisMember", true);
  final long crisis = declared("C-2026-0001", false);

  AffectedFixture() {
    clock.set(Clock.fixed(MadeUpMerger.T, BusinessClock.ZONE));
  }

  Staff person(String login, String role, boolean cleanTeam) {
    var id =
        in.number(
            "insert into identity_staff (login, full_name) values ('%1$s', '%1$s') returning id"
                .formatted(login));
    in.sql(
        "insert into identity_staff_role (staff_id, role_code) values (%d, '%s')"
            .formatted(id, role));
    return new Staff(id, login, login, "nl", cleanTeam, null, Set.of(role), Set.of());
  }

  long declared(String number, boolean exercise) {
    return in.number(
        """
        insert into crisis_crisis (number, name, what_happened, level, state, exercise, proposed_by, proposed_at, decided_by, decided_at)
        values ('%s', 'Te veel afgeschreven', 'Er is twee keer afgeschreven', 1, 'DECLARED', %s, %d, now(), %d, now()) returning id"""
            .formatted(number, exercise, lead.id(), lead.id()));
  }

  long identity(String key) {
    return in.number("select id from customer_identity where source_key = '%s'".formatted(key));
  }

  long party(String key) {
    return in.party(key.startsWith("A") ? in.ours : in.theirs, key);
  }

  static NewCriterion product(String product) {
    return new NewCriterion(
        null, null, product, null, null, null, null, null, null, null, List.of());
  }

  static NewCriterion postcodes(int from, int to) {
    return new NewCriterion(null, null, null, null, null, null, from, to, null, null, List.of());
  }

  static NewCriterion listed(String... numbers) {
    return NewCriterion.listed(null, List.of(numbers));
  }

  List<AffectedList.Row> rows(AffectedList.Show show) {
    return list.rows(crisis, new AffectedList.Wanted(show, null, null), 0, 100, lead);
  }

  List<String> keys() {
    return rows(AffectedList.Show.ALL).stream().map(AffectedList.Row::customerKey).toList();
  }

  @Override
  public void close() {
    in.close();
  }
}
