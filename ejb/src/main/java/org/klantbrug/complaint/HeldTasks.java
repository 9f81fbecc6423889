package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.calendar.Channel;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.sla.Limits;
import org.klantbrug.work.WorkItems;

/**
 * Complaints that came over and wait until somebody takes them up are work: a task each, due when
 * the customer should hear of it. Tasks follow what waits, by sets: whichever cut-over brings
 * complaints, replaces them or is taken back.
 */
@ApplicationScoped
public class HeldTasks {
  /** How work items call a complaint that waits. */
  public static final String SUBJECT = "heldComplaint";

  /** Kind of the work item by which somebody takes it up. */
  public static final String TAKE_UP = "takeUpComplaint";

  private static final String TAKEN_UP = "takenUp";
  private static final String ROLE = "adviser";
  private static final int AT_ONCE = 5_000;

  private static final String WAITS =
      """
      contact_held_complaint f
        join customer_identity i on i.id = f.identity_id
        join customer_company c on c.id = i.company_id
        join customer_cutover_live l on l.id = f.cutover_id
       where f.taken_at is null and f.cutover_id is not null and %s and %s"""
          .formatted(Sight.FACT_COUNTS, Sight.COMPANY_SEEN);

  private Database database;
  private BusinessClock clock;
  private Limits limits;
  private WorkItems workItems;

  /** For the container. */
  protected HeldTasks() {}

  /** Works with these. */
  @Inject
  public HeldTasks(Database database, BusinessClock clock, Limits limits, WorkItems workItems) {
    this.database = database;
    this.clock = clock;
    this.limits = limits;
    this.workItems = workItems;
  }

  /**
   * Which cut-overs count, who may be seen, and on which day: while that is the same, what waits
   * mostly changes only by being taken up, which ends its task itself.
   */
  String state() {
    return clock.today()
        + " "
        + database.with(
            handle ->
                handle
                    .createQuery(
                        """
                        select concat_ws(' ', (select string_agg(cast(id as text), ',' order by id) from customer_cutover_live),
                               (select string_agg(cast(visible_from as text), ',' order by id) from customer_company))""")
                    .mapTo(String.class)
                    .one());
  }

  /** Puts on the list what waits and is not on it, and takes off what waits no more. */
  void follow() {
    database.inTransaction(this::withdraw);
    while (database.inTransaction(this::ask) == AT_ONCE) {
      // the next part
    }
  }

  private int withdraw(Handle handle) {
    return seen()
        .bindTo(
            handle.createUpdate(
                """
                update work_item w set state = 'WITHDRAWN', completed_at = :now, version = w.version + 1
                 where w.kind = :kind and w.state = 'OPEN'
                   and w.subject_id not in (select f.id from %s)"""
                    .formatted(WAITS)))
        .bind("kind", TAKE_UP)
        .bind("now", clock.now())
        .execute();
  }

  /** One that waits; another company may call its channels as it likes. */
  public record Waits(
      long id,
      String name,
      String channel,
      Instant receivedAt,
      LocalDate answerDueOn,
      long cutover,
      String company,
      Instant liveAt) {
    private String cameOn() {
      return LocalDate.ofInstant(liveAt, BusinessClock.ZONE).toString();
    }

    private Limits.Asked asked() {
      return new Limits.Asked(Channel.find(channel), receivedAt, answerDueOn);
    }
  }

  private int ask(Handle handle) {
    var waiting = withoutTask(handle);
    if (waiting.isEmpty()) {
      return 0;
    }
    var due =
        limits.of(
            handle, org.klantbrug.sla.Stage.OUTCOME, waiting.stream().map(Waits::asked).toList());
    handle
        .createUpdate(
            """
            insert into work_item (kind, subject_kind, subject_id, subject_name, role_code, outcomes, created_at, due_at, gathered,
                                   batch_id, batch_of, batch_on)
            select :kind, :subject, n.id, n.name, :role, array[:outcome], :now, n.due, true, n.cutover, n.company, n.came_on
              from unnest(cast(:ids as bigint[]), cast(:names as text[]), cast(:dues as timestamptz[]), cast(:cutovers as bigint[]),
                          cast(:companies as text[]), cast(:days as date[])) as n (id, name, due, cutover, company, came_on)
            on conflict (subject_id) where kind = 'takeUpComplaint' and state = 'OPEN' do nothing""")
        .bind("kind", TAKE_UP)
        .bind("subject", SUBJECT)
        .bind("role", ROLE)
        .bind("outcome", TAKEN_UP)
        .bind("now", clock.now())
        .bindArray("ids", Long.class, waiting.stream().map(Waits::id).toList())
        .bindArray("names", String.class, waiting.stream().map(Waits::name).toList())
        .bindArray("dues", String.class, due.stream().map(Instant::toString).toList())
        .bindArray("cutovers", Long.class, waiting.stream().map(Waits::cutover).toList())
        .bindArray("companies", String.class, waiting.stream().map(Waits::company).toList())
        .bindArray("days", String.class, waiting.stream().map(Waits::cameOn).toList())
        .execute();
    return waiting.size();
  }

  private List<Waits> withoutTask(Handle handle) {
    return seen()
        .bindTo(
            handle.createQuery(
                """
                select f.id, coalesce(f.source_key, cast(f.id as text)) as name, f.channel, f.received_at, f.answer_due_on,
                         f.cutover_id as cutover, c.name as company, l.live_at
                  from %s
                   and not exists (select from work_item w
                                    where w.kind = :kind and w.state = 'OPEN' and w.subject_id = f.id)
                 order by f.id limit :most"""
                    .formatted(WAITS)))
        .bind("kind", TAKE_UP)
        .bind("most", AT_ONCE)
        .map(ConstructorMapper.of(Waits.class))
        .list();
  }

  /** A task is on the list of everybody: it comes once everybody may see the customer. */
  private Sight seen() {
    return new Sight(clock.today(), false);
  }

  /** It was taken up, in the caller's transaction. */
  void taken(long held, Staff by) {
    workItems.happened(SUBJECT, held, TAKE_UP, by, TAKEN_UP);
  }
}
