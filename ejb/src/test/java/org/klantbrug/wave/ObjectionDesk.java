package org.klantbrug.wave;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.identity.Staff;
import org.klantbrug.objection.About;
import org.klantbrug.objection.Endings;
import org.klantbrug.objection.NewObjection;
import org.klantbrug.objection.NoOffers;
import org.klantbrug.objection.ObjectionClocks;
import org.klantbrug.objection.ObjectionIntake;
import org.klantbrug.objection.ObjectionPrint;
import org.klantbrug.objection.ObjectionTrail;
import org.klantbrug.objection.Objections;
import org.klantbrug.objection.OnlineObjections;
import org.klantbrug.objection.SignedLinks;
import org.klantbrug.objection.Way;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.shared.Database;
import org.klantbrug.sla.RunningClocks;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** A desk that takes objections in, by a connection of its own; what it asks of people is noted. */
final class ObjectionDesk {
  final ObjectionIntake intake;
  final Objections objections;
  final SignedLinks links;
  final OnlineObjections online;
  final ObjectionPrint print;
  final List<String> work = Collections.synchronizedList(new ArrayList<>());
  final Staff by;
  private final WaveFixture on;

  ObjectionDesk(WaveFixture on) {
    this.on = on;
    var database = new Database(on.in.source());
    var audit = new Audit(database, on.clock);
    var calendars = new WorkingCalendars(database, audit, null);
    var settings = new WaveSettings(database, calendars, on.clock, audit);
    var moves =
        new WaveMoves(
            database, settings, new WaveTasks(new NotedWork(), on.clock), on.clock, audit);
    var accounts = new ObjectedAccounts(settings, moves, on.clock);
    var clocks = new ObjectionClocks(RunningClocks.of(database, on.clock));
    var trail = new ObjectionTrail(on.clock, audit, new NotedCases(), new NotedWork());
    intake = new ObjectionIntake(database, on.clock, accounts, clocks, trail);
    objections =
        new Objections(
            database,
            on.clock,
            accounts,
            new Endings(calendars, on.facts),
            new NoOffers(on.clock, new GoldenRecord(database), audit),
            clocks,
            trail);
    links =
        new SignedLinks(
            database,
            on.clock,
            new MailSettings(Map.of("KLANTBRUG_PUBLIC_ADDRESS", "https://brief.example.nl")));
    online = new OnlineObjections(database, links, intake);
    print =
        new ObjectionPrint(
            database,
            audit,
            new org.klantbrug.objection.ObjectionDesk(
                database,
                on.clock,
                audit,
                RunningClocks.of(database, on.clock),
                new Endings(calendars, on.facts)));
    by =
        new Staff(
            on.in.operator,
            "operator",
            "operator",
            "nl",
            true,
            null,
            Set.of("backOfficeHandler"),
            Set.of("objection.register", "objection.decide"));
  }

  /** One of their customers calls and does not want to go over. */
  long objects(String customer) {
    return intake.register(
        new NewObjection(
            UUID.randomUUID(),
            on.identity(customer),
            on.in.merger,
            Way.PHONE,
            About.TRANSFER,
            "Ik wil bij mijn eigen bedrijf blijven",
            "nl",
            null),
        by);
  }

  int version(long objection) {
    return (int)
        on.in.number("select version from objection_objection where id = %d".formatted(objection));
  }

  String text(long objection, String column) {
    return on.in.text(
        "select cast(%s as text) from objection_objection where id = %d"
            .formatted(column, objection));
  }

  private final class NotedCases implements Cases {
    @Override
    public String start(String process, String businessKey, Map<String, Object> ids) {
      work.add("begins at " + ids.get("stage"));
      return "p";
    }

    @Override
    public void complete(String engineTaskId, String outcome, long staffId) {
      throw new IllegalStateException("No task is answered by itself");
    }

    @Override
    public void tell(String process, String message, long staffId) {
      work.add(message);
    }
  }

  private final class NotedWork extends WorkItems {
    @Override
    public void open(WorkItem item) {
      work.add(item.kind());
    }

    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return work.contains(kind);
    }

    @Override
    public void give(String subjectKind, long subjectId, Collection<String> kinds, long staffId) {
      work.add("given");
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
