package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;

/** A customer who does not want his data used is offered nothing, by whichever company. */
@ApplicationScoped
public class NoOffers {
  private static final String OPT_OUT = "marketing_opt_out";

  private BusinessClock clock;
  private GoldenRecord golden;
  private Audit audit;

  /** For the container. */
  protected NoOffers() {}

  /** Works with these. */
  @Inject
  public NoOffers(BusinessClock clock, GoldenRecord golden, Audit audit) {
    this.clock = clock;
    this.golden = golden;
    this.audit = audit;
  }

  /** A party, as it is now. */
  public record Party(long id, int version) {}

  /** From now on; no later delivery changes that. Of whom nobody of ours is yet, it waits. */
  void stop(Handle handle, long identityId, long by) {
    handle
        .createQuery(
            """
            select p.id, p.version from customer_party_link l join customer_party p on p.id = l.party_id
             where l.identity_id = :identity and %s and p.marketing_opt_out is distinct from 'YES' for update of p"""
                .formatted(Sight.LINK_COUNTS))
        .bind("identity", identityId)
        .map(ConstructorMapper.of(Party.class))
        .list()
        .forEach(
            party -> {
              golden.setByHand(party.id(), OPT_OUT, "YES", by, party.version(), clock.now());
              audit.record(
                  handle, by, login(handle, by), "offersStopped", "customer", party.id(), null);
            });
  }

  private static String login(Handle handle, long staff) {
    return handle
        .createQuery("select login from identity_staff where id = :id")
        .bind("id", staff)
        .mapTo(String.class)
        .one();
  }
}
