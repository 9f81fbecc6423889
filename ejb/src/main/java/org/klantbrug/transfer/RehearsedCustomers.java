package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.contact.Promise;
import org.klantbrug.contact.Promises;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.contract.Contracts;
import org.klantbrug.contract.Running;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Customers as they would be after the transfer: read in the schema of the rehearsal by the same
 * services that read the live ones. Only those who are in what is rehearsed: the schema holds all
 * our other customers too, and a rehearsal is no reason to look at them. Birth date and bank
 * account are masked for everybody, and each customer that is opened is written down.
 */
@ApplicationScoped
public class RehearsedCustomers {
  private static final String PURPOSE = "REHEARSAL";
  private static final int PER_KIND = 3;
  private static final int CONTACTS = 25;

  /** Hits asked for each that is wanted: those who are not in the rehearsal are left out after. */
  private static final int HITS_PER_WANTED = 10;

  /** SQL: something of identity {@code i} is in cut-overs {@code :cutovers}. */
  private static final String IN_REHEARSAL =
      Arrays.stream(LiveTable.values())
          .filter(table -> table != LiveTable.CUSTOMER)
          .map(
              table ->
                  "exists (select from %s f where f.identity_id = i.id and f.cutover_id = any(:cutovers))"
                      .formatted(table.table()))
          .collect(
              Collectors.joining(
                  " or ",
                  "(exists (select from transfer_ledger g where g.cutover_id = any(:cutovers) and g.entity = 'CUSTOMER'"
                      + " and g.company_id = i.company_id and g.record_key = i.source_key) or ",
                  ")"));

  /** SQL: the customers of the acquired company that are in the rehearsal, with their parties. */
  private static final String TOUCHED =
      """
      select l.party_id, l.identity_id from customer_party_link l
        join customer_identity i on i.id = l.identity_id
       where l.ended_at is null and i.company_id = :company and %s"""
          .formatted(IN_REHEARSAL);

  private Database database;
  private Rehearsal rehearsal;
  private CustomerSearch search;
  private CustomerView view;
  private Contracts contracts;
  private Promises promises;
  private Timeline timeline;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public RehearsedCustomers() {}

  /** Works with these. */
  @Inject
  public RehearsedCustomers(
      Database database,
      Rehearsal rehearsal,
      CustomerSearch search,
      CustomerView view,
      Contracts contracts,
      Promises promises,
      Timeline timeline,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.rehearsal = rehearsal;
    this.search = search;
    this.view = view;
    this.contracts = contracts;
    this.promises = promises;
    this.timeline = timeline;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A customer worth checking.
   *
   * @param why what makes it so: JOINED, CIRCUMSTANCE, CONTRACTS, OPEN_AMOUNT, ARRANGEMENT,
   *     PROMISE, COMPLAINT, CONTACTS, or ANY for one of the others
   * @param amount how many contracts or contacts, or euro; null where there is nothing to count
   */
  public record Sample(String why, long partyId, String number, String name, Long amount) {}

  /**
   * A customer as it would be.
   *
   * @param contacts the newest ones
   * @param more whether there are more contacts than shown
   */
  public record Rehearsed(
      CustomerPage customer,
      Running running,
      List<Promise> promises,
      List<RehearsedComplaints.Complaint> complaints,
      List<TimelineItem> contacts,
      boolean more) {}

  /**
   * Rehearsed customers that fit what was typed, as {@link CustomerSearch} finds live ones.
   *
   * @param cutover one of the rehearsal
   */
  public List<CustomerHit> find(Cutover cutover, String typed, int limit, Staff staff) {
    return look(
        handle -> {
          var hits = search.find(handle, typed, limit * HITS_PER_WANTED, sightOf(staff));
          var touched = touched(handle, cutover, hits.stream().map(CustomerHit::partyId).toList());
          return hits.stream().filter(hit -> touched.contains(hit.partyId())).limit(limit).toList();
        });
  }

  /** Which of these parties are in the rehearsal. */
  private static Set<Long> touched(Handle handle, Cutover cutover, List<Long> parties) {
    return handle
        .createQuery(TOUCHED + " and l.party_id = any(:parties)")
        .bind("company", cutover.companyId())
        .bindArray("cutovers", Long.class, together(handle, cutover))
        .bindArray("parties", Long.class, parties)
        .map((row, context) -> row.getLong("party_id"))
        .collect(Collectors.toSet());
  }

  /** The cut-overs that are rehearsed together with this one: customers and their history. */
  private static List<Long> together(Handle handle, Cutover cutover) {
    return handle
        .createQuery(
            "select id from transfer_cutover where run_id = :run and rehearsal and state = 'LIVE'")
        .bind("run", cutover.runId())
        .mapTo(Long.class)
        .list();
  }

  /**
   * The busy and the special ones of those who come over, and some of the others: what a person
   * should look at before they approve. Always the same for the same rehearsal.
   */
  public List<Sample> sample(Cutover cutover, Staff staff) {
    return look(handle -> sample(handle, cutover, sightOf(staff)));
  }

  private static List<Sample> sample(Handle handle, Cutover cutover, Sight sight) {
    return sight
        .bindTo(
            handle
                .createQuery(
                    """
                    with touched as materialized (%1$s),
                    chosen (no, why, party_id, amount) as (
                      (select 1, 'JOINED', t.party_id, null::bigint from touched t join customer_party p on p.id = t.party_id
                        where p.founder_id <> t.identity_id order by t.party_id limit :few)
                      union all
                      (select 2, 'CIRCUMSTANCE', t.party_id, null from touched t join customer_identity i on i.id = t.identity_id
                        where i.circumstance is not null order by t.party_id limit :few)
                      union all
                      (select 3, 'CONTRACTS', t.party_id, count(*) from touched t join contract_contract f on f.identity_id = t.identity_id
                        where %2$s group by t.party_id having count(*) > 1 order by count(*) desc, t.party_id limit :few)
                      union all
                      (select 4, 'OPEN_AMOUNT', t.party_id, round(sum(f.open_amount))::bigint
                         from touched t join contract_invoice f on f.identity_id = t.identity_id
                        where %2$s and f.open_amount > 0 group by t.party_id order by sum(f.open_amount) desc, t.party_id limit :few)
                      union all
                      (select distinct 5, 'ARRANGEMENT', t.party_id, null::bigint
                         from touched t join contract_arrangement f on f.identity_id = t.identity_id
                        where %2$s and f.state = 'RUNNING' order by t.party_id limit :few)
                      union all
                      (select distinct 6, 'PROMISE', t.party_id, null::bigint
                         from touched t join contact_promise f on f.identity_id = t.identity_id
                        where %2$s and coalesce(f.state, 'OPEN') = 'OPEN' order by t.party_id limit :few)
                      union all
                      (select distinct 7, 'COMPLAINT', t.party_id, null::bigint
                         from touched t join transfer_held_complaint f on f.identity_id = t.identity_id
                        where %2$s order by t.party_id limit :few)
                      union all
                      (select 8, 'CONTACTS', t.party_id, count(*) from touched t join contact_contact f on f.identity_id = t.identity_id
                        where %2$s group by t.party_id order by count(*) desc, t.party_id limit :few)
                      union all
                      (select 9, 'ANY', t.party_id, null from touched t order by hashint8(t.party_id), t.party_id limit :few))
                    select distinct on (s.no, s.amount, s.party_id) s.why, s.party_id, p.number, %3$s as name, s.amount
                      from chosen s
                      join customer_party p on p.id = s.party_id
                      join touched t on t.party_id = s.party_id
                      join customer_identity i on i.id = t.identity_id
                      join customer_company c on c.id = i.company_id
                     where %4$s
                     order by s.no, s.amount desc nulls last, s.party_id, i.id
                    """
                        .formatted(
                            TOUCHED, Sight.FACT_COUNTS, CustomerName.sql("i"), Sight.COMPANY_SEEN))
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true)))
        .bind("company", cutover.companyId())
        .bindArray("cutovers", Long.class, together(handle, cutover))
        .bind("few", PER_KIND)
        .map(ConstructorMapper.of(Sample.class))
        .list();
  }

  /**
   * A rehearsed customer; that it was opened is written down, for the customer we serve already or
   * for what was delivered of him: the rehearsed one is gone after the rehearsal.
   *
   * @param cutover one of the rehearsal
   * @throws RuleBroken if the rehearsal touches none with this key, or none that this colleague may
   *     see
   */
  public Rehearsed open(Cutover cutover, long partyId, Staff staff) {
    var opened = look(handle -> read(handle, cutover, partyId, sightOf(staff)));
    write(opened.customer(), staff);
    return opened;
  }

  private Rehearsed read(Handle handle, Cutover cutover, long partyId, Sight sight) {
    if (touched(handle, cutover, List.of(partyId)).isEmpty()) {
      throw new RuleBroken("transfer.rehearsed-unknown");
    }
    var customer =
        view.find(handle, partyId, sight)
            .orElseThrow(() -> new RuleBroken("transfer.rehearsed-unknown"));
    var contacts =
        timeline.page(
            handle, partyId, Timeline.Filter.NONE, Timeline.Before.NOTHING, CONTACTS + 1, sight);
    return new Rehearsed(
        customer.masked(),
        contracts.running(handle, partyId, sight),
        promises.of(handle, partyId, sight),
        RehearsedComplaints.of(handle, partyId, sight),
        contacts.stream().limit(CONTACTS).toList(),
        contacts.size() > CONTACTS);
  }

  private void write(CustomerPage customer, Staff staff) {
    var identities = customer.identities().stream().map(CustomerPage.Identity::id).toList();
    database.inTransaction(
        handle -> {
          CustomerView.subjects(handle, identities)
              .forEach(
                  seen ->
                      audit.record(
                          handle,
                          staff.id(),
                          staff.login(),
                          "rehearsedCustomerOpened",
                          seen.kind(),
                          seen.id(),
                          PURPOSE));
          return null;
        });
  }

  private <T> T look(Function<Handle, T> work) {
    if (!rehearsal.isUnderWay()) {
      throw new RuleBroken("transfer.no-rehearsal-to-look-at");
    }
    return rehearsal.look(work);
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }

  /** The rehearsal of a merger that can be looked at now. */
  public static Optional<Cutover> newest(List<Cutover> ofMerger) {
    return ofMerger.stream()
        .filter(cutover -> cutover.rehearsal() && cutover.is("LIVE"))
        .findFirst();
  }
}
