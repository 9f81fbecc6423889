package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Which customer it may be who typed something. A number and an e-mail address that belong together
 * are a proposal; that it is he says a colleague. Who typed them never hears whether we know them.
 */
@ApplicationScoped
public class Recognising {
  private Database database;
  private BusinessClock clock;
  private CustomerNumbers numbers;
  private ComplaintDesk desk;

  /** For the container. */
  protected Recognising() {}

  /** Works with these. */
  @Inject
  public Recognising(
      Database database, BusinessClock clock, CustomerNumbers numbers, ComplaintDesk desk) {
    this.database = database;
    this.clock = clock;
    this.numbers = numbers;
    this.desk = desk;
  }

  /**
   * Customers whose number and e-mail address were both typed, as each company knows them; empty if
   * one of the two is missing or they do not belong together.
   */
  public List<ComplaintDesk.Complainant> proposed(OnlineComplaints.Typed typed, Staff by) {
    if (typed.customerNumber() == null || typed.email() == null) {
      return List.of();
    }
    var sight = new Sight(clock.today(), by.cleanTeam());
    return numbers.holders(typed.customerNumber(), sight).stream()
        .map(CustomerNumbers.Holder::partyId)
        .filter(party -> hasEmail(party, typed.email(), sight))
        .flatMap(party -> desk.complainants(party, by).stream())
        .toList();
  }

  /** Customers with a number that a colleague typed, as each company knows them. */
  public List<ComplaintDesk.Complainant> withNumber(String number, Staff by) {
    return numbers.holders(number.strip(), new Sight(clock.today(), by.cleanTeam())).stream()
        .flatMap(holder -> desk.complainants(holder.partyId(), by).stream())
        .toList();
  }

  private boolean hasEmail(long party, String email, Sight sight) {
    return database.with(handle -> hasEmail(handle, party, email, sight));
  }

  private static boolean hasEmail(Handle handle, long party, String email, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select exists (select from customer_identity i where lower(btrim(i.email)) = lower(:email) and i.id in "
                    + Sight.IDENTITIES_OF_PARTY
                    + ")"))
        .bind("party", party)
        .bind("email", email.strip())
        .mapTo(Boolean.class)
        .one();
  }
}
