package org.klantbrug.programme;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.sla.RunningClocks;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** A merger with people around it; what opens on the work list is noted. */
public final class ProgrammeFixture {
  public final MadeUpMerger in;
  public final BusinessClock clock = new BusinessClock();
  public final List<String> work = new ArrayList<>();
  public final Checklist checklist;
  public final Briefings briefings;
  public final Scenarios scenarios;
  public final Quality quality;
  public final Signatures signatures;
  public final Agreements agreements;
  public final Staff lead;
  public final Staff finance;

  public ProgrammeFixture(MadeUpMerger in) {
    this.in = in;
    at(MadeUpMerger.T);
    var audit = new Audit(in.database, clock);
    var items = new NotedWork();
    checklist =
        new Checklist(
            in.database,
            clock,
            audit,
            new ItemWork(items, RunningClocks.of(in.database, clock), clock));
    briefings = new Briefings(in.database, clock, audit, items, checklist);
    scenarios = new Scenarios(in.database, clock, audit, checklist);
    quality = new Quality(in.database, clock, audit);
    signatures = new Signatures(in.database, clock, audit);
    agreements = new Agreements(in.database, clock, audit);
    lead =
        staff(
            in.operator,
            null,
            "migrationLead",
            Action.PROGRAMME_LEAD,
            Action.PROGRAMME_CONFIRM,
            Action.WORK_DO);
    finance = staff(in.finance, null, "finance", Action.PROGRAMME_CONFIRM, Action.WORK_DO);
  }

  static Staff staff(long id, Long team, String role, Action... may) {
    var actions =
        java.util.Arrays.stream(may)
            .map(Action::code)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
    return new Staff(id, "s" + id, "Staff " + id, "nl", false, team, Set.of(role), actions);
  }

  /** Somebody with the role that an item is of. */
  public Staff whoseItIs(Item item) {
    return staff(in.finance, null, item.role(), Action.WORK_DO);
  }

  /** Somebody who serves customers, in a team. */
  public Staff colleague(String name, long team, String role, Action... may) {
    var id =
        in.number(
            "insert into identity_staff (login, full_name, team_id) values (lower('%1$s'), '%1$s', %2$d) returning id"
                .formatted(name, team));
    in.sql(
        "insert into identity_staff_role (staff_id, role_code) values (%d, '%s')"
            .formatted(id, role));
    return staff(id, team, role, may);
  }

  public long team(String name) {
    return in.number("insert into identity_team (name) values ('%s') returning id".formatted(name));
  }

  public void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  private final class NotedWork extends WorkItems {
    @Override
    public void open(WorkItem item) {
      work.add(item.kind() + (item.claimedBy() == null ? "" : " of " + item.claimedBy()));
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      work.add(kind + ": " + outcome);
    }

    @Override
    public void withdraw(String subjectKind, long subjectId) {
      work.add("withdrawn");
    }
  }
}
