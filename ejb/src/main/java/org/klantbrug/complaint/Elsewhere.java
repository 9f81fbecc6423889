package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.Channel;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Complaints that are not handled here: another company's, which we pass on if the customer agrees,
 * and those that we have already. Neither is lost: they end, and say where they go on.
 */
@ApplicationScoped
public class Elsewhere {
  /** Stands in the proposed letter for the company, until somebody said which it is. */
  private static final String NAMELESS = "…";

  private Database database;
  private BusinessClock clock;
  private Complaints complaints;
  private ComplaintMail mail;

  /** For the container. */
  protected Elsewhere() {}

  /** Works with these. */
  @Inject
  public Elsewhere(
      Database database, BusinessClock clock, Complaints complaints, ComplaintMail mail) {
    this.database = database;
    this.clock = clock;
    this.complaints = complaints;
    this.mail = mail;
  }

  /**
   * To whom a complaint is passed on.
   *
   * @param company its name
   * @param consent how and when the customer agreed, in words; without it nothing is passed on
   * @param told how the customer is told; by {@link Channel#EMAIL} the letter is mailed
   * @param letter what he is told, literally
   */
  public record Passing(
      String company, String consent, Channel told, ComplaintMail.Wanted letter) {}

  /**
   * Passes it on and tells the customer; it ends here.
   *
   * @throws RuleBroken also if the customer did not agree
   */
  public void passOn(long id, int version, Passing passing, Staff by) {
    var company = Written.needed(passing.company(), "complaint.pass-company");
    var consent = Written.needed(passing.consent(), "complaint.pass-consent");
    var typed = Written.needed(passing.letter().body(), "complaint.words-missing");
    var words = typed.replace(NAMELESS, company);
    Written.atMost(200, company);
    if (passing.told() == null) {
      throw new RuleBroken("complaint.told-how-missing");
    }
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          DisputeRows.refuseOpen(handle, complaint);
          complaint.endElsewhere(EndedAs.PASSED_ON, clock.now());
          complaints.end(handle, complaint, by);
          if (passing.told() == Channel.EMAIL) {
            mail.writeTo(handle, complaint, passing.letter().saying(words), by);
          }
          return Deed.aside(
              "passedOn", passing.told(), company + "\n\n" + consent + "\n\n" + words);
        });
  }

  /**
   * It is a complaint that we have already; it is handled there, and this one ends.
   *
   * @param firstNumber of the one that is handled
   * @throws RuleBroken if there is none in sight, it is this one, it is over, or another customer's
   */
  public void endAsDouble(long id, int version, String firstNumber, Staff by) {
    database.inTransaction(
        handle -> {
          var sight = new Sight(clock.today(), by.cleanTeam());
          holdBoth(handle, id, ComplaintLinks.find(handle, firstNumber, sight));
          end(id, version, firstNumber, sight, by);
          return null;
        });
  }

  /**
   * Both, in the order of their keys and before any clock: two colleagues who end each as the
   * double of the other wait for each other no further than this.
   */
  private void holdBoth(Handle handle, long one, long other) {
    handle
        .createQuery(
            "select id from complaint_complaint where id in (:one, :other) order by id for no key update")
        .bind("one", one)
        .bind("other", other)
        .mapTo(Long.class)
        .list();
  }

  private void end(long id, int version, String firstNumber, Sight sight, Staff by) {
    complaints.step(
        id,
        version,
        by,
        (handle, complaint) -> {
          DisputeRows.refuseOpen(handle, complaint);
          var first = first(handle, complaint, firstNumber, sight);
          complaint.endElsewhere(EndedAs.DUPLICATE, clock.now());
          complaints.end(handle, complaint, by);
          ComplaintLinks.addIfNew(
              handle, complaint, LinkKind.DUPLICATE, first.id(), by, clock.now());
          ComplaintRows.note(
              handle,
              first.id(),
              by.id(),
              clock.now(),
              Deed.aside("doubleEnded", null, complaint.number()));
          return Deed.aside("endedAsDouble", null, first.number());
        });
  }

  private static Complaint first(Handle handle, Complaint complaint, String number, Sight sight) {
    var first = ComplaintRows.hold(handle, ComplaintLinks.find(handle, number, sight), sight);
    if (first.id() == complaint.id()) {
      throw new RuleBroken("complaint.link-to-itself", complaint.number());
    }
    if (first.endedAs() != null) {
      throw new RuleBroken("complaint.double-of-double", first.number());
    }
    if (!first.stage().open()) {
      throw new RuleBroken("complaint.first-is-over", first.number());
    }
    if (areOfOthers(handle, complaint.identityId(), first.identityId())) {
      throw new RuleBroken("complaint.first-of-another", first.number());
    }
    return first;
  }

  /** Whether two identities are of two customers; of whom nobody knows, it may be the same. */
  private static boolean areOfOthers(Handle handle, Long one, Long other) {
    return one != null
        && other != null
        && !one.equals(other)
        && handle
            .createQuery(
                """
                select not exists (select from customer_party_link a join customer_party_link b on b.party_id = a.party_id
                                    where a.identity_id = :one and b.identity_id = :other
                                      and a.ended_at is null and b.ended_at is null)""")
            .bind("one", one)
            .bind("other", other)
            .mapTo(Boolean.class)
            .one();
  }
}
