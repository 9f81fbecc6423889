package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What customers are not to be offered: products they complained about, and anything if they said
 * so or wait for what comes of a complaint. {@link #mayOffer} is the one question that every offer
 * asks.
 */
@ApplicationScoped
public class OfferBlocks {
  private static final int MOST_MONTHS = 120;
  private static final int LONGEST_REASON = 1000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public OfferBlocks() {}

  /** Works with these. */
  @Inject
  public OfferBlocks(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A complaint, as far as offers go.
   *
   * @param identityId whose, as one company knows him; null if nobody knows
   * @param product what it is about; null if it is about none
   * @param by who changed it; null for the customer
   */
  public record About(String number, Long identityId, String product, Long by) {}

  /**
   * The complaint is open: its product is blocked, and no other by it. A block that a person lifted
   * stays lifted. Part of the caller's transaction, as the rest.
   */
  public void complained(Handle handle, About complaint) {
    end(handle, complaint, "OTHER_PRODUCT", complaint.product());
    if (complaint.identityId() == null || complaint.product() == null) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into outbound_offer_block as b (identity_id, product, complaint_number, begun_at)
            values (:identity, :product, :number, :now)
            on conflict (complaint_number, lower(product)) do update
               set until_day = null, ended_at = null, ended_because = null, ended_by = null, version = b.version + 1
             where b.ended_because is distinct from 'LIFTED' and (b.until_day is not null or b.ended_at is not null)""")
        .bind("identity", complaint.identityId())
        .bind("product", complaint.product())
        .bind("number", complaint.number())
        .bind("now", clock.now())
        .execute();
  }

  /** The complaint is closed: its block ends after the months that are set, if any are. */
  public void closed(Handle handle, About complaint) {
    var months = months(handle).value();
    handle
        .createUpdate(
            """
            update outbound_offer_block set until_day = :until, version = version + 1
             where complaint_number = :number and ended_at is null and until_day is null and cast(:until as date) is not null""")
        .bind("until", months == 0 ? null : clock.today().plusMonths(months))
        .bind("number", complaint.number())
        .execute();
  }

  /** The customer withdrew the complaint: it blocks nothing any more. */
  public void withdrawn(Handle handle, About complaint) {
    end(handle, complaint, "WITHDRAWN", null);
  }

  private void end(Handle handle, About complaint, String because, String butNot) {
    handle
        .createUpdate(
            """
            update outbound_offer_block set ended_at = :now, ended_because = :because, ended_by = :by, version = version + 1
             where complaint_number = :number and ended_at is null
               and lower(product) is distinct from lower(cast(:butNot as text))""")
        .bind("now", clock.now())
        .bind("because", because)
        .bind("by", complaint.by())
        .bind("number", complaint.number())
        .bind("butNot", butNot)
        .execute();
  }

  /**
   * Whether a product may be offered to a customer: the one question of every offer, over all
   * companies that know him.
   */
  public OfferVerdict mayOffer(long partyId, String product) {
    return database.with(handle -> mayOffer(handle, partyId, product));
  }

  /** As {@link #mayOffer(long, String)}, where the handle looks. */
  public OfferVerdict mayOffer(Handle handle, long partyId, String product) {
    var optedOut =
        handle
            .createQuery("select marketing_opt_out = 'YES' from customer_party where id = :party")
            .bind("party", partyId)
            .mapTo(Boolean.class)
            .findOne()
            .orElse(false);
    return OfferVerdict.of(product, inForce(handle, partyId), optedOut, complains(handle, partyId))
        .during(crisis(handle, partyId).orElse(null));
  }

  /** The number of a crisis that touches a customer, so that nothing is offered to him now. */
  public Optional<String> crisis(long partyId) {
    return database.with(handle -> crisis(handle, partyId));
  }

  private static Optional<String> crisis(Handle handle, long partyId) {
    return handle
        .createQuery(
            """
            select h from customer_party_link l cross join lateral outbound_held(l.identity_id) h
             where l.party_id = :party and l.ended_at is null order by h limit 1""")
        .bind("party", partyId)
        .mapTo(String.class)
        .findOne();
  }

  /** Whether he waits for what comes of a complaint, of either company. */
  private boolean complains(Handle handle, long partyId) {
    return Sight.ofEverything(clock.today())
        .bindTo(
            handle.createQuery(
                "select exists (select from outbound_open_complaint f where f.identity_id in %s and %s)"
                    .formatted(Sight.DESK_IDENTITIES_OF_PARTY, Sight.FACT_COUNTS)))
        .bind("party", partyId)
        .mapTo(Boolean.class)
        .one();
  }

  private List<OfferBlock> inForce(Handle handle, long partyId) {
    return Sight.ofEverything(clock.today())
        .bindTo(
            handle.createQuery(
                """
                select f.id, f.product, f.complaint_number as complaint, f.until_day as until, f.version
                  from outbound_offer_block f
                 where f.identity_id in %s and f.ended_at is null and (f.until_day is null or f.until_day >= :today)
                 order by f.id
                """
                    .formatted(Sight.DESK_IDENTITIES_OF_PARTY)))
        .bind("party", partyId)
        .map(ConstructorMapper.of(OfferBlock.class))
        .list();
  }

  /**
   * Somebody says that the product may be offered again.
   *
   * @param partyId the customer
   * @param version as it was read
   * @throws RuleBroken if it is not there any more, or no reason is given
   */
  public void lift(long partyId, long block, int version, String reason, Staff by) {
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("outbound.lift-reason-missing");
    }
    if (reason.length() > LONGEST_REASON) {
      throw new RuleBroken("outbound.lift-reason-long", LONGEST_REASON);
    }
    database.inTransaction(
        handle -> {
          var lifted =
              new Sight(clock.today(), by.cleanTeam())
                  .bindTo(
                      handle.createUpdate(
                          """
                          update outbound_offer_block f
                             set ended_at = :now, ended_because = 'LIFTED', ended_by = :by, reason = :reason, version = version + 1
                           where f.id = :block and f.version = :version and f.ended_at is null and f.identity_id in %s
                          """
                              .formatted(Sight.DESK_IDENTITIES_OF_PARTY)))
                  .bind("now", clock.now())
                  .bind("by", by.id())
                  .bind("reason", reason.strip())
                  .bind("block", block)
                  .bind("version", version)
                  .bind("party", partyId)
                  .execute();
          if (lifted == 0) {
            throw new RuleBroken("outbound.block-not-there");
          }
          audit.record(handle, by.id(), by.login(), "offerBlockLifted", "customer", partyId, null);
          return null;
        });
  }

  /**
   * When the block of a complaint ends.
   *
   * @param value so many months after it is closed; 0: when a person lifts it
   */
  public record Months(int value, int version) {}

  /** As it is set. */
  public Months months() {
    return database.with(OfferBlocks::months);
  }

  private static Months months(Handle handle) {
    return handle
        .createQuery(
            "select value, version from outbound_offer_setting where code = 'BLOCK_MONTHS'")
        .map(ConstructorMapper.of(Months.class))
        .one();
  }

  /**
   * Sets {@link #months()}: 0 to 120. Blocks of complaints that are closed keep their day.
   *
   * @param version as it was read
   * @throws RuleBroken if a colleague set it since
   */
  public void setMonths(int months, int version, Staff by) {
    if (months < 0 || months > MOST_MONTHS) {
      throw new RuleBroken("outbound.block-months", MOST_MONTHS);
    }
    database.inTransaction(
        handle -> {
          var set =
              handle
                  .createUpdate(
                      """
                      update outbound_offer_setting set value = :months, changed_by = :by, changed_at = :at, version = version + 1
                       where code = 'BLOCK_MONTHS' and version = :version""")
                  .bind("months", months)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("version", version)
                  .execute();
          if (set == 0) {
            throw new RuleBroken("outbound.months-changed-meanwhile", months(handle).value());
          }
          audit.record(
              handle,
              by.id(),
              by.login(),
              "offerBlockSet",
              "staff",
              by.id(),
              Integer.toString(months));
          return null;
        });
  }
}
