package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.PageOrder;
import org.klantbrug.shared.RuleBroken;

/**
 * Complaints that came over with a takeover: they wait until somebody takes them up, and go on
 * where they were, with the day on which they were received.
 */
@ApplicationScoped
public class Handover {
  private static final String NO_WORDS = "-";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Intake intake;
  private CameOver cameOver;
  private HeldTasks tasks;

  /** For the container. */
  public Handover() {}

  /** Works with these. */
  @Inject
  public Handover(
      Database database,
      BusinessClock clock,
      Audit audit,
      Intake intake,
      CameOver cameOver,
      HeldTasks tasks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.intake = intake;
    this.cameOver = cameOver;
    this.tasks = tasks;
  }

  /**
   * A complaint that waits.
   *
   * @param state as delivered: RECEIVED, ACKNOWLEDGED, INVESTIGATED, DECIDED; may be null
   * @param answerDueOn as the other company promised; may be null
   */
  public record Waiting(
      long id,
      long identityId,
      String customer,
      String company,
      Instant receivedAt,
      String channel,
      String subject,
      String product,
      String text,
      LocalDate answerDueOn,
      String state) {

    /** Whether the day is past on which the other company promised to answer. */
    public boolean late(LocalDate today) {
      return answerDueOn != null && answerDueOn.isBefore(today);
    }

    /** What it waits for, as far as the other company came. */
    Stage stage() {
      return switch (state == null ? "" : state) {
        case "INVESTIGATED" -> Stage.DECISION;
        case "DECIDED" -> Stage.EXPLANATION;
        default -> Stage.ASSESSMENT;
      };
    }

    /** Whether the other company told the customer that they had it. */
    boolean acknowledged() {
      return state != null && !state.equals("RECEIVED");
    }

    NewComplaint asNew() {
      return new NewComplaint(
          "held-" + id,
          identityId,
          null,
          Channel.find(channel),
          receivedAt,
          Written.none(text) ? NO_WORDS : text,
          cut(product),
          cut(subject),
          null,
          null);
    }

    private static String cut(String text) {
      return text == null || text.length() <= 200 ? text : text.substring(0, 200);
    }
  }

  private static final String WAITING =
      """
      select f.id, f.identity_id, %s as customer, c.name as company, f.received_at, f.channel, f.subject, f.product, f.text,
             f.answer_due_on, f.state
        from contact_held_complaint f
        join customer_identity i on i.id = f.identity_id
        join customer_company c on c.id = i.company_id
       where f.taken_at is null and f.cutover_id is not null and %s and %s
      """
          .formatted(CustomerName.sql("i"), Sight.FACT_COUNTS, Sight.COMPANY_SEEN);

  /** Received first on top. */
  private static final PageOrder ORDER =
      PageOrder.up(PageOrder.Column.moment("f.received_at"), PageOrder.Column.key("f.id"));

  /** Those of these in sight that wait; that they were named is written down. */
  public List<Waiting> named(Collection<Long> ids, Staff staff) {
    return database.inTransaction(
        handle -> {
          var found =
              sightOf(staff)
                  .bindTo(handle.createQuery(WAITING + " and f.id = any(:ids)"))
                  .bindArray("ids", Long.class, ids)
                  .map(ConstructorMapper.of(Waiting.class))
                  .list();
          ComplaintList.noteListed(handle, audit, "heldListed", found.size(), staff);
          return found;
        });
  }

  /**
   * A page of those that wait.
   *
   * @param next key after which the next page begins; null on the last one
   */
  public record Page(List<Waiting> waiting, String next) {}

  /**
   * Those in sight that wait, received first on top; that they were listed is written down, as it
   * names customers.
   *
   * @param after key that the page before gave; null for the first
   */
  public Page page(String after, int size, Staff staff) {
    return database.inTransaction(
        handle -> {
          var sql = WAITING + ORDER.after(after) + " order by " + ORDER.by() + " limit :most";
          var found =
              ORDER
                  .bindTo(sightOf(staff).bindTo(handle.createQuery(sql)), after)
                  .bind("most", size + 1)
                  .map(ConstructorMapper.of(Waiting.class))
                  .list();
          var here = found.subList(0, Math.min(size, found.size()));
          ComplaintList.noteListed(handle, audit, "heldListed", here.size(), staff);
          return new Page(
              List.copyOf(here), found.size() > size ? key(handle, here.get(size - 1)) : null);
        });
  }

  private static String key(Handle handle, Waiting last) {
    return handle
        .createQuery(
            "select "
                + ORDER.key()
                + " from contact_held_complaint f where f.identity_id = :identity and f.id = :id")
        .bind("identity", last.identityId())
        .bind("id", last.id())
        .mapTo(String.class)
        .one();
  }

  /**
   * How many wait.
   *
   * @param late of which the day is past on which the other company promised to answer
   */
  public record Standing(long waiting, long late) {}

  /** How many in sight wait, and how many of them too long. */
  public Standing standing(Staff staff) {
    return database.with(
        handle ->
            sightOf(staff)
                .bindTo(
                    handle.createQuery(
                        "select count(*) as waiting, count(*) filter (where w.answer_due_on < :today) as late from ("
                            + WAITING
                            + ") w"))
                .map(ConstructorMapper.of(Standing.class))
                .one());
  }

  /**
   * Takes one up: from now on it is handled here, from the stage it had.
   *
   * @return key of the complaint
   * @throws RuleBroken if somebody took it before, or it is not there any more
   */
  public long takeUp(long held, Staff by) {
    return database.inTransaction(
        handle -> {
          var waiting = find(handle, held, by).orElseThrow(Handover::gone);
          var taken =
              intake.takeOver(
                  handle,
                  waiting.asNew(),
                  waiting.stage(),
                  waiting.acknowledged(),
                  waiting.answerDueOn(),
                  by);
          cameOver.taken(handle, held, taken.number(), by.id(), clock.now());
          tasks.taken(held, by);
          return taken.id();
        });
  }

  private Optional<Waiting> find(Handle handle, long held, Staff staff) {
    return sightOf(staff)
        .bindTo(handle.createQuery(WAITING + " and f.id = :id"))
        .bind("id", held)
        .map(ConstructorMapper.of(Waiting.class))
        .findOne();
  }

  private static RuleBroken gone() {
    return new RuleBroken("complaint.held-taken");
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }
}
