package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.complaint.Weight;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Questions to departments while a complaint is looked into. Each is a signal of a kind of its own:
 * it goes to the department at once, has a time of its own, no customer hears of it, and the answer
 * ends it. The time of the complaint runs on.
 */
@ApplicationScoped
public class Questions {
  private static final String TOPIC = "OTHER";

  private Database database;
  private BusinessClock clock;
  private Complaints complaints;
  private Signals signals;

  /** For the container. */
  public Questions() {}

  /** Works with these. */
  @Inject
  public Questions(Database database, BusinessClock clock, Complaints complaints, Signals signals) {
    this.database = database;
    this.clock = clock;
    this.complaints = complaints;
    this.signals = signals;
  }

  /**
   * A question as it is asked.
   *
   * @param version of the complaint, as it was read
   */
  public record Question(long complaintId, int version, Long departmentId, String text) {}

  /**
   * Asks the department; that stands with the complaint too.
   *
   * @return the key of the signal
   * @throws RuleBroken if the complaint is not looked into, a colleague changed it, or department
   *     or words are missing
   */
  public long ask(Question question, Staff by) {
    if (question.departmentId() == null) {
      throw new RuleBroken("signal.department-missing");
    }
    return database.inTransaction(
        handle -> {
          var department = SignalSettings.department(handle, question.departmentId());
          if (!department.active()) {
            throw new RuleBroken("signal.department-missing");
          }
          complaints.askDepartment(
              question.complaintId(),
              question.version(),
              department.name(by.language()),
              question.text(),
              by);
          return asked(handle, question, by);
        });
  }

  private long asked(Handle handle, Question question, Staff by) {
    var judged =
        new Judged(Kind.QUESTION, Weight.MEDIUM, Weight.HIGH, question.departmentId(), TOPIC, null);
    var from = new Subject(null, question.complaintId(), null);
    var key = UUID.randomUUID();
    var number = SignalRows.nextNumber(handle, clock.today().getYear());
    var signal = new NewSignal(key, question.text(), judged, from);
    var id = SignalRows.add(handle, signal, number, key, by, clock.now()).orElseThrow();
    var sight = new Sight(clock.today(), by.cleanTeam());
    SignalCustomers.link(handle, id, from, null, clock.now(), sight, by);
    signals.askAtOnce(handle, SignalRows.hold(handle, id, sight), judged, by);
    return id;
  }

  /**
   * The complaint that a question is about; held before the signal, as whoever works on it does.
   */
  static void holdComplaint(Handle handle, long signal) {
    handle
        .createQuery(
            """
            select k.id from complaint_complaint k
             where k.id in (select x.complaint_id from signal_linked x join signal_signal g on g.id = x.signal_id
                             where g.id = :signal and g.kind = 'QUESTION')
             order by k.id for no key update""")
        .bind("signal", signal)
        .mapTo(Long.class)
        .list();
  }

  /** The complaint that a question is about. */
  static long complaint(Handle handle, long signal) {
    return handle
        .createQuery(
            "select min(complaint_id) from signal_customer where signal_id = :signal and complaint_id is not null")
        .bind("signal", signal)
        .mapTo(Long.class)
        .one();
  }
}
