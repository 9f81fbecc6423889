package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;

/**
 * Whose a number is: the one we gave, which is unique and leads on after a merge, or that of a
 * company, which two companies may well have given to different people.
 */
@ApplicationScoped
public class CustomerNumbers {
  /** SQL: identity {@code i} has number {@code %1$s} at its company, however it is written. */
  static final String WRITTEN =
      "customer_number_core(i.source_key) = customer_number_core(%1$s) and customer_number_fits(i.source_key, %1$s)";

  private Database database;

  /** For the container. */
  protected CustomerNumbers() {}

  /** Reads from this database. */
  @Inject
  public CustomerNumbers(Database database) {
    this.database = database;
  }

  /**
   * A customer who has the number that was asked for.
   *
   * @param number the one we gave, unique
   * @param known where the number that was asked for is his, as "Company number"; our own number if
   *     it is that one
   */
  public record Holder(long partyId, String number, String known) {}

  /**
   * Customers with a number, as far as they may be seen: the one whose own number with us it is,
   * else whoever he went up in, else those who have it at a company.
   *
   * @param number however it is written; one that was delivered just so goes before others
   * @return empty if the number is unknown; more than one if both companies gave it
   */
  public List<Holder> holders(String number, Sight sight) {
    return database.with(
        handle ->
            sight
                .bindTo(
                    handle.createQuery(
                        """
                        select party_id, number, string_agg(known, ', ' order by known) as known from (
                          select case when p.number in (customer_number_plain(:number), 'K' || customer_number_plain(:number)) then 1 else 2 end as sure,
                                 p.id as party_id, p.number, p.number as known
                            from customer_parties_by_number(:number) n (id) join customer_party p on p.id = n.id
                           where p.id in (select l.party_id from customer_party_link l
                                            join customer_identity i on i.id = l.identity_id
                                            join customer_company c on c.id = i.company_id
                                           where l.party_id = p.id and %1$s and %2$s)
                          union all
                          select case when i.source_key = :number then 3 else 4 end, p.id, p.number, c.name || ' ' || i.source_key
                            from customer_identity i
                            join customer_company c on c.id = i.company_id
                            join customer_party_link l on l.identity_id = i.id
                            join customer_party p on p.id = l.party_id
                           where %3$s and %1$s and %2$s) h
                         group by sure, party_id, number
                         order by sure fetch first 1 row with ties
                        """
                            .formatted(
                                Sight.LINK_COUNTS,
                                Sight.COMPANY_SEEN,
                                WRITTEN.formatted(":number"))))
                .bind("number", number)
                .map(ConstructorMapper.of(Holder.class))
                .list());
  }

  /**
   * Whom the access log names for all that was ever seen of a customer: whatever of him was merged,
   * split or taken back since, and whoever may see him.
   *
   * @param number as for {@link #holders}; if companies gave it to several people, it is of them
   *     all
   * @return customers and what companies delivered; empty if the number is unknown
   */
  public List<Audit.Subject> logged(String number) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    with recursive party (id) as (
                      select id from customer_party where number in (customer_number_plain(:number), 'K' || customer_number_plain(:number))
                      union
                      select m.gone_party_id from party join customer_merge m on m.kept_party_id = party.id and m.undone_at is null),
                    delivered (id) as (
                      select i.id from customer_identity i where %s
                      union
                      select l.identity_id from party join customer_party_link l on l.party_id = party.id
                       where l.ended_reason is distinct from 'SPLIT')
                    select 'customer' as kind, id from party
                    union
                    select 'customer', l.party_id from delivered join customer_party_link l on l.identity_id = delivered.id
                    union
                    select 'identity', id from delivered
                    """
                        .formatted(WRITTEN.formatted(":number")))
                .bind("number", number)
                .map(ConstructorMapper.of(Audit.Subject.class))
                .list());
  }
}
