package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerName;
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
  private Audit audit;

  /** For the container. */
  protected Recognising() {}

  /** Works with these. */
  @Inject
  public Recognising(
      Database database,
      BusinessClock clock,
      CustomerNumbers numbers,
      ComplaintDesk desk,
      Audit audit) {
    this.database = database;
    this.clock = clock;
    this.numbers = numbers;
    this.desk = desk;
    this.audit = audit;
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

  /**
   * An open complaint that a mail may be about.
   *
   * @param customer name; null if we do not know who complains
   */
  public record Meant(
      long id, String number, Instant receivedAt, Stage stage, String topic, String customer) {}

  /**
   * Open complaints in sight of somebody with an address, the last received first: an address
   * proposes and proves nothing. That they were listed is written down, as it names customers.
   *
   * @param parties the customers who have that address
   */
  public List<Meant> open(String address, Collection<Long> parties, Staff by) {
    return database.inTransaction(
        handle -> {
          var found = open(handle, address, parties, new Sight(clock.today(), by.cleanTeam()));
          ComplaintList.noteListed(handle, audit, "complaintsListed", found.size(), by);
          return found;
        });
  }

  private static List<Meant> open(
      Handle handle, String address, Collection<Long> parties, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                with meant (id) as (
                  select o.complaint_id from complaint_online o where lower(o.email) = lower(:address)
                  union
                  select m.subject_id from outbound_message m
                   where lower(m.recipient) = lower(:address) and m.subject_kind = 'complaint'
                  union
                  select c.id from customer_party_link l join complaint_complaint c on c.identity_id = l.identity_id
                   where l.party_id = any(:parties) and %s)
                select k.id, k.number, k.received_at, k.stage, k.topic, %s as customer
                  from meant m join complaint_complaint k on k.id = m.id
                  left join customer_identity n on n.id = k.identity_id
                 where k.stage not in ('CLOSED', 'WITHDRAWN') and %s
                 order by k.received_at desc, k.id desc limit 5
                """
                    .formatted(Sight.DESK_LINK, CustomerName.sql("n"), ComplaintRows.SEEN)))
        .bind("address", address)
        .bindArray("parties", Long.class, parties)
        .map(ConstructorMapper.of(Meant.class))
        .list();
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
