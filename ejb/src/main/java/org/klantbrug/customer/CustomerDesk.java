package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RowJson;
import org.klantbrug.shared.RuleBroken;

/**
 * How staff deal with a customer: opening is written down, details are veiled until an identity
 * check is noted, masked values are shown one by one, and merging and splitting leave a trace.
 */
@ApplicationScoped
public class CustomerDesk {
  private static final int WRONG_NUMBERS_AN_HOUR = 3;
  private static final String SUBJECT = "customer";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CustomerView view;
  private CustomerNumbers numbers;
  private Merging merging;

  /** For the container. */
  public CustomerDesk() {}

  /** Works with these. */
  @Inject
  public CustomerDesk(
      Database database,
      BusinessClock clock,
      Audit audit,
      CustomerView view,
      CustomerNumbers numbers,
      Merging merging) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.view = view;
    this.numbers = numbers;
    this.merging = merging;
  }

  /**
   * A merge that stands.
   *
   * @param goneNumber the number of the customer that went up in this one
   */
  public record Merge(long id, String goneNumber, String byName, Instant at, String reason) {}

  /**
   * A customer as one colleague may see him now.
   *
   * @param check the last one this colleague noted; null if there is none
   * @param veiled whether only name and numbers may be shown
   * @param merges that can be split, newest first
   * @param reports of what is wrong that are open, and those decided, newest first
   */
  public record Opened(
      CustomerPage customer,
      IdentityCheck check,
      boolean veiled,
      List<Merge> merges,
      List<Correction> reports) {}

  /**
   * Opens a customer and writes that down, with the purpose of the check that stands.
   *
   * @throws RuleBroken if there is no such customer, or none that this colleague may see
   */
  public Opened open(long partyId, Staff staff) {
    return database.inTransaction(
        handle -> {
          var opened = look(handle, partyId, staff);
          audit.record(
              handle,
              staff.id(),
              staff.login(),
              "customerOpened",
              SUBJECT,
              partyId,
              opened.veiled() ? "veiled" : opened.check().purpose());
          return opened;
        });
  }

  /** As {@link #open}, within work that writes down itself what it does. */
  public Opened look(long partyId, Staff staff) {
    return database.with(handle -> look(handle, partyId, staff));
  }

  /**
   * As {@link #open}, for programs: they get nothing of a customer that is veiled, and masked what
   * the screen masks; see {@link #reveal}.
   *
   * @throws RuleBroken also if no identity check of this colleague stands
   */
  public CustomerPage openUnveiled(long partyId, Staff staff) {
    var opened = open(partyId, staff);
    refuseVeiled(opened);
    return opened.customer().masked();
  }

  /** What this colleague may see, today. */
  public Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }

  /**
   * What we know that answers a question, so that a colleague can compare it with what the customer
   * says. Written down.
   *
   * @param question one of {@link IdentityCheck#QUESTIONS}
   * @return as each company knows it, ours first; empty if nobody knows, or if it must not be asked
   */
  public List<String> answers(CustomerPage customer, String question, Staff staff) {
    var answers = customer.answers(question);
    if (!answers.isEmpty()) {
      audit.record(staff.id(), staff.login(), "answerShown", SUBJECT, customer.partyId(), question);
    }
    return answers;
  }

  /**
   * Notes that the customer was asked who he is. Recognised lifts the veil for this colleague, not
   * recognised lets it down again. A number that is not his is noted as not recognised before it is
   * refused, and after three of them in an hour this colleague asks him something else.
   *
   * @param how by which he was recognised; not kept if he was not
   * @param said the telephone number that he named, if he was asked for it: any that a company has
   *     of him will do. Which kind it was is noted, the number is not
   * @throws RuleBroken if nobody has that number of him, or too many that were not his were tried
   */
  public void noteCheck(
      long partyId, String question, String how, boolean recognised, String said, Staff staff) {
    if (question == null
        || !IdentityCheck.QUESTIONS.contains(question)
        || recognised && (how == null || !IdentityCheck.WAYS.contains(how))) {
      throw new RuleBroken("customer.check-incomplete");
    }
    var asksNumber = recognised && question.equals("PHONE");
    var matched = asksNumber ? matched(partyId, said, staff) : null;
    var his = recognised && (!asksNumber || matched != null);
    note(
        partyId,
        new IdentityCheck(
            IdentityCheck.CUSTOMER_CONTACT, question, his ? how : null, his, matched, clock.now()),
        staff);
    if (recognised && !his) {
      throw new RuleBroken("customer.phone-not-his");
    }
  }

  /** Which of his numbers it is; null if it is none of them. */
  private String matched(long partyId, String said, Staff staff) {
    if (database.with(handle -> wrongNumbers(handle, partyId, staff)) >= WRONG_NUMBERS_AN_HOUR) {
      throw new RuleBroken("customer.phone-tried-often", WRONG_NUMBERS_AN_HOUR);
    }
    return Telephone.matching(look(partyId, staff).customer(), said).orElse(null);
  }

  private int wrongNumbers(Handle handle, long partyId, Staff staff) {
    return handle
        .createQuery(
            """
            select count(*) from customer_identity_check
             where party_id = :party and staff_id = :staff and question = 'PHONE' and not recognised and at > :since""")
        .bind("party", partyId)
        .bind("staff", staff.id())
        .bind("since", clock.now().minus(Duration.ofHours(1)))
        .mapTo(Integer.class)
        .one();
  }

  /** Notes for which work, without the customer, a colleague needs to see the details. */
  public void notePurpose(long partyId, String purpose, Staff staff) {
    if (purpose == null
        || !IdentityCheck.PURPOSES.contains(purpose)
        || purpose.equals(IdentityCheck.CUSTOMER_CONTACT)) {
      throw new RuleBroken("customer.purpose-missing");
    }
    note(partyId, new IdentityCheck(purpose, null, null, true, null, clock.now()), staff);
  }

  /**
   * A masked value, in full. Who may see it is decided by the veil; that it was seen is written
   * down, with the purpose of the check that stands.
   *
   * @param group BIRTH_DATE or IBAN
   * @return the value with its origin and what other companies say; empty if there is none
   */
  public Optional<CustomerPage.Line> reveal(long partyId, String group, Staff staff) {
    if (!Mask.GROUPS.contains(group)) {
      throw new RuleBroken("customer.not-masked");
    }
    var opened = look(partyId, staff);
    refuseVeiled(opened);
    audit.record(
        staff.id(),
        staff.login(),
        "valueRevealed",
        SUBJECT,
        partyId,
        group + " " + opened.check().purpose());
    return opened.customer().lines().stream()
        .filter(line -> line.group().equals(group))
        .findFirst();
  }

  /**
   * Makes another customer one with this one.
   *
   * @param otherNumber of the one that goes, ours or that of either company
   * @return name of the one that went, to tell; its number if it has none
   * @throws RuleBroken also if nobody in sight has the other number, or more than one
   */
  public String merge(long kept, String otherNumber, String reason, Staff staff) {
    refuseVeiled(look(kept, staff));
    return database.inTransaction(
        handle -> {
          var gone = seen(otherNumber, staff);
          merging.merge(kept, gone.partyId(), staff.id(), reason, clock.now());
          audit.record(
              handle, staff.id(), staff.login(), "customersMerged", SUBJECT, kept, gone.number());
          return gone.name() == null ? gone.number() : gone.name();
        });
  }

  /** Splits a merge that stands on this customer. */
  public void split(long partyId, long mergeId, String reason, Staff staff) {
    var opened = look(partyId, staff);
    refuseVeiled(opened);
    var merge =
        opened.merges().stream()
            .filter(one -> one.id() == mergeId)
            .findFirst()
            .orElseThrow(() -> new RuleBroken("customer.merge-not-there"));
    database.inTransaction(
        handle -> {
          merging.unmerge(mergeId, staff.id(), reason, clock.now());
          audit.record(
              handle,
              staff.id(),
              staff.login(),
              "customersSplit",
              SUBJECT,
              partyId,
              merge.goneNumber());
          return null;
        });
  }

  /** The one customer in sight who has a number. */
  CustomerPage seen(String number, Staff staff) {
    var sight = sightOf(staff);
    var holders = numbers.holders(number, sight);
    if (holders.size() > 1) {
      throw new RuleBroken("customer.number-shared", number, named(holders));
    }
    return holders.stream()
        .findFirst()
        .flatMap(holder -> view.find(holder.partyId(), sight))
        .orElseThrow(() -> new RuleBroken("customer.number-unknown"));
  }

  private static String named(List<CustomerNumbers.Holder> holders) {
    return holders.stream()
        .map(holder -> holder.known() + " = " + holder.number())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static void refuseVeiled(Opened opened) {
    if (opened.veiled()) {
      throw new RuleBroken("customer.veiled");
    }
  }

  private void note(long partyId, IdentityCheck check, Staff staff) {
    database.inTransaction(
        handle -> {
          look(handle, partyId, staff);
          handle
              .createUpdate(
                  """
                  insert into customer_identity_check (party_id, staff_id, at, purpose, question, how, recognised, matched)
                  values (:party, :staff, :at, :purpose, :question, :how, :recognised, :matched)
                  """)
              .bind("party", partyId)
              .bind("staff", staff.id())
              .bind("at", check.at())
              .bind("purpose", check.purpose())
              .bind("question", check.question())
              .bind("how", check.how())
              .bind("recognised", check.recognised())
              .bind("matched", check.matched())
              .execute();
          audit.record(
              handle,
              staff.id(),
              staff.login(),
              check.question() == null
                  ? "purposeNoted"
                  : check.recognised() ? "identityChecked" : "notRecognised",
              SUBJECT,
              partyId,
              said(check));
          return null;
        });
  }

  private static String said(IdentityCheck check) {
    return check.question() == null
        ? check.purpose()
        : check.recognised() ? check.question() + " " + check.how() : check.question();
  }

  private Opened look(Handle handle, long partyId, Staff staff) {
    var sight = sightOf(staff);
    var customer =
        view.find(handle, partyId, sight).orElseThrow(() -> new RuleBroken("customer.unknown"));
    return sight
        .bindTo(
            handle.createQuery(
                """
                select (select to_jsonb(k) from (
                          select purpose, question, how, recognised, matched, at from customer_identity_check
                           where party_id = :party and staff_id = :staff order by id desc limit 1) k) as last_check,
                       (select jsonb_agg(m order by m.id desc) from (
                          select m.id, p.number as gone_number, s.full_name as by_name, m.at, m.reason
                            from customer_merge m
                            join customer_party p on p.id = m.gone_party_id
                            join identity_staff s on s.id = m.staff_id
                           where m.kept_party_id = :party and m.undone_at is null) m) as merges,
                       (select jsonb_agg(r order by r.id desc) from (%s where x.party_id = :party and %s) r) as reports
                """
                    .formatted(Corrections.ROW, Corrections.SEEN)))
        .bind("party", partyId)
        .bind("staff", staff.id())
        .map(
            (rs, context) -> {
              var check = rs.getString("last_check");
              return opened(
                  customer,
                  check == null ? null : RowJson.read(check, IdentityCheck.class),
                  RowJson.list(rs.getString("merges"), Merge.class),
                  RowJson.list(rs.getString("reports"), Correction.class));
            })
        .one();
  }

  private Opened opened(
      CustomerPage customer, IdentityCheck check, List<Merge> merges, List<Correction> reports) {
    var veiled = check == null || !check.holds(clock.now());
    return new Opened(customer, check, veiled, merges, reports);
  }
}
