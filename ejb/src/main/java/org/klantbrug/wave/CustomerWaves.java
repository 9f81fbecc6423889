package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.Database;

/** With which waves the accounts of a customer go over, or went. */
@ApplicationScoped
public class CustomerWaves {
  private Database database;

  /** For the container. */
  protected CustomerWaves() {}

  /** Works on this database. */
  @Inject
  public CustomerWaves(Database database) {
    this.database = database;
  }

  /**
   * An account of a customer in a wave.
   *
   * @param state of the account: how far it is
   */
  public record Line(String accountKey, long waveId, LocalDate day, MemberState state) {}

  /** The accounts of a customer that have a wave, the earliest first. */
  public List<Line> of(long partyId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select m.account_key, w.id as wave_id, w.day, m.state
                      from customer_party_link l join wave_member m on m.identity_id = l.identity_id
                      join wave_wave w on w.id = m.wave_id
                     where l.party_id = :party and %s and m.state <> 'GONE' order by w.day, m.account_key"""
                        .formatted(Sight.LINK_COUNTS))
                .bind("party", partyId)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }
}
